"""Who stays at the rows of a zone: workplaces found while typing, whole sections, hours."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId, WorkplaceId
from riskdesk.domain.values import format_decimal, parse_decimal
from riskdesk.services.edit_points import SetStays, StayHours
from riskdesk.services.queries_stays import StayCandidate, StaysPage, stays_page
from riskdesk.ui.desk import Desk
from riskdesk.ui.fold import matches
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button, filter_line
from riskdesk.ui.kit.cells import Cell, Column, GridRow, LazyRows, Sign
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice, Tick
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.look import Look
from riskdesk.ui.session import Session

_WIDE, _HIGH = 860, 330
_DAY = 24
_SUM = {"over": "error", "under": "warning"}


class StaysSheet(Sheet):
    """The workplaces with a tick and their hours; nothing is stored before the verb."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self.known: dict[str, StayCandidate] = {}
        self.changed = False
        self.grid = Grid(look, self._columns(), look.tr("stays.title"), sheet=self)

    def take(self, candidates: Sequence[StayCandidate]) -> None:
        """All workplaces."""
        self.known = {each.workplace_id: each for each in candidates}

    def show(self, keys: Sequence[str]) -> None:
        """Some of them."""
        listed = list(keys)
        self.grid.set_rows(LazyRows(listed, lambda number: self._row(self.known[listed[number]])))

    def chosen(self) -> list[StayCandidate]:
        """Those that stay."""
        return [each for each in self.known.values() if each.here]

    def tick(self, keys: Sequence[str], *, here: bool) -> None:
        """Many at once."""
        for key in keys:
            each = self.known[key]
            self.known[key] = replace(each, here=here, hours=each.hours if here else None)
        self.changed = True

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """Hours are 0 to 24."""
        words = self._look.tr("stays.hours_wrong")
        return [
            Verdict(edit.row, edit.column, words)
            for edit in edits
            if edit.column == "hours" and not _are_hours(edit.text)
        ]

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """Hours typed mean that it stays; a tick taken away takes the hours."""
        del action
        for edit in edits:
            each = self.known[edit.row]
            if edit.column == "here":
                here = bool(edit.text)
                each = replace(each, here=here, hours=each.hours if here else None)
            else:
                hours = parse_decimal(edit.text)
                each = replace(each, hours=hours, here=each.here or hours is not None)
            self.known[edit.row] = each
        self.changed = True
        self.grid.settle(edits)
        rows = self.grid.grid.rows
        self.show([k for k in (rows.keys if isinstance(rows, LazyRows) else ()) if k in self.known])
        self.grid.committed.emit("", "", "")

    def _columns(self) -> tuple[Column, ...]:
        tr = self._look.tr
        return (
            Column(key="here", title=tr("stays.here"), kind="flag", width=72),
            Column(key="code", title=tr("stays.code"), width=92),
            Column(key="position", title=tr("stays.position"), stretch=True, width=190),
            Column(key="section", title=tr("stays.section"), width=180),
            Column(key="hours", title=tr("stays.hours"), kind="number", width=64),
            Column(key="sum", title=tr("stays.sum"), computed=True, width=140),
        )

    def _row(self, each: StayCandidate) -> GridRow:
        look, tr = self._look, self._look.tr
        hours = "" if each.hours is None else format_decimal(each.hours, look.language)
        tone = "text" if each.here else "text_2"
        position, section = tr.text(each.position), tr.text(each.section)
        return GridRow(
            key=each.workplace_id,
            cells={
                "here": Cell(text="1" if each.here else "", editable=True),
                "code": Cell(text=each.code, tone="text_2"),
                "position": Cell(text=position, tone=tone, tooltip=position),  # type: ignore[arg-type]
                "section": Cell(text=section, tone="text_2", tooltip=section, folds=True),
                "hours": Cell(text=hours, editable=True),
                "sum": sum_cell(look, each),
            },
        )


