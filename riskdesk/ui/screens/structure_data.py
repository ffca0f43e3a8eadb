"""What the list of the structure shows: sections, lines of the staff list, their workplaces."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Literal

from riskdesk.domain.desk import AnalogGroup
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId
from riskdesk.domain.values import Language, LocalizedText
from riskdesk.services.queries_groups import GroupMark
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.queries_structure import Judgement, judgement_of_total
from riskdesk.services.structure_grid import GridRow as PlaceRow
from riskdesk.services.structure_grid import LineRow, structure_grid

PEOPLE = ("men", "women", "youth", "disabled")
NAMES = ("kk", "ru")
OF_LINE = (*NAMES, "headcount")
OF_PLACE = (*PEOPLE, "shift_hours", "night", "work_category", "permanent", "visual_grade",
            "list_entry", "remark")  # fmt: skip
SECOND = ("youth", "disabled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row. ``key``: the section, the line (its first workplace stands here) or the workplace.

    ``points``: labels of the points where one works, each once.
    ``problems``: what is wrong, by column, as a key of the catalog with its numbers.
    """

    key: str
    kind: Literal["section", "line", "place"]
    section: SectionId
    ordinal: int = 0
    position: PositionId | None = None
    workplace: WorkplaceId | None = None
    number: int = 0
    code: str = ""
    texts: Mapping[str, str]
    names: LocalizedText
    judgement: Judgement | None = None
    group: GroupMark | None = None
    sources: tuple[int, ...] = ()
    points: tuple[str, ...] = ()
    problems: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheetful:
    """All that the list shows. ``without``: workplaces that do not say who works there."""

    rows: tuple[Entry, ...]
    lines: tuple[LineRow, ...]
    sections: tuple[tuple[SectionId, LocalizedText], ...]
    groups: tuple[AnalogGroup, ...]
    out_of_order: bool
    enterprise: LocalizedText
    places: int
    men: int
    women: int
    without: int


def sheetful(snapshot: Snapshot, language: Language) -> Sheetful:
    """The list of a certification as it is stored; made in the worker."""
    dossier = snapshot.dossier
    grid = structure_grid(dossier, language)
    numbers: dict[str, int] = {one.id: one.number for one in dossier.workplaces}
    places: dict[str, list[PlaceRow]] = {line.id: [] for line in grid.lines}
    for row in grid.rows:
        places[row.position_id].append(row)
    entries: list[Entry] = []
    for section in dossier.sections:
        own = [line for line in grid.lines if line.section_id == section.id]
        entries.append(_section(dossier, section.id, section.ordinal, section.name, own))
        for line in own:
            entries += _line(line, places[line.id], snapshot, numbers)
    works = dossier.workplaces
    return Sheetful(
        rows=tuple(entries),
        lines=grid.lines,
        sections=tuple((one.id, one.name) for one in dossier.sections),
        groups=dossier.analog_groups,
        out_of_order=grid.out_of_order,
        enterprise=dossier.enterprise.name,
        places=len(works),
        men=sum(one.men or 0 for one in works),
        women=sum(one.women or 0 for one in works),
        without=sum(not ((one.men or 0) + (one.women or 0)) for one in works),
    )


def _section(
    dossier: Dossier, identity: SectionId, ordinal: int, name: LocalizedText, own: list[LineRow]
) -> Entry:
    here = {line.id for line in own}
    works = [one for one in dossier.workplaces if one.position_id in here]
    texts = {"kk": name.kk, "ru": name.ru, "headcount": str(sum(one.headcount for one in own))}
    for column in PEOPLE:
        known = [count for one in works if (count := getattr(one, column)) is not None]
        texts[column] = str(sum(known)) if known else ""
    return Entry(
        key=identity, kind="section", section=identity, ordinal=ordinal, code=str(ordinal),
        texts=texts, names=name,
    )  # fmt: skip


def _line(
    line: LineRow, places: Sequence[PlaceRow], snapshot: Snapshot, numbers: Mapping[str, int]
) -> list[Entry]:
    name = {"kk": line.name.kk, "ru": line.name.ru}
    head = {**name, "headcount": str(line.headcount)}
    first = Entry(
        key=line.id, kind="line", section=line.section_id, ordinal=line.ordinal,
        position=line.id, texts=head, names=line.name,
    )  # fmt: skip
    if not places:
        return [first]
    made = []
    for at, row in enumerate(places):
        group = row.group
        own = replace(
            first,
            key=line.id if not at else row.id,
            kind="line" if not at else "place",
            workplace=row.id,
            number=row.number,
            code=row.code,
            texts={**(head if not at else name), **row.cells},
            judgement=judgement_of_total(snapshot.assessed[row.id]),
            group=group,
            points=labels_of(snapshot.dossier, row.id),
            sources=tuple(numbers[one] for one in group.sources) if group else (),
            problems=_problems(row, snapshot),
        )
        made.append(own)
    if line.people != line.headcount:
        said = (("headcount", line.headcount), ("people", line.people))
        problem = ("headcount", "structure.people_differ", said)
        made[0] = replace(made[0], problems=(*made[0].problems, problem))
    return made


def labels_of(dossier: Dossier, workplace: WorkplaceId) -> tuple[str, ...]:
    """The labels of the points where one works, each once, by their numbers."""
    points = dossier.all_points_of(dossier.workplace_by_id[workplace])
    return tuple(sorted({point.label for point in points}, key=_by_number))


def _by_number(label: str) -> tuple[int, str]:
    digits = "".join(takewhile(str.isdigit, label))
    return (int(digits) if digits.isascii() and digits else 0, label)


def _problems(
    row: PlaceRow, snapshot: Snapshot
) -> tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]:
    workplace = snapshot.dossier.workplace_by_id[row.id]
    found: list[tuple[str, str, tuple[tuple[str, int], ...]]] = []
    if row.duplicate:
        found.append(("code", "structure.number_twice", (("number", row.number),)))
    if workplace.men == 0 and workplace.women == 0:
        found += [(column, "structure.nobody", ()) for column in ("men", "women")]
    people = workplace.people
    for column in SECOND:
        count = getattr(workplace, column) or 0
        if count > people:
            found.append((column, "structure.more_than_people", (("people", people),)))
    return tuple(found)
