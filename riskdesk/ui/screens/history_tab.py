"""The history of a workplace: who, when, what, before and after; Enter takes it back."""

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.ports import Done
from riskdesk.services.queries_history import Moment, WorkplaceHistory, workplace_history
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.services.undo import UndoTo
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.look import Look
from riskdesk.ui.screens.history_words import label_words, value_words, what_words
from riskdesk.ui.session import Session

_MOST = 12
"""So many altered fields of one change are told; of an import there are hundreds."""


class HistoryTab(QWidget):
    """Newest first. ``focused``: a row got the focus."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asked = 0
        self._moments: dict[str, Moment] = {}
        look, tr = desk.look, desk.look.tr
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grid = Grid(look, _columns(look), tr("history.name"), orders="here")
        self.grid.keep_view(desk.views, "history")
        self.grid.row_changed.connect(self._on_row)
        self.grid.opened.connect(lambda _: self.take_back())
        box.addWidget(self.grid, 1)
        self._empty = EmptyState(look, tr("history.empty"), tr("history.empty_why"))
        self._empty.hide()
        box.addWidget(self._empty, 1)
        foot = ground(QWidget(), "panel", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 8)))
        self._said = Text(look, "", "small", "text_2", wrap=True)
        row.addWidget(self._said, 1)
        self.back = button(look, tr("history.back"))
        self.back.clicked.connect(self.take_back)
        row.addWidget(self.back)
        box.addWidget(foot)

    def show_page(self, page: WorkplacePage) -> None:
        """Ask for the history of a workplace."""
        self._asked += 1
        number, certification, identity = self._asked, self._desk.certification_id, page.id

        def read(session: Session, _: object) -> WorkplaceHistory:
            dossier = session.snapshot(certification).dossier
            catalog = session.context.catalog
            return workplace_history(session.unit_of_work(), dossier, identity, catalog)

        def show(found: WorkplaceHistory) -> None:
            if number == self._asked:
                self._show(found)

        self._desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def moment(self) -> Moment | None:
        """The change of the row with the focus."""
        return self._moments.get(self.grid.current_key().partition("/")[0])

    def take_back(self) -> None:
        """Undo the change with the focus and all that came after it."""
        moment = self.moment()
        if moment is None or not _can_go(moment):
            return
        tr = self._desk.look.tr

        def tell(done: Done) -> None:
            self._desk.say("ok", tr("history.taken_back", count=done.value))

        job = self._desk.jobs.change(UndoTo(moment.change_id))
        job.on_done(while_alive(self, tell)).start()

    def _show(self, found: WorkplaceHistory) -> None:
        self._moments = {each.change_id: each for each in found.moments}
        self.grid.set_rows([row for each in found.moments for row in self._rows(each)])
        self.grid.setVisible(bool(found.moments))
        self._empty.setVisible(not found.moments)
        if found.moments and self.moment() is None:
            self.grid.go_to(f"{found.moments[0].change_id}/0", "what")
        self._on_row()

    def _rows(self, moment: Moment) -> Iterator[GridRow]:
        look = self._desk.look
        for number, each in enumerate(moment.altered[:_MOST]):
            first = number == 0
            what = what_words(look, each)
            before, after = (value_words(look, value) for value in (each.before, each.after))
            if not each.field and {before, after} == {"–"}:
                after = look.tr("history.removed" if each.after is None else "history.added")
            cells = {
                "at": Cell(text=f"{moment.at.astimezone():%d.%m.%Y %H:%M}" if first else "",
                           tone="text_2"),
                "user": Cell(text=moment.user if first else "", tone="text_2"),
                "label": Cell(text=label_words(look, moment) if first else "",
                              tone="text" if moment.back else "text_2"),
                "what": Cell(text=what, tooltip=what),
                "before": Cell(text=before, tone="text_2", tooltip=before),
                "after": Cell(text=after, weight="medium", tooltip=after),
            }  # fmt: skip
            yield GridRow(key=f"{moment.change_id}/{number}", cells=cells)
        rest = len(moment.altered) - _MOST
        if rest > 0:
            words = look.tr("history.more", count=rest)
            cells = {"what": Cell(text=words, tone="text_3")}
            yield GridRow(key=f"{moment.change_id}/more", cells=cells)

    def _on_row(self, *_: object) -> None:
        moment, tr = self.moment(), self._desk.look.tr
        self.back.setEnabled(moment is not None and _can_go(moment))
        if moment is None:
            self._said.setText("")
        elif moment.origin:
            self._said.setText(tr("history.origin"))
        elif not moment.back:
            self._said.setText(tr("history.fixed"))
        elif moment.back == 1:
            self._said.setText(tr("history.only"))
        else:
            later = moment.back - 1
            self._said.setText(tr("history.later", count=later, elsewhere=moment.elsewhere))
        self.focused.emit(self.grid.current_key())


def _can_go(moment: Moment) -> bool:
    return bool(moment.back) and not moment.origin


def _columns(look: Look) -> tuple[Column, ...]:
    tr = look.tr
    return (
        Column(key="at", title=tr("history.at"), width=112),
        Column(key="user", title=tr("history.user"), width=80),
        Column(key="label", title=tr("history.label"), width=150),
        Column(key="what", title=tr("history.what"), stretch=True, width=150),
        Column(key="before", title=tr("history.before"), stretch=True, width=100),
        Column(key="after", title=tr("history.after"), stretch=True, width=100),
    )
