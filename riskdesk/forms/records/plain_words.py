"""Values, norms and results as anybody reads them: "at most 80 dBA", "6 dBA above the norm"."""

from decimal import Decimal

from riskdesk.domain.model import Measurement
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import same
from riskdesk.forms.records.judged import unjudged_words
from riskdesk.forms.records.source import Source
from riskdesk.rules.finding import Finding


def measured(
    finding: Finding, unit: LocalizedText, measurement: Measurement | None
) -> LocalizedText:
    """The value with its unit, the text as entered, or a dash."""
    if finding.value is not None:
        return with_unit(finding.value, unit)
    text = finding.value_text or (measurement.value_text if measurement else "")
    return same(text) if text else same("–")


def should_be(
    source: Source, finding: Finding, unit: LocalizedText, measurement: Measurement | None
) -> LocalizedText:
    """The norm in words."""
    limit, say = finding.limit, source.wording.say
    if limit is None:
        return same(measurement.norm_written if measurement and measurement.norm_written else "–")
    low, high = limit.range
    if low is not None and high is not None:
        return say("plain-between", low=format_decimal(low), high=with_unit(high, unit))
    if low is not None:
        return say("plain-least", bound=with_unit(low, unit))
    if high is not None:
        return say("plain-most", bound=with_unit(high, unit))
    return same("–")


def in_plain_words(source: Source, finding: Finding, unit: LocalizedText) -> LocalizedText:
    """Within the norm, or by how much beyond it; without a class, why there is none."""
    say, value = source.wording.say, finding.value
    if finding.decided is None:
        return unjudged_words(source, finding)
    if value is None or finding.limit is None:
        return say("plain-beyond" if finding.decided.harmful else "plain-within")
    low, high = finding.limit.range
    if high is not None and value > high:
        return say("plain-above", difference=with_unit(value - high, unit))
    if low is not None and value < low:
        return say("plain-below", difference=with_unit(low - value, unit))
    return say("plain-within")


def with_unit(number: Decimal, unit: LocalizedText) -> LocalizedText:
    """A number and its unit."""
    written = format_decimal(number)
    return LocalizedText(
        kk=f"{written} {unit.get('kk')}".rstrip(), ru=f"{written} {unit.get('ru')}".rstrip()
    )
