"""Where the sex is not given and the proposals differ by it: both are said, with what differs."""

from collections.abc import Mapping

from riskdesk.domain.values import HazardClass, LocalizedText, Sex, format_decimal
from riskdesk.forms.records.judged import spaced, unjudged_words
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.rules.scale import Scale
from riskdesk.rules.specs import IndicatorSpec

CARD = "heaviness"
"""The only card whose criteria differ by sex."""


def decisive(assessed: WorkplaceAssessment) -> Mapping[str, Finding]:
    """The indicators that make the difference, by number: the worst harmful ones that differ."""
    sex = _worse(assessed.heaviness.by_sex)
    if sex is None:
        return {}
    found = {
        _number(each): each for each in assessed.indicators.get(CARD, ()) if _worse(each.by_sex)
    }
    worst = max((_class(each, sex) for each in found.values()), default=HazardClass.OPTIMAL)
    if not worst.harmful:
        return {}
    return {number: each for number, each in found.items() if _class(each, sex) is worst}


def card_note(source: Source, assessed: WorkplaceAssessment) -> tuple[LocalizedText, ...]:
    """Both proposals for heaviness, and the indicators that make the difference."""
    finding = assessed.heaviness
    sex = _worse(finding.by_sex)
    if sex is None:
        return ()
    specs = {spec.number: spec for spec in source.catalog.indicators[CARD]}
    named = joined(
        (
            _indicator(source, specs[number], each, sex)
            for number, each in decisive(assessed).items()
            if number in specs
        ),
        "; ",
    )
    classes = unjudged_words(source, finding)
    key = "sex-card" if named.ru else "sex-card-plain"
    return (source.wording.say(key, classes=classes, named=named),)


def total_note(source: Source, assessed: WorkplaceAssessment) -> tuple[LocalizedText, ...]:
    """The same at the total, if it could be worse for one of the sexes."""
    return card_note(source, assessed) if follows(assessed) else ()


def follows(assessed: WorkplaceAssessment) -> bool:
    """Whether the total depends on the sex: it has no class, or a better one than heaviness."""
    by_sex, total = assessed.heaviness.by_sex, assessed.total.decided
    worse = _worse(by_sex)
    return by_sex is not None and worse is not None and (total is None or total < by_sex[worse])


def indicator_note(
    source: Source, assessed: WorkplaceAssessment, finding: Finding
) -> tuple[LocalizedText, ...]:
    """Both proposals of an indicator; those that decide share the footnote of the card."""
    if _worse(finding.by_sex) is None:
        return ()
    if _number(finding) in decisive(assessed):
        return card_note(source, assessed)
    return (source.wording.say("sex-indicator", classes=unjudged_words(source, finding)),)


def printed_number(spec: IndicatorSpec) -> str:
    """The number on the form, where 1.2a and 1.2b are both 1.2."""
    return spec.number.rstrip("ab")


def marked(assessed: WorkplaceAssessment) -> bool:
    """Whether heaviness has a class by the mark alone while its proposals differ by sex."""
    finding = assessed.heaviness
    return _worse(finding.by_sex) is not None and finding.decided is not None


def _indicator(source: Source, spec: IndicatorSpec, finding: Finding, sex: Sex) -> LocalizedText:
    norm = _norm(source, spec, sex)
    key = "sex-named" if norm.ru else "sex-named-plain"
    return source.wording.say(
        key, number=printed_number(spec), value=spaced(finding.value_text), norm=norm
    )


def _norm(source: Source, spec: IndicatorSpec, sex: Sex) -> LocalizedText:
    """The bound of class 2 for one sex, with its unit."""
    criterion = source.criterion(CARD)
    bounds = criterion.ladder(spec.row, sex.value).ladder if criterion and spec.row else None
    level = bounds.permissible if isinstance(bounds, Scale) else None
    if level is None:
        return LocalizedText()
    number = format_decimal(level)
    return LocalizedText(kk=f"{number} {spec.unit.kk}".strip(), ru=f"{number} {spec.unit.ru}")


def _worse(by_sex: Mapping[Sex, HazardClass] | None) -> Sex | None:
    """The sex with the worse class; ``None`` where the sexes do not differ."""
    if by_sex is None or len(set(by_sex.values())) < len(Sex):
        return None
    return max(by_sex, key=lambda sex: by_sex[sex].ordinal)


def _class(finding: Finding, sex: Sex) -> HazardClass:
    return (finding.by_sex or {}).get(sex, HazardClass.OPTIMAL)


def _number(finding: Finding) -> str:
    return finding.subject.partition("/")[2] or finding.subject
