"""How an entity becomes a row and comes back: one rule for every dataclass, exact both ways.

``LocalizedText`` takes three columns (``_kk``, ``_ru``, ``_en``); a ``Decimal`` is the text it
was (R17); a date is its ISO text, a moment that of UTC; an enum its value; a tuple or a mapping
canonical JSON.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, dataclass, fields
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from types import UnionType
from typing import Any, Generic, Literal, NewType, TypeVar, Union, cast, get_args, get_origin
from typing import get_type_hints as hints_of

from riskdesk.domain.model import Entity
from riskdesk.domain.values import LANGUAGES, LocalizedText

E = TypeVar("E", bound=Entity)
Stored = str | int | None
Row = dict[str, Stored]


_encoder = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def canonical(value: object) -> str:
    """JSON with one spelling: sorted keys, no spaces, letters as they are."""
    return _encoder.encode(value)


@dataclass(frozen=True, slots=True)
class _Kind:
    """How values of one Python type are stored; ``None`` stands for "as they are"."""

    encode: Callable[[Any], Stored] | None = None
    decode: Callable[[Any], Any] | None = None
    affinity: Literal["text", "integer"] = "text"


def _decimal_text(value: Decimal) -> str:
    if type(value) is not Decimal or not value.is_finite():
        raise TypeError(f"not an exact number: {value!r}")
    return str(value)


def _moment_text(value: datetime) -> str:
    if value.tzinfo is None:
        raise TypeError(f"a moment without its zone: {value!r}")
    return value.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def _tuple_of_json(text: str) -> tuple[Any, ...]:
    return tuple(json.loads(text))


def _json_of_mapping(value: Mapping[str, str]) -> str:
    return canonical(dict(value))


_PLAIN: Mapping[object, _Kind] = {
    str: _Kind(),
    int: _Kind(affinity="integer"),
    bool: _Kind(int, bool, "integer"),
    date: _Kind(date.isoformat, date.fromisoformat),
    datetime: _Kind(_moment_text, datetime.fromisoformat),
    Decimal: _Kind(_decimal_text, Decimal),
    tuple: _Kind(canonical, _tuple_of_json),
    Mapping: _Kind(_json_of_mapping, json.loads),
}


def _kind_of(hint: object) -> _Kind:
    if isinstance(hint, NewType):
        return _kind_of(hint.__supertype__)
    origin = get_origin(hint)
    if origin is Literal:
        return _PLAIN[str]
    plain = origin or hint
    if isinstance(plain, type) and issubclass(plain, Enum):
        by_value = {member.value: member for member in plain}
        return _Kind(lambda member: cast(Stored, member.value), by_value.__getitem__)
    return _PLAIN[plain]


def _without_none(hint: object) -> tuple[object, bool]:
    if get_origin(hint) in (Union, UnionType):
        inner = [part for part in get_args(hint) if part is not type(None)]
        return inner[0], True
    return hint, False


@dataclass(frozen=True, slots=True)
class FieldColumns:
    """The columns of one field: one, or three for a text in three languages."""

    name: str
    columns: tuple[str, ...]
    kind: _Kind
    optional: bool

    @property
    def localized(self) -> bool:
        """Whether the field is a ``LocalizedText``."""
        return len(self.columns) > 1

    def encode(self, value: Any) -> tuple[Stored, ...]:  # noqa: ANN401 - the field's own type
        """The stored values of ``value``, column by column."""
        if self.localized:
            return tuple(value.get_exact(language) for language in LANGUAGES)
        if value is None or self.kind.encode is None:
            return (value,)
        return (self.kind.encode(value),)

    def decoder(self, start: int) -> Callable[[tuple[Any, ...]], Any] | None:
        """From a whole row to this field, whose first column is ``start``; ``None``: as it is."""
        if self.localized:
            return lambda row: LocalizedText(*row[start : start + len(LANGUAGES)])
        decode = self.kind.decode
        if decode is None:
            return None
        return lambda row: None if row[start] is None else decode(row[start])


class EntityMap(Generic[E]):
    """The mapping of one entity type onto its row."""

    def __init__(self, kind: type[E]) -> None:
        self.kind = kind
        hints = hints_of(kind)
        self.fields = tuple(_field_columns(f.name, hints[f.name]) for f in fields(kind))
        self.columns = tuple(column for f in self.fields for column in f.columns)
        self._by_name = {f.name: f for f in self.fields}
        self._defaults = self.condition(
            {f.name: value for f in fields(kind) if (value := _default_of(f)) is not MISSING}
        )
        decoders = {f.name: f.decoder(self.columns.index(f.columns[0])) for f in self.fields}
        self._decoders = tuple((name, made) for name, made in decoders.items() if made is not None)
        self._plain = tuple(
            (f.name, self.columns.index(f.name)) for f in self.fields if decoders[f.name] is None
        )

    def encode(self, entity: E) -> Row:
        """The row of ``entity``: column → stored value."""
        row: Row = {}
        for item in self.fields:
            stored = item.encode(getattr(entity, item.name))
            row.update(zip(item.columns, stored, strict=True))
        return row

    def decode(self, row: tuple[Any, ...]) -> E:
        """The entity of a row whose values stand in the order of ``columns``."""
        values = {name: row[at] for name, at in self._plain}
        for name, decode in self._decoders:
            values[name] = decode(row)
        return self.kind(**values)

    def completed(self, row: Mapping[str, Stored]) -> Row:
        """A row of an older schema (as the history keeps it) with the columns it did not know."""
        return {**self._defaults, **row}

    def read(self, text: str) -> Row:
        """The row that the history keeps as JSON, whatever version wrote it."""
        return self.completed(json.loads(text))

    def told(self, row: Row) -> Row:
        """A row without the columns that have the default of their field: later ones change none.

        A default may not change once a database was released: sealed rows are hashed so.
        """
        return {
            name: value
            for name, value in row.items()
            if name not in self._defaults or self._defaults[name] != value
        }

    def decode_named(self, row: Mapping[str, Stored]) -> E:
        """The entity of a row by column names (as the history keeps it)."""
        whole = self.completed(row)
        return self.decode(tuple(whole[column] for column in self.columns))

    def condition(self, equal: Mapping[str, object]) -> Row:
        """The stored values that the given fields must have."""
        row: Row = {}
        for name, value in equal.items():
            item = self._by_name[name]
            row.update(zip(item.columns, item.encode(value), strict=True))
        return row


def _default_of(field: Field[Any]) -> object:
    return field.default if field.default_factory is MISSING else field.default_factory()


def _field_columns(name: str, hint: object) -> FieldColumns:
    inner, optional = _without_none(hint)
    if inner is LocalizedText:
        columns = tuple(f"{name}_{language}" for language in LANGUAGES)
        return FieldColumns(name, columns, _PLAIN[str], optional)
    return FieldColumns(name, (name,), _kind_of(inner), optional)


_maps: dict[type[object], EntityMap[Any]] = {}


def map_of(kind: type[E]) -> EntityMap[E]:
    """The mapping of ``kind``, made once."""
    found: EntityMap[E] | None = _maps.get(kind)
    if found is None:
        found = _maps[kind] = EntityMap(kind)
    return found
