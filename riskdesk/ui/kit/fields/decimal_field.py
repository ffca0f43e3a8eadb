"""The decimal field: the number you typed is the number we keep (promise U8).

Any text is accepted and kept; our own parser judges it beside the field. Nothing is cut, rounded
or replaced, and an empty field is "not measured", which differs from zero.
"""

import sys
from decimal import Decimal

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal

_X11_ONE, _X11_ZERO = 10, 19
_WINDOWS_ZERO, _WINDOWS_NINE = 0x30, 0x39


class DecimalField(QLineEdit):
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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digit row gives digits whatever the layout (promise U5)."""
        digit = digit_of(event)
        if digit and not event.text().isdigit():
            self.insert(digit)
            self.setModified(True)
            self._on_edited(self.text())
            return
        super().keyPressEvent(event)

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


def digit_of(event: QKeyEvent) -> str:
    """The digit printed on a key of the digit row, "" for any other key.

    By position, because the Kazakh layout puts Ә І Ң Ғ Ү Ұ Қ Ө Һ there. Shift and Ctrl keep their
    own meaning.
    """
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return ""
    if sys.platform == "win32":
        code = event.nativeVirtualKey()
        return chr(code) if _WINDOWS_ZERO <= code <= _WINDOWS_NINE else ""
    code = event.nativeScanCode()
    return str((code - _X11_ONE + 1) % 10) if _X11_ONE <= code <= _X11_ZERO else ""
