"""The right side of the start page: days that matter, the most pressing first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from riskdesk.ui.kit.labels import IconLabel, Text, Tone, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.home_parts import RowButton, empty

if TYPE_CHECKING:  # the first page that is painted: the services come after it
    from riskdesk.services.queries_due import DueRow

DAY = "%d.%m.%Y"
_MOST = 7
_NEAR, _SOON = 3, 30
"""Days left at which a day is shown as pressing, and as near."""
_ICON = {"report": "due", "next": "due", "instrument": "gauge", "accreditation": "documents"}


class Days(QWidget):
    """``chosen``: a row of ``queries_due``."""

    chosen = Signal(object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel", "left")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(look.theme.length(n) for n in (16, 14, 12, 16)))
        self._box.setSpacing(look.theme.length(2))

    def show_days(self, due: Sequence[DueRow]) -> None:
        """Show other days; of many the first ones and how many more there are."""
        look, tr = self._look, self._look.tr
        empty(self._box)
        self._box.addWidget(Text(look, tr("home.due"), "heading", weight="strong"))
        if not due:
            self._box.addWidget(Text(look, tr("home.due_none"), tone="text_2", wrap=True))
        for row in due[:_MOST]:
            made = due_button(look, row)
            made.clicked.connect(lambda _=False, to=row: self.chosen.emit(to))
            self._box.addWidget(made)
        rest = len(due) - _MOST
        if rest > 0:
            words = tr("home.due_more", count=rest)
            self._box.addWidget(Text(look, words, "small", "text_2", wrap=True))
        self._box.addStretch(1)


def due_button(look: Look, due: DueRow) -> QPushButton:
    """One day that matters: what, of whom, how long until then."""
    tr, tone = look.tr, due_tone(due.left)
    what = tr("home.due_verification", name=tr.text(due.what))
    if due.kind == "accreditation":
        what = tr("home.due_accreditation", name=tr.text(due.what))
    elif due.kind != "instrument":
        what = look.sentence(due.what)
    words = due_words(look, due)
    made = RowButton(look, f"{what}, {words}")
    made.setProperty("card", "false")
    made.setProperty("flat", "true")
    row = QHBoxLayout(made)
    row.setContentsMargins(*(look.theme.length(n) for n in (4, 5, 4, 5)))
    row.setSpacing(look.theme.length(10))
    meaning = tr("home.due_late" if due.left < 0 else "home.due_near")
    row.addWidget(IconLabel(look, _ICON[due.kind], tone, meaning))
    texts = QVBoxLayout()
    texts.setSpacing(look.theme.length(1))
    texts.addWidget(Text(look, what, wrap=True))
    clause = tr.text(due.clause)
    second = " · ".join(filter(None, (tr.text(due.enterprise), clause)))
    texts.addWidget(Text(look, second, "small", "text_2", wrap=True))
    row.addLayout(texts, 1)
    right = QVBoxLayout()
    right.setSpacing(look.theme.length(1))
    day = Text(look, due.day.strftime(DAY), tone="text")
    left = Text(look, words, "small", "invalid" if tone == "invalid" else "text_2")
    for text in (day, left):
        text.setAlignment(Qt.AlignmentFlag.AlignRight)
        right.addWidget(text)
    row.addLayout(right)
    note = tr.text(due.note)
    if note:
        made.setToolTip(note)
    made.settle()
    return made


def due_tone(left: int) -> Tone:
    """How pressing: late or near, soon, later."""
    if left <= _NEAR:
        return "invalid"
    return "attention" if left <= _SOON else "text_2"


def due_words(look: Look, due: DueRow) -> str:
    """How long until then, in words."""
    if due.left == 0:
        return look.tr("home.today")
    key = "home.days_left" if due.left > 0 else "home.days_late"
    return look.tr(key, count=abs(due.left))
