"""Which rows of the list are shown, and in which order."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

from PySide6.QtCore import QCollator, QLocale

from riskdesk.domain.values import Language
from riskdesk.ui.fold import fold
from riskdesk.ui.screens.structure_data import Entry


def wanted(
    entries: Sequence[Entry], section: str, texts: Mapping[str, str], order: tuple[str, bool],
    language: Language,
) -> list[Entry]:  # fmt: skip
    """The rows of a section ("" for all) that hold the texts, in the order of a column."""
    found = [one for one in entries if not section or one.section == section]
    if texts:
        words = {column: fold(text).split() for column, text in texts.items()}
        kept = [one for one in found if one.kind != "section" and _holds(one, words)]
        heads = {one.section for one in kept}
        there = {one.key for one in kept}
        found = [
            one for one in found
            if one.key in there or (one.kind == "section" and one.section in heads)
        ]  # fmt: skip
    column, descending = order
    if column:
        found = [one for one in found if one.kind != "section"]
        _sort(found, column, language, descending=descending)
    return found


_folded = lru_cache(maxsize=65_536)(fold)
"""Names repeat: a list of 30,000 rows has few different texts."""


def _holds(entry: Entry, words: Mapping[str, list[str]]) -> bool:
    return all(
        all(word in _folded(_text(entry, column)) for word in asked)
        for column, asked in words.items()
    )


def _text(entry: Entry, column: str) -> str:
    if column == "class":
        found = entry.judgement.hazard_class if entry.judgement else None
        return found.value if found else ""
    if column == "group":
        return f"{entry.group.name.ru} {entry.group.name.kk}" if entry.group else ""
    return entry.code if column == "code" else entry.texts.get(column, "")


def _sort(entries: list[Entry], column: str, language: str, *, descending: bool) -> None:
    """In the order of the language, numbers by their size, empty cells last."""
    collator = QCollator(QLocale(language))
    collator.setNumericMode(True)
    texts = sorted({_text(one, column) for one in entries}, key=collator.sortKey)
    if descending:
        texts.reverse()
    places = {text: place for place, text in enumerate(texts)}
    places[""] = len(texts)
    entries.sort(key=lambda one: places[_text(one, column)])
