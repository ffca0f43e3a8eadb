"""Rows of the structure grid: every workplace with its line and section, its cells as texts."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import Language, LocalizedText, format_decimal
from riskdesk.services.queries_groups import GroupMark, group_marks
from riskdesk.services.structure_cells import PEOPLE, SELECTORS
from riskdesk.services.structure_people import people_of

GRID_COLUMNS = (*PEOPLE, "shift_hours", "night", *SELECTORS, "list_entry", "remark")
"""Columns of a workplace that ``ChangeCells`` takes, in their order."""

_YES = {
    "kk": {True: "иә", False: "жоқ"},
    "ru": {True: "да", False: "нет"},
    "en": {True: "yes", False: "no"},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """One workplace. ``duplicate``: its number stands at another workplace too.

    ``cells``: texts by column of ``GRID_COLUMNS``, as ``ChangeCells`` reads them back.
    """

    id: WorkplaceId
    number: int
    code: str
    section_id: SectionId
    section: LocalizedText
    position_id: PositionId
    position: LocalizedText
    headcount: int
    duplicate: bool
    group: GroupMark | None
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRow:
    """One line of the staff list; ``people``: how many its workplaces have."""

    id: PositionId
    section_id: SectionId
    ordinal: int
    name: LocalizedText
    headcount: int
    people: int
    workplaces: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The whole list; ``out_of_order``: numbers do not follow it, so ``Renumber`` would help."""

    rows: tuple[GridRow, ...]
    lines: tuple[LineRow, ...]
    out_of_order: bool


def structure_grid(dossier: Dossier, language: Language) -> Grid:
    """Rows in the order of sections, lines and numbers; numbers written as ``language`` does."""
    places = {one.id: at for at, one in enumerate(dossier.positions)}
    ordered = sorted(dossier.workplaces, key=lambda one: (places[one.position_id], one.number))
    counts = Counter(one.number for one in ordered)
    marks = group_marks(dossier)
    staffed: dict[PositionId, list[Workplace]] = {one.id: [] for one in dossier.positions}
    for one in ordered:
        staffed[one.position_id].append(one)
    return Grid(
        rows=tuple(
            _row(dossier, one, language, marks.get(one.id), duplicate=counts[one.number] > 1)
            for one in ordered
        ),
        lines=tuple(
            LineRow(
                id=one.id,
                section_id=one.section_id,
                ordinal=one.ordinal,
                name=one.name,
                headcount=one.headcount,
                people=people_of(staffed[one.id]),
                workplaces=len(staffed[one.id]),
            )
            for one in dossier.positions
        ),
        out_of_order=[one.number for one in ordered] != list(range(1, len(ordered) + 1)),
    )


def cell_text(value: object, language: Language) -> str:
    """A value as its cell shows it; not given is empty."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return _YES[language][value]
    if isinstance(value, Decimal):
        return format_decimal(value, language)
    return str(value)


def _row(
    dossier: Dossier,
    workplace: Workplace,
    language: Language,
    group: GroupMark | None,
    *,
    duplicate: bool,
) -> GridRow:
    position, section = dossier.position_of(workplace), dossier.section_of(workplace)
    return GridRow(
        id=workplace.id,
        number=workplace.number,
        code=dossier.code_of(workplace),
        section_id=section.id,
        section=section.name,
        position_id=position.id,
        position=position.name,
        headcount=position.headcount,
        duplicate=duplicate,
        group=group,
        cells={name: cell_text(getattr(workplace, name), language) for name in GRID_COLUMNS},
    )
