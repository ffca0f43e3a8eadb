"""Cold and heat: air speed, stay below the permissible, warming breaks, pauses of irradiation."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import judge
from riskdesk.rules.outcome import Outcome, Param, Step, Unit
from riskdesk.rules.scale import plain, tidy


def cooling(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Air temperature; the speed above the optimum lowers it (0.2 °C per 0.1 m/s, criteria.md)."""
    temperature, category = inputs.number("t_air"), inputs.word("cat")
    if "v_ms" not in inputs:
        return judge(criterion, temperature, category)
    above = inputs.number("v_ms") - criterion.row(category).number("optimal_speed")
    if above <= 0:
        return judge(criterion, temperature, category)
    less = tidy(above * criterion.body.number("degrees_per_ms"), 2)
    felt = temperature - less
    params: dict[str, Param] = {"temperature": plain(temperature), "less": less, "felt": felt}
    said = Step("cooling-speed", {**params, "unit": Unit(criterion.unit)})
    return judge(criterion, felt, category).after(said)


def stay(criterion: Criterion, inputs: Inputs) -> Outcome:
    """How many hours a day one may stay at a temperature below the permissible."""
    sheet, temperature = criterion.norm("cooling-stay"), inputs.number("t_air")
    row = sheet.row(inputs.word("cat"), "cat")
    hours = next(
        (
            Decimal(hours)
            for hours in criterion.body.numbers("hours")
            if temperature >= sheet.level(row, f"from_{hours}h")
        ),
        Decimal(0),
    )
    params: dict[str, Param] = {"temperature": plain(temperature), "hours": hours}
    key = "stay" if hours else "stay-none"
    said = Step(key, {**params, "row": row.title, "unit": Unit("degC")})
    return Outcome(value=hours, unit="h", said=(said,))


def regime(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Minutes of unbroken work and warming breaks: the colder row, the stronger wind."""
    sheet = criterion.norm(f"cold-work-{inputs.word('place').lower()}")
    temperature, speed = inputs.number("t_air"), inputs.number("v_ms")
    warmer = sorted(sheet.rows.values(), key=lambda row: row.low or Decimal(0), reverse=True)
    row = next((row for row in warmer if row.low is not None and row.low <= temperature), None)
    winds = criterion.body.numbers("winds")
    wind = next((wind for wind in winds if speed <= wind), None)
    if row is None or wind is None:
        key, value = ("v_ms", speed) if wind is None else ("t_air", temperature)
        bound = f"≤ {winds[-1]}" if wind is None else f"≥ {warmer[-1].low}"
        raise UserError("input-out-of-range", name=key, value=str(value), allowed=bound)
    if f"work_{wind}" not in row.cells:
        said = Step("regime-none", {"row": row.title, "wind": wind})
        return Outcome(said=(said,))
    found = {"work_min": row.cells[f"work_{wind}"], "breaks": row.cells[f"breaks_{wind}"]}
    params: dict[str, Param] = {"row": row.title, "wind": wind}
    said = Step("regime", {**params, "minutes": found["work_min"], "breaks": found["breaks"]})
    return Outcome(value=dict(found), unit="min", said=(said,))


def pauses(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Minutes of irradiation and of the pause at an intensity of infrared radiation."""
    sheet = criterion.norm("infrared-pauses")
    row = sheet.at(inputs.number("i_wm2"), "i_wm2")
    found = {"exposure_min": row.cells["exposure"], "pause_min": row.cells["pause"]}
    params: dict[str, Param] = {"row": row.title, "exposure": found["exposure_min"]}
    said = Step("heat-pauses", {**params, "pause": found["pause_min"]})
    doubt = (Step("doubtful", {"why": row.note}),) if row.doubtful else ()
    return Outcome(value=dict(found), unit="min", said=(said, *doubt))
