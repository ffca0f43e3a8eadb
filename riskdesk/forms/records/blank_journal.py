"""The blank field journal for a visit: a sheet a factor, a row for each place to be read."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, plain
from riskdesk.forms.records.field_journal import who
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.families import ColumnSpec, FamilySpec


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankLine:
    """A row to be filled in by hand: the point, its place, who works there."""

    point: str
    place: str
    workplaces: tuple[Workplace, ...]
    written: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BlankSheet:
    """The journal of one factor: the columns of its family and its rows."""

    family: str
    title: LocalizedText
    columns: tuple[ColumnSpec, ...]
    lines: tuple[BlankLine, ...]


def blank_sheets(dossier: Dossier, catalog: Catalog) -> tuple[BlankSheet, ...]:
    """A sheet for each factor that has points, or rows of the journal without a point."""
    at = _workplaces_at(dossier)
    found = []
    for family in catalog.families.values():
        points = [point for point in dossier.points if point.family == family.id]
        lines = [_line(point, at.get(point.id, [])) for point in points]
        lines += _without_point(dossier, family)
        if lines:
            found.append(
                BlankSheet(
                    family=family.id,
                    title=family.title,
                    columns=family.columns,
                    lines=tuple(lines),
                )
            )
    return tuple(found)


def field_journal_blank(source: Source) -> Record:
    """A card a factor; without any row to read one sheet that says so and has only free lines."""
    sheets = tuple(_sheet(source, each) for each in blank_sheets(source.dossier, source.catalog))
    if not sheets:
        nothing = Field(text=source.wording.say("blank-nothing"))
        sheets = (Record(fields={"nothing": nothing}, lists={"lines": (), "columns": ()}),)
    return source.record({"sheets": sheets})


def _sheet(source: Source, sheet: BlankSheet) -> Record:
    lines = tuple(
        Record(
            fields={
                "n": plain(str(number)),
                "point": plain(line.point),
                "place": plain(line.place),
                "position": Field(text=who(source, list(line.workplaces), line.written)),
            }
        )
        for number, line in enumerate(sheet.lines, start=1)
    )
    columns = tuple(
        Record(fields={"title": Field(text=joined((column.short, column.unit), ", "))})
        for column in sheet.columns
    )
    title = sheet.title
    return Record(
        fields={"factor": Field(text=title), "sheet": Field(text=title)},
        lists={"lines": lines, "columns": columns},
    )


def _without_point(dossier: Dossier, family: FamilySpec) -> list[BlankLine]:
    """Workplaces that the journal lists for the factor and that have no point of it."""
    quantities = {column.id for column in family.columns if column.quantity}
    return [
        BlankLine(point="", place="", workplaces=(each,))
        for each in dossier.workplaces
        if not dossier.points_of(each, family.id)
        and any(row.quantity in quantities for row in dossier.measurements_of(each))
    ]


def _workplaces_at(dossier: Dossier) -> Mapping[str, list[Workplace]]:
    found: dict[str, list[Workplace]] = defaultdict(list)
    for stay in dossier.stays:
        found[stay.point_id].append(dossier.workplace_by_id[stay.workplace_id])
    return found


def _line(point: Point, workplaces: list[Workplace]) -> BlankLine:
    return BlankLine(
        point=point.label,
        place=point.zone,
        workplaces=tuple(sorted(workplaces, key=lambda each: each.number)),
        written=point.position_written,
    )
