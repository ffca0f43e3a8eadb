"""The fields with which a value is tried in the criteria book, and the class in each rule set."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.values import HazardClass
from riskdesk.services.queries_book import Edition
from riskdesk.services.queries_book_try import Tried, TryField
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import TagLabel, Text
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.look import Look

_CLASSES = {each.value: each for each in HazardClass}
_NUMBER, _WORD = 92, 230
_A_LINE = 4


class TryRow(QWidget):
    """``tried``: what stands in the fields has changed."""

    tried = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.fields: dict[str, DecimalField | Choice] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 8)))
        box.setSpacing(look.theme.length(6))
        self._title = Text(look, look.tr("book.try"), weight="strong")
        box.addWidget(self._title)
        self._holder = QHBoxLayout()
        box.addLayout(self._holder)
        self._answers = QHBoxLayout()
        self._answers.setSpacing(look.theme.length(8))
        box.addLayout(self._answers)

    def show_fields(self, fields: Sequence[TryField], texts: Mapping[str, str]) -> None:
        """Ask for these inputs; ``texts``: what was typed here before."""
        look = self._look
        _clear(self._holder)
        self.fields = {}
        known = all(f"book.key.{field.key}" in look.tr for field in fields)
        self.setVisible(bool(fields) and known)
        if not known:
            return
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(look.theme.length(12))
        for number, field in enumerate(fields):
            made = self._field(field, texts.get(field.key, ""))
            words = look.tr(f"book.key.{field.key}")
            made.setAccessibleName(words)
            grid.addLayout(labelled(look, words, made), number // _A_LINE, number % _A_LINE)
            self.fields[field.key] = made
        self._holder.addWidget(inner)
        self._holder.addStretch(1)

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        return {
            key: str(field.currentData() or "") if isinstance(field, Choice) else field.text()
            for key, field in self.fields.items()
        }

    def show_answers(self, answers: Sequence[Tried], editions: Sequence[Edition]) -> None:
        """The class in each rule set; a refused value is said in words."""
        look = self._look
        _clear(self._answers)
        short = {each.ruleset: look.tr.text(each.short) for each in editions}
        faults = list(dict.fromkeys(look.tr.text(a.fault) for a in answers if a.fault.ru))
        for answer in answers:
            if not answer.result:
                continue
            if answer.result in _CLASSES:
                tag = class_tag(_CLASSES[answer.result], accepted=False)
                self._answers.addWidget(TagLabel(look, tag))
            words = short[answer.ruleset]
            if answer.result not in _CLASSES:
                words = f"{words}: {answer.result}"
            self._answers.addWidget(Text(look, words, "small", "text_2", wrap=True), 1)
        if faults:
            self._answers.addWidget(Text(look, faults[0], "small", "invalid", wrap=True), 1)
        else:
            self._answers.addStretch(1)

    def _field(self, field: TryField, text: str) -> DecimalField | Choice:
        look = self._look
        if field.is_number:
            number = DecimalField(stored=False)
            number.setFixedWidth(look.theme.length(_NUMBER))
            number.setText(text)
            number.edited.connect(lambda _: self.tried.emit())
            return number
        choice = Choice(look, [(value, self._word(value, look.tr.text(title)))
                               for value, title in field.options])  # fmt: skip
        choice.setFixedWidth(look.theme.length(_WORD))
        choice.show_value(text or field.options[0][0])
        choice.chosen.connect(lambda _: self.tried.emit())
        return choice

    def _word(self, value: str, title: str) -> str:
        key = f"book.word.{value}"
        return title or (self._look.tr(key) if key in self._look.tr else value)


def _clear(box: QHBoxLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.setParent(None)
            old.deleteLater()
