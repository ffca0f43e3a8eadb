"""The instrument of many rows at once: what does not fit is shown with its reason."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from riskdesk.domain.ids import InstrumentId, PointId
from riskdesk.services.edit_points import ChooseInstrument
from riskdesk.services.instrument_choice import Choice
from riskdesk.services.points_instruments import choices_for
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.session import Session

Answer = tuple[tuple[PointId, ...], tuple[Choice, ...]]
"""The points, and the register for them."""

_NONE = "none"
_WIDE, _HIGH = 860, 260


class ChooseInstrumentDialog(Dialog):
    """The register against the rows: their quantities, days and values.

    Without any rows the first point of the certification is meant.
    """

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        points: Sequence[PointId] = (),
        measurements: Sequence[str] = (),
    ) -> None:
        tr = desk.look.tr
        rows = tuple(points)
        second = tr("choose_instrument.second", count=len(rows) + len(measurements) or 1)
        super().__init__(desk.look, parent, tr("choose_instrument.title"), second)
        self._desk = desk
        self._points = rows
        self._measurements = tuple(measurements)
        self._choices: tuple[Choice, ...] = ()
        self.grid = Grid(desk.look, self._columns(), tr("choose_instrument.title"))
        self.grid.setMinimumSize(*(desk.look.theme.length(n) for n in (_WIDE, _HIGH)))
        self.grid.row_changed.connect(lambda *_: self._allow())
        self.grid.opened.connect(lambda _: self._choose())
        self.body.addWidget(self.grid)
        self.reason = Text(desk.look, "", tone="text_2", wrap=True)
        self.body.addWidget(self.reason)
        self.close_verb, self.act = self.verbs(tr("choose_instrument.act"))
        self.act.clicked.connect(self._choose)
        self._ask()

    def _columns(self) -> tuple[Column, ...]:
        tr = self.look.tr
        return (
            Column(key="gutter", title="", kind="sign", width=24),
            Column(key="name", title=tr("choose_instrument.name"), width=230),
            Column(key="certificate", title=tr("choose_instrument.certificate"), width=110),
            Column(key="until", title=tr("choose_instrument.until"), kind="date", width=90),
            Column(key="reason", title=tr("choose_instrument.reason"), width=240, stretch=True),
        )

    def _ask(self) -> None:
        names, wanted = set(self._points), set(self._measurements)
        certification = self._desk.certification_id

        def read(session: Session, _: object) -> Answer:
            dossier = session.snapshot(certification).dossier
            points = [point for point in dossier.points if point.id in names]
            rows = [row for row in dossier.measurements if row.id in wanted]
            if not points and not rows:
                points = [*dossier.points[:1]]
            found = choices_for(dossier, points, rows, session.context)
            return tuple(point.id for point in points), found

        self._desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def _show(self, answer: Answer) -> None:
        self._points, choices = answer
        self._choices = choices
        none = Cell(text=self.look.tr("choose_instrument.none"), tone="text_2")
        rows = [self._row(each) for each in choices]
        self.grid.set_rows([*rows, GridRow(key=_NONE, cells={"name": none})])
        fitting = [each.instrument.id for each in choices if each.possible]
        self.grid.go_to(fitting[0] if fitting else _NONE, "name")
        self.grid.setFocus()
        self._allow()

    def _row(self, choice: Choice) -> GridRow:
        instrument, fits = choice.instrument, choice.possible
        tone = "text" if fits else "text_3"
        until = f"{instrument.valid_until:%d.%m.%Y}" if instrument.valid_until else ""
        reason = self.look.tr.text(choice.reason)
        words = reason or self.look.tr("choose_instrument.fits")
        return GridRow(
            key=instrument.id,
            cells={
                "gutter": Cell(),
                "name": Cell(text=instrument.name, tone=tone, tooltip=instrument.name),  # type: ignore[arg-type]
                "certificate": Cell(text=instrument.certificate, tone=tone),  # type: ignore[arg-type]
                "until": Cell(text=until, tone=tone),  # type: ignore[arg-type]
                "reason": Cell(text=words, tone="text_2" if fits else "invalid", tooltip=words),
            },
        )

    def _chosen(self) -> Choice | None:
        key = self.grid.current_key()
        return next((each for each in self._choices if each.instrument.id == key), None)

    def _allow(self) -> None:
        found = self._chosen()
        some = bool(self.grid.current_key())
        self.act.setEnabled(some and (found is None or found.possible))
        reason = self.look.tr.text(found.reason) if found is not None else ""
        self.reason.setText(reason)

    def _choose(self) -> None:
        if not self.act.isEnabled():
            return
        key = self.grid.current_key()
        chosen = None if key == _NONE else InstrumentId(key)
        command = ChooseInstrument(
            instrument_id=chosen, point_ids=self._points, measurement_ids=self._measurements
        )
        job = self._desk.jobs.change(command)
        job.on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        self.hint.setText(self._desk.failure_text(error))
        self.hint.set_tone("invalid")
