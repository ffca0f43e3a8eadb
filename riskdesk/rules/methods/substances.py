"""Substances and dust in the air (criteria.md 1.1, 1.3, 2.4)."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import (
    counted,
    fixed,
    in_signs,
    judge,
    judge_ratio,
    worst_outcome,
)
from riskdesk.rules.outcome import Outcome, Step, Unit
from riskdesk.rules.scale import plain, tidy

_BASES = ("mr", "ss")

_DAY = 1440
"""Minutes of a day."""


def chemical(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Multiples of the maximum single (mr) and shift average (ss) limits; the worse counts.

    Several rows (specific effects): the worst row counts. Rows without a number are by contact.
    """
    rows = inputs.words("rows") if "rows" in inputs else (inputs.word("row"),)
    if "contact" in inputs:
        return _by_contact(criterion, rows[0], present=inputs.flag("contact"))
    given = _given(inputs)
    outcomes = tuple(
        _judged(criterion, value, limit, row, *basis)
        for row in rows
        for basis, (value, limit) in _fitting(criterion, row, given)
    )
    if not outcomes:
        raise UserError("chemical-basis", row=", ".join(rows), given=", ".join(sorted(given)))
    worst = worst_outcome(outcomes, None)
    return worst._replace(value=next(o.value for o in outcomes if o.result == worst.result))


def _by_contact(criterion: Criterion, row: str, *, present: bool) -> Outcome:
    entry = criterion.row(row)
    if "fixed" not in entry:
        raise UserError("chemical-basis", row=row, given="contact")
    if not present:
        return Outcome(said=(Step("no-contact"),))
    return fixed(entry.text("fixed"))


Given = tuple[Decimal, Decimal | None]
"""A ratio as given, or a concentration with its limit."""


def _given(inputs: Inputs) -> dict[str, Given]:
    found: dict[str, Given] = {}
    if "ratio" in inputs:
        found["ratio"] = (inputs.number("ratio"), None)
    for basis in _BASES:
        if f"ratio_{basis}" in inputs:
            found[basis] = (inputs.number(f"ratio_{basis}"), None)
        if f"c_{basis}" in inputs:
            found[basis] = (inputs.number(f"c_{basis}"), inputs.number(f"pdk_{basis}"))
    return found


def _judged(criterion: Criterion, value: Decimal, limit: Decimal | None, *path: str) -> Outcome:
    if limit is None:
        return judge(criterion, value, *path)
    outcome = judge_ratio(criterion, value, limit, *path, unit="mg/m3")
    return outcome._replace(limit=Decimal(1), unit=criterion.unit)


def _fitting(
    criterion: Criterion, row: str, given: dict[str, Given]
) -> list[tuple[tuple[str, ...], Given]]:
    entry = criterion.row(row)
    if "upper" in entry:
        return [((), found) for found in given.values()]
    bases = [basis for basis in _BASES if basis in entry]
    if "ratio" in given:  # of which concentration is not said: the worse counts
        return [((basis,), given["ratio"]) for basis in bases]
    return [((basis,), given[basis]) for basis in bases if basis in given]


def row_basis(criterion: Criterion, row: str) -> tuple[str, ...]:
    """Where the bounds of a row stand: in the row, or under its first basis."""
    entry = criterion.row(row)
    return () if "upper" in entry else (next(basis for basis in _BASES if basis in entry),)


