"""How an indicator of a card is judged, in words: the rule, the words of its classes, examples."""

from dataclasses import dataclass
from typing import Literal, cast

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.table import DataFault, Table

Read = Literal["source", "memory", "ours"]
"""How the words were checked: read in the source, from memory, or written by us."""

_READ = ("source", "memory", "ours")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassWords:
    """What the words of one class say, or an example that has it; ``None``: without a class.

    ``value``: the value of the example as it would be written on the card.
    """

    hazard_class: HazardClass | None
    text: LocalizedText
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorHelp:
    """The help beside an indicator.

    ``choices``: what the classes mean where no number decides; ``act`` and ``link``: the source of
    rule and choices. Examples are ours.
    """

    rule: LocalizedText
    choices: tuple[ClassWords, ...]
    examples: tuple[ClassWords, ...]
    act: str
    place: LocalizedText
    read: Read
    link: str = ""


def read_help(table: Table) -> IndicatorHelp:
    """The ``help`` of an indicator in a card file."""
    read = table.text("read")
    if read not in _READ:
        raise DataFault("data-word", f"{table.place}: read", value=read, known=", ".join(_READ))
    return IndicatorHelp(
        rule=table.localized("rule"),
        choices=_words(table, "choice"),
        examples=_words(table, "example"),
        act=table.text("act", ""),
        place=table.localized("place") if "place" in table else LocalizedText(),
        read=cast("Read", read),
        link=table.text("link", ""),
    )


def _words(table: Table, key: str) -> tuple[ClassWords, ...]:
    return tuple(
        ClassWords(
            hazard_class=HazardClass(name) if (name := entry.text("class", "")) else None,
            text=entry.localized("text"),
            value=entry.text("value", ""),
        )
        for entry in table.tables(key)
    )
