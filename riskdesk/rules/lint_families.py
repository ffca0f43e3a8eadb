"""Families of points checked against the criteria they name: what a newcomer types wrong there."""

from collections.abc import Iterator, Mapping

from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.families import FamilySpec, JudgeSpec, Source
from riskdesk.rules.row_inputs import columns_in
from riskdesk.rules.table import DataFault, Table


def family_faults(catalog: Catalog) -> Iterator[DataFault]:
    """Criteria that no rule set has, inputs that none of them takes, columns that are not there."""
    seen: dict[str, str] = {}
    for family in catalog.families.values():
        place = f"factors/{family.id}.toml"
        if family.factor not in catalog.factors:
            known = ", ".join(catalog.factors)
            yield DataFault("data-word", f"{place}: factor", value=family.factor, known=known)
        for column in family.columns:
            if column.id in seen:
                yield DataFault("data-name", f"{place}: {column.id}", value=seen[column.id])
            seen[column.id] = place
            if column.kind == "word" and not column.choices:
                yield DataFault("data-missing", f"{place}: {column.id}: choices")
        for judge in family.judges:
            yield from _judge_faults(catalog, family, judge, f"{place}: judge {judge.id}")


def reach_faults(catalog: Catalog, listed: Table) -> Iterator[DataFault]:
    """Criteria that no family asks for, unless ``rules/reach.toml`` says who does instead."""
    asked = frozenset(name for each in catalog.families.values() for name in _asked(each))
    others = {name: kind for kind in listed for name in listed.texts(kind)}
    known: dict[str, Criterion] = {}
    for ruleset in catalog.rulesets.values():
        if ruleset.choosable:
            for factor in catalog.criteria.factors(ruleset.id):
                known[factor] = catalog.criteria.get(ruleset.id, factor)
    for name in sorted(known.keys() - asked - others.keys()):
        yield DataFault("data-not-reached", "factors", value=name, known=listed.place)
    for name, kind in others.items():
        place = f"{listed.place}: {kind}"
        if name not in known:
            yield DataFault("data-word", place, value=name, known="rules/*/*.toml")
        elif name in asked:
            yield DataFault("data-twice", place, value=name)
        elif kind == _ROLL_UP and _measured(known[name]):
            yield DataFault("data-not-reached", place, value=name, known=listed.place)


_ROLL_UP = "roll-up"
_NO_VALUES = frozenset({"class", "classes", "integer", "word", "words", "flag"})
"""Kinds of inputs that are no measured values."""


def _measured(criterion: Criterion) -> bool:
    """Whether a criterion takes a measured value."""
    keys = frozenset().union(*criterion.inputs)
    return any(criterion.keys.table(key).text("kind") not in _NO_VALUES for key in keys)


def _asked(family: FamilySpec) -> Iterator[str]:
    """The criteria that a family names."""
    yield from (family.zones, family.summation)
    for judge in family.judges:
        yield from (judge.criterion, judge.own_criterion)
        yield from (way.criterion for way in judge.together)


def _judge_faults(
    catalog: Catalog, family: FamilySpec, judge: JudgeSpec, place: str
) -> Iterator[DataFault]:
    if not judge.criterion:
        return
    yield from _input_faults(catalog, family, judge.criterion, judge.inputs, place)
    yield from _input_faults(catalog, family, judge.own_criterion, judge.own_inputs, place)
    for way in judge.together:
        if way.criterion:
            inputs = {way.key: "", **way.inputs}
            yield from _input_faults(catalog, family, way.criterion, inputs, place)


def _input_faults(
    catalog: Catalog, family: FamilySpec, name: str, inputs: Mapping[str, Source], place: str
) -> Iterator[DataFault]:
    criteria = list(_criteria(catalog, name))
    if not criteria:
        yield DataFault("data-word", f"{place}: criterion", value=name, known="rules/*/*.toml")
        return
    known = {key for criterion in criteria for way in criterion.inputs for key in way}
    for key in inputs:
        if key not in known:
            listed = ", ".join(sorted(known))
            yield DataFault("data-word", f"{place}: inputs", value=key, known=listed)
    for column in columns_in({key: source for key, source in inputs.items() if source}):
        if family.column(column) is None:
            listed = ", ".join(each.id for each in family.columns)
            yield DataFault("data-word", f"{place}: inputs", value=column, known=listed)


def _criteria(catalog: Catalog, name: str) -> Iterator[Criterion]:
    for ruleset in catalog.rulesets:
        found = catalog.criteria.find(ruleset, name)
        if found is not None:
            yield found
