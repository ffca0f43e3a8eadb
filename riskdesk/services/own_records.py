"""Own substances and norms as typed: read into records, every fault told at its field."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TypeVar

from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import uuid7
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.chemical_formula import hill
from riskdesk.rules.own import own_substance
from riskdesk.rules.substance import Effect, State, Substance, is_cas
from riskdesk.services.context import Context
from riskdesk.services.importing import read_day
from riskdesk.services.possible import require_possible
from riskdesk.services.spelling import squeezed
from riskdesk.services.typed_fields import localized, name_text
from riskdesk.services.typed_fields import text as long_text

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedSubstance:
    """A substance as typed: limits in mg/m³, ``hazard_class`` 1 to 4, texts as they stand."""

    name: LocalizedText
    reference: str
    cas: str = ""
    formula: str = ""
    single: str = ""
    shift: str = ""
    hazard_class: str = ""
    state: str = ""
    effects: tuple[str, ...] = ()
    criterion_row: str = ""
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedNorm:
    """A local norm as typed: the ends in the unit of ``quantity``, a day as dd.MM.yyyy."""

    quantity: str
    title: LocalizedText
    reference: str
    low: str = ""
    high: str = ""
    from_day: str = ""
    remark: str = ""


class Fields:
    """Reads typed fields; every fault names its field."""

    def __init__(self) -> None:
        self.faults: list[UserError] = []

    def read(self, field: str, reader: Callable[[], T], missing: T) -> T:
        """What ``reader`` gives, or ``missing`` with the fault kept."""
        try:
            return reader()
        except UserError as error:
            self.faults.append(UserError(error.code, **{**error.params, "field": field}))
            return missing

    def require(self, field: str, holds: object, code: str, **params: object) -> None:
        """Keep the fault ``code`` of ``field`` unless something holds."""
        if not holds:
            self.faults.append(UserError(code, **params, field=field))


def read_substance(
    typed: TypedSubstance, catalog: Catalog, identity: str = ""
) -> tuple[OwnSubstance, tuple[UserError, ...]]:
    """The record and every fault of the fields, each with the parameter ``field``."""
    fields = Fields()
    cas, formula = squeezed(typed.cas), squeezed(typed.formula)
    single = fields.read("single", lambda: _limit(typed.single), None)
    shift = fields.read("shift", lambda: _limit(typed.shift), None)
    name = fields.read("name", lambda: localized(typed.name), LocalizedText())
    reference = fields.read("reference", lambda: name_text(typed.reference), "")
    fields.require("name", name.ru or name.kk, "own-name-missing")
    fields.require("reference", reference, "own-reference-missing")
    fields.require("cas", not cas or is_cas(cas), "own-cas-wrong", text=cas)
    fields.require("formula", not formula or hill(formula), "own-formula-wrong", text=formula)
    given = squeezed(f"{typed.single}{typed.shift}") or typed.criterion_row
    fields.require("single", given, "own-limit-missing")
    if single is not None and shift is not None:
        fields.require("shift", shift <= single, "own-limits-order")
    known = _one_of({"", "1", "2", "3", "4"}), _one_of({"", *(each.value for each in State)})
    hazard = fields.read("hazard_class", lambda: known[0](squeezed(typed.hazard_class)), "")
    state = fields.read("state", lambda: known[1](typed.state), "")
    effect = _one_of({each.value for each in Effect})
    none: tuple[str, ...] = ()
    effects = fields.read("effects", lambda: tuple(map(effect, typed.effects)), none)
    rows = _one_of({"", *criterion_rows(catalog)})
    row = fields.read("criterion_row", lambda: rows(typed.criterion_row), "")
    record = OwnSubstance(
        id=identity or uuid7(),
        name=name,
        reference=reference,
        cas=cas,
        formula=formula,
        single=single,
        shift=shift,
        hazard_class=int(hazard) if hazard else None,
        state=state,
        effects=tuple(dict.fromkeys(effects)),
        criterion_row=row,
        remark=fields.read("remark", lambda: long_text(typed.remark), ""),
    )
    if not fields.faults:
        judged = _judged_everywhere(own_substance(record), catalog)
        fields.require("hazard_class", judged, "own-class-missing")
    return record, tuple(fields.faults)


def _judged_everywhere(substance: Substance, catalog: Catalog) -> bool:
    """Whether every rule set that judges substances has a row for this one."""
    criteria = catalog.substances.criteria
    try:
        for ruleset in criteria.rows:
            criteria.of_substance(substance, ruleset)
    except UserError:
        return False
    return True


def read_norm(
    typed: TypedNorm, context: Context, identity: str = ""
) -> tuple[OwnNorm, tuple[UserError, ...]]:
    """The record and every fault of the fields, each with the parameter ``field``."""
    fields, columns = Fields(), context.catalog.columns
    specs = {name: spec for name, spec in columns.items() if spec.kind in {"number", "numbers"}}
    title = fields.read("title", lambda: localized(typed.title), LocalizedText())
    reference = fields.read("reference", lambda: name_text(typed.reference), "")
    fields.require("quantity", typed.quantity in specs, "own-quantity-unknown", text=typed.quantity)
    fields.require("title", title.ru or title.kk, "own-title-missing")
    fields.require("reference", reference, "own-reference-missing")

    def end(text: str) -> Decimal | None:
        value = parse_decimal(text)
        if typed.quantity in specs:
            require_possible(value, specs[typed.quantity], context.texts)
        return value

    low = fields.read("low", lambda: end(typed.low), None)
    high = fields.read("high", lambda: end(typed.high), None)
    fields.require("high", squeezed(f"{typed.low}{typed.high}"), "own-range-missing")
    if low is not None and high is not None:
        fields.require("high", low <= high, "own-range-order")
    day = fields.read("from_day", lambda: _day(typed.from_day), None)
    record = OwnNorm(
        id=identity or uuid7(),
        quantity=typed.quantity,
        title=title,
        reference=reference,
        low=low,
        high=high,
        from_day=day,
        remark=fields.read("remark", lambda: long_text(typed.remark), ""),
    )
    return record, tuple(fields.faults)


def criterion_rows(catalog: Catalog) -> Mapping[str, LocalizedText]:
    """The rows of the criterion ``chemical`` that may be chosen, by id with their titles."""
    found: dict[str, LocalizedText] = {}
    criteria = catalog.substances.criteria
    for ruleset in criteria.rows:
        rows = catalog.criteria.get(ruleset, "chemical").body.table("rows")
        for row in criteria.to_choose(ruleset):
            found.setdefault(row, rows.table(row).localized("title"))
    return found


def _limit(text: str) -> Decimal | None:
    value = parse_decimal(text)
    if value is not None and value <= 0:
        raise UserError("own-limit-wrong", text=text)
    return value


def _day(text: str) -> date | None:
    written = squeezed(text)
    found = read_day(written) if written else None
    if written and found is None:
        raise UserError("date-not-read", text=written)
    return found


def _one_of(words: set[str]) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise UserError("own-word-unknown", text=text, known=", ".join(sorted(words - {""})))
        return text

    return read
