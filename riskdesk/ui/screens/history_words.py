"""The history of a workplace in words: what was changed, before and after."""

from datetime import date
from decimal import Decimal

from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.services.ports import ChangeKind
from riskdesk.services.queries_history import Altered, Moment
from riskdesk.ui.look import Look
from riskdesk.ui.tags import typed_text


def label_words(look: Look, moment: Moment) -> str:
    """What was done, as the menu of undo names it."""
    tr = look.tr
    name, _, count = moment.label.partition("/")
    key = f"label.{name}"
    words = moment.label
    if key in tr:
        words = tr(key, count=count) if count else tr(key)
    if moment.kind is ChangeKind.UNDO:
        words = tr("undo.done", what=words)
    elif moment.kind is ChangeKind.REDO:
        words = tr("undo.redone", what=words)
    return words[:1].upper() + words[1:]


def what_words(look: Look, altered: Altered) -> str:
    """The row and its field: «Шум · неопределённость»."""
    tr = look.tr
    kind = tr(f"history.{altered.kind}") if f"history.{altered.kind}" in tr else ""
    subject = look.sentence(altered.subject)
    field = f"history_field.{altered.field}"
    name = tr(field) if altered.field and field in tr else ""
    parts = [subject or kind]
    if name and altered.field not in _SAYS_NOTHING:
        parts.append(name)
    elif subject and altered.kind not in _PLAIN:
        parts.append(kind)
    return " · ".join(filter(None, parts))


def value_words(look: Look, value: object) -> str:
    """A value of the domain as it is printed; nothing is a dash."""
    if isinstance(value, tuple):
        return ", ".join(value_words(look, each) for each in value) or "–"
    return _words(look, value) or "–"


def _words(look: Look, value: object) -> str:
    tr = look.tr
    if isinstance(value, bool):
        return tr("grid.yes" if value else "grid.no")
    if isinstance(value, LocalizedText):
        return tr.text(value) or value.ru or value.kk
    if isinstance(value, date):
        return f"{value:%d.%m.%Y}"
    if isinstance(value, Decimal):
        return format_decimal(value, look.language)
    text = "" if value is None else str(value)
    key = f"history_value.{text}"
    return tr(key) if key in tr else typed_text(text, look.language)


_SAYS_NOTHING = frozenset({"", "value_text", "hazard_class", "readings"})
"""Fields that are the value of their row itself."""
_PLAIN = frozenset({"measurement", "point", "card_entry"})
"""Rows whose subject says what they are."""
