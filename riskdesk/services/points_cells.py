"""Cells of a family's grid as typed or pasted: each is judged before anything is stored."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, PointId
from riskdesk.domain.model import Point, PointFamily
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.families import ColumnSpec, FamilySpec
from riskdesk.rules.row_reading import EMPTY, Reading, read_row
from riskdesk.services.context import Context
from riskdesk.services.points_fields import FIELDS
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
    reader, drafts, verdicts = CellReader(context), dict[PointId, _Draft](), []
    for edit in edits:
        point = points.get(edit.point_id)
        if point is None:
            reason = context.texts.say("not-found", what=edit.point_id)
            verdicts.append(CellVerdict(edit=edit, status="refused", reason=reason))
            continue
        draft = drafts.get(point.id)
        if draft is None:
            draft = drafts[point.id] = _Draft(point)
        verdicts.append(_cell(edit, draft, reader, context))
    made = (draft.made() for draft in drafts.values())
    return CellPlan(tuple(verdicts), tuple(each for each in made if each != points[each.id]))


def with_cells(point: Point, texts: Mapping[str, str], context: Context) -> Point:
    """The point with other texts in cells; ``UserError`` of the first that cannot stand there."""
    reader, draft = CellReader(context), _Draft(point)
    for column, text in texts.items():
        draft.put(column, reader.read(point.family, column, text)[0])
    return draft.made()


class _Draft:
    """A point under way: what its cells hold after the edits so far."""

    def __init__(self, point: Point) -> None:
        self.point = point
        self._readings = dict(point.readings)
        self._norms = dict(point.norms_written)
        self._fields: dict[str, Any] = {}

    def has(self, column: str, value: object) -> bool:
        """Whether the cell holds that already."""
        if column in FIELDS:
            return bool(self._fields.get(column, getattr(self.point, column)) == value)
        texts, name = self._texts(column)
        return texts.get(name, "") == value

    def put(self, column: str, value: object) -> None:
        """Another value in a cell; an empty text takes it away."""
        if column in FIELDS:
            self._fields[column] = value
            return
        texts, name = self._texts(column)
        if value:
            texts[name] = str(value)
        else:
            texts.pop(name, None)

    def made(self) -> Point:
        """The point as it is now."""
        values = {"readings": self._readings, "norms_written": self._norms, **self._fields}
        return replace(self.point, **values)

    def _texts(self, column: str) -> tuple[dict[str, str], str]:
        if column.startswith(NORM):
            return self._norms, column.removeprefix(NORM)
        return self._readings, column


def _cell(edit: CellEdit, draft: _Draft, reader: "CellReader", context: Context) -> CellVerdict:
    try:
        value, note = reader.read(draft.point.family, edit.column, edit.text)
    except UserError as error:
        reason = context.texts.error(error)
        return CellVerdict(edit=edit, status="refused", text=edit.text, reason=reason)
    text = _said(value)
    if draft.has(edit.column, value):
        return CellVerdict(edit=edit, status="same", text=text)
    draft.put(edit.column, value)
    status: CellStatus = "doubtful" if note.ru else "change"
    return CellVerdict(edit=edit, status=status, text=text, reason=note)


class CellReader:
    """Reads texts of cells into what is stored; a text met before is not read again."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._catalog = context.catalog
        self._known: dict[tuple[str, str, str], tuple[object, LocalizedText]] = {}

    def read(self, family: PointFamily, column: str, text: str) -> tuple[object, LocalizedText]:
        """The value as stored and a doubt about it; ``UserError`` when it cannot stand there."""
        key = (family, column, text)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._read(family, column, text)
        return found

    def _read(self, family: PointFamily, column: str, text: str) -> tuple[object, LocalizedText]:
        if column in FIELDS:
            return FIELDS[column](text, self._catalog), LocalizedText()
        whole = self._catalog.families[family]
        spec = whole.column(column.removeprefix(NORM))
        if spec is None:
            raise UserError("point-column-unknown", column=column, family=whole.title)
        if column.startswith(NORM):
            return squeezed(text), LocalizedText()
        return self._reading(whole, spec, text)

    def _reading(
        self, family: FamilySpec, spec: ColumnSpec, text: str
    ) -> tuple[str, LocalizedText]:
        stored = _as_stored(spec, squeezed(text), self._catalog)
        if stored in EMPTY:
            return "", LocalizedText()
        row = read_row(_alone(family.id, spec.id, stored), replace(family, columns=(spec,)), None)
        if row.faults:
            said = self._catalog.phrases.say(row.faults[0].step)
            raise UserError("cell-wrong", reason=said)
        value = row.values.get(spec.id)
        if isinstance(value, Reading) and _too_fine(value.numbers, spec):
            note = self._context.texts.say("cell-too-fine", decimals=spec.decimals, unit=spec.unit)
            return stored, note
        return stored, LocalizedText()


def _alone(family: PointFamily, column: str, text: str) -> Point:
    """A row that holds one cell."""
    return Point(
        id=PointId(""),
        certification_id=CertificationId(""),
        family=family,
        ordinal=1,
        label="",
        readings={column: text},
    )


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


_FLAGS: Mapping[str, str] = {
    **dict.fromkeys(("yes", "да", "иә", "+", "1", "true"), "yes"),
    **dict.fromkeys(("no", "нет", "жоқ", "0", "false"), "no"),
}
