"""One field of the enterprise's page: its label, what is wrong, stored when it is left."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.fields.decimal_field import DigitLine
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.screens.enterprise_facts import FACTS, fault

_DIGITS = frozenset({"day", "number", "bin"})


class FactField(QWidget):
    """``left``: (key, text) is whole and differs from what is stored."""

    left = Signal(str, str)

    def __init__(self, desk: Desk, key: str) -> None:
        super().__init__()
        self._desk, self.key = desk, key
        look, words = desk.look, desk.look.tr(f"enterprise.{key}")
        self.line = DigitLine() if FACTS[key].kind in _DIGITS else QLineEdit()
        self.line.setAccessibleName(words)
        self.line.setPlaceholderText(
            look.tr("enterprise.day_hint") if FACTS[key].kind == "day" else ""
        )
        self._stored = ""
        self._refused = ""
        box = labelled(look, words, self.line)
        self.note = Text(look, "", "micro", "invalid", wrap=True)
        self.note.hide()
        box.addWidget(self.note)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(box)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.line.textEdited.connect(lambda _: self._judge(typing=True))
        self.line.editingFinished.connect(self._on_left)
        self.line.returnPressed.connect(self.focusNextChild)

    def show_stored(self, text: str, thing: str) -> None:
        """Show a stored text; one that is being typed, or waits as a draft, stays."""
        self._stored = text
        typing = self.line.hasFocus() and self.line.isModified()
        if not typing:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self._desk.drafts.keep(self.line, thing, self.key)
        self._judge(typing=False)

    def refuse(self, words: str) -> None:
        """The database did not take it: the text stays, with the reason."""
        self._refused = self.line.text()
        self._say(words)

    def settled(self, text: str) -> None:
        """The text is on disk."""
        self._stored, self._refused = text, ""
        if self.line.text() == text:
            self.line.setModified(False)
            self._judge(typing=False)

    @property
    def refused(self) -> bool:
        """Whether the database refused what stands here."""
        return bool(self._refused) and self._refused == self.line.text()

    def _on_left(self) -> None:
        text = self.line.text()
        if text.strip() == self._stored:
            self._desk.drafts.settle(*self._draft(), text)
            self._judge(typing=False)
        elif fault(self.key, text) is None:
            self.left.emit(self.key, text)
        else:
            self._judge(typing=False)

    def _draft(self) -> tuple[str, str]:
        thing, name = self.line.property("draft_key") or ("", self.key)
        return str(thing), str(name)

    def _judge(self, *, typing: bool) -> None:
        """What is wrong stands under the field; a number that is not whole yet is no fault."""
        text = self.line.text()
        found = fault(self.key, text)
        early = typing and FACTS[self.key].kind in {"bin", "day"} and len(text) < self._whole()
        if not early and not self.refused:
            self._say(self._desk.failure_text(found) if found is not None else "")

    def _whole(self) -> int:
        return 12 if FACTS[self.key].kind == "bin" else 10

    def _say(self, words: str) -> None:
        self.note.setText(words)
        self.note.setVisible(bool(words))
        self.line.setAccessibleDescription(words)
        draft = self.line.text().strip() != self._stored
        state = "invalid" if words else "draft" if draft else ""
        if self.line.property("state") != state:
            self.line.setProperty("state", state)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
