"""What stands under the table of a protocol: conformity, uncertainty, repeats, what was missed.

Rows are named by their number in the table.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Literal

from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import Field, Value, same
from riskdesk.forms.records.protocol import numbered
from riskdesk.forms.records.protocol_spots import Spot, unmeasured
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import Finding

State = Literal["conforms", "exceeds", "open", "unjudged"]
_SERIOUS: tuple[State, ...] = ("exceeds", "open", "unjudged")


def under_table(
    source: Source, spots: Sequence[Spot], families: Sequence[str], columns: Sequence[str]
) -> dict[str, Value]:
    """The fields ``conformity``, ``uncertainty``, ``repeats`` and ``not_measured``."""
    codes = ", ".join(unmeasured(source, families, spots))
    texts = {
        "conformity": _conformity(source, spots, columns),
        "uncertainty": _uncertainty(source, spots, columns),
        "repeats": _repeats(source, spots, columns),
        "not_measured": source.wording.say("not-measured-at", codes=codes) if codes else None,
    }
    return {name: Field(text=text) for name, text in texts.items() if text is not None}


def state_of(finding: Finding) -> State:
    """Whether a value keeps its norm; ``open`` where only its uncertainty stands between."""
    if finding.status != "judged":
        return "unjudged"
    if finding.verdict == "undecided":
        return "open"
    outside = (
        finding.value is not None
        and finding.limit is not None
        and finding.value not in finding.limit.range
    )
    harmful = finding.proposed is not None and finding.proposed.harmful
    return "exceeds" if outside or harmful else "conforms"


def _conformity(
    source: Source, spots: Sequence[Spot], columns: Sequence[str]
) -> LocalizedText | None:
    say, conforming = source.wording.say, []
    others: dict[State, dict[LocalizedText, list[int]]] = defaultdict(lambda: defaultdict(list))
    for spot in spots:
        serious = dict.fromkeys(_serious(spot, columns))
        for state, named in serious:
            others[state][named].append(spot.number)
        if not serious and any(column in spot.findings for column in columns):
            conforming.append(spot.number)
    parts = [say("conformity-conforms", rows=numbered(conforming))] if conforming else []
    for state in _SERIOUS:
        told = (
            say("conformity-of", name=named, rows=numbered(rows))
            for named, rows in others[state].items()
        )
        if others[state]:
            listed = joined(told, "; ")
            parts.append(
                _large(listed) if state == "unjudged" else say(f"conformity-{state}", listed=listed)
            )
    return say("conformity", listed=joined(parts, ". ")) if parts else None


def _serious(spot: Spot, columns: Sequence[str]) -> Iterator[tuple[State, LocalizedText]]:
    """What speaks against a spot, with the quantity or the reason."""
    say = spot.source.wording.say
    for column in columns:
        for finding in spot.findings.get(column, ()):
            state, name = state_of(finding), name_of(spot.source, column)
            if state != "unjudged":
                if state != "conforms":
                    yield state, name
            elif finding.status != "not-measured":
                yield state, say(finding.status)
            else:
                words = say("not-assessed" if column in spot.readings else "not-measured")
                yield state, joined((name, words), " ")


def name_of(source: Source, column: str) -> LocalizedText:
    """The name of a column inside a sentence: short of a quantity that the journal has too."""
    spec = source.catalog.columns.get(column)
    if spec is None:
        return same(column)
    name = spec.short if spec.quantity else spec.title
    return LocalizedText(_small(name.kk), _small(name.ru))


def _large(text: LocalizedText) -> LocalizedText:
    """A text that begins a sentence."""
    return LocalizedText(text.kk[:1].upper() + text.kk[1:], text.ru[:1].upper() + text.ru[1:])


def _small(text: str) -> str:
    """A name inside a sentence begins small, unless it is an abbreviation."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _uncertainty(
    source: Source, spots: Sequence[Spot], columns: Sequence[str]
) -> LocalizedText | None:
    """The uncertainties as typed, with their rows; that there is none is said too."""
    if not spots:
        return None
    say = source.wording.say
    typed: dict[tuple[str, str], list[int]] = defaultdict(list)
    without = []
    for spot in spots:
        own = [(column, text) for column in columns if (text := spot.uncertainty(column))]
        for each in own:
            typed[each].append(spot.number)
        if not own:
            without.append(spot.number)
    if not typed:
        return say("uncertainty", listed=say("uncertainty-none"))
    parts = [
        say(
            "uncertainty-of",
            name=name_of(source, column),
            value=_unit(source, column, text),
            rows=numbered(rows),
        )
        for (column, text), rows in typed.items()
    ]
    if without:
        parts.append(say("uncertainty-none-of", rows=numbered(without)))
    sentence = say("uncertainty", listed=joined(parts, "; "))
    return joined((sentence, say("decision-rule")), " ")


def _unit(source: Source, column: str, text: str) -> LocalizedText:
    spec = source.catalog.columns.get(column)
    return joined((same(text), spec.unit if spec else LocalizedText()), " ")


def _repeats(source: Source, spots: Sequence[Spot], columns: Sequence[str]) -> LocalizedText | None:
    """The readings behind a value, where it is of several."""
    parts = []
    for spot in spots:
        for column in columns:
            reading = spot.readings.get(column)
            if reading is None or len(reading.numbers) < 2:
                continue
            numbers = " / ".join(format_decimal(number) for number in reading.numbers)
            name = name_of(source, column)
            parts.append(joined((same(f"№ {spot.number}"), name, same(numbers)), " "))
    return source.wording.say("repeats", listed=joined(parts, "; ")) if parts else None
