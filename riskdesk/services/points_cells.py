"""Cells of a family's grid as typed or pasted: each is judged before anything is stored."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId
from riskdesk.domain.model import Point
from riskdesk.domain.values import LocalizedText, Provenance
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.families import ColumnSpec
from riskdesk.rules.row_reading import EMPTY, Reading, read_row
from riskdesk.services import typed_fields
from riskdesk.services.check_undecided import uncertainty_of
from riskdesk.services.context import Context
from riskdesk.services.spelling import folded, squeezed

CellStatus = Literal["change", "same", "refused", "doubtful"]
"""``doubtful``: stored, but it has more decimals than the quantity."""

NORM = "norm/"
"""Before a column: the norm written beside it (``norm/noise_leq``)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CellEdit:
    """Another text in a cell.

    ``column``: a column of the family, a field of the point (``FIELDS``), or ``norm/<column>``.
    """

    point_id: PointId
    column: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CellVerdict:
    """What would become of an edit; ``text`` as it would be stored, ``reason`` why not or what."""

    edit: CellEdit
    status: CellStatus
    text: str = ""
    reason: LocalizedText = LocalizedText()

    @property
    def stored(self) -> bool:
        """Whether the cell is written."""
        return self.status in ("change", "doubtful")


@dataclass(frozen=True, slots=True)
class CellPlan:
    """The verdicts in the order of the edits, and the points as they would be."""

    verdicts: tuple[CellVerdict, ...]
    points: tuple[Point, ...]

    @property
    def refused(self) -> tuple[CellVerdict, ...]:
        """The cells that do not fit."""
        return tuple(each for each in self.verdicts if each.status == "refused")


def plan(edits: Iterable[CellEdit], points: Mapping[PointId, Point], context: Context) -> CellPlan:
    """What a paste would do; nothing is stored. Later edits of a cell follow earlier ones."""
    now, touched, verdicts = dict(points), dict[PointId, None](), []
    for edit in edits:
        point = now.get(edit.point_id)
        if point is None:
            reason = context.texts.say("not-found", what=edit.point_id)
            verdicts.append(CellVerdict(edit=edit, status="refused", reason=reason))
            continue
        verdict, changed = _cell(edit, point, context)
        verdicts.append(verdict)
        if verdict.stored:
            now[point.id] = changed
            touched[point.id] = None
    return CellPlan(tuple(verdicts), tuple(now[key] for key in touched))


def _cell(edit: CellEdit, point: Point, context: Context) -> tuple[CellVerdict, Point]:
    try:
        changed, text, note = with_cell(point, edit.column, edit.text, context)
    except UserError as error:
        reason = context.texts.error(error)
        return CellVerdict(edit=edit, status="refused", text=edit.text, reason=reason), point
    if changed == point:
        return CellVerdict(edit=edit, status="same", text=text), point
    status: CellStatus = "doubtful" if note.ru else "change"
    return CellVerdict(edit=edit, status=status, text=text, reason=note), changed


def with_cell(
    point: Point, column: str, text: str, context: Context
) -> tuple[Point, str, LocalizedText]:
    """The point with another text in a cell, the text as stored, and a doubt about it.

    ``UserError`` when the text cannot stand there.
    """
    family = context.catalog.families[point.family]
    spec = family.column(column)
    if spec is not None:
        stored, note = _reading(point, spec, text, context)
        return replace(point, readings=_with(point.readings, column, stored)), stored, note
    if column.startswith(NORM) and family.column(column.removeprefix(NORM)) is not None:
        stored = squeezed(text)
        norms = _with(point.norms_written, column.removeprefix(NORM), stored)
        return replace(point, norms_written=norms), stored, LocalizedText()
    if column not in FIELDS:
        raise UserError("point-column-unknown", column=column, family=family.title)
    values: dict[str, Any] = {column: FIELDS[column](text, context.catalog)}
    return replace(point, **values), _said(values[column]), LocalizedText()


def _with(texts: Mapping[str, str], column: str, text: str) -> dict[str, str]:
    found = {**texts, column: text}
    return {name: each for name, each in found.items() if each}


