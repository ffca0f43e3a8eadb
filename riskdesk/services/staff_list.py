"""Reading a staff list: which row is a section, a position, a total or a note."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import zip_longest

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LONGEST_NAME
from riskdesk.services.located import Problems
from riskdesk.services.ports import Cell, Sheet
from riskdesk.services.spelling import plain
from riskdesk.services.staff_cells import (
    column_numbers,
    count_fault,
    is_formula,
    letter,
    whole_or_part,
)
from riskdesk.services.staff_columns import (
    COUNT,
    MEN,
    NAME,
    NUMBER,
    SECTION,
    WOMEN,
    Columns,
    above_first_count,
    cell_text,
    find_columns,
)
from riskdesk.services.staff_lines import StaffLine, StaffPreview

_TOTAL = re.compile(r"^(итого|всего|барлыгы|жиыны|жалпы саны|total)\b")
_NOTE = re.compile(
    r"^(примечани|ескерт|\*)|__|^(составил|утвержда|согласован|м п$|мо$|руководитель )"
)
_DOTTED = re.compile(r"\d+\.\d+\.?")


def read_staff_list(sheet: Sheet, columns: Mapping[str, int] | None = None) -> StaffPreview:
    """The sheet by its rows; ``columns`` overrides what the headings say.

    ``UserError("staff-headings")`` names what was looked for when no heading is found.
    """
    found = find_columns(sheet)
    if columns:
        base = found or above_first_count(sheet, columns)
        fields = {**base.by_field, **columns}
        found = Columns(base.first_row, base.last_row, fields, base.headings)
    if found is None or not found.complete:
        raise UserError("staff-headings", sheet=sheet.name)
    reading = _Reading(sheet, found)
    for row in sheet.rows:
        if row and row[0].row > found.last_row:
            reading.take({cell.column: cell for cell in row})
    return reading.result()


@dataclass(slots=True)
class _Reading:
    sheet: Sheet
    columns: Columns
    problems: Problems = field(init=False)
    lines: list[StaffLine] = field(default_factory=list)
    dotted: bool = field(init=False)

    def __post_init__(self) -> None:
        self.problems = Problems(self.sheet.name)
        number = self.columns.by_field.get(NUMBER)
        self.dotted = any(
            cell.column == number and _DOTTED.fullmatch(cell_text(cell))
            for row in self.sheet.rows
            for cell in row
        )

    def take(self, row: dict[int, Cell]) -> None:
        """Understand one row below the heading."""
        texts = {column: text for column, cell in row.items() if (text := cell_text(cell))}
        if not texts:
            return
        first = next(iter(row.values()))
        line = self._line(row, texts, first.row)
        if line is not None:
            self.lines.append(line)

    def _line(self, row: dict[int, Cell], texts: dict[int, str], at: int) -> StaffLine | None:
        if self._is_heading_again(texts) or column_numbers(texts):
            return None
        total = next((text for text in texts.values() if _TOTAL.match(plain(text))), None)
        if total is not None:
            return StaffLine(kind="total", row=at, text=total, count=self._total_of(row))
        if any(_NOTE.search(text.casefold()) for text in texts.values()) and not self._counted(row):
            return StaffLine(kind="skipped", row=at, text=" ".join(texts.values()))
        if self._continues(row):
            return None
        if self._is_section(row, texts):
            text = self._section_text(texts)
            self._long(text, at)
            return StaffLine(kind="section", row=at, text=text, section=text)
        return self._position(row, texts, at)

    def _position(self, row: dict[int, Cell], texts: dict[int, str], at: int) -> StaffLine | None:
        fields = self.columns.by_field
        name = texts.get(fields[NAME], "")
        if not name:
            self._wrong(at, NAME, "staff-name-missing")
            return None
        if is_formula(name):
            self._wrong(at, NAME, "staff-formula", text=name)
        self._long(name, at)
        known = len(self.problems.found)
        men, women = self._count(row, MEN, at), self._count(row, WOMEN, at)
        count = self._count(row, COUNT, at, required=MEN not in fields)
        if count is None:
            count = (men or 0) + (women or 0)
        elif (
            len(self.problems.found) == known
            and (men is not None or women is not None)
            and (men or 0) + (women or 0) != count
        ):
            sexes = (men or 0) + (women or 0)
            self._wrong(at, COUNT, "staff-sexes-differ", count=count, sexes=sexes)
        given = men is not None or women is not None
        return StaffLine(
            kind="position",
            row=at,
            text=name,
            section=self._section(texts),
            count=count,
            men=(men or 0) if given else None,
            women=(women or 0) if given else None,
        )

    def _section(self, texts: dict[int, str]) -> str:
        named = texts.get(self.columns.by_field.get(SECTION, 0), "")
        if named:
            return named
        return next((line.section for line in reversed(self.lines) if line.kind != "total"), "")

    def _count(
        self, row: dict[int, Cell], name: str, at: int, *, required: bool = False
    ) -> int | None:
        column = self.columns.by_field.get(name)
        cell = row.get(column or 0)
        if column is None or cell is None or cell_text(cell) == "":
            if required:
                self._wrong(at, name, "staff-count-missing")
            return None
        if cell.merged_into is not None and cell.merged_into[0] != cell.row:
            self._wrong(at, name, "staff-count-merged", text=cell_text(cell))
            return None
        number = whole_or_part(cell.value)
        code = "staff-formula" if is_formula(cell_text(cell)) else count_fault(number)
        if number is None or code is not None:
            self._wrong(at, name, code or "staff-count-text", text=cell_text(cell))
            return 0
        return int(number)

    def _long(self, name: str, at: int) -> None:
        if len(name) > LONGEST_NAME:
            self._wrong(at, NAME, "text-long", count=len(name), most=LONGEST_NAME)

    def _wrong(self, at: int, name: str, code: str, **params: object) -> None:
        column = self.columns.by_field.get(name) or self.columns.by_field[NAME]
        heading = ", ".join(filter(None, (letter(column), self.columns.headings.get(column))))
        self.problems.add(at, code, column=column, heading=heading, **params)

    def _counted(self, row: dict[int, Cell]) -> bool:
        places = [self.columns.by_field.get(name) for name in (COUNT, MEN, WOMEN)]
        return any(
            cell_text(cell) != "" and whole_or_part(cell.value) is not None
            for column, cell in row.items()
            if column in places
        )

    def _total_of(self, row: dict[int, Cell]) -> int:
        fields = self.columns.by_field
        columns = [
            fields[n] for n in ((COUNT,) if COUNT in fields else (MEN, WOMEN)) if n in fields
        ]
        numbers = [whole_or_part(row[column].value) for column in columns if column in row]
        return sum(int(n) for n in numbers if n is not None and n == int(n) and n > 0)

    def _is_heading_again(self, texts: dict[int, str]) -> bool:
        fields = (self.columns.by_field.get(name) for name in (NAME, COUNT))
        known = [(texts.get(c), self.columns.headings.get(c)) for c in fields if c is not None]
        return all(text is not None and text == heading for text, heading in known)

    def _continues(self, row: dict[int, Cell]) -> bool:
        """Whether position and count are both merged with the row above: the same line goes on."""
        fields = self.columns.by_field
        cells = [row.get(fields[NAME]), row.get(fields.get(COUNT, fields.get(MEN, 0)))]
        return all(
            cell is not None and cell.merged_into is not None and cell.merged_into[0] < cell.row
            for cell in cells
        )

    def _is_section(self, row: dict[int, Cell], texts: dict[int, str]) -> bool:
        fields = self.columns.by_field
        number, name = fields.get(NUMBER), fields[NAME]
        if _spans(row, name, number):
            return True
        written = [row[c] for n in (COUNT, MEN, WOMEN) if (c := fields.get(n)) in texts]
        if any(cell.merged_into is None for cell in written) or SECTION in fields:
            return SECTION in fields and len(set(texts.values())) == 1 and not written
        if number is None or number not in texts or name not in texts:
            return True
        numbered = texts[number].rstrip(".").isdigit() and not texts[number].endswith(".")
        return self.dotted if numbered else not _DOTTED.fullmatch(texts[number])

    def _section_text(self, texts: dict[int, str]) -> str:
        fields = self.columns.by_field
        name, number = texts.get(fields[NAME]), texts.get(fields.get(NUMBER, 0))
        return name or number or next(iter(texts.values()))

    def result(self) -> StaffPreview:
        """All lines; a section without positions is a problem, or a note after the table."""
        lines = _without_trailing_notes(self.lines, self.sheet)
        for line, after in zip_longest(lines, lines[1:]):
            ends = after is None or after.kind in ("section", "total")
            if line.kind == "section" and ends:
                self._wrong(line.row, NAME, "staff-section-empty", text=line.text)
        if not any(line.kind == "position" for line in lines) and not self.problems.found:
            raise UserError("staff-empty", sheet=self.sheet.name)
        return StaffPreview(
            sheet=self.sheet.name,
            columns=dict(self.columns.by_field),
            headings=dict(self.columns.headings),
            lines=tuple(lines),
            problems=tuple(self.problems.found),
        )


def _spans(row: dict[int, Cell], name: int, number: int | None) -> bool:
    """Whether the cell of the position is merged with another column of the same row."""
    cell = row.get(name)
    across = [c for c in row.values() if c.merged_into == (c.row, name)]
    inside = cell is not None and cell.merged_into is not None and cell.merged_into[0] == cell.row
    return inside or (number is None and len(across) > 0)


def _without_trailing_notes(lines: list[StaffLine], sheet: Sheet) -> list[StaffLine]:
    """The lines with single texts after the last total, or after a blank row, taken as notes."""
    last = max(
        (i for i, line in enumerate(lines) if line.kind in ("position", "total")), default=-1
    )
    filled = {row[0].row for row in sheet.rows if row and any(cell_text(cell) for cell in row)}
    result = lines[: last + 1]
    for line in lines[last + 1 :]:
        apart = lines[last].kind == "total" or any(
            at not in filled for at in range(lines[last].row + 1, line.row)
        )
        note = StaffLine(kind="skipped", row=line.row, text=line.text)
        result.append(note if apart else line)
    return result
