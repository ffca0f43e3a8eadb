"""Noise of tasks, of the week, of single peaks, and the uncertainty of tasks (ISO 9612)."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import in_signs, judge, judge_excess
from riskdesk.rules.methods.levels import at_reference, judge_level, level_of, power
from riskdesk.rules.outcome import Compared, Outcome, Param, Spread, Step, Unit
from riskdesk.rules.scale import plain, round_half_up, tidy
from riskdesk.rules.table import Table


@dataclass(frozen=True, slots=True)
class _Task:
    """Levels of one task in dBA, its hours, the standard uncertainty of the hours."""

    levels: tuple[Decimal, ...]
    hours: Decimal
    hours_u: Decimal

    @property
    def level(self) -> Decimal:
        """The energy mean."""
        return level_of(sum((power(level) for level in self.levels), Decimal(0)) / len(self.levels))

    def sampling(self, more: int) -> Decimal:
        """u1a²: the squared standard error of the mean after so many further readings."""
        count = len(self.levels)
        if count == 1:
            return Decimal(0)
        mean = sum(self.levels, Decimal(0)) / count
        spread = sum(((level - mean) ** 2 for level in self.levels), Decimal(0)) / (count - 1)
        return spread / (count + more)


def tasks(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The level of the day from the levels of its tasks, with its expanded uncertainty."""
    body = criterion.body
    found = [_task(record, body) for record in inputs.records("tasks")]
    _refuse_long_days(found)
    day = level_of(
        sum((t.hours * power(t.level) for t in found), Decimal(0)) / body.number("shift_h")
    )
    instrument = body.table("instrument").number(inputs.word("instrument"))

    def expanded(more: int = 0) -> Decimal:
        return _expanded(found, day, instrument, body, more)

    level, spread = round_half_up(day, 1), round_half_up(expanded(), 1)
    params: dict[str, Param] = {
        "parts": in_signs(
            "; ".join(f"{round_half_up(t.level, 1)} – {plain(t.hours)}" for t in found)
        ),
        "level": level,
        "uncertainty": spread,
        "unit": Unit(criterion.unit),
    }
    shown: dict[str, Decimal | str] = {"l_ex_8h": level, "uncertainty": spread}
    said = Step("noise-tasks", params)
    if "pdu" not in inputs:
        return Outcome(value=shown, unit=criterion.unit, said=(said,))
    with_u = body.text("classified") == "value_plus_u"
    limit = inputs.number("pdu")
    outcome = judge_level(criterion.peer("noise"), level + spread if with_u else level, limit)
    seen = outcome.compared
    target = seen.target if seen else None
    beside = Compared(level, limit, criterion.unit, upper=True, target=target)
    outcome = outcome._replace(value=shown, seen=beside, spread=Spread(spread, expanded))
    return outcome.after(said, Step("noise-with-u" if with_u else "noise-without-u"))


def _task(record: Inputs, body: Table) -> _Task:
    levels = record.numbers("levels")
    least = body.integer("least_readings")
    if 1 < len(levels) < least or (len(levels) == 1 and "known_level" not in record):
        raise UserError("readings-few", name="levels", count=len(levels), least=least)
    spread = record.number("t_u_h") if "t_u_h" in record else Decimal(0)
    return _Task(levels, record.number("t_h"), spread)


def _refuse_long_days(found: Sequence[_Task]) -> None:
    hours = sum((task.hours for task in found), Decimal(0))
    if hours > 24:
        raise UserError("input-out-of-range", name="t_h", value=str(hours), allowed="≤ 24")


def _expanded(
    found: Sequence[_Task], day: Decimal, instrument: Decimal, body: Table, more: int
) -> Decimal:
    """U = k·u, u² = Σ c1a²(u1a² + u2² + u3²) + (c1b·u1b)² (criteria.md 2.1)."""
    position, total = body.number("position"), Decimal(0)
    for task in found:
        weight = task.hours / body.number("shift_h") * power(task.level - day)
        by_time = body.number("time_factor") * weight / task.hours
        known = Decimal(0) if len(task.levels) == 1 else instrument**2 + position**2
        total += weight**2 * (task.sampling(more) + known) + (by_time * task.hours_u) ** 2
    return body.number("coverage") * total.sqrt()


