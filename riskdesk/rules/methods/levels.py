"""Levels in decibels: noise, vibration, ultrasound (criteria.md 2.1, 2.2)."""

from collections.abc import Iterable
from decimal import ROUND_CEILING, Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import in_signs, judge, judge_excess, number_step
from riskdesk.rules.outcome import Outcome, Param, Step, Unit, Word
from riskdesk.rules.scale import plain, round_half_up

_TEN = Decimal(10)


def power(level: Decimal) -> Decimal:
    """The relative energy of a level: 10 to the power of L / 10."""
    return Decimal(_TEN ** (level / _TEN))


def level_of(energy: Decimal) -> Decimal:
    """The level of a relative energy, dB."""
    return _TEN * energy.log10()


def equivalent_level(parts: Iterable[tuple[Decimal, Decimal]], shift: Decimal) -> Decimal:
    """The equivalent level of (level, hours) over the normalised ``shift`` hours."""
    return level_of(sum((hours * power(level) for level, hours in parts), Decimal(0)) / shift)


def noise(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Noise by its excess over the limit.

    The excess is given, or the level with its limit, or the level with the classes of tension and
    heaviness that name the limit in the table (criteria.md 1.4).
    """
    if "excess_db" in inputs:
        return judge(criterion, inputs.number("excess_db"))
    level = inputs.number("leq_dba")
    if "limit_dba" in inputs:
        return _by_character(criterion, inputs, level, inputs.number("limit_dba"))
    limit = limit_by_labour(criterion, inputs.word("tension"), inputs.word("heaviness"))
    if limit is None:
        words = {key: Word(f"labour-{inputs.word(key)}") for key in ("tension", "heaviness")}
        raise UserError("noise-limit-absent", **words)
    return _by_character(criterion, inputs, level, limit)


def _by_character(criterion: Criterion, inputs: Inputs, level: Decimal, limit: Decimal) -> Outcome:
    """Tonal and impulse noise and the noise of ventilation: a limit 5 dBA lower."""
    if "character" not in inputs or inputs.word("character") == "steady":
        return judge_level(criterion, level, limit)
    less = criterion.body.number("character_less")
    params: dict[str, Param] = {"limit": plain(limit), "less": less, "lowered": limit - less}
    what = Word(f"noise-{inputs.word('character')}")
    said = Step("noise-character", {**params, "what": what, "unit": Unit(criterion.unit)})
    return judge_level(criterion, level, limit - less).after(said)


def limit_by_labour(criterion: Criterion, tension: str, heaviness: str) -> Decimal | None:
    """The limit in dBA by words of tension and heaviness; ``None`` where the table has a dash."""
    return criterion.body.table("limits").table(tension).optional_number(heaviness)


def judge_level(criterion: Criterion, level: Decimal, limit: Decimal) -> Outcome:
    """The class of a level by its excess over ``limit``, both in dBA."""
    shown: dict[str, Decimal | str] = {"pdu": limit, "excess": level - limit}
    return judge_excess(criterion, level, limit, unit=criterion.unit, shown=shown)


def equivalent(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The equivalent level of the shift from levels and hours, then its class."""
    shift = criterion.body.number("shift_h")
    key = criterion.body.text("level_key")
    parts = [(part.number(key), part.number("t_h")) for part in inputs.records("pairs")]
    hours = sum((hours for _, hours in parts), Decimal(0))
    if hours > 24:
        raise UserError("input-out-of-range", name="t_h", value=str(hours), allowed="≤ 24")
    decimals = inputs.integer("round") if "round" in inputs else criterion.body.integer("decimals")
    level = round_half_up(equivalent_level(parts, shift), decimals)
    spoken = "; ".join(f"{plain(part)} – {plain(hours)}" for part, hours in parts)
    shown = Step(
        "equivalent", {"parts": in_signs(spoken), "level": level, "unit": Unit(criterion.unit)}
    )
    return _then_class(criterion, inputs, parts, level, shown)


def _then_class(
    criterion: Criterion,
    inputs: Inputs,
    parts: list[tuple[Decimal, Decimal]],
    level: Decimal,
    shown: Step,
) -> Outcome:
    table = criterion.peer(criterion.body.text("peer"))
    if "pdu" in inputs:
        outcome = _by_character(table, inputs, level, inputs.number("pdu"))
    elif criterion.body.flag("needs_limit"):
        return Outcome(value=level, unit=criterion.unit, said=(shown,))
    else:
        outcome = judge(table, level)
    outcome = outcome._replace(value=level, unit=criterion.unit).after(shown)
    return outcome._replace(remedy=_shorter(outcome, parts, criterion.body.number("shift_h")))


def _shorter(
    outcome: Outcome, parts: list[tuple[Decimal, Decimal]], shift: Decimal
) -> tuple[Step, ...]:
    """How many hours less at the loudest level would make the class one better, if any would."""
    compared = outcome.compared
    if compared is None or compared.target is None:
        return ()
    loudest, hours = max(parts)
    whole = sum((time * power(level) for level, time in parts), Decimal(0))
    spare = (whole - shift * power(compared.target)) / power(loudest)
    less = spare.quantize(Decimal("0.1"), ROUND_CEILING)
    if not 0 < less <= hours:
        return ()
    return (Step("remedy-hours", {"hours": plain(less)}),)


def mean_level(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The energy mean of repeated readings."""
    levels = inputs.numbers("levels")
    energy = sum((power(level) for level in levels), Decimal(0)) / len(levels)
    mean = round_half_up(level_of(energy), criterion.body.integer("decimals"))
    spoken = "; ".join(str(plain(level)) for level in levels)
    step = Step(
        "mean-level", {"levels": in_signs(spoken), "level": mean, "unit": Unit(criterion.unit)}
    )
    return Outcome(value=mean, said=(step,))


def time_correction(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The correction for the time of exposure: the printed one, else by the formula."""
    hours = inputs.number("t_h")
    printed = {row.number("t_h"): row.number("db") for row in criterion.body.tables("printed")}
    exact = level_of(hours / criterion.body.number("shift_h"))
    found = printed.get(hours, round_half_up(exact, criterion.body.integer("decimals")))
    step = Step("time-correction", {"hours": plain(hours), "correction": found})
    return Outcome(value=found, said=(step,))


def vibration(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Vibration by its level; an acceleration in m/s² becomes a level first."""
    path = (inputs.word("axis"),) if "axis" in inputs else ()
    if "excess_db" in inputs:
        return judge(criterion, inputs.number("excess_db"), *path)
    if "l_db" in inputs:
        level, moved = at_reference(criterion, inputs)
        return judge(criterion, level, *path).after(*moved)
    acceleration = inputs.number("a_ms2")
    reference = criterion.body.number("reference_ms2")
    exact = 2 * level_of(acceleration / reference)
    level = round_half_up(exact, criterion.body.integer("decimals"))
    what = Step(
        "acceleration",
        {"value": plain(acceleration), "reference": reference, "level": level, "unit": Unit("dB")},
    )
    return judge(criterion, level, *path, what=what)


def at_reference(criterion: Criterion, inputs: Inputs) -> tuple[Decimal, tuple[Step, ...]]:
    """A level of acceleration at the reference of the criterion, and how it came there."""
    level = inputs.number("l_db")
    if "reference_ms2" not in inputs:
        return level, ()
    given, wanted = inputs.number("reference_ms2"), criterion.body.number("reference_ms2")
    if given == wanted:
        return level, ()
    level = round_half_up(level + 2 * level_of(given / wanted), 1)
    params: dict[str, Param] = {"given": given, "reference": wanted, "level": level}
    return level, (Step("vibration-reference", {**params, "unit": Unit("dB")}),)


def ultrasound(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Airborne ultrasound by its excess in a third-octave band."""
    if "excess_db" in inputs:
        return judge(criterion, inputs.number("excess_db"))
    band, level = inputs.number("band_khz"), inputs.number("l_db")
    limit = next(
        (
            row.number("limit")
            for row in criterion.body.tables("band")
            if row.number("from") <= band <= row.number("to")
        ),
        None,
    )
    if limit is None:
        ends = ((row.number("from"), row.number("to")) for row in criterion.body.tables("band"))
        known = ", ".join(f"{low}" if low == high else f"{low}–{high}" for low, high in ends)
        raise UserError("input-word", name="band_khz", value=str(band), allowed=known)
    outcome = judge_excess(criterion, level, limit, unit="dB")
    return outcome.after(Step("band", {"band": plain(band)}), number_of(limit))


def number_of(limit: Decimal) -> Step:
    """The limit of a band as a sentence."""
    return Step("limit", {"limit": number_step(limit, "dB")})
