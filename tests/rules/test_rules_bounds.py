"""Both sides of every bound of every rule file, and monotony: worse conditions, no better class."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskdesk.domain.values import HazardClass
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.methods.judging import Judged
from riskdesk.rules.outcome import Step
from riskdesk.rules.scale import Scale
from riskdesk.rules.table import DataFault, Table

RESOURCES = Path(__file__).parents[2] / "resources"
CATALOG = Catalog.load(RESOURCES)
NAMES = sorted((f.parent.name, f.stem) for f in (RESOURCES / "rules").glob("*/*.toml"))
STEP = Decimal("0.001")


def _scales(criterion: Criterion) -> Iterator[tuple[str, Scale]]:
    """Every scale of a criterion with its place."""
    stack = [("", criterion.body)]
    while stack:
        place, table = stack.pop()
        if "upper" in table or "lower" in table:
            yield place, Scale.of(table, criterion.body)
        stack.extend(
            (f"{place}/{key}", table.table(key))
            for key in table
            if key != "variants" and isinstance(table.data[key], dict)
        )


EVERY = [
    pytest.param(scale, id=f"{ruleset}/{factor}{place}")
    for ruleset, factor in NAMES
    for place, scale in _scales(CATALOG.criteria.get(ruleset, factor))
]


@pytest.mark.parametrize("scale", EVERY)
def test_both_sides_of_every_bound(scale: Scale) -> None:
    unit = STEP if scale.decimals is None else Decimal(1).scaleb(-scale.decimals)
    worse = unit if scale.upper else -unit
    for index, bound in enumerate(scale.bounds):
        at_bound = scale.place(bound).result
        if bound in scale.exclusive:
            assert at_bound == scale.classes[index + 1]
            assert scale.place(bound - worse).result == scale.classes[index]
        else:
            assert at_bound == scale.classes[index]
            assert scale.place(bound + worse).result == scale.classes[index + 1]


@pytest.mark.parametrize("scale", EVERY)
def test_classes_only_get_worse(scale: Scale) -> None:
    ordinals = [HazardClass(name).ordinal for name in scale.classes]
    assert ordinals == sorted(set(ordinals))


NUMBERS = st.decimals(-500, 500, places=2, allow_nan=False)


@given(values=st.lists(NUMBERS, min_size=2, max_size=8), data=st.data())
def test_a_worse_value_has_no_better_class(values: list[Decimal], data: st.DataObject) -> None:
    scale = data.draw(st.sampled_from([param.values[0] for param in EVERY]))
    assert isinstance(scale, Scale)
    ordered = sorted(values, reverse=not scale.upper)
    classes = [HazardClass(scale.place(value).result).ordinal for value in ordered]
    assert classes == sorted(classes)


CLASSES = st.lists(
    st.sampled_from([member.value for member in HazardClass]), min_size=1, max_size=8
)
ROLL_UPS = [
    name for name in NAMES if name[1] in ("workplace_total", "heaviness_rollup", "emf_rollup")
]


@given(classes=CLASSES, worse=st.sampled_from(list(HazardClass)), name=st.sampled_from(ROLL_UPS))
def test_one_more_class_never_lowers_a_roll_up(
    classes: list[str], worse: HazardClass, name: tuple[str, str]
) -> None:
    key = "factors" if name[1] == "workplace_total" else "classes"
    one = classify(CATALOG, *name, {key: classes}).hazard_class
    two = classify(CATALOG, *name, {key: [*classes, worse.value]}).hazard_class
    assert one is not None
    assert two is not None
    assert HazardClass(one) <= HazardClass(two)
    assert max(HazardClass(c).ordinal for c in classes) <= HazardClass(one).ordinal


@given(
    level=st.decimals(0, 150, places=1),
    louder=st.decimals(0, 40, places=1),
    limit=st.integers(30, 90),
)
def test_louder_is_never_better(level: Decimal, louder: Decimal, limit: int) -> None:
    quiet, loud = (
        classify(CATALOG, "KZ1.04.001.2000", "noise", {"leq_dba": level + more, "limit_dba": limit})
        for more in (Decimal(0), louder)
    )
    assert quiet.hazard_class is not None
    assert loud.hazard_class is not None
    assert HazardClass(quiet.hazard_class) <= HazardClass(loud.hazard_class)
    assert (quiet.hazard_class == "2") == (level <= limit)


def test_a_scale_that_contradicts_itself_is_refused() -> None:
    table = Table({"upper": [3, 1], "classes": ["1", "2", "3.1"]}, "x.toml")
    with pytest.raises(DataFault, match=r"x\.toml"):
        Scale.of(table, table)


@pytest.mark.parametrize(
    ("value", "said"),
    [("1.025", "1.0"), ("0.97", None), ("1.05", None), ("3.04", "3.0"), ("3.05", None)],
)
def test_a_number_that_is_rounded_into_its_class_says_so(value: str, said: str | None) -> None:
    scale = Scale(
        bounds=(Decimal(1), Decimal(3)), classes=("2", "3.1", "3.2"), upper=True, decimals=1
    )
    number = Decimal(value)
    (step,) = Judged(scale, scale.place(number).number, number, "ratio")()
    what = step.params["what"]
    assert isinstance(what, Step)
    told = what.params["value"] if what.key == "rounded" else None
    assert told == (Decimal(said) if said else None)
