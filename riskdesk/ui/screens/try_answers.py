"""What each rule set says of a tried value: class, number, verdict, the way down."""

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.services.queries_book import Edition
from riskdesk.services.queries_book_try import Tried
from riskdesk.ui.kit.labels import TagLabel, Text, Tone
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.look import Look

_CLASSES = {each.value: each for each in HazardClass}
_COLUMNS = 2


class AnswerRow(QWidget):
    """One line a rule set, two beside each other."""

    def __init__(self, look: Look, explain: Callable[[UserError], str]) -> None:
        super().__init__()
        self._look = look
        self._explain = explain
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.theme.length(16))
        self._grid.setVerticalSpacing(look.theme.length(2))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, 1)

    def show_answers(
        self, answers: Sequence[Tried], editions: Sequence[Edition], faults: Sequence[UserError]
    ) -> None:
        """The answers in the order of the editions, then faults that no field has."""
        while (item := self._grid.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        short = {each.ruleset: self._look.tr.text(each.short) for each in editions}
        lines = [self._line(each, short[each.ruleset]) for each in answers if each.ruleset in short]
        lines += [self._words(self._explain(fault), "invalid") for fault in faults]
        for number, line in enumerate(each for each in lines if each is not None):
            self._grid.addWidget(line, number // _COLUMNS, number % _COLUMNS)
        self.setVisible(self._grid.count() > 0)

    def _line(self, answer: Tried, edition: str) -> QWidget | None:
        tr = self._look.tr
        if answer.no_row:
            return self._words(tr("book.no_such_row", edition=edition), "text_2")
        if answer.fault is not None:
            return self._words(f"{edition}: {self._explain(answer.fault)}", "invalid")
        if answer.missing:
            keys = ", ".join(tr(f"book.key.{key}") for key in answer.missing)
            return self._words(tr("book.missing", edition=edition, keys=keys), "text_2")
        if not answer.answered:
            return None
        parts = [edition]
        if answer.result not in _CLASSES and answer.result:
            key = f"book.word.{answer.result}"
            parts.append(tr(key) if key in tr else answer.result)
        parts.append(tr.text(answer.value))
        if answer.verdict is not None:
            parts.append(tr(f"book.verdict.{answer.verdict}"))
        if tr.text(answer.remedy):
            parts.append(tr("book.remedy", what=answer.remedy))
        words = " · ".join(part for part in parts if part)
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._look.theme.length(8))
        if answer.result in _CLASSES:
            tag = class_tag(_CLASSES[answer.result], accepted=False)
            row.addWidget(TagLabel(self._look, tag))
        row.addWidget(Text(self._look, words, "small", wrap=True), 1)
        return line

    def _words(self, words: str, tone: Tone) -> QWidget:
        return Text(self._look, words, "small", tone, wrap=True)
