"""All rows of a workplace and one judge: lists for the shift, sums, averages of the air, groups."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.families import JudgeSpec, RowsTogether
from riskdesk.rules.finding import Limit
from riskdesk.rules.methods.judging import in_signs
from riskdesk.rules.outcome import Step, Unit
from riskdesk.rules.points import RowJudge, fullest
from riskdesk.rules.row_findings import Part
from riskdesk.rules.row_inputs import inputs_of, value_of
from riskdesk.rules.scale import plain, tidy

Judged = tuple[RowJudge, Part]


def together(judge: JudgeSpec, judged: Sequence[Judged]) -> list[Part]:
    """The parts of one judge at a workplace: its rows taken together where they can be."""
    gaps = [part for _, part in judged if part.finding.status != "judged" or part.outcome is None]
    whole = [pair for pair in judged if pair[1].finding.status == "judged" and pair[1].outcome]
    found: list[Part] = []
    for way in judge.together:
        if gaps and way.way == "records" and way.criterion:
            continue  # a level of the shift needs all of its parts
        groups = _groups(way, whole)
        taken = [_taken(judge, way, group) for group in groups]
        if all(taken):
            return [part for part in taken if part is not None] + gaps
    return found or [part for _, part in whole] + gaps


def _groups(way: RowsTogether, judged: Sequence[Judged]) -> list[list[Judged]]:
    groups: dict[tuple[str, ...], list[Judged]] = {}
    for pair in judged:
        groups.setdefault(tuple(pair[1].row.word(name) for name in way.by), []).append(pair)
    return list(groups.values())


def _taken(judge: JudgeSpec, way: RowsTogether, group: list[Judged]) -> Part | None:
    """The rows of a group as one part; ``None`` where this way does not fit them."""
    rows = [part.row for _, part in group]
    if any(row.word(name) not in words for row in rows for name, words in way.when.items()):
        return None
    if len(group) == 1 and not (way.single and rows[0].hours is not None):
        return (
            None if way.single and way.way == "records" and len(judge.together) > 1 else group[0][1]
        )
    timed = _zone_hours_once(group)
    if way.way == "records":
        return _records(judge, way, timed)
    return _merged(judge, way, timed)


def _zone_hours_once(group: list[Judged]) -> list[Judged]:
    """Rows of one zone share the hours that are spent there: each takes an equal part."""
    sharing = Counter(part.row.point.zone for _, part in group if part.row.point.zone)

    def timed(part: Part) -> Part:
        rows, hours = sharing[part.row.point.zone], part.row.hours
        if hours is None or rows < 2:
            return part
        return replace(part, row=replace(part.row, hours=hours / rows))

    return [(judger, timed(part)) for judger, part in group]


def _records(judge: JudgeSpec, way: RowsTogether, group: list[Judged]) -> Part | None:
    judger, first = group[0]
    criterion = judger.basis.criterion(way.criterion)
    if criterion is None:
        return None
    records = [_record(way, pair) for pair in group]
    wanted = [
        dict.fromkeys(key for key, value in record.items() if value is not None)
        for record in records
    ]
    needed = criterion.keys.table(way.key).texts("fields")
    if any(name not in found for found in wanted for name in needed):
        return None
    inputs: dict[str, object] = {
        way.key: [{k: v for k, v in record.items() if v is not None} for record in records]
    }
    inputs |= _shared(way, group)
    fitting = fullest(criterion, frozenset(inputs))
    if fitting is None:
        return None
    chosen = {key: inputs[key] for key in fitting}
    part = judger.run(judge, criterion, chosen, several=len(group) > 1)
    if part.finding.status == "wrong-input":  # 28 hours of a day: no row alone tells the class
        return part
    if part.finding.status != "judged":
        return None
    return _valued(part, first, group)


def _valued(part: Part, first: Part, group: list[Judged]) -> Part:
    """The part of all rows: its value is what they come to, in the unit of the column."""
    finding = replace(part.finding, limit=first.finding.limit or part.finding.limit)
    column = part.row.family.column(finding.subject)
    compared = part.outcome.compared if part.outcome else None
    if compared is None or column is None:
        return replace(part, finding=finding)
    limit = finding.limit
    if column.unit_id == compared.unit != "":
        value: Decimal | None = compared.value
    elif compared.unit == "ratio" and limit and limit.unit == column.unit_id and limit.range.high:
        value = tidy(compared.value * limit.range.high)
    else:
        value = None
    if len(group) == 1 and value is None:
        value = finding.value
    return replace(part, finding=replace(finding, value=value, value_text=""))


def _record(way: RowsTogether, pair: Judged) -> Mapping[str, object]:
    judger, part = pair
    judge = part.judge

    def known(name: str) -> object:
        if name == "level":
            return part.level
        if name == "hours":  # its part of a zone
            return part.row.hours
        return judger.known(judge, name) if judge else None

    return {key: value_of(source, part.row, known) for key, source in way.record.items()}


def _shared(way: RowsTogether, group: list[Judged]) -> dict[str, object]:
    """Inputs that all rows share: the strictest level, a word other than the usual first one."""
    found: dict[str, object] = {}
    for judger, part in group:
        judge = part.judge
        if judge is None:
            continue
        for key, value in inputs_of(way.inputs, part.row, lambda n: judger.known(judge, n)).items():  # noqa: B023
            found[key] = _stricter(found.get(key), value, part)
    return found


def _stricter(before: object, value: object, part: Part) -> object:
    if before is None:
        return value
    if isinstance(before, Decimal) and isinstance(value, Decimal):
        return min(before, value)
    usual = {next(iter(column.choices), "") for column in part.row.family.columns if column.choices}
    return value if before in usual else before


def _merged(judge: JudgeSpec, way: RowsTogether, group: list[Judged]) -> Part | None:
    """One input summed or averaged by hours; of the other numbers the greatest."""
    judger, first = group[0]
    criterion = first.criterion
    if criterion is None:
        return None
    inputs, steps = dict(first.inputs), []
    keys = {key for _, part in group for key in part.inputs}
    for key in keys:
        values = [part.inputs[key] for _, part in group if key in part.inputs]
        numbers = [value for value in values if isinstance(value, Decimal)]
        inputs[key] = values[0] if len(numbers) < len(values) else max(numbers)
    if way.key in inputs:
        inputs[way.key], step = _of_key(way, group)
        steps.append(step)
    fitting = fullest(criterion, frozenset(inputs))
    if fitting is None:
        return None
    chosen = {key: inputs[key] for key in fitting}
    part = judger.run(judge, criterion, chosen, several=len(group) > 1)
    if part.finding.status != "judged":
        return None
    trace = judger.basis.say(*steps) + part.finding.trace
    return _valued(replace(part, finding=replace(part.finding, trace=trace)), first, group)


def _of_key(way: RowsTogether, group: list[Judged]) -> tuple[Decimal, Step]:
    pairs = [
        (value, part.row.hours)
        for _, part in group
        if isinstance(value := part.inputs.get(way.key), Decimal)
    ]
    unit = Unit(group[0][1].outcome.unit if group[0][1].outcome else "")
    if way.way == "sum":
        total = sum((value for value, _ in pairs), Decimal(0))
        spoken = " + ".join(_said(value) for value, _ in pairs)
        return total, Step(
            "rows-sum", {"parts": in_signs(spoken), "value": plain(total), "unit": unit}
        )
    hours = [time for _, time in pairs if time is not None]
    if len(hours) < len(pairs) or not sum(hours):
        worst = max(value for value, _ in pairs)
        return worst, Step("rows-greatest", {"value": tidy(worst)})
    mean = sum((value * (time or 0) for value, time in pairs), Decimal(0)) / sum(hours)
    spoken = "; ".join(f"{_said(tidy(value))} – {_said(time)}" for value, time in pairs if time)
    return tidy(mean), Step("rows-average", {"parts": in_signs(spoken), "value": tidy(mean)})


def _said(value: Decimal) -> str:
    return str(plain(value))


def sums(criterion: Criterion, judged: Sequence[Judged]) -> Iterator[Part]:
    """Substances that act together by the groups of the list: Σ C / limit in the row they share."""
    by_key = {}
    for judger, part in judged:
        if judger.air is not None and part.finding.status == "judged" and part.inputs:
            by_key[judger.air.substance.key] = (judger, part)
    if len(by_key) < 2:
        return
    judger = next(iter(by_key.values()))[0]
    if judger.air is None:
        return
    groups = judger.air.book.summation_groups(
        pair[0].air.substance for pair in by_key.values() if pair[0].air is not None
    )
    for group in groups:
        members = [by_key[substance.key] for substance in group.present]
        if group.complete and group.sum_limit is not None:
            found = _sum(criterion, members, group.as_printed)
            if found is not None:
                yield found


def _sum(criterion: Criterion, members: list[Judged], title: str) -> Part | None:
    items: list[dict[str, Decimal]] = []
    rows: list[str] = []
    for judger, part in members:
        pairs = [
            (value, limit)
            for basis in ("mr", "ss")
            if isinstance(value := part.inputs.get(f"c_{basis}"), Decimal)
            and isinstance(limit := part.inputs.get(f"pdk_{basis}"), Decimal)
        ]
        if not pairs or judger.air is None:
            return None
        value, limit = max(pairs, key=lambda pair: pair[0] / pair[1])
        items.append({"c": value, "pdk": limit})
        rows += judger.air.rows
    judger, first = members[0]
    if first.judge is None:
        return None
    found = [
        judger.run(first.judge, criterion, {"items": items, "row": row}, several=True)
        for row in _common(judger, rows)
    ]
    worst = max(
        found, key=lambda part: part.finding.proposed.ordinal if part.finding.proposed else 0
    )
    said = judger.basis.say(Step("air-group", {"group": title}))
    outcome = worst.outcome
    value = outcome.value if outcome and isinstance(outcome.value, Decimal) else None
    limit = Limit(
        range=Range(high=Decimal(1)),
        unit="ratio",
        clause=judger.basis.clause(criterion),
        verified=criterion.verified,
    )
    finding = replace(
        worst.finding,
        trace=said + worst.finding.trace,
        value=value,
        value_text="",
        limit=limit,
        label=LocalizedText(title, title, title),
    )
    return replace(worst, finding=finding)


def _common(judger: RowJudge, rows: list[str]) -> tuple[str, ...]:
    """The row of substances of one effect; of different effects the mixed row, else all."""
    several = tuple(dict.fromkeys(rows))
    together_ = judger.basis.criterion("chemical_several")
    mixed = together_.body.text("mixed_row", "") if together_ else ""
    return (mixed,) if len(several) > 1 and mixed else several
