"""Several parts judged at once: substances of the air, indicators of a card."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import counted, in_signs, judge, worst_outcome
from riskdesk.rules.methods.labour import indicator
from riskdesk.rules.methods.substances import chemical, row_basis
from riskdesk.rules.outcome import Outcome, Step
from riskdesk.rules.roll_up import TensionCounts, roll_up, roll_up_tension
from riskdesk.rules.scale import plain, tidy


def substances(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Every substance by its own limits, groups of one direction by their sum, then the count."""
    table = criterion.peer("chemical")
    records = inputs.records("substances")
    outcomes, steps = [], []
    for number, record in enumerate(records, start=1):
        outcome = chemical(table, record)
        if outcome.result is None:
            continue
        name = record.word("name") if "name" in record else str(number)
        outcomes.append(outcome)
        steps += [Step("named", {"name": name, "what": step}) for step in outcome.steps]
    shown: dict[str, Decimal | str] = {}
    for group in dict.fromkeys(r.word("sum_group") for r in records if "sum_group" in r):
        members = [r for r in records if "sum_group" in r and r.word("sum_group") == group]
        outcome = _sum(criterion, table, members)
        shown[f"s_{group}"] = outcome.value if isinstance(outcome.value, Decimal) else Decimal(0)
        steps += [Step("named", {"name": group, "what": step}) for step in outcome.steps]
        outcomes.append(outcome)
    if not outcomes:
        return Outcome(said=(Step("no-contact"),))
    found = tuple(HazardClass(o.result) for o in outcomes if o.result is not None)
    rolled = roll_up(criterion.peer("chemical_rollup"), found)
    return rolled._replace(value=shown or None).after(*steps)


def _sum(criterion: Criterion, table: Criterion, members: list[Inputs]) -> Outcome:
    """S = Σ C / limit; within 1 permissible, beyond it the row of their common effect."""
    parts = [_ratio(member) for member in members]
    total = tidy(sum(parts, Decimal(0)))
    spoken = " + ".join(str(tidy(part)) for part in parts)
    what = Step("sum", {"parts": in_signs(spoken), "value": total, "unit": counted(total, "ratio")})
    rows = list(dict.fromkeys(member.word("row") for member in members))
    mixed = criterion.body.text("mixed_row", "")
    if len(rows) > 1 and mixed:
        rows = [mixed]
    outcomes = tuple(judge(table, total, row, *row_basis(table, row), what=what) for row in rows)
    return worst_outcome(outcomes, total)


def _ratio(member: Inputs) -> Decimal:
    found = [member.number(key) for key in ("ratio", "ratio_mr", "ratio_ss") if key in member]
    found += [
        member.number(f"c_{basis}") / member.number(f"pdk_{basis}")
        for basis in ("mr", "ss")
        if f"c_{basis}" in member and f"pdk_{basis}" in member
    ]
    if not found:
        raise UserError("chemical-basis", row=member.word("row"), given="sum_group")
    return max(found)


def heaviness_card(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Every indicator of heaviness given, for men or women, then the count rule."""
    sex, outcomes, steps = inputs.word("sex"), [], []
    heaviness, posture = criterion.peer("heaviness"), criterion.peer("heaviness_posture")
    for entry in inputs.records("entries"):
        name, value = entry.word("entry"), entry.values["value"]
        if not isinstance(value, Decimal):
            raise UserError("input-not-number", name="value", value=str(value))
        table, path = _table_of(name, sex, heaviness, posture)
        outcome = judge(table, value, *path)
        outcomes.append(outcome)
        title = table.row(name).localized("title")
        steps += [Step("named", {"name": title, "what": step}) for step in outcome.steps]
    found = tuple(HazardClass(o.result) for o in outcomes if o.result is not None)
    return roll_up(criterion.peer("heaviness_rollup"), found).after(*steps)


def _table_of(
    name: str, sex: str, heaviness: Criterion, posture: Criterion
) -> tuple[Criterion, tuple[str, ...]]:
    if name in heaviness.body.table("rows"):
        return heaviness, (name, sex)
    if name in posture.body.table("rows"):
        return posture, (name,)
    known = ", ".join((*heaviness.body.table("rows"), *posture.body.table("rows")))
    raise UserError("input-word", name="entry", value=name, allowed=known)


def tension_card(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Every indicator of tension given, then the counts; an absent indicator has class 1."""
    table, rolled = criterion.peer("tension"), criterion.peer("tension_rollup")
    found, steps = [], []
    for entry in inputs.records("entries"):
        name = entry.word("entry")
        if name not in table.body.table("rows"):
            known = ", ".join(table.body.table("rows"))
            raise UserError("input-word", name="entry", value=name, allowed=known)
        part = Inputs({"indicator": name, "value": entry.values["value"]})
        outcome = indicator(table, part)
        found.append(HazardClass(outcome.result))
        title = table.row(name).localized("title")
        steps += [Step("named", {"name": title, "what": step}) for step in outcome.steps]
    counts, size = TensionCounts.of(found), rolled.body.integer("indicators")
    if counts.total > size:
        raise UserError("tension-counts", total=counts.total, size=size)
    return roll_up_tension(rolled, counts.filled(size)).after(*steps)


def object_size(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The size of the object with its share of the shift (indicator 2.4 of tension)."""
    size, share = inputs.number("size_mm"), inputs.number("pct")
    for row in criterion.body.tables("size"):
        if size > row.number("above") or ("from" in row and size >= row.number("from")):
            index = sum(1 for bound in row.numbers("upto") if share > bound)
            result = row.texts("classes")[index]
            step = Step("object-size", {"size": plain(size), "pct": plain(share), "class": result})
            return Outcome(result=result, value=size, said=(step,))
    raise UserError("input-out-of-range", name="size_mm", value=str(size), allowed="> 0")
