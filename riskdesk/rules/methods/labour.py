"""Heaviness and tension of labour: calculations behind their indicators (criteria.md 2.6)."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.bounds import product
from riskdesk.rules.methods.judging import counted, fixed, in_signs, judge, worst_outcome
from riskdesk.rules.outcome import Outcome, Step, Unit
from riskdesk.rules.scale import plain, tidy

HEAVINESS = "heaviness"


def indicator(criterion: Criterion, inputs: Inputs) -> Outcome:
    """One indicator of tension: a number by its bounds or a word by its list."""
    name = inputs.word("indicator")
    row = criterion.row(name)
    value = inputs.values["value"]
    words = row.table("words")
    if isinstance(value, str):
        if value not in words:
            allowed = ", ".join(words) or "–"
            raise UserError("input-word", name="value", value=value, allowed=allowed)
        return fixed(words.text(value))
    if "words" in row:
        raise UserError("input-word", name="value", value=str(value), allowed=", ".join(words))
    number = inputs.number("value")
    high = row.optional_number("max")
    if high is not None and number > high:
        raise UserError("input-out-of-range", name="value", value=str(value), allowed=f"≤ {high}")
    return judge(criterion, number, name)


def dynamic_work(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Dynamic work A = Σ m·s·n, kg·m, by the indicator named or by the mean distance."""
    items = inputs.records("items")
    work = tidy(sum((product(_parts(item)) for item in items), Decimal(0)))
    heaviness, sex = criterion.peer(HEAVINESS), inputs.word("sex")
    spoken = " + ".join(" · ".join(str(plain(part)) for part in _parts(item)) for item in items)
    if "indicator" in inputs:
        what = Step("sum", {"parts": in_signs(spoken), "value": work, "unit": Unit("kg_m")})
        return judge(heaviness, work, inputs.word("indicator"), sex, what=what)
    count = sum((item.number("n") for item in items), Decimal(0))
    path = sum((item.number("s_m") * item.number("n") for item in items), Decimal(0))
    distance = tidy(path / count)
    row = next(
        entry.text("row")
        for entry in criterion.body.tables("distance")
        if "to" not in entry or path / count <= entry.number("to")
    )
    what = Step(
        "work-distance",
        {
            "parts": in_signs(spoken),
            "value": work,
            "unit": Unit("kg_m"),
            "distance": tidy(distance, 2),
        },
    )
    shown: dict[str, Decimal | str] = {"a": work, "mean_distance": distance, "row": row}
    return judge(heaviness, work, row, sex, what=what, shown=shown)


def multiplied(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A product of the inputs (static load, movements, mass per hour) by its heaviness row.

    ``ways``: the keys to multiply, one way after the other; ``divide_key``, ``divide_by``;
    ``row``: the row, or ``row_key`` in the table ``row_of``; ``at_most``: the key that the product
    cannot exceed.
    """
    body = criterion.body
    way = next(
        way
        for way in (tuple(line.split(" * ")) for line in body.texts("ways"))
        if all(key in inputs for key in way)
    )
    parts = tuple(inputs.number(key) for key in way)
    spoken = " × ".join(str(plain(part)) for part in parts)
    value = product(parts)
    most = body.text("at_most", "")
    if most and value > inputs.number(most):
        allowed = f"≤ {plain(inputs.number(most))}"
        raise UserError("input-out-of-range", name=way[0], value=str(plain(value)), allowed=allowed)
    divisor = _divisor(criterion, inputs)
    if divisor is not None:
        value /= divisor
        spoken += f" : {plain(divisor)}"
    value = tidy(value * body.number("times")) if "times" in body else tidy(value)
    row = body.text("row", "") or body.table("row_of").text(str(_key(inputs, body.text("row_key"))))
    path = (row, inputs.word("sex")) if "sex" in inputs else (row,)
    table = criterion.peer(body.text("peer"))
    unit = table.row(*path).text("unit", table.row(row).text("unit", criterion.unit))
    what = Step(
        "product-of", {"factors": in_signs(spoken), "value": value, "unit": counted(value, unit)}
    )
    return judge(table, value, *path, what=what)


def static_sum(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Static loads of several kinds: the sum by the row of the prevailing kind (33н, p. 78)."""
    if criterion.body.text("kinds", "sum") == "separate":
        return _static_separate(criterion, inputs)
    parts = tuple(inputs.number(key) for key in _STATIC)
    value = sum(parts, Decimal(0))
    spoken = " + ".join(str(plain(part)) for part in parts)
    what = Step("sum", {"parts": in_signs(spoken), "value": value, "unit": Unit("kgf_s")})
    row = f"static_{inputs.word('prevailing')}"
    return judge(criterion.peer(HEAVINESS), value, row, inputs.word("sex"), what=what)


_STATIC = ("one_hand", "two_hands", "body_legs")


def _static_separate(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Each kind by its own row (C19)."""
    table, sex = criterion.peer(HEAVINESS), inputs.word("sex")
    outcomes = tuple(
        judge(table, inputs.number(key), f"static_{key}", sex)
        for key in _STATIC
        if inputs.number(key)
    )
    return worst_outcome(outcomes, None) if outcomes else Outcome()


def _divisor(criterion: Criterion, inputs: Inputs) -> Decimal | None:
    if "divide_key" in criterion.body:
        return inputs.number(criterion.body.text("divide_key"))
    return criterion.body.optional_number("divide_by")


def _key(inputs: Inputs, key: str) -> object:
    value = inputs.values[key]
    return int(value) if isinstance(value, Decimal) else value


def _parts(item: Inputs) -> tuple[Decimal, ...]:
    return tuple(item.number(key) for key in ("m_kg", "s_m", "n"))
