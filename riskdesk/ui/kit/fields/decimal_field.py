"""The decimal field: the number you typed is the number we keep (promise U8).

Any text is accepted and kept; our own parser judges it beside the field. Nothing is cut, rounded
or replaced, and an empty field is "not measured", which differs from zero.
"""

from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.ui.kit.keyboard import number_key


class DigitLine(QLineEdit):
    """A line whose digit row gives digits whatever the layout (promise U5)."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter on a key of a digit, a minus or a comma is that digit, minus or comma."""
        meant = number_key(event)
        if meant and meant != event.text():
            self.insert(meant)
            self.setModified(True)
            self.textEdited.emit(self.text())
            return
        super().keyPressEvent(event)


class DecimalField(DigitLine):
    """One number as text. ``edited`` carries the text after each key, ``committed`` at the end.

    ``whole``: only a count, 0 or more. ``stored``: a text not on disk yet is marked as a draft.
    """

    edited = Signal(str)
    committed = Signal(str)

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        in_cell: bool = False,
        whole: bool = False,
        stored: bool = True,
    ) -> None:
        super().__init__(parent)
        self._whole = whole
        self._stored = stored
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setProperty("incell", "true" if in_cell else "false")
        self._kept = ""
        self.textEdited.connect(self._on_edited)
        self.textChanged.connect(self._judge)
        self.editingFinished.connect(self._on_finished)

    def show_value(self, text: str) -> None:
        """Show a stored value; what stands here already and is being typed is not replaced."""
        self._kept = text
        if not self.hasFocus() or not self.isModified():
            self.setText(text)

    @property
    def value(self) -> Decimal | None:
        """The number; ``None`` when empty. ``UserError("number-not-read")`` when it is not one."""
        return parse_decimal(self.text())

    @property
    def problem(self) -> UserError | None:
        """Why the text is no number, or ``None``."""
        try:
            number = parse_decimal(self.text())
        except UserError as error:
            return error
        if self._whole and number is not None and (number < 0 or number != int(number)):
            return UserError("count-not-read", text=self.text())
        return None

    def _on_edited(self, text: str) -> None:
        self.edited.emit(text)

    def _on_finished(self) -> None:
        if self.text() != self._kept and self.problem is None:
            self._kept = self.text()
            self.setModified(False)
            self._judge()
            self.committed.emit(self.text())

    def _judge(self) -> None:
        draft = self._stored and self.text() != self._kept
        state = "invalid" if self.problem else ("draft" if draft else "")
        if self.property("state") != state:
            self.setProperty("state", state)
            self.style().unpolish(self)
            self.style().polish(self)


class RepeatsField(DecimalField):
    """Several readings of one quantity with ``;`` between them."""

    @property
    def problem(self) -> UserError | None:
        """Why a part is no number, or ``None``."""
        if not self.text().strip():
            return None
        for part in self.text().strip().removesuffix(";").split(";"):
            try:
                if parse_decimal(part.strip().removeprefix("<")) is None:
                    return UserError("number-not-read", text=part)
            except UserError as error:
                return error
        return None
