"""10,000 workplaces of 14 factors classified in one process, against bisect on bare tuples."""

import gc
import tracemalloc
from bisect import bisect_left
from collections.abc import Callable, Mapping
from decimal import ROUND_HALF_UP, Decimal
from itertools import chain, repeat
from statistics import median

from figure import Figure, seconds

from riskdesk.app.bootstrap import make_program
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import Answer, classify

RULESET = "R2.2.2006-05"
WORKPLACES, ROUNDS = 10_000, 7
MOST_BYTES = 100 * 2**20
MOST_LOADING, MOST_TRACE = 0.150, 0.001

Inputs = Mapping[str, object]
Case = tuple[str, Inputs, Callable[[Inputs], Decimal], tuple[str, ...], int | None]
"""A factor, its inputs, the number that is compared, the row, the printed decimals."""


Bare = tuple[str, str, Decimal, Decimal]
"""Factor, class, value and bound."""


def _given(key: str) -> Callable[[Inputs], Decimal]:
    return lambda inputs: inputs[key]  # type: ignore[return-value]


def _excess(inputs: Inputs) -> Decimal:
    return inputs["leq_dba"] - inputs["limit_dba"]  # type: ignore[operator,no-any-return]


def _ratio(inputs: Inputs) -> Decimal:
    return inputs["e_lx"] / inputs["norm_lx"]  # type: ignore[operator,no-any-return]


def _cases() -> list[Case]:
    number = Decimal
    return [
        ("noise", {"leq_dba": number(87), "limit_dba": number(80)}, _excess, (), None),
        (
            "light_artificial",
            {"row": "precise", "e_lx": number(240), "norm_lx": number(300)},
            _ratio,
            ("precise",),
            None,
        ),
        ("light_keo", {"keo_pct": number("0.4")}, _given("keo_pct"), (), None),
        (
            "microclimate_cooling",
            {"cat": "IIa", "t_air": number("15.5")},
            _given("t_air"),
            ("IIa",),
            1,
        ),
        ("microclimate_thc", {"cat": "IIa", "thc": number("25.3")}, _given("thc"), ("IIa",), 1),
        ("heat_radiation", {"i_wm2": number(900)}, _given("i_wm2"), (), None),
        (
            "emf",
            {"field": "magnetic_50hz", "ratio": number("4.2")},
            _given("ratio"),
            ("magnetic_50hz",),
            1,
        ),
        ("vibration_local", {"excess_db": number(4)}, _given("excess_db"), (), 1),
        ("vibration_whole", {"excess_db": number(7)}, _given("excess_db"), (), 1),
        ("infrasound", {"excess_db": number(6)}, _given("excess_db"), (), 1),
        ("ionizing", {"dose": "effective", "msv": number(12)}, _given("msv"), ("effective",), None),
        ("apfd", {"row": "low", "ratio": number("2.5")}, _given("ratio"), ("low",), 1),
        (
            "heaviness",
            {"indicator": "bends", "sex": "m", "value": number(120)},
            _given("value"),
            ("bends", "m"),
            0,
        ),
        (
            "tension",
            {"indicator": "objects", "value": number(12)},
            _given("value"),
            ("objects",),
            0,
        ),
    ]


def measure() -> Figure:
    """Seconds for all, answers kept; memory, loading and traces are held to their bounds."""
    catalog, cases = make_program().catalog, _cases()
    bare = [_bare(catalog, case) for case in cases]
    ours = [classify(catalog, RULESET, case[0], case[1]).hazard_class for case in cases]
    if ours != [one()[1] for one in bare]:
        raise AssertionError("the floor and the program disagree")
    _hold_bounds(catalog, cases)
    value, floor = [], []
    for _ in range(ROUNDS):  # in turn: a busy machine slows both alike
        floor.append(_without_collector(lambda: _compared(bare)))
        value.append(_without_collector(lambda: _classified(catalog, cases)))
    return Figure(
        name="rules",
        value=median(value),
        floor=median(floor),
        goal=12,
        unit="s",
        floor_is="the same ranges, differences, roundings and bounds by bisect, a tuple each",
    )


def _classified(catalog: Catalog, cases: list[Case]) -> list[Answer]:
    pairs = [(case[0], case[1]) for case in cases]
    return [
        classify(catalog, RULESET, factor, inputs)
        for factor, inputs in chain.from_iterable(repeat(pairs, WORKPLACES))
    ]


def _compared(bare: list[Callable[[], Bare]]) -> list[Bare]:
    return [one() for one in chain.from_iterable(repeat(bare, WORKPLACES))]


def _bare(catalog: Catalog, case: Case) -> Callable[[], Bare]:
    factor, inputs, number_of, path, decimals = case
    scale = catalog.criteria.get(RULESET, factor).scale(*path)
    classes = scale.classes
    bounds = scale.bounds if scale.upper else tuple(-bound for bound in scale.bounds)
    quantum = None if decimals is None else Decimal(1).scaleb(-decimals)
    upper, limit = scale.upper, scale.bounds[0]

    numbers = _ranges(catalog, factor, inputs)

    def one() -> Bare:
        for key, low, high in numbers:
            if not low <= inputs[key] <= high:  # type: ignore[operator]
                raise ValueError(key)
        number = value = number_of(inputs)
        if quantum is not None:
            number = number.quantize(quantum, ROUND_HALF_UP)
        return factor, classes[bisect_left(bounds, number if upper else -number)], value, limit

    return one


def _ranges(
    catalog: Catalog, factor: str, inputs: Inputs
) -> tuple[tuple[str, Decimal, Decimal], ...]:
    """The possible range of every number of the inputs."""
    keys = catalog.criteria.get(RULESET, factor).keys
    numbers = [key for key, value in inputs.items() if isinstance(value, Decimal)]
    return tuple(
        (key, keys.table(key).optional_number("min") or Decimal(0), keys.table(key).number("max"))
        for key in numbers
    )


def _without_collector(work: Callable[[], object]) -> float:
    """Seconds of ``work`` with the garbage collector off, as ``timeit`` measures."""
    gc.collect()
    gc.disable()
    try:
        return seconds(work, times=1)
    finally:
        gc.enable()


def _hold_bounds(catalog: Catalog, cases: list[Case]) -> None:
    tracemalloc.start()
    answers = _classified(catalog, cases)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    if peak > MOST_BYTES:
        raise AssertionError(f"{peak / 2**20:.0f} MB for {len(answers)} answers")
    loading = seconds(_load_all)
    if loading > MOST_LOADING:
        raise AssertionError(f"loading all rule files takes {loading:.3f} s")
    slowest = max(seconds(lambda a=answer: a.trace) for answer in answers[: len(cases)])  # type: ignore[misc]
    if slowest > MOST_TRACE:
        raise AssertionError(f"a trace takes {slowest:.4f} s")


def _load_all() -> None:
    catalog = make_program().catalog
    for ruleset in catalog.rulesets:
        for factor in catalog.criteria.factors(ruleset):
            catalog.criteria.get(ruleset, factor)
    _ = (catalog.sheets, catalog.noise_norms, catalog.microclimate_norms, catalog.light_norms)