def weekly(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The level of the week from the levels of its days, over five days."""
    days = inputs.numbers("days")
    energy = sum((power(day) for day in days), Decimal(0)) / criterion.body.number("days")
    level = round_half_up(level_of(energy), criterion.body.integer("decimals"))
    spoken = "; ".join(str(plain(day)) for day in days)
    said = Step(
        "noise-week", {"parts": in_signs(spoken), "level": level, "unit": Unit(criterion.unit)}
    )
    if "pdu" not in inputs:
        return Outcome(value=level, unit=criterion.unit, said=(said,))
    outcome = judge_level(criterion.peer("noise"), level, inputs.number("pdu"))
    return outcome._replace(value=level).after(said)


def peak(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A maximum level: any one above its limit is harmful; 135 dB in a band is forbidden."""
    body, value = criterion.body, inputs.number("lmax_dba")
    row = criterion.row(inputs.word("kind"))
    limit, unit = row.number("limit"), row.text("unit", criterion.unit)
    octave = inputs.number("octave_db") if "octave_db" in inputs else None
    forbidden = octave is not None and octave > body.number("forbidden_db")
    beyond = value > limit or forbidden
    result = body.text("beyond" if beyond else "within")
    params: dict[str, Param] = {
        "value": plain(value),
        "limit": limit,
        "unit": Unit(unit),
        "class": result,
    }
    steps = [Step("beyond-norm" if value > limit else "within-norm", params)]
    if forbidden:
        steps.append(Step("noise-forbidden", {"limit": body.number("forbidden_db")}))
    target = limit if value > limit else None
    seen = Compared(value, limit, unit, upper=True, target=target)
    return Outcome(result, value, limit, unit, tuple(steps), seen)


def vibration_of_shift(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The equivalent corrected level of the shift, then its class by category and axis."""
    parts = [(part.number("l_db"), part.number("t_h")) for part in inputs.records("pairs")]
    hours = sum((time for _, time in parts), Decimal(0))
    if hours > 24:
        raise UserError("input-out-of-range", name="t_h", value=str(hours), allowed="≤ 24")
    energy = sum((time * power(level) for level, time in parts), Decimal(0))
    level = round_half_up(level_of(energy / criterion.body.number("shift_h")), 1)
    table = criterion.peer(criterion.body.text("peer"))
    spoken = "; ".join(f"{plain(part)} – {plain(time)}" for part, time in parts)
    said = Step("equivalent", {"parts": in_signs(spoken), "level": level, "unit": Unit("dB")})
    return vibration_level(table, inputs, level)._replace(value=level).after(said)


def vibration_level(criterion: Criterion, inputs: Inputs, level: Decimal) -> Outcome:
    """A corrected level against the level of its category and axis."""
    sheet = criterion.norm("vibration")
    local = criterion.body.text("category", "")
    row = sheet.row(local or inputs.word("category"), "category")
    axis = inputs.word("axis") if "axis" in inputs else "Z"
    limit = sheet.level(row, axis)
    outcome = judge_excess(criterion, level, limit, unit="dB")
    return outcome.after(sheet.limit_step(row, limit))


def vibration(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Vibration by its corrected level or acceleration, one axis or the worst of three."""
    body = criterion.body
    if "excess_db" in inputs:
        return judge(criterion, inputs.number("excess_db"))
    if "a_x" in inputs:
        axes = {axis: _level(inputs.number(axis), body) for axis in ("a_x", "a_y", "a_z")}
        named = {"a_x": "XY", "a_y": "XY", "a_z": "Z"}
        every = [
            vibration_level(criterion, Inputs({**inputs.values, "axis": named[axis]}), level)
            for axis, level in axes.items()
        ]
        worst = max(every, key=_excess)
        spoken = "; ".join(f"{axis[-1].upper()} {level}" for axis, level in axes.items())
        return worst.after(Step("vibration-axes", {"parts": in_signs(spoken)}))
    if "v_ms_rms" in inputs or "lv_db" in inputs:
        return _by_velocity(criterion, inputs)
    if "a_ms2" in inputs:
        level = _level(inputs.number("a_ms2"), body)
        said = Step(
            "acceleration",
            {
                "value": plain(inputs.number("a_ms2")),
                "reference": body.number("reference_ms2"),
                "level": level,
                "unit": Unit("dB"),
            },
        )
        return vibration_level(criterion, inputs, level).after(said)
    level, moved = at_reference(criterion, inputs)
    return vibration_level(criterion, inputs, level).after(*moved)


def _by_velocity(criterion: Criterion, inputs: Inputs) -> Outcome:
    sheet, reference = criterion.norm("vibration"), criterion.body.number("reference_velocity")
    row = sheet.row(criterion.body.text("category", "") or inputs.word("category"), "category")
    limit = sheet.level(row, "velocity")
    said = [sheet.limit_step(row, limit)]
    if "lv_db" in inputs:
        level = inputs.number("lv_db")
    else:
        level = round_half_up(2 * level_of(inputs.number("v_ms_rms") / reference), 1)
        params: dict[str, Param] = {"value": inputs.number("v_ms_rms"), "reference": reference}
        said.insert(0, Step("acceleration", {**params, "level": level, "unit": Unit("dB")}))
    return judge_excess(criterion, level, limit, unit="dB").after(*said)


def _level(acceleration: Decimal, body: Table) -> Decimal:
    return round_half_up(2 * level_of(acceleration / body.number("reference_ms2")), 1)


def _excess(outcome: Outcome) -> Decimal:
    return outcome.value if isinstance(outcome.value, Decimal) else tidy(Decimal(0))
