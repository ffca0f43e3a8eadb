"""The improvement plan: what, where, against what, by whom, until when, for how much."""

from decimal import Decimal

from riskdesk.domain.desk import Measure
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, Value, plain
from riskdesk.forms.records.census import Census
from riskdesk.forms.records.facts import facts
from riskdesk.forms.records.in_words import of_class
from riskdesk.forms.records.source import Source


def improvement_plan(source: Source) -> Record:
    """All measures in the order of their list, the sum of the costs."""
    lists = {"rows": plan_rows(source)}
    return source.record(lists, {**facts(source), **plan_fields(source)})


def plan_fields(source: Source) -> dict[str, Value]:
    """What is said of the plan as a whole."""
    measures = source.dossier.measures
    uncosted = sum(each.cost is None for each in measures)
    more = source.wording.say("plan-uncosted", count=uncosted) if uncosted else LocalizedText()
    texts = {"plan": _summary(source), "uncosted": more}
    return {name: Field(text=text) for name, text in texts.items()}


def plan_rows(source: Source) -> tuple[Record, ...]:
    """One row a measure and the total; none without measures."""
    measures = source.dossier.measures
    if not measures:
        return ()
    rows = [_row(source, number, each) for number, each in enumerate(measures, start=1)]
    total: dict[str, Value] = {
        "label": Field(text=source.wording.say("total-row")),
        "cost": Field(number=_cost(source)),
    }
    return (*rows, Record(kind="total", fields=total))


def where(source: Source, measure: Measure) -> LocalizedText:
    """The workplace of a measure, the position of its risk, or the whole object."""
    dossier = source.dossier
    if measure.workplace_id is not None:
        workplace = dossier.workplace_by_id[measure.workplace_id]
        code = dossier.code_of(workplace)
        position = source.position(workplace)
        return LocalizedText(kk=f"{code}, {position.get('kk')}", ru=f"{code}, {position.get('ru')}")
    risk = next((each for each in dossier.risks if each.id == measure.risk_id), None)
    if risk is not None:
        name = dossier.position_by_id[risk.position_id].name
        return name if name.kk else source.catalog.position_name(name.ru)
    return source.wording.say("plan-whole")


def against(source: Source, measure: Measure) -> LocalizedText:
    """What a measure is taken against; empty where nobody said it."""
    catalog, subject = source.catalog, measure.subject
    if subject in catalog.factors:
        return catalog.factors[subject].title
    if subject in catalog.quantities:
        return catalog.quantities[subject].short
    card, _, number = subject.partition("/")
    if number and card in catalog.indicators:
        for spec in catalog.indicators[card]:
            if spec.number == number:
                return spec.title
    return catalog.words.get(subject, LocalizedText())


def _row(source: Source, number: int, measure: Measure) -> Record:
    level = source.wording.say(f"level-{measure.level}")
    expected = measure.expected
    done = measure.done_on
    fields: dict[str, Value] = {
        "n": plain(str(number)),
        "what": Field(text=measure.text),
        "level": Field(text=level),
        "where": Field(text=where(source, measure)),
        "against": Field(text=against(source, measure)),
        "responsible": plain(measure.responsible or "____"),
        "due": plain(f"{measure.due:%d.%m.%Y}" if measure.due else "____"),
        "cost": plain("–") if measure.cost is None else Field(number=measure.cost),
        "expected": Field(text=of_class(source, expected)) if expected else plain("–"),
        "done": plain(f"{done:%d.%m.%Y}" if done else ""),
    }
    return Record(fields=fields)


def _summary(source: Source) -> LocalizedText:
    measures, say = source.dossier.measures, source.wording.say
    if not measures:
        harmful = Census(source).total.harmful.workplaces
        return say("plan-none-harmful", count=harmful) if harmful else say("plan-none")
    return say(
        "plan-some",
        count=len(measures),
        done=sum(each.done_on is not None for each in measures),
        cost=f"{_cost(source):,f}".replace(",", "\u00a0").replace(".", ","),
        uncosted=sum(each.cost is None for each in measures),
    )


def _cost(source: Source) -> Decimal:
    costs = (each.cost for each in source.dossier.measures if each.cost is not None)
    return sum(costs, Decimal(0))
