"""The totals that a staff list writes itself: of the whole list and of its sections."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riskdesk.services.spelling import plain
from riskdesk.services.staff_lines import StaffLine

_OF_ALL = re.compile(r"\b(всего|барлыгы|жалпы|total)\b")


@dataclass(frozen=True, slots=True)
class WrittenTotals:
    """Totals as written: ``whole`` of the list, by the text of a section its own."""

    whole: int | None
    by_section: Mapping[str, int]


def written_totals(lines: Sequence[StaffLine]) -> WrittenTotals:
    """Which total is of what, by where it stands; one that only runs on is of nothing."""
    last = max((at for at, line in enumerate(lines) if line.kind == "position"), default=-1)
    sections = len({line.section for line in lines if line.kind == "position"})
    found: dict[str, list[int]] = defaultdict(list)
    blocks: Counter[str] = Counter()
    whole: int | None = None
    closing: list[tuple[StaffLine, int]] = []
    running = part = 0
    section: str | None = None
    for at, line in enumerate(lines):
        if line.kind == "position":
            if line.section != section:
                section, part = line.section, 0
                blocks[section] += 1
            running, part = running + line.count, part + line.count
        elif line.kind == "total" and line.count and section is not None:
            if at > last:
                closing.append((line, part))
            elif line.count == part or line.count != running:
                found[section].append(line.count)
    if closing:
        final, of_last = closing[-1]
        own = len(closing) == 1 and sections > 1 and len(found) == sections - 1
        if own and not _is_of_all(final, running, of_last):
            found[section or ""].append(final.count)
        else:
            whole = final.count
            if len(closing) > 1 and sections > 1:
                found[section or ""].append(closing[0][0].count)
    complete = {name: sum(n) for name, n in found.items() if len(n) == blocks[name]}
    return WrittenTotals(whole, complete)


def _is_of_all(line: StaffLine, whole: int, part: int) -> bool:
    """Whether the only total after the last of several sections with totals is of the list."""
    if line.count in (whole, part):
        return line.count == whole
    return bool(_OF_ALL.search(plain(line.text))) or abs(line.count - whole) < abs(
        line.count - part
    )
