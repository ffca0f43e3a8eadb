"""Families of measurement points as data: the columns of a row and how a row is judged.

A file of ``resources/factors`` holds a family: its ``[[quantity]]`` of the journal, which are
columns too, its ``[[column]]`` and its ``[[judge]]``. A newcomer adds a column or a judge there,
without Python.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, cast

from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.specs import known_unit
from riskdesk.rules.table import DataFault, Table

ColumnKind = Literal["number", "numbers", "word", "flag", "substance"]
"""``numbers``: repeats with ``;`` between them; ``word``: an id of ``choices``; ``flag``: "yes" or
"no"; ``substance``: a row of the substance book ("1723", "obuv-12") or the id of an own one."""

Mean = Literal["arithmetic", "energy", "square", "greatest", "least"]
"""What repeats of a column stand for: their mean, that of their energies (levels), their root mean
square (accelerations, as the energy mean of their levels), the greatest, the least."""

Together = Literal["records", "sum", "air"]
"""How rows of a workplace are judged together: a list of records, one a row; the sum of one input;
averages of the air: one input weighted by hours, of the others the greatest."""

Source = str | tuple[Mapping[str, str], ...]
"""Where an input comes from, see ``rules/row_inputs``; records where an input is a list of them."""

_KINDS = ("number", "numbers", "word", "flag", "substance")
_MEANS = ("arithmetic", "energy", "square", "greatest", "least")
_WAYS = ("records", "sum", "air")


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnSpec:
    """A column of a family; its ``id`` is the key of ``Point.readings`` and of an own norm.

    ``unit``: symbol, empty where there is none; ``decimals``: as the instrument shows.
    ``possible``: the values it can have at all (no norm). ``required``: an empty cell is a gap,
    unless a column of ``instead`` is filled. ``choices``: titles of the words of a ``word``.
    ``needs``: columns without which a value here says nothing (a level without its reference): a
    gap, unless a column of ``instead`` is filled, and the value judges nothing. ``shown``: in sight
    though no row fills it. ``quantity``: it is also a quantity of the journal.
    """

    id: str
    title: LocalizedText
    short: LocalizedText
    kind: ColumnKind
    unit: LocalizedText = LocalizedText()
    unit_id: str = ""
    decimals: int = 0
    possible: Range = field(default_factory=Range)
    required: bool = False
    instead: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    shown: bool = False
    choices: Mapping[str, LocalizedText] = field(default_factory=dict)
    mean: Mean = "arithmetic"
    quantity: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RowsTogether:
    """How one judge takes all rows of a workplace; without any the worst row counts.

    ``criterion`` gets ``key``: the list of ``record``, one a row, or the sum or average of that
    input; and ``inputs``. ``by``: only rows that agree in these columns are taken together.
    ``when``: words that the columns of all rows must have. ``single``: also for one row, where the
    hours are known.
    """

    way: Together
    key: str
    criterion: str = ""
    record: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, Source] = field(default_factory=dict)
    by: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    single: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgeSpec:
    """One judgement of a row: ``criterion`` of the rule set gets ``inputs``.

    ``column``: what is judged, the subject of the finding. ``slot``: of the judges of one slot the
    first whose inputs are complete counts. ``needs``: without these columns the judge is silent.
    ``when``: words that columns must have ("" is empty). ``limit``: the quantity whose norm is
    ``@limit``. ``own``: criterion and inputs where a local norm judges. ``measured``: an instrument
    is due. ``yields``: a slot that, once judged, speaks for values above the range of this one.
    ``silent``: it speaks only of what is harmful. ``together``: the first that
    fits.
    """

    id: str
    column: str
    criterion: str
    inputs: Mapping[str, Source]
    slot: str = ""
    needs: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    limit: str = ""
    own_criterion: str = ""
    own_inputs: Mapping[str, Source] = field(default_factory=dict)
    measured: bool = True
    yields: str = ""
    silent: bool = False
    together: tuple[RowsTogether, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FamilySpec:
    """A family of points. ``factor``: the factor of the assessment it belongs to (often itself).

    ``zones``: the criterion that weighs the classes of several zones by hours, "" for none.
    ``shift_hours``: the shift where the workplace has none of its own. ``summation``: the criterion
    of substances that act together. ``usual_method``: the act that protocols cite as its method.
    """

    id: str
    factor: str
    title: LocalizedText
    order: int
    columns: tuple[ColumnSpec, ...]
    judges: tuple[JudgeSpec, ...] = ()
    zones: str = ""
    shift_hours: Decimal | None = None
    summation: str = ""
    usual_method: str = ""

    def column(self, name: str) -> ColumnSpec | None:
        """The column of that id."""
        return next((column for column in self.columns if column.id == name), None)


def read_family(table: Table, units: Mapping[str, LocalizedText]) -> FamilySpec:
    """The family of a file of ``resources/factors``."""
    name = table.text("id")
    quantities = tuple(_column(entry, units, quantity=True) for entry in table.tables("quantity"))
    columns = tuple(_column(entry, units, quantity=False) for entry in table.tables("column"))
    spec = FamilySpec(
        id=name,
        factor=table.text("factor", name),
        title=table.localized("title"),
        order=table.integer("order"),
        columns=quantities + columns,
        judges=tuple(_judge(entry) for entry in table.tables("judge")),
        zones=table.text("zones", ""),
        shift_hours=table.optional_number("shift_hours"),
        summation=table.text("summation", ""),
        usual_method=table.text("usual_method", ""),
    )
    known = {column.id for column in spec.columns}
    for judge in spec.judges:
        for column in (judge.column, *judge.needs, *judge.when, *_columns_of(judge.together)):
            if column not in known:
                listed = ", ".join(sorted(known))
                place = f"{table.place}: judge {judge.id}"
                raise DataFault("data-word", place, value=column, known=listed)
    return spec


def _column(entry: Table, units: Mapping[str, LocalizedText], *, quantity: bool) -> ColumnSpec:
    kind = _word(entry, "kind", "numbers" if quantity else "number", _KINDS)
    unit = known_unit(entry, units) if "unit" in entry else ""
    ends, choices = entry.table("possible"), entry.table("choices")
    title = entry.localized("title")
    return ColumnSpec(
        id=entry.text("id"),
        title=title,
        short=entry.localized("short") if "short" in entry else title,
        kind=cast("ColumnKind", kind),
        unit=units[unit] if unit else LocalizedText(),
        unit_id=unit,
        decimals=entry.integer("decimals", 0),
        possible=Range(ends.optional_number("low"), ends.optional_number("high")),
        required=entry.flag("required"),
        instead=entry.texts("instead"),
        needs=entry.texts("needs"),
        shown=entry.flag("shown"),
        choices={word: choices.localized(word) for word in choices},
        mean=cast("Mean", _word(entry, "mean", "arithmetic", _MEANS)),
        quantity=quantity,
    )


def _judge(entry: Table) -> JudgeSpec:
    column, own = entry.text("column"), entry.table("own")
    when = entry.table("when")
    return JudgeSpec(
        id=entry.text("id", column),
        column=column,
        criterion=entry.text("criterion"),
        inputs=_sources(entry.table("inputs")),
        slot=entry.text("slot", entry.text("id", column)),
        needs=entry.texts("needs"),
        when={name: when.texts(name) for name in when},
        limit=entry.text("limit", ""),
        own_criterion=own.text("criterion", entry.text("criterion")),
        own_inputs=_sources(own.table("inputs")),
        measured=entry.flag("measured", default=True),
        yields=entry.text("yields", ""),
        silent=entry.flag("silent"),
        together=tuple(_together(each) for each in entry.tables("together")),
    )


def _columns_of(ways: tuple[RowsTogether, ...]) -> tuple[str, ...]:
    return tuple(column for way in ways for column in (*way.by, *way.when))


def _together(entry: Table) -> RowsTogether:
    record, when = entry.table("record"), entry.table("when")
    return RowsTogether(
        way=cast("Together", _word(entry, "way", "records", _WAYS)),
        key=entry.text("key"),
        criterion=entry.text("criterion", ""),
        record={name: record.text(name) for name in record},
        inputs=_sources(entry.table("inputs")),
        by=entry.texts("by"),
        when={name: when.texts(name) for name in when},
        single=entry.flag("single"),
    )


def _sources(entry: Table) -> Mapping[str, Source]:
    return {
        name: tuple(
            {field_name: record.text(field_name) for field_name in record}
            for record in entry.tables(name)
        )
        if isinstance(entry.data[name], list)
        else entry.text(name)
        for name in entry
    }


def _word(entry: Table, key: str, default: str, known: tuple[str, ...]) -> str:
    found = entry.text(key, default)
    if found not in known:
        raise DataFault("data-word", f"{entry.place}: {key}", value=found, known=", ".join(known))
    return found
