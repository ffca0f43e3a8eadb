"""A staff list as it was understood: its lines and what is wrong with them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from riskdesk.services.located import Located

LineKind = Literal["section", "position", "total", "skipped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLine:
    """One row of the list as it was understood; ``row`` is the sheet's.

    ``count``, ``men``, ``women``: of a position; of a total its number.
    """

    kind: LineKind
    row: int
    text: str = ""
    section: str = ""
    count: int = 0
    men: int | None = None
    women: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffPreview:
    """A staff list as understood: its columns (field → column from 1), its lines, its problems."""

    sheet: str
    columns: Mapping[str, int]
    headings: Mapping[int, str]
    lines: tuple[StaffLine, ...]
    problems: tuple[Located, ...]

    @property
    def positions(self) -> tuple[StaffLine, ...]:
        """The lines that are positions."""
        return tuple(line for line in self.lines if line.kind == "position")

    @property
    def workplaces(self) -> int:
        """The workplaces of all positions together."""
        return sum(line.count for line in self.positions)

    @property
    def wrong_totals(self) -> tuple[StaffLine, ...]:
        """Totals that are neither the sum of all lines above nor of their section."""
        wrong: list[StaffLine] = []
        whole = part = 0
        for line in self.lines:
            if line.kind == "section":
                part = 0
            elif line.kind == "position":
                whole, part = whole + line.count, part + line.count
            elif line.kind == "total" and line.count not in (whole, part, 0):
                wrong.append(line)
        return tuple(wrong)