def _reading(
    point: Point, spec: ColumnSpec, text: str, context: Context
) -> tuple[str, LocalizedText]:
    stored = _as_stored(spec, squeezed(text), context.catalog)
    if stored in EMPTY:
        return "", LocalizedText()
    family = context.catalog.families[point.family]
    row = read_row(replace(point, readings={spec.id: stored}), family, None)
    if row.faults:
        raise UserError("cell-wrong", reason=context.catalog.phrases.say(row.faults[0].step))
    value = row.values.get(spec.id)
    if isinstance(value, Reading) and _too_fine(value.numbers, spec):
        note = context.texts.say("cell-too-fine", decimals=spec.decimals, unit=spec.unit)
        return stored, note
    return stored, LocalizedText()


def _too_fine(numbers: Iterable[Decimal], spec: ColumnSpec) -> bool:
    """More decimals than the instrument shows: a calculated number, or a slip."""
    return any(-int(number.as_tuple().exponent) > spec.decimals for number in numbers)


def _as_stored(spec: ColumnSpec, text: str, catalog: Catalog) -> str:
    """Words by their id, flags as yes and no, substances by their row; numbers as typed."""
    if spec.kind == "word":
        return _word(spec, text)
    if spec.kind == "flag":
        return _FLAGS.get(text.casefold(), text)
    if spec.kind == "substance" and text:
        return _substance(text, catalog)
    return text


def _word(spec: ColumnSpec, text: str) -> str:
    names = {folded(word): word for word in spec.choices}
    for word, title in spec.choices.items():
        for name in (title.ru, title.kk, title.en):
            names.setdefault(folded(name), word)
    return text if text in spec.choices else names.get(folded(text), text)


def _substance(text: str, catalog: Catalog) -> str:
    """The row of a substance by its number, or by a name that only one has."""
    try:
        return catalog.substances.by_row(text).key
    except UserError:
        pass
    spoken = folded(text)
    found = [
        each.key
        for each in catalog.substances.find(text, limit=20)
        if spoken in {folded(name) for name in (each.name.ru, each.name.kk, *each.synonyms)}
    ]
    return found[0] if len(found) == 1 else text


def _said(value: object) -> str:
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else str(value or "")


def _label(text: str, _: Catalog) -> str:
    found = squeezed(text)
    if not found:
        raise UserError("point-unlabelled")
    return found


def _uncertainty(text: str, _: Catalog) -> str:
    found = squeezed(text)
    if found and uncertainty_of(found) is None:
        raise UserError("number-not-read", text=text)
    return found


def _category(text: str, catalog: Catalog) -> str | None:
    return _row_of_norm(text, "work_category", catalog.microclimate_norms[-1].category)


def _grade(text: str, catalog: Catalog) -> str | None:
    return _row_of_norm(text, "visual_grade", catalog.light_norms[-1].grade)


def _row_of_norm(text: str, field: str, read: Callable[[str | None], str | None]) -> str | None:
    if not text.strip():
        return None
    found = read(text)
    if found is None:
        raise UserError("selector-wrong", field=field, value=text)
    return found


def _provenance(text: str, _: Catalog) -> Provenance:
    return Provenance(str(typed_fields.one_of(tuple(Provenance))(text)))


def _plain(text: str, _: Catalog) -> str:
    return squeezed(text)


def _day(text: str, _: Catalog) -> object:
    return typed_fields.day(text)


FIELDS: Mapping[str, Callable[[str, Catalog], object]] = {
    "label": _label,
    "zone": _plain,
    "position_written": _plain,
    "work_category": _category,
    "visual_grade": _grade,
    "time_of_day": _plain,
    "lighting_system": _plain,
    "lamp_type": _plain,
    "exposure_hours": _plain,
    "spectrum": _plain,
    "time_character": _plain,
    "measured_on": _day,
    "uncertainty": _uncertainty,
    "provenance": _provenance,
    "remark": _plain,
}
"""Fields of a point that are cells of every grid."""

_FLAGS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "да", "иә", "+", "1", "true"), "yes"),
    **dict.fromkeys(("no", "нет", "жоқ", "0", "false"), "no"),
}
