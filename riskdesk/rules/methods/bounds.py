"""Values that are compared with a table as they are."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import fixed, in_signs, judge, judge_ratio, worst_outcome
from riskdesk.rules.outcome import Compared, Outcome, Param, Step, Unit
from riskdesk.rules.scale import plain, tidy


def by_scale(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A number against the bounds of its row.

    ``value``: keys of the number, the first that is given counts. ``row_by``: keys whose words
    name the row; without them a row named as the value's key is used if there is one.
    """
    values = inputs.values
    key = ""
    for key in criterion.listed("value"):
        if key in values:
            break
    path = tuple([inputs.word(name) for name in criterion.listed("row_by") if name in values])
    if not path and key in criterion.row():
        path = (key,)
    return judge(criterion, inputs.number(key), *path)


def by_product(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A number, or the product of its parts (``product``), against the bounds."""
    key = criterion.body.text("value_key")
    if key in inputs:
        return judge(criterion, inputs.number(key))
    parts = tuple(plain(inputs.number(name)) for name in criterion.body.texts("product"))
    value = tidy(product(parts))
    factors = " × ".join(str(part) for part in parts)
    what = Step(
        "product", {"factors": in_signs(factors), "value": value, "unit": Unit(criterion.unit)}
    )
    return judge(criterion, value, what=what)


def by_word(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A class that a word has in the table (pathogens, risk categories)."""
    row_key, word_key = criterion.body.text("row_key", ""), criterion.body.text("word_key")
    if word_key not in inputs:
        return by_scale(criterion, inputs)
    row = criterion.row(inputs.word(row_key)) if row_key else criterion.body
    classes = row.table("words")
    word = inputs.word(word_key)
    if word not in classes:
        raise UserError("input-word", name=word_key, value=word, allowed=", ".join(classes))
    return fixed(classes.text(word))


def by_presence(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Absent or present, by kind."""
    row = criterion.row(inputs.word("kind"))
    if not inputs.flag("present"):
        return fixed(row.text("absent"), "absent")
    remedy = (Step("remedy-remove", {"what": row.localized("title")}),)
    return fixed(row.text("present"), "present")._replace(remedy=remedy)


def by_norm(criterion: Criterion, inputs: Inputs) -> Outcome:
    """A number against the norm that is given with it: within or beyond."""
    value = inputs.number(criterion.body.text("value_key"))
    norm = inputs.number(criterion.body.text("norm_key"))
    within = value <= norm
    result = criterion.body.text("within" if within else "beyond")
    step = Step(
        "within-norm" if within else "beyond-norm",
        {
            "value": plain(value),
            "limit": plain(norm),
            "unit": Unit(criterion.unit),
            "class": result,
        },
    )
    target = None if within else norm
    seen = Compared(value, norm, criterion.unit, upper=True, target=target)
    return Outcome(result=result, value=value, limit=norm, said=(step,), seen=seen)


def by_rows(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Several numbers of one criterion given together; the worst counts (ionizing doses)."""
    table = criterion.peer(criterion.body.text("peer"))
    names = sorted(next(way for way in criterion.inputs if all(key in inputs for key in way)))
    return worst_outcome(tuple(judge(table, inputs.number(name), name) for name in names), None)


def laser(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Laser: first against the chronic limit, then by multiples of the limit of one exposure."""
    value, chronic, single = (inputs.number(key) for key in ("value", "pdu1", "pdu2"))
    if single < chronic:
        raise UserError(
            "input-out-of-range", name="pdu2", value=str(single), allowed=f"≥ {chronic}"
        )
    if value <= chronic:
        within: dict[str, Param] = {
            "value": plain(value),
            "limit": plain(chronic),
            "class": criterion.body.text("within"),
        }
        return Outcome(
            result=criterion.body.text("within"),
            value=value,
            limit=chronic,
            said=(Step("within-norm", {**within, "unit": Unit(criterion.unit)}),),
            seen=Compared(value, chronic, criterion.unit, upper=True),
        )
    outcome = judge_ratio(criterion, value, single, unit=criterion.unit, shown=value)
    scale = criterion.scale()
    better = scale.better(scale.place(value / single).number)
    target = chronic if better is None else better * single
    return outcome._replace(
        limit=chronic, seen=Compared(value, chronic, criterion.unit, upper=True, target=target)
    )


def product(parts: tuple[Decimal, ...]) -> Decimal:
    """The product of numbers."""
    result = Decimal(1)
    for part in parts:
        result *= part
    return result
