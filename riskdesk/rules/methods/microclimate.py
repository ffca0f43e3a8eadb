"""Microclimate: THC index, zones of the shift, air speed (criteria.md 1.8, 2.3)."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import fixed, in_signs, judge, worst
from riskdesk.rules.outcome import Outcome, Param, Step, Unit
from riskdesk.rules.scale import plain, round_half_up, tidy


def thc_index(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The THC index from wet bulb and globe temperature, °C, then its class."""
    wet, globe = inputs.number("t_wet"), inputs.number("t_globe")
    share_wet, share_globe = criterion.body.number("wet"), criterion.body.number("globe")
    _refuse_outside(criterion, inputs)
    exact = share_wet * wet + share_globe * globe
    index = round_half_up(exact, criterion.body.integer("decimals"))
    what = Step(
        "thc",
        {
            "share_wet": share_wet,
            "wet": plain(wet),
            "share_globe": share_globe,
            "globe": plain(globe),
            "index": index,
            "unit": Unit(criterion.unit),
        },
    )
    return judge(criterion.peer("microclimate_thc"), index, inputs.word("cat"), what=what)


def _refuse_outside(criterion: Criterion, inputs: Inputs) -> None:
    """The index holds up to an air speed and a heat radiation (C18)."""
    for key, bound in (("v_ms", "greatest_speed"), ("i_wm2", "greatest_radiation")):
        if key in inputs and inputs.number(key) > criterion.body.number(bound):
            allowed = f"≤ {criterion.body.number(bound)}"
            value = str(inputs.number(key))
            raise UserError("thc-not-applicable", name=key, value=value, allowed=allowed)


def zones(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The class of several zones: ordinals weighted by time, halves up (33н annex 15)."""
    shift = inputs.number("shift_h")
    parts, rest = timed_classes(inputs)
    outside = HazardClass(criterion.body.text("outside"))
    total = sum((HazardClass(name).ordinal * hours for name, hours in parts), Decimal(0))
    points = tidy((total + outside.ordinal * rest) / shift)
    ordinal = int(round_half_up(points, 0))
    result = next(member for member in HazardClass if member.ordinal == ordinal)
    return Outcome(
        result=result.value,
        value=points,
        unit="point",
        said=(zones_step(parts, points, result.value),),
    )


def light_zones(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Light of several zones: points of classes weighted by time (criteria.md 2.5)."""
    weights = criterion.body.table("weights")
    parts, _ = timed_classes(inputs)
    for name, _ in parts:
        if name not in weights:
            raise UserError("input-word", name="class", value=name, allowed=", ".join(weights))
    total = sum((weights.number(name) * hours for name, hours in parts), Decimal(0))
    points = tidy(total / inputs.number("shift_h"))
    outcome = judge(criterion, points)
    step = zones_step(parts, points, outcome.result or "")
    return Outcome(result=outcome.result, value=points, unit="point", said=(step,))


def timed_classes(inputs: Inputs) -> tuple[list[tuple[str, Decimal]], Decimal]:
    """Zones as (class, hours) and the hours of the shift outside them."""
    shift = inputs.number("shift_h")
    parts = [(zone.word("class"), zone.number("t_h")) for zone in inputs.records("zones")]
    spent = sum((hours for _, hours in parts), Decimal(0))
    if spent > shift:
        raise UserError("input-out-of-range", name="t_h", value=str(spent), allowed=f"≤ {shift}")
    return parts, shift - spent


def zones_step(parts: list[tuple[str, Decimal]], points: Decimal, result: str) -> Step:
    """The weighing of zones in words."""
    texts = [(name, in_signs(str(plain(hours)))) for name, hours in parts]
    spoken = {
        language: "; ".join(f"{name} – {hours.get_exact(language)}" for name, hours in texts)
        for language in LANGUAGES
    }
    return Step("zones", {"parts": LocalizedText(**spoken), "points": points, "class": result})


def air_speed(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Air speed of a heating room: its own bounds, between them the THC index decides."""
    speed, row = inputs.number("v_ms"), criterion.row(inputs.word("cat"))
    by_index = inputs.word("thc_class")
    params: dict[str, Param] = {"value": plain(speed), "unit": Unit(criterion.unit)}
    if speed >= criterion.body.number("harmful_from"):
        result, key = worst((criterion.body.text("harmful"), by_index)), "speed-harmful"
    elif speed <= row.number("optimal"):
        result, key = HazardClass.OPTIMAL.value, "speed-optimal"
    elif speed <= row.number("permissible"):
        result, key = HazardClass.PERMISSIBLE.value, "speed-permissible"
    else:
        result, key = by_index, "speed-by-thc"
    step = Step(key, {**params, "class": result})
    return Outcome(result=result, value=speed, limit=row.number("permissible"), said=(step,))


def at_least(criterion: Criterion, _: Inputs) -> Outcome:
    """A norm is exceeded and its degree needs an index that was not measured: at least this."""
    return fixed(criterion.body.text("at_least"), "at-least-unmeasured")
