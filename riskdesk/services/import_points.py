"""Importing measurement points of microclimate, light and noise."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId, uuid7
from riskdesk.domain.model import Certification, Point, PointFamily
from riskdesk.rules.catalog import Catalog
from riskdesk.services.context import Context
from riskdesk.services.edit_plan import leave_plan
from riskdesk.services.headings import LIGHT_POINTS, MICROCLIMATE_POINTS, NOISE_POINTS
from riskdesk.services.importing import Cells, Tally, certification_for
from riskdesk.services.located import Problems
from riskdesk.services.point_stays import PositionNames, settle_points
from riskdesk.services.points_instruments import Linking
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.text_table import (
    Field,
    Record,
    first_line,
    has_fields,
    layout_of,
    read_text,
    records,
)

_NOT_MEASURED = frozenset({"", "-", "–", "—"})

_FAMILIES: Mapping[PointFamily, tuple[tuple[Field, ...], tuple[str, ...]]] = {
    "microclimate": (
        MICROCLIMATE_POINTS,
        ("air_temperature", "relative_humidity", "air_speed", "pressure"),
    ),
    "light": (LIGHT_POINTS, ("illuminance", "keo")),
    "noise": (NOISE_POINTS, ("noise_leq",)),
}
"""Headings of a family's file and the quantities read at its points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPoints:
    """Take the points of one family into a certification, in place of those it has."""

    path: Path
    certification: str | None = None
    measured_on: date | None = None
    ruleset: str | None = None


def run(command: ImportPoints, uow: UnitOfWork, context: Context) -> Done:
    """Import the whole file in one transaction, or nothing."""
    text = read_text(command.path)
    with uow:
        done = apply(command, text, uow, context)
        uow.commit(done.label)
    return done


def apply(command: ImportPoints, text: str, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction, for a text already read."""
    name = command.path.name
    header = first_line(text)
    family = family_of(header, name)
    layout = layout_of(header, _FAMILIES[family][0], name)
    problems = Problems(name)
    rows = records(text, layout, problems)
    certification, notes = certification_for(uow, command, context)
    dossier = uow.dossier(certification.id)
    if not dossier.workplaces:
        raise UserError("import-workplaces-first", file=name)
    cells = Cells(layout, problems, context)
    read = _read(rows, family, dossier, cells, context.catalog)
    problems.raise_any()
    if not read:  # it would take the points away that there are
        raise UserError("import-without-rows", file=name)
    tally = Tally(uow)
    _store(
        read, family, dossier, Linking(certification, dossier.instruments, context.catalog), tally
    )
    settled = settle_points(tally, uow.dossier(certification.id), context.catalog, context.texts)
    return Done(
        changes=frozenset({Area.CERTIFICATIONS, Area.POINTS}),
        label="import-points",
        value=tally.summary("points", certification, len(read), (*notes, *settled)),
    )


def family_of(header: str, file: str) -> PointFamily:
    """The family that a heading line belongs to."""
    for family, (fields, _) in _FAMILIES.items():
        if has_fields(header, fields):
            return family
    raise UserError(
        "import-kind-unknown",
        file=file,
        found=header,
        expected="; ".join(
            ", ".join(field.headings[0] for field in fields if field.required)
            for fields, _ in _FAMILIES.values()
        ),
    )


def _read(
    rows: list[Record], family: PointFamily, dossier: Dossier, cells: Cells, catalog: Catalog
) -> list[Point]:
    read = []
    names = PositionNames(dossier.positions)
    for ordinal, record in enumerate(rows, start=1):
        if not record["point"]:
            cells.wrong(record, "point", "cell-empty")
        if not names.named(record["position"]):
            cells.wrong(record, "position", "position-unknown", text=record["position"])
        read.append(_point(record, family, ordinal, dossier.certification, cells, catalog))
    return read


def _point(
    record: Record,
    family: PointFamily,
    ordinal: int,
    certification: Certification,
    cells: Cells,
    catalog: Catalog,
) -> Point:
    quantities = _FAMILIES[family][1]
    for quantity in quantities:
        if record[quantity] not in _NOT_MEASURED:
            cells.measured(record, quantity, quantity)
    return Point(
        id=PointId(uuid7()),
        certification_id=certification.id,
        family=family,
        ordinal=ordinal,
        label=record["point"],
        position_written=record["position"],
        work_category=_row_of_norm(record, "work_category", catalog, cells),
        visual_grade=_row_of_norm(record, "visual_grade", catalog, cells),
        time_of_day=record["time_of_day"],
        lighting_system=record["lighting_system"],
        lamp_type=record["lamp_type"],
        exposure_hours=record["exposure_hours"],
        spectrum=record["spectrum"],
        time_character=record["time_character"],
        readings={q: record[q] for q in quantities if record[q] not in _NOT_MEASURED},
        norms_written={
            q: record[f"norm_{q}"] for q in quantities if record[f"norm_{q}"] not in _NOT_MEASURED
        },
    )


def _row_of_norm(record: Record, name: str, catalog: Catalog, cells: Cells) -> str | None:
    """The work category or the visual grade as written; one that no norm knows is refused."""
    text = record[name]
    if text in _NOT_MEASURED:
        return None
    if name == "work_category":
        known = {word: "" for norm in catalog.microclimate_norms for word in norm.categories}
        found = any(norm.category(text) for norm in catalog.microclimate_norms)
    else:
        known = {word: "" for norm in catalog.light_norms for word in norm.grades}
        found = any(norm.grade(text) for norm in catalog.light_norms)
    if not found:
        code = f"{name.replace('_', '-')}-unknown"
        cells.wrong(record, name, code, text=text, known=", ".join(known))
    return text


def _store(
    read: list[Point], family: PointFamily, dossier: Dossier, linking: Linking, tally: Tally
) -> None:
    """Points keep identity and instruments by label (the first 24т, the second 24т); others go."""
    free: dict[str, list[Point]] = defaultdict(list)
    for point in dossier.points:
        if point.family == family:
            free[point.label].append(point)
    for point in read:
        same = free[point.label]
        old = same.pop(0) if same else None
        kept = replace(point, id=old.id).read_by(old.instruments) if old else point
        tally.put(old, linking.imported(kept))
    gone = {point.id for points in free.values() for point in points}
    for stay in dossier.stays:
        if stay.point_id in gone:
            tally.drop(stay)
    for points in free.values():
        for point in points:
            leave_plan(tally.uow, point)
            tally.drop(point)
