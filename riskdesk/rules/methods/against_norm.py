"""Measured values against a table of the state norms: sound, fields, ultraviolet, heat."""

from collections.abc import Mapping
from decimal import ROUND_CEILING, Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import fixed, judge, judge_excess, judge_ratio, worst_outcome
from riskdesk.rules.methods.levels import level_of
from riskdesk.rules.outcome import Compared, Outcome, Param, Step, Steps, Unit
from riskdesk.rules.scale import plain, round_half_up, tidy
from riskdesk.rules.table import Table


def octaves(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Levels by the kind of work: the total level, or every octave band, the worst counting."""
    if "excess_db" in inputs:
        return judge(criterion, inputs.number("excess_db"))
    sheet = criterion.norm(criterion.body.text("norm"))
    row = sheet.row(inputs.word("work"), "work")
    if "bands" in inputs:
        parts = [
            (str(plain(b.number("band_hz"))), b.number("l_db")) for b in inputs.records("bands")
        ]
    else:
        parts = [("total", inputs.number("l_db_lin"))]
    outcomes = []
    for column, level in parts:
        limit = sheet.level(row, column)
        unit = "dB" if "bands" in inputs else criterion.unit
        outcome = judge_excess(criterion, level, limit, unit=unit)
        outcomes.append(outcome.after(sheet.limit_step(row, limit)))
    return worst_outcome(tuple(outcomes), max((o.value for o in outcomes), key=_number))


def band_level(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Ultrasound by its excess in a band; a peak velocity becomes a level first."""
    if "excess_db" in inputs:
        return judge(criterion, inputs.number("excess_db"))
    sheet = criterion.norm(criterion.body.text("norm"))
    row = sheet.at(inputs.number("band_khz"), "band_khz")
    limit = sheet.level(row, "level")
    said = [sheet.limit_step(row, limit)]
    if "v_ms_peak" in inputs:
        value, reference = inputs.number("v_ms_peak"), criterion.body.number("reference_velocity")
        level = round_half_up(2 * level_of(value / reference), 1)
        params: dict[str, Param] = {"value": value, "reference": reference, "level": level}
        said.append(Step("acceleration", {**params, "unit": Unit("dB")}))
    else:
        level = inputs.number("l_db")
    return judge_excess(criterion, level, limit, unit="dB").after(*said)


def field(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A field against the level of its time of exposure and of its kind (general, local, mode)."""
    body = criterion.body
    key = next(name for name in body.table("columns") if name in inputs)
    unit = body.table("columns").table(key).text("unit")
    column = body.table("columns").table(key).text("column")
    if "kind_key" in body:
        column = column.replace("*", inputs.word(body.text("kind_key")))
    sheet, time = criterion.norm(body.text("norm")), body.text("time_key")
    row = sheet.at(inputs.number(time), time)
    limit, table = sheet.level(row, column), criterion.peer("emf")
    outcome = judge_ratio(table, inputs.number(key), limit, body.text("field"), unit=unit)
    return outcome.after(sheet.limit_step(row, limit, unit))


def electrostatic(criterion: Criterion, inputs: Inputs) -> Outcome:
    """60 kV/m up to an hour, then 60/√t (criteria.md 1.10)."""
    body, hours = criterion.body, inputs.number("t_h")
    limit = body.number("at_one_hour")
    if hours > 1:
        limit = tidy(limit / hours.sqrt(), 2)
    return _by_hours(criterion, inputs.number("e_kvm"), limit, hours)


def electric_50hz(criterion: Criterion, inputs: Inputs) -> Outcome:
    """5 kV/m all the shift, T = 50/E − 2 hours up to 20 kV/m, 10 minutes up to 25 kV/m."""
    body, hours = criterion.body, inputs.number("t_h")
    if hours <= body.number("shortest_h"):
        limit = body.number("greatest")
    else:
        limit = tidy(body.number("product") / (hours + body.number("less_h")), 2)
        limit = min(max(limit, body.number("all_shift")), body.number("middle"))
    return _by_hours(criterion, inputs.number("e_kvm"), limit, hours)


def _by_hours(criterion: Criterion, value: Decimal, limit: Decimal, hours: Decimal) -> Outcome:
    unit, field_name = criterion.unit, criterion.body.text("field")
    outcome = judge_ratio(criterion.peer("emf"), value, limit, field_name, unit=unit)
    params: dict[str, Param] = {"hours": plain(hours), "limit": limit, "unit": Unit(unit)}
    return outcome.after(Step("limit-by-time", params))


def radio(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Radio frequencies: the energy exposure E²·T, H²·T or S·T of each source, and the maxima.

    Several sources: the sum of their shares of the permissible exposure, in the strictest row.
    """
    sources = inputs.records("sources") if "sources" in inputs else (inputs,)
    shares, rows, said, peaks = Decimal(0), [], [], []
    for source in sources:
        share, row, steps = _share(criterion, source)
        shares += share
        rows.append(row)
        said += steps
        peaks.append(_maximum(criterion, source, row))
    table = criterion.peer("emf")
    total = tidy(shares)
    by_row = tuple(
        judge_ratio(table, total, Decimal(1), row, unit="ratio") for row in dict.fromkeys(rows)
    )
    worst = worst_outcome((*by_row, *(peak for peak in peaks if peak is not None)), total)
    return worst._replace(limit=Decimal(1), unit="ratio").after(*said)


_RADIO = (("e_vm", "e"), ("h_am", "h"), ("s_uwcm2", "s"))


def _share(criterion: Criterion, source: Inputs) -> tuple[Decimal, str, list[Step]]:
    sheet, hours = criterion.norm("rf-exposure"), source.number("t_h")
    row = sheet.at(source.number("freq_mhz"), "freq_mhz")
    shares, said = [], []
    for key, column in _RADIO:
        if key in source:
            value, limit = source.number(key), sheet.level(row, column)
            exposure = (value if column == "s" else value**2) * hours
            shares.append(exposure / limit)
            params: dict[str, Param] = {"value": tidy(exposure), "limit": limit}
            said.append(Step("ratio", {**params, "ratio": tidy(exposure / limit)}))
            said.append(sheet.limit_step(row, limit))
    if not shares:
        raise UserError("inputs-incomplete", given="freq_mhz, t_h", ways="e_vm; h_am; s_uwcm2")
    return max(shares), criterion.body.table("field_of").text(row.id), said


def _maximum(criterion: Criterion, source: Inputs, name: str) -> Outcome | None:
    """The level of the source itself beyond the greatest permissible one, if it is."""
    sheet = criterion.norm("rf-maxima")
    row = sheet.at(source.number("freq_mhz"), "freq_mhz")
    for key, column in _RADIO:
        if key in source and column in row.cells and source.number(key) > row.cells[column]:
            limit = row.cells[column]
            outcome = judge_ratio(
                criterion.peer("emf"), source.number(key), limit, name, unit="ratio"
            )
            return outcome.after(sheet.limit_step(row, limit))
    return None


_UV_BANDS = {
    "uva_wm2": LocalizedText("А", "А", "A"),
    "uvb_wm2": LocalizedText("В", "В", "B"),
    "uvc_wm2": LocalizedText("С", "С", "C"),
    "uvbc_wm2": LocalizedText("В + С", "В + С", "B + C"),
}
"""The bands as each language writes them."""


def ultraviolet(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Every band of ultraviolet against its level of the regime; any beyond decides."""
    body = criterion.body
    regime = inputs.word("regime") if "regime" in inputs else "uncovered"
    sheet = criterion.norm("uv" if regime == "uncovered" else "uv-covered")
    row = sheet.row(regime, "regime")
    values = {key: inputs.number(key) for key in ("uva_wm2", "uvb_wm2", "uvc_wm2")}
    if "uvbc_wm2" in row.cells:
        values = {"uvbc_wm2": values["uvb_wm2"] + values["uvc_wm2"]}
    outcomes = []
    for key, value in values.items():
        limit = sheet.level(row, key)
        result = body.text("within" if value <= limit else "beyond")
        params: dict[str, Param] = {"value": plain(value), "limit": limit, "class": result}
        step = Step(
            "within-band" if value <= limit else "beyond-band",
            {**params, "unit": Unit(sheet.unit), "band": _UV_BANDS[key]},
        )
        target = limit if value > limit else None
        seen = Compared(value, limit, sheet.unit, upper=True, target=target)
        outcomes.append(Outcome(result=result, limit=limit, said=(step,), seen=seen))
    beyond = sum(1 for outcome in outcomes if outcome.result == body.text("beyond"))
    worst = worst_outcome(tuple(outcomes), None)
    return worst if beyond == 1 else worst._replace(seen=None)  # no one number decides


def sheet_ions(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Air ions: both counts and the unipolarity Y = n+ / n− inside the levels of the norm."""
    sheet = criterion.norm("air-ions")
    least, most = sheet.row("least", "row").cells, sheet.row("greatest", "row").cells
    positive, negative = inputs.number("n_pos"), inputs.number("n_neg")
    ratio = positive / negative if negative else Decimal(0)
    inside = (
        least["n_pos"] <= positive <= most["n_pos"]
        and least["n_neg"] <= negative <= most["n_neg"]
        and least["ratio"] <= ratio < most["ratio"]
    )
    result = criterion.body.text("within" if inside else "beyond")
    params: dict[str, Param] = {
        "n_pos": plain(positive),
        "n_neg": plain(negative),
        "ratio": tidy(ratio),
        "class": result,
        **{f"least_{key}": plain(value) for key, value in least.items()},
        **{f"most_{key}": plain(value) for key, value in most.items()},
    }
    remedy = () if inside else _ions_way(least, most, positive, negative)
    return Outcome(
        result=result, value=tidy(ratio), said=(Step("air-ions", params),), remedy=remedy
    )


def _ions_way(
    least: Mapping[str, Decimal], most: Mapping[str, Decimal], positive: Decimal, negative: Decimal
) -> Steps:
    """The nearest counts that the norm permits, the positive ones by those of the negative."""
    minus = min(max(negative, least["n_neg"]), most["n_neg"])
    low = max(least["n_pos"], (least["ratio"] * minus).to_integral_value(ROUND_CEILING))
    under = (most["ratio"] * minus).to_integral_value(ROUND_CEILING) - 1
    high = min(most["n_pos"], under)
    if low > high:
        return ()
    plus = min(max(positive, low), high)
    return (Step("remedy-ions", {"n_pos": plain(plus), "n_neg": plain(minus)}),)


def share_of_body(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Heat radiation: its level falls with the share of the body that is irradiated."""
    value = inputs.number("i_wm2")
    if "share_pct" not in inputs:
        return _radiation(criterion, value, None)
    share = inputs.number("share_pct")
    entries = criterion.body.tables("share")
    limit = next(entry.number("limit") for entry in entries if share <= entry.number("to"))
    if "open_source" in inputs and inputs.flag("open_source"):
        return _radiation(criterion, value, _open_limit(criterion.body, share))
    return _radiation(criterion, value, limit)


def _open_limit(body: Table, share: Decimal) -> Decimal:
    if share > body.number("open_share"):
        allowed = f"≤ {body.number('open_share')}"
        raise UserError("input-out-of-range", name="share_pct", value=str(share), allowed=allowed)
    return body.number("open_limit")


def _radiation(criterion: Criterion, value: Decimal, limit: Decimal | None) -> Outcome:
    scale = criterion.scale()
    result = scale.place(value).result
    if limit is None:
        return judge(criterion, value)
    if result == "2" and value > limit:
        result = criterion.body.text("beyond")
    params: dict[str, Param] = {
        "value": plain(value),
        "limit": limit,
        "unit": Unit(criterion.unit),
        "class": result,
    }
    step = Step("within-norm" if value <= limit else "beyond-norm", params)
    seen = Compared(
        value, limit, criterion.unit, upper=True, target=limit if value > limit else None
    )
    return Outcome(result, value, limit, criterion.unit, (step,), seen)


def no_daylight(criterion: Criterion, inputs: Inputs) -> Outcome:
    """No natural light: worse without preventive ultraviolet irradiation."""
    return fixed(criterion.body.text("with_lamps" if inputs.flag("uv_lamps") else "without"))


def _number(value: object) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(0)
