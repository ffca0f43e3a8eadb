"""The instruments of many rows at once: what does not fit is shown with its reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId, PointId
from riskdesk.domain.model import Measurement, Point
from riskdesk.rules.instruments import measures
from riskdesk.services.context import Context
from riskdesk.services.edit_points import ChooseInstrument
from riskdesk.services.instrument_choice import Choice
from riskdesk.services.points_instruments import choices_for, quantities_of
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.session import Session

_NONE = "none"
_WIDE, _HIGH = 860, 260


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The register for the points; ``several``: the rows have several quantities.

    ``own``: what is ticked at first: what the rows have, else the only ones that fit.
    """

    points: tuple[PointId, ...]
    choices: tuple[Choice, ...]
    several: bool
    own: frozenset[InstrumentId]


class _Ticked(Sheet):
    """Which instruments are taken; nothing is stored before the verb."""

    def __init__(self, dialog: ChooseInstrumentDialog) -> None:
        self._dialog = dialog

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:  # noqa: ARG002 - of the sheet
        """Tick and untick."""
        self._dialog.tick({InstrumentId(edit.row): bool(edit.text) for edit in edits})
        self._dialog.grid.settle(edits)
        self._dialog.show_rows()


class ChooseInstrumentDialog(Dialog):
    """The register against the rows: their quantities, days and values.

    Rows of several quantities take several instruments, ticked; else the one with the focus.
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
        self._ticked: set[InstrumentId] = set()
        self._several = False
        title = tr("choose_instrument.title")
        self.grid = Grid(desk.look, self._columns(), title, sheet=_Ticked(self))
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
            Column(key="take", title=tr("choose_instrument.take"), kind="flag", width=72),
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
            return _answer(dossier, points, rows, session.context)

        self._desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def tick(self, ticked: Mapping[InstrumentId, bool]) -> None:
        """Tick and untick instruments that fit."""
        for key, yes in ticked.items():
            (self._ticked.add if yes else self._ticked.discard)(key)
        self.mark_typed()
        self._allow()

    def show_rows(self) -> None:
        """Show the register with its ticks."""
        none = Cell(text=self.look.tr("choose_instrument.none"), tone="text_2")
        rows = [self._row(each) for each in self._choices]
        self.grid.set_rows([*rows, GridRow(key=_NONE, cells={"name": none})])

    def _show(self, answer: Answer) -> None:
        self._points, self._choices = answer.points, answer.choices
        self._several, self._ticked = answer.several, set(answer.own)
        self.grid.setColumnHidden(0, not answer.several)
        self.show_rows()
        fitting = [each.instrument.id for each in self._choices if each.possible]
        own = [name for name in fitting if name in self._ticked]
        first = next(iter(own or fitting), _NONE)
        self.grid.go_to(first, "take" if answer.several and fitting else "name")
        self.grid.setFocus()
        self._allow()

    def _row(self, choice: Choice) -> GridRow:
        instrument, fits = choice.instrument, choice.possible
        tone = "text" if fits else "text_3"
        until = f"{instrument.valid_until:%d.%m.%Y}" if instrument.valid_until else ""
        reason = self.look.tr.text(choice.reason)
        fitting = "choose_instrument.measures" if self._several else "choose_instrument.fits"
        words = reason or self.look.tr(fitting)
        ticked = "1" if instrument.id in self._ticked else ""
        return GridRow(
            key=instrument.id,
            cells={
                "take": Cell(text=ticked, editable=fits),
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
        taken, none = self._taken(), self.grid.current_key() == _NONE
        self.act.setEnabled(bool(taken) or none)
        reason = self.look.tr.text(found.reason) if found is not None else ""
        if self._several and not taken and not none:
            reason = reason or self.look.tr("choose_instrument.need")
        self.reason.setText(reason)

    def _taken(self) -> list[InstrumentId]:
        """The ticked ones; where there are no ticks the one with the focus."""
        if self.grid.current_key() == _NONE:
            return []
        if self._several:
            return [c.instrument.id for c in self._choices if c.instrument.id in self._ticked]
        found = self._chosen()
        return [found.instrument.id] if found is not None and found.possible else []

    def _choose(self) -> None:
        if not self.act.isEnabled():
            return
        taken = self._taken()
        command = ChooseInstrument(
            instrument_id=taken[0] if taken else None,
            point_ids=self._points,
            measurement_ids=self._measurements,
            more=tuple(taken[1:]),
        )
        job = self._desk.jobs.change(command)
        job.on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        self.hint.setText(self._desk.failure_text(error))
        self.hint.set_tone("invalid")


def _answer(
    dossier: Dossier, points: Sequence[Point], rows: Sequence[Measurement], context: Context
) -> Answer:
    wanted = quantities_of(points, rows, context.catalog)
    found = choices_for(dossier, points, rows, context)
    possible = {each.instrument.id for each in found if each.possible}
    own = {name for point in points for name in point.instruments}
    own |= {row.instrument_id for row in rows if row.instrument_id is not None}
    able = [
        [
            one
            for one in dossier.instruments
            if one.id in possible and measures(one, name, context.catalog)
        ]
        for name in wanted
    ]
    only = {each[0].id for each in able if len(each) == 1}
    return Answer(
        points=tuple(point.id for point in points),
        choices=found,
        several=len(wanted) > 1,
        own=frozenset(own & possible or only if len(wanted) > 1 else ()),
    )