class StaysDialog(Dialog):
    """Which workplaces work at the rows and for how long; all rows of a zone get the same."""

    def __init__(self, desk: Desk, parent: QWidget | None, points: Sequence[PointId] = ()) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, parent, tr("stays.title"), tr("stays.second"))
        self._desk = desk
        self._points = tuple(points)
        self._page: StaysPage | None = None
        self.sheet = StaysSheet(desk.look)
        self.grid = self.sheet.grid
        self.grid.setMinimumSize(*(desk.look.theme.length(n) for n in (_WIDE, _HIGH)))
        self.grid.committed.connect(lambda *_: self._told())
        self.body.addLayout(self._search())
        self.body.addWidget(self.grid)
        self.close_verb, self.act = self.verbs(tr("stays.act"))
        self.act.clicked.connect(self._store)
        self._ask()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down in the filter goes to the rows; the scroll area would have it else."""
        pressed = event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent)
        if pressed and watched is self.search and cast(QKeyEvent, event).key() == Qt.Key.Key_Down:
            self.grid.moves.home(whole=True)
            self.grid.setFocus()
            return True
        return super().eventFilter(watched, event)

    def _search(self) -> QVBoxLayout:
        look, tr = self.look, self.look.tr
        both, row, second = QVBoxLayout(), QHBoxLayout(), QHBoxLayout()
        for each in (both, row, second):
            each.setSpacing(look.theme.length(8))
        self.search = filter_line(look, tr("stays.find"))
        self.search.textChanged.connect(lambda _: self._sift())
        self.search.installEventFilter(self)
        self.section = Choice(look, [(None, tr("stays.all_sections"))])
        self.section.setAccessibleName(tr("stays.section"))
        self.section.chosen.connect(lambda _: self._sift())
        self.only = Tick(look, tr("stays.only_here"))
        self.only.toggled.connect(lambda _: self._sift())
        self.all = button(look, tr("stays.tick_all"), keys="Ctrl+Shift+A")
        self.all.clicked.connect(lambda _: self._tick(here=True))
        self.none = button(look, tr("stays.tick_none"))
        self.none.clicked.connect(lambda _: self._tick(here=False))
        row.addWidget(self.search, 3)
        row.addWidget(self.section, 3)
        second.addWidget(self.all)
        second.addWidget(self.none)
        second.addStretch(1)
        second.addWidget(self.only)
        both.addLayout(row)
        both.addLayout(second)
        return both

    def _ask(self) -> None:
        certification, points = self._desk.certification_id, self._points

        def read(session: Session, _: object) -> StaysPage:
            return stays_page(session.snapshot(certification).dossier, points)

        self._desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def _show(self, page: StaysPage) -> None:
        self._page = page
        tr = self.look.tr
        self.section.set_options(
            [(None, tr("stays.all_sections"))]
            + [(key, tr.text(name)) for key, name in page.sections.items()]
        )
        self.section.show_value(None)
        self.sheet.take(page.candidates)
        self._sift()
        self.search.setFocus()
        self._told(typed=False)

    def _shown(self) -> list[str]:
        tr, section = self.look.tr, self.section.currentData()
        return [
            key
            for key, each in self.sheet.known.items()
            if (section is None or each.section_id == section)
            and (not self.only.isChecked() or each.here)
            and matches(self.search.text(), each.code, tr.text(each.position), each.position.kk,
                        each.position.ru, tr.text(each.section))
        ]  # fmt: skip

    def _sift(self) -> None:
        self.sheet.show(self._shown())

    def _tick(self, *, here: bool) -> None:
        self.sheet.tick(self._shown(), here=here)
        self._sift()
        self._told()

    def _told(self, *, typed: bool = True) -> None:
        if typed and self.sheet.changed:
            self.mark_typed()
        tr, chosen = self.look.tr, self.sheet.chosen()
        over = sum(_status(each) == "over" for each in chosen)
        words = tr("stays.chosen", count=len(chosen))
        if over:
            words = f"{words} {tr('stays.over', count=over)}"
        self.hint.set_tone("attention" if over else "text_2")
        page = self._page
        if page is not None and page.zones:
            words = f"{words} {tr('stays.zone', zone=', '.join(page.zones))}"
        self.hint.setText(words)

    def _store(self) -> None:
        page = self._page
        if page is None:
            return
        self.grid.finish_editing()
        if self.grid.problems():
            row, column, _ = self.grid.problems()[0]
            self.grid.go_to(row, column)
            self.grid.setFocus()
            return
        stays = tuple(
            StayHours(workplace_id=WorkplaceId(each.workplace_id), hours=_typed(each.hours))
            for each in self.sheet.chosen()
        )
        job = self._desk.jobs.change(SetStays(point_ids=page.point_ids, stays=stays))
        job.on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        self.hint.setText(self._desk.failure_text(error))
        self.hint.set_tone("invalid")


def sum_cell(look: Look, each: StayCandidate) -> Cell:
    """The hours of all places against the shift: «8,0 из 8»."""
    total = each.elsewhere + (each.hours or Decimal(0))
    if not total:
        return Cell()
    spoken = format_decimal(total.normalize() + 0, look.language)
    if each.shift is None:
        return Cell(text=look.tr("stays.sum_open", total=spoken), tone="text_2")
    text = look.tr("stays.sum_of", total=spoken, shift=format_decimal(each.shift, look.language))
    status = _status(each)
    severity = _SUM.get(status, "ok")
    icon, role = SEVERITY_SIGN[severity]
    sign = Sign(icon=icon, meaning=look.tr(f"stays.sum_{status}"), tone=role)  # type: ignore[arg-type]
    return Cell(text=text, before=sign)


def _status(each: StayCandidate) -> str:
    total = each.elsewhere + (each.hours or Decimal(0))
    if each.shift is None:
        return "open"
    if total > each.shift:
        return "over"
    return "whole" if total == each.shift else "under"


def _typed(hours: Decimal | None) -> str:
    return "" if hours is None else f"{hours:f}"


def _are_hours(text: str) -> bool:
    try:
        hours = parse_decimal(text)
    except UserError:
        return False
    return hours is None or 0 <= hours <= _DAY
