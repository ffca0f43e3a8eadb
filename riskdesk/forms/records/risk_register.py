"""The risk register: hazards by position, rated before and after new measures."""

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, Value
from riskdesk.forms.records.risk_line import MeasureLine, RatedLine, RiskLine
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.risk import RiskMethod


def risk_register(source: Source) -> Record:
    """A head row a section, one row a risk; the methods used are named."""
    rows: list[Record] = []
    for section, lines in groupby(source.risks, key=lambda line: line.section):
        name = section if section.kk else source.catalog.section_name(section.ru)
        rows.append(Record(kind="section", fields={"title": Field(text=name)}))
        rows.extend(
            _block(source, list(of_position))
            for _, of_position in groupby(lines, key=lambda line: line.position)
        )
    used = {
        step.rating.method
        for line in source.risks
        for step in (line.now, line.after)
        if step is not None
    }
    methods = [source.risk_methods[name] for name in sorted(used) if name in source.risk_methods]
    fields: dict[str, Value] = {
        "method": Field(text=joined((joined((m.title, m.reference), "; ") for m in methods), ". ")),
        "levels": Field(text=_levels(source, methods)),
        "risks": Field(text=source.wording.say("risk-count", count=len(source.risks))),
    }
    return source.record({"rows": tuple(rows)}, fields)


def _block(source: Source, lines: Sequence[RiskLine]) -> Record:
    """The risks of one position."""
    position = lines[0].position
    if not position.kk:
        position = source.catalog.position_name(position.ru)
    numbers = ", ".join(_runs(lines[0].workplaces))
    text = source.wording.say("risk-position", position=position, numbers=numbers)
    return Record(
        fields={"position": Field(text=text)},
        lists={"risks": tuple(_row(source, line) for line in lines)},
    )


def _row(source: Source, line: RiskLine) -> Record:
    fields: dict[str, Value] = {
        "n": Field(number=Decimal(line.number)),
        "hazard": Field(text=line.hazard),
        "sources": Field(text=line.sources),
        "existing": Field(text=_existing(source, line)),
        "new": Field(text=_measures(line.new, hierarchy=True)),
        "note": Field(text=line.basis),
        **_rated(source, line.now, ""),
        **_rated(source, line.after, "after_"),
    }
    return Record(fields=fields)


def _rated(source: Source, step: RatedLine | None, prefix: str) -> dict[str, Value]:
    if step is None:
        return {f"{prefix}level": Field(text=source.wording.say("risk-unrated"))}
    return {
        f"{prefix}p": Field(number=Decimal(step.probability)),
        f"{prefix}s": Field(number=Decimal(step.severity)),
        f"{prefix}level": _level(source, step),
    }


def _level(source: Source, step: RatedLine) -> Field:
    """Number, score and word of the level, on its colour."""
    rating = step.rating
    number = rating.level if rating.score is None else f"{rating.level} ({rating.score})"
    method = source.risk_methods.get(rating.method)
    colours = {level.id: level.colour for level in method.levels} if method else {}
    paint = source.risk_paint.get(colours.get(rating.level, ""))
    return Field(
        text=rating.title,
        prefix=f"{number} ",
        fill=paint.fill if paint else "",
        ink=paint.ink if paint else "",
    )


def _existing(source: Source, line: RiskLine) -> LocalizedText:
    """What is in place; a line to write on while nobody has looked."""
    if not line.existing:
        return source.wording.say("blank")
    return _measures(line.existing, hierarchy=False)


def _measures(measures: Sequence[MeasureLine], *, hierarchy: bool) -> LocalizedText:
    """Measures one after another, the new ones under their steps of the hierarchy of control."""
    if not hierarchy:
        return joined((measure.text for measure in measures), "; ")
    steps = groupby(measures, key=lambda measure: measure.level_title)
    return joined(
        (
            joined((title, joined((each.text for each in inside), "; ")), ": ")
            for title, inside in steps
        ),
        ". ",
    )


def _levels(source: Source, methods: Sequence[RiskMethod]) -> LocalizedText:
    """How many risks have which level, now and after the new measures."""
    now = Counter(line.now.rating.level for line in source.risks if line.now)
    after = Counter(line.after.rating.level for line in source.risks if line.after)
    return joined(
        (
            source.wording.say(
                "risk-level-count",
                level=level.id,
                title=level.title,
                now=now[level.id],
                after=after[level.id],
            )
            for method in methods
            for level in method.levels
        ),
        "; ",
    )


def _runs(numbers: Sequence[int]) -> list[str]:
    """Numbers with neighbours drawn together: 44–52."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in found]
