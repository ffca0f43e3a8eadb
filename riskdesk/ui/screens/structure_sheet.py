"""The list's side of the grid: what is typed and pasted becomes one command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from riskdesk.domain.ids import PositionId, SectionId, uuid7
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import Several
from riskdesk.services.structure_cells import CellEdit, ChangeCells, plan
from riskdesk.services.structure_lists import AddPositions, AddSection, PositionLine
from riskdesk.services.structure_workplaces import SplitByHeadcount
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_block import Block, read_block
from riskdesk.ui.kit.grid_hands import Hands
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict
from riskdesk.ui.screens.structure_data import OF_LINE, Entry

if TYPE_CHECKING:
    from riskdesk.ui.session import Session

_NAMES = ("kk", "ru")
_COUNTS = 3
"""How many there are, men, women."""
_MOST_JUDGED = 5000
"""Cells of a paste above which only the kinds of the columns judge before it lands."""


class StructureSheet(Sheet):
    """Judges through the services, changes by ``ChangeCells`` and ``AddPositions``.

    ``entry``: the row of a key. ``section``: where new lines go, "" while there is none.
    """

    adds = True
    removes = True

    def __init__(
        self,
        desk: Desk,
        entry: Callable[[str], Entry | None],
        section: Callable[[], str],
    ) -> None:
        self._desk = desk
        self._entry = entry
        self._section = section
        self.grid: Grid | None = None
        self.asked_removal: Callable[[Sequence[str]], object] = lambda _: None
        self.arranged: Callable[[], object] = lambda: None
        self.order: tuple[str, bool] = ("", False)
        self.texts: Mapping[str, str] = {}
        self._adding: set[str] = set()
        self._begun = ""

    def judge(self, edits: Sequence[Edit], answer: Callable[[Sequence[Verdict]], object]) -> None:
        """What the services say of a pasted block; new lines are judged by their names."""
        verdicts = self._nameless(edits)
        known = {cell: edit for edit in edits if (cell := self._cell(edit)) is not None}
        if not known or len(known) > _MOST_JUDGED:
            answer(verdicts)
            return
        certification, tr = self._desk.certification_id, self._desk.look.tr

        def read(session: Session, _: object) -> list[tuple[Edit, str]]:
            found = plan(tuple(known), certification, session.unit_of_work(), session.context)
            return [
                (known[one.edit], tr.text(one.reason)) for one in found if one.reason is not None
            ]

        def said(wrong: list[tuple[Edit, str]]) -> None:
            verdicts.extend(Verdict(edit.row, edit.column, words) for edit, words in wrong)
            answer(verdicts)

        self._desk.jobs.ask(read).on_done(said).start()

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """One command, one step of undo."""
        grid, words = self.grid, self._desk.failure_text
        nameless = {verdict.row for verdict in self._nameless(edits)}
        missing = [edit for edit in edits if edit.row in nameless]
        kept = [edit for edit in edits if edit.row not in nameless]
        if missing and grid is not None:
            grid.refuse(missing, self._desk.look.tr("structure.need_name"))
        command = self._command(kept, action)
        if command is None:
            return
        stored = self._whole(kept)
        self._adding.update(edit.row for edit in kept if edit.new)
        change = self._desk.jobs.change(command)
        if grid is not None:

            def refused(error: Exception) -> None:
                self._adding.difference_update(edit.row for edit in kept)
                grid.refuse(kept, words(error))

            change.on_done(while_alive(grid, lambda _: grid.settle(stored)))
            change.on_failed(while_alive(grid, refused))
        change.start()

    def renew(self) -> None:
        """The rows are shown anew."""
        self._begun = ""

    def _command(self, edits: Sequence[Edit], action: Action) -> object:
        """What the edits are together; ``None``: nothing."""
        certification = self._desk.certification_id
        known = [cell for edit in edits if (cell := self._cell(edit)) is not None]
        new = [row for row in dict.fromkeys(edit.row for edit in edits if edit.new)
               if self._entry(row) is None and row not in self._adding]  # fmt: skip
        commands: list[object] = []
        if known:
            commands.append(ChangeCells(certification_id=certification, edits=tuple(known)))
        if new:
            commands += self._added(new)
        if not commands:
            return None
        if action == "typing" and len(commands) == 1:
            return commands[0]
        rows = len({edit.row for edit in edits})
        label = "add-position" if action == "typing" else f"{action}/{rows}"
        return Several(tuple(commands), label=label)

    def remove(self, rows: Sequence[str]) -> None:
        """What goes with them is said first."""
        self.asked_removal(rows)

    def sort(self, column: str, *, descending: bool) -> None:
        """The rows are in memory."""
        self.order = (column, descending)
        self.arranged()

    def filter(self, texts: Mapping[str, str]) -> None:
        """The rows are in memory."""
        self.texts = dict(texts)
        self.arranged()

    def _cell(self, edit: Edit) -> CellEdit | None:
        """The cell of the services; ``None`` for a row that is not there."""
        entry = self._entry(edit.row)
        if entry is None:
            if edit.row not in self._adding:
                return None
            column = edit.column if edit.column in OF_LINE else f"workplace.{edit.column}"
            return CellEdit(edit.row, column, edit.text)
        row: str | None
        if entry.kind == "section" or edit.column in OF_LINE:
            row = entry.section if entry.kind == "section" else entry.position
        else:
            row = entry.workplace
        return CellEdit(row, edit.column, edit.text) if row is not None else None

    def _nameless(self, edits: Sequence[Edit]) -> list[Verdict]:
        """New lines need a name in one of the languages."""
        words = self._desk.look.tr("structure.need_name")
        rows = dict.fromkeys(edit.row for edit in edits if edit.new)
        given = {edit.row for edit in edits if edit.column in _NAMES and edit.text.strip()}
        first = {edit.row: edit.column for edit in reversed(edits) if edit.new}
        typed = self._typed() if rows.keys() - given else {}
        return [
            Verdict(row, first[row], words)
            for row in rows
            if row not in given and not any(typed.get(row, {}).get(name) for name in _NAMES)
        ]

    def _typed(self) -> dict[str, dict[str, str]]:
        """By row, what was typed and is no fault but for a missing name."""
        if self.grid is None:
            return {}
        waits = {"", self._desk.look.tr("structure.need_name")}
        found: dict[str, dict[str, str]] = {}
        for (row, column), draft in self.grid.grid.drafts.items():
            if draft.text.strip() and draft.problem in waits:
                found.setdefault(row, {})[column] = draft.text
        return found

    def _whole(self, edits: Sequence[Edit]) -> list[Edit]:
        """With a new row everything that stood in it is stored."""
        rows, typed = dict.fromkeys(edit.row for edit in edits if edit.new), self._typed()
        more = [
            Edit(row, column, text, new=True)
            for row in rows
            for column, text in typed.get(row, {}).items()
        ]
        return [*(edit for edit in edits if not edit.new or not edit.text.strip()), *more]

    def _added(self, rows: Sequence[str]) -> list[object]:
        """New lines with their workplaces: one a person, known people divided among them."""
        certification = self._desk.certification_id
        made: list[object] = []
        section = self._section() or self._begun
        if not section:
            section = self._begun = uuid7()
            made.append(first_section(self._desk, section))
        lines: list[PositionLine] = []
        cells: list[CellEdit] = []

        def add() -> None:
            if lines:
                made.append(AddPositions(section_id=SectionId(section), lines=tuple(lines)))
            if cells:
                made.append(ChangeCells(certification_id=certification, edits=tuple(cells)))
            lines.clear()
            cells.clear()

        typed = self._typed()
        for row in rows:
            texts = typed.get(row, {})
            headcount = _count(texts.get("headcount", ""), 1)
            people = sum(_count(texts.get(column, ""), 0) for column in ("men", "women"))
            name = LocalizedText(kk=texts.get("kk", ""), ru=texts.get("ru", ""))
            lines.append(PositionLine(name, headcount, row, "one" if people else "each"))
            cells += [
                CellEdit(row, f"workplace.{column}", text)
                for column, text in texts.items()
                if column not in OF_LINE and (headcount or text.strip() != "0")
            ]
            if people and headcount > 1 and people <= headcount:
                add()  # its workplaces get their numbers before those of the next line
                made.append(SplitByHeadcount(position_id=PositionId(row)))
        add()
        return made


def first_section(desk: Desk, identity: str = "", at: int | None = None) -> AddSection:
    """A section with a name to be typed over."""
    name = desk.bundle.texts.say("new-section")
    return AddSection(certification_id=desk.certification_id, name=name, at=at, id=identity)


class StaffHands(Hands):
    """A staff list on the clipboard goes in as it is: names, and counts in their own column."""

    def paste(self) -> None:
        """Names and counts, pasted over the names of new rows; a line of headings stays away."""
        from PySide6.QtGui import QGuiApplication  # noqa: PLC0415 - one look at the clipboard

        grid, area = self._grid, self.area()
        if area.rows:
            row, column = area.rows[0], area.columns[0]
            names = grid.grid.columns[column].key in _NAMES
            if names and grid.is_new(grid.grid.rows[row].key):
                block = staff_of(read_block(QGuiApplication.clipboard().text()))
                if block:
                    gap = grid.grid.column_of("headcount") - column - 1
                    self._put([[one[0], *[""] * gap, *one[1:]] for one in block], row, column)
                    return
        super().paste()


def staff_of(block: Block) -> Block:
    """Names beside how many there are, how many men, how many women; empty: not such a list."""
    headed = len(block) > 1 and not any(_is_count(text) for text in block[0])
    rows = block[1:] if headed else block
    return rows if all(_is_staff(one) for one in rows) else []


def _is_staff(row: Sequence[str]) -> bool:
    name, *counts = row
    if not name.strip() or not 1 <= len(counts) <= _COUNTS or not _is_count(counts[0]):
        return False
    return all(_is_count(text) or not text.strip() for text in counts)


def _is_count(text: str) -> bool:
    return text.strip().isdigit()


def _count(text: str, otherwise: int) -> int:
    clean = text.strip()
    return int(clean) if clean.isdigit() else otherwise
