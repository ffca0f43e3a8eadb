"""Plans with the numbers of the points: attached, put there, moved, taken away."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from riskdesk.domain.ids import PointId
from riskdesk.services.edit_attachments import AddAttachment, RemoveAttachment
from riskdesk.services.edit_plan import PlaceZone, RemovePlace
from riskdesk.services.ports import Area
from riskdesk.services.queries_plan import PlanPage, PlanPlace
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.plan_places import PlanPlaces
from riskdesk.ui.dialogs.plan_reading import Seen, read_plan, read_plans
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.kit.plan_view import PlanArea, PlanSign, PlanView
from riskdesk.ui.session import Session

_LIST, _WIDE, _HIGH = 250, 700, 330
_REST_MS = 500
"""So long after the last arrow the place is stored: one step of undo, not fifty."""


class PlanDialog(Dialog):
    """The plans of the certification; ``points``: the place that is chosen first."""

    def __init__(self, desk: Desk, parent: QWidget | None, points: Sequence[PointId] = ()) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, parent, tr("plan.title"), tr("plan.second"))
        self._desk = desk
        self._page: PlanPage | None = None
        self._images: dict[str, QImage] = {}
        self._moved: dict[str, PlanSign] = {}
        self._key = points[0] if points else ""
        self._plan = ""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self._store_moved)
        self.plans = Choice(desk.look)
        self.plans.setAccessibleName(tr("plan.plan"))
        self.plans.chosen.connect(lambda value: self._open(str(value)))
        self.view = PlanView(desk.look)
        self.view.setAccessibleName(tr("plan.view"))
        self.places = PlanPlaces(desk.look, _LIST)
        self.empty = Text(desk.look, tr("plan.empty"), tone="text_2", wrap=True)
        self.body.addLayout(self._top())
        self.body.addLayout(self._middle(), 1)
        self.close_verb = button(desk.look, tr("action.close"), "main")
        self.close_verb.clicked.connect(self.reject)
        self.foot.addWidget(self.close_verb)
        self._connect()
        self._ask()

    def done(self, result: int) -> None:
        """What the arrows moved last is stored."""
        self._store_moved()
        super().done(result)

    def add(self, path: Path) -> None:
        """Attach a plan: it is read and looked at in the worker."""
        certification = self._desk.certification_id

        def store(content: bytes) -> None:
            command = AddAttachment(
                certification_id=certification,
                owner="certification",
                owner_id=certification,
                name=path.name,
                content=content,
            )
            job = self._desk.jobs.change(command)
            job.on_done(while_alive(self, lambda done: self._take_plan(str(done.value))))
            job.on_failed(while_alive(self, self._failed)).start()

        job = self._desk.jobs.ask(lambda *_: read_plan(path)).on_done(while_alive(self, store))
        job.on_failed(while_alive(self, self._failed)).start()

    def _top(self) -> QHBoxLayout:
        look, tr, row = self.look, self.look.tr, QHBoxLayout()
        row.setSpacing(look.theme.length(8))
        self.choose = button(look, tr("plan.add"), keys="Ctrl+O")
        self.remove_plan = button(look, tr("plan.remove"))
        self.smaller = button(look, "−")
        self.larger = button(look, "+")
        self.whole = button(look, tr("plan.whole"))
        self.smaller.setAccessibleName(tr("plan.smaller"))
        self.larger.setAccessibleName(tr("plan.larger"))
        row.addLayout(labelled(look, tr("plan.plan"), self.plans), 1)
        for each in (self.choose, self.remove_plan, self.smaller, self.larger, self.whole):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignBottom)
        return row

    def _middle(self) -> QHBoxLayout:
        theme, row = self.look.theme, QHBoxLayout()
        row.setSpacing(theme.length(12))
        self._area = PlanArea(self.look, self.view)
        self._area.setMinimumSize(*(theme.length(n) for n in (_WIDE, _HIGH)))
        right = QVBoxLayout()
        right.addWidget(self.empty)
        right.addWidget(self._area, 1)
        row.addWidget(self.places)
        row.addLayout(right, 1)
        return row

    def _connect(self) -> None:
        self.choose.clicked.connect(lambda _: self._choose())
        self.remove_plan.clicked.connect(lambda _: self._remove_plan())
        self.smaller.clicked.connect(lambda _: self.view.zoom(-1))
        self.larger.clicked.connect(lambda _: self.view.zoom(1))
        self.whole.clicked.connect(lambda _: self.view.zoom(0))
        self.places.sifted.connect(self._fill)
        self.places.picked.connect(self._on_picked)
        self.places.entered.connect(self._go_to_plan)
        self.places.dropped.connect(lambda: self._drop(self._key))
        self.view.chosen.connect(self._pick)
        self.view.put.connect(self._on_put)
        self.view.wanted.connect(self._put_here)
        self.view.entered.connect(self._go_to_plan)
        self.view.dropped.connect(self._drop)
        self._desk.jobs.changed.connect(self._on_changed)

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if {Area.ATTACHMENTS, Area.POINTS} & set(areas):
            self._ask()

    def _ask(self) -> None:
        certification, have = self._desk.certification_id, set(self._images)

        def read(session: Session, _: object) -> Seen:
            return read_plans(session, certification, have)

        job = self._desk.jobs.ask(read).on_done(while_alive(self, self._show))
        job.on_failed(while_alive(self, self._failed)).start()

    def _show(self, seen: Seen) -> None:
        page, made = seen
        self._images |= made
        self._page = page
        known = [plan.id for plan in page.plans]
        place = self._place(self._key)
        if self._plan not in known:
            first = known[0] if known else ""
            self._plan = place.plan_id if place is not None and place.plan_id else first
            self.view.show_plan(self._images.get(self._plan, QImage()))
        self.plans.set_options([(plan.id, plan.name) for plan in page.plans])
        self.plans.show_value(self._plan)
        for each in page.places:
            moved = self._moved.get(each.point_id)
            if (
                moved is not None
                and abs(moved.x - float(each.x)) + abs(moved.y - float(each.y)) < 1e-3
            ):
                del self._moved[each.point_id]
        for verb in (self.remove_plan, self.smaller, self.larger, self.whole, self.plans):
            verb.setEnabled(bool(known))
        self.empty.setVisible(not known)
        self._area.setVisible(bool(known))
        self._fill()

    def _fill(self) -> None:
        """The list, and the numbers of the plan that is shown."""
        if self._page is not None:
            self._key = self.places.show_page(self._page, self._plan, self._key)
            self._draw()

    def _draw(self) -> None:
        page = self._page
        here = [p for p in page.places if p.plan_id == self._plan] if page and self._plan else []
        signs: dict[str, PlanSign] = {
            each.point_id: self._moved.get(
                each.point_id, PlanSign(each.sign, float(each.x), float(each.y))
            )
            for each in here
        }
        self.view.show_signs(signs, self._key)

    def _place(self, key: str) -> PlanPlace | None:
        places = self._page.places if self._page is not None else ()
        return next((each for each in places if each.point_id == key), None)

    def _open(self, plan: str) -> None:
        self._store_moved()
        self._plan = plan
        self.plans.show_value(plan)
        self.view.show_plan(self._images.get(plan, QImage()))
        self._fill()

    def _take_plan(self, plan: str) -> None:
        """A plan was attached: it is shown as soon as it is read."""
        self._plan = ""
        self._desk.jobs.ask(lambda *_: plan).on_done(while_alive(self, self._open)).start()

    def _on_picked(self, key: str) -> None:
        self._key = key
        place = self._place(key)
        if place is not None and place.plan_id and place.plan_id != self._plan:
            self._open(place.plan_id)
        else:
            self._draw()

    def _pick(self, key: str) -> None:
        """A number was pressed on the plan."""
        self._key = key
        if self.places.only.isChecked():
            self.places.only.setChecked(False)
        else:
            self._fill()

    def _go_to_plan(self) -> None:
        place = self._place(self._key)
        if place is None or not self._plan:
            return
        self.view.setFocus()
        if place.plan_id != self._plan:
            self._send(place.point_id, *self.view.middle())

    def _put_here(self, x: float, y: float) -> None:
        """The chosen place, where it is on no plan yet, comes here; then the next one is chosen."""
        place = self._place(self._key)
        if place is not None and self._plan and not place.plan_id:
            self._send(place.point_id, x, y)
            places = self._page.places if self._page is not None else ()
            after = [*places[places.index(place) + 1 :], *places]
            free = (each.point_id for each in after if not each.plan_id and each is not place)
            self._key = next(free, place.point_id)

    def _on_put(self, key: str) -> None:
        self._moved[key] = self.view.signs[key]
        self._rest.start()

    def _store_moved(self) -> None:
        self._rest.stop()
        for key, sign in self._moved.items():
            place = self._place(key)
            if place is not None and (float(place.x), float(place.y)) != (sign.x, sign.y):
                self._send(place.point_id, sign.x, sign.y)

    def _send(self, point: PointId, x: float, y: float) -> None:
        command = PlaceZone(
            attachment_id=self._plan, point_id=point, x=Decimal(f"{x:.4f}"), y=Decimal(f"{y:.4f}")
        )
        self._change(command)

    def _drop(self, key: str) -> None:
        self._moved.pop(key, None)
        place = self._place(key)
        if place is not None and place.plan_id:
            self._change(RemovePlace(point_id=place.point_id))

    def _choose(self) -> None:
        words = self.look.tr("plan.filter")
        names, _ = QFileDialog.getOpenFileNames(
            self, self.look.tr("plan.add").replace("&", ""), "", f"{words} (*.png *.jpg *.jpeg)"
        )
        for name in names:
            self.add(Path(name))

    def _remove_plan(self) -> None:
        if self._plan:
            self._moved.clear()
            self._change(RemoveAttachment(attachment_id=self._plan))

    def _change(self, command: object) -> None:
        self.hint.setText("")
        job = self._desk.jobs.change(command)
        job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        self.hint.setText(self._desk.failure_text(error))
        self.hint.set_tone("invalid")