def summation(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Substances of one direction: S = Σ C / limit, then the row of their effect."""
    table, row = criterion.peer("chemical"), inputs.word("row")
    items = [(item.number("c"), item.number("pdk")) for item in inputs.records("items")]
    total = tidy(sum((value / limit for value, limit in items), Decimal(0)))
    spoken = " + ".join(f"{plain(value)}/{plain(limit)}" for value, limit in items)
    what = Step("sum", {"parts": in_signs(spoken), "value": total, "unit": counted(total, "ratio")})
    return judge(table, total, row, *row_basis(table, row), what=what)


def shift_average(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The shift average of operations, then the class of its ratio to the shift limit."""
    parts = [(op.number("c"), op.number("t_min")) for op in inputs.records("ops")]
    minutes = sum((time for _, time in parts), Decimal(0))
    if minutes > _DAY:
        raise UserError("input-out-of-range", name="t_min", value=str(minutes), allowed=f"≤ {_DAY}")
    mean = tidy(sum((value * time for value, time in parts), Decimal(0)) / minutes)
    limit = inputs.number("pdk_ss")
    spoken = "; ".join(f"{plain(value)} – {plain(time)}" for value, time in parts)
    shown = Step(
        "shift-average", {"parts": in_signs(spoken), "value": mean, "unit": Unit(criterion.unit)}
    )
    table = criterion.peer("chemical")
    row, basis = _shift_row(criterion, table, inputs)
    outcome = judge_ratio(table, mean, limit, row, *basis, unit=criterion.unit)
    return outcome._replace(value=mean).after(shown)


def _shift_row(
    criterion: Criterion, table: Criterion, inputs: Inputs
) -> tuple[str, tuple[str, ...]]:
    """The row of the substance and its bounds for shift averages."""
    row = inputs.word("row") if "row" in inputs else criterion.body.text("row")
    entry = table.body.table("rows")
    if row not in entry:
        raise UserError("input-word", name="row", value=row, allowed=", ".join(entry))
    if "upper" not in entry.table(row) and "ss" not in entry.table(row):
        raise UserError("chemical-basis", row=row, given="pdk_ss")
    return row, () if "upper" in entry.table(row) else ("ss",)


def lognormal_mean(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The shift average from median and geometric deviation: Me · exp(½ ln² σg)."""
    median, sigma = inputs.number("median"), inputs.number("sigma_g")
    value = tidy(median * (sigma.ln() ** 2 / 2).exp(), criterion.body.integer("decimals"))
    step = Step("lognormal-mean", {"median": plain(median), "sigma": plain(sigma), "value": value})
    return Outcome(value=value, said=(step,))


def lognormal_sigma(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The geometric deviation from shift average and median: exp √(2 ln(K / Me))."""
    mean, median = inputs.number("k_ss"), inputs.number("median")
    if mean < median:
        raise UserError("input-out-of-range", name="k_ss", value=str(mean), allowed=f"≥ {median}")
    value = tidy(_sigma(mean, median), criterion.body.integer("decimals"))
    step = Step("lognormal-sigma", {"mean": plain(mean), "median": plain(median), "value": value})
    return Outcome(value=value, said=(step,))


def weighted_stats(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Mean, median and geometric deviation of samples weighted by time."""
    decimals = criterion.body.integer("decimals")
    parts = [(part.number("c"), part.number("t_min")) for part in inputs.records("samples")]
    if any(value <= 0 for value, _ in parts):
        raise UserError("input-out-of-range", name="c", value="0", allowed="> 0")
    minutes = sum((time for _, time in parts), Decimal(0))
    mean = sum((value * time for value, time in parts), Decimal(0)) / minutes
    median = (sum((time * value.ln() for value, time in parts), Decimal(0)) / minutes).exp()
    stats: dict[str, Decimal | str] = {
        "sum_t": minutes,
        "mean": tidy(mean, decimals),
        "median": tidy(median, decimals),
        "sigma_g": tidy(_sigma(mean, median), decimals),
    }
    spoken = {name: value for name, value in stats.items() if isinstance(value, Decimal)}
    return Outcome(value=stats, said=(Step("weighted-stats", spoken),))


def _sigma(mean: Decimal, median: Decimal) -> Decimal:
    return (2 * max((mean / median).ln(), Decimal(0))).sqrt().exp()


def dust_load(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The dust load of one or several periods against its control value, mg.

    ПН = K·N·T·Q, КПН = ПДК·N·T·Q, КПН25 for the norm years, T1 the years allowed at this K.
    """
    shifts, limit = inputs.number("shifts"), inputs.number("pdk_ss")
    if "cat" in inputs:
        volume = criterion.body.table("lung_ventilation").number(inputs.word("cat"))
        inputs = Inputs({**inputs.values, "q_m3": volume})
    periods = inputs.records("periods") if "periods" in inputs else (inputs,)
    load = sum((_load(p, p.number("k_mg"), shifts) for p in periods), Decimal(0))
    control = sum((_load(p, limit, shifts) for p in periods), Decimal(0))
    ratio = load / control
    shown: dict[str, Decimal | str] = {"pn": tidy(load), "kpn": tidy(control), "ratio": tidy(ratio)}
    if "periods" not in inputs:
        years = criterion.body.number("norm_years")
        whole = limit * shifts * years * inputs.number("q_m3")
        a_year = inputs.number("k_mg") * shifts * inputs.number("q_m3")
        shown["kpn25"], shown["t1_years"] = tidy(whole), tidy(whole / a_year, 2)
    what = Step("dust-load", {"load": tidy(load), "control": tidy(control), "ratio": tidy(ratio)})
    table, row = criterion.peer("apfd"), inputs.word("row")
    outcome = judge(table, ratio, row, what=what, shown=shown)
    years = _safe_years(criterion, periods, limit, shifts)
    outcome = outcome.after(Step("dust-years", {"years": tidy(years, 2)}))
    if "c_ss" not in inputs:
        return outcome
    by_air = judge_ratio(table, inputs.number("c_ss"), limit, row, unit="mg/m3")
    if criterion.body.text("basis") == "worse":
        return worst_outcome((outcome, by_air), shown)
    said = Step("dust-load-governs", {"class": by_air.result or ""})
    return outcome.after(*by_air.steps, said)


def _safe_years(
    criterion: Criterion, periods: tuple[Inputs, ...], limit: Decimal, shifts: Decimal
) -> Decimal:
    """T1 = КПН25 / (K·N·Q), K and Q averaged over the years of the periods (criteria.md 2.4)."""
    years = sum((p.number("years") for p in periods), Decimal(0))
    volume = sum((p.number("q_m3") * p.number("years") for p in periods), Decimal(0)) / years
    mean = sum((p.number("k_mg") * p.number("years") for p in periods), Decimal(0)) / years
    whole = limit * shifts * criterion.body.number("norm_years") * volume
    return whole / (mean * shifts * volume)


def _load(period: Inputs, concentration: Decimal, shifts: Decimal) -> Decimal:
    return concentration * shifts * period.number("years") * period.number("q_m3")
