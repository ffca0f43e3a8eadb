"""Labels that show data: always plain text, never HTML (promise S13)."""

from typing import Literal

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from riskdesk.ui.kit.paint import NOT_RATED, Tag, draw_tag, tag_word
from riskdesk.ui.look import Look

Tone = Literal["text", "text_2", "text_3", "accent", "invalid", "attention", "ok"]


def plain(text: str) -> str:
    """``text`` for a tooltip, where Qt would guess HTML: every angle bracket is escaped."""
    if "<" not in text and "&" not in text:
        return text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
    return f"<qt>{escaped}</qt>"


class Text(QLabel):
    """A plain-text label with a font role and a tone."""

    def __init__(
        self,
        look: Look,
        text: str = "",
        role: str = "body",
        tone: Tone = "text",
        *,
        weight: str = "normal",
        wrap: bool = False,
    ) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.theme.font(role, weight))
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        else:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone; the style sheet is asked again."""
        self.setProperty("tone", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class KeyHint(QLabel):
    """A small outlined key name where the action is."""

    def __init__(self, look: Look, keys: str) -> None:
        super().__init__(keys)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.theme.font("micro"))
        self.setProperty("hint", "key")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)


class Stamp(QLabel):
    """The outlined word ОБРАЗЕЦ beside a sample's title."""

    def __init__(self, look: Look, word: str) -> None:
        super().__init__(word)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(look.theme.font("micro", "medium"))
        self.setProperty("hint", "stamp")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


class TagLabel(QWidget):
    """One class tag as a widget."""

    def __init__(self, look: Look, tag: Tag = NOT_RATED, *, big: bool = False) -> None:
        super().__init__()
        self._look = look
        self._big = big
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_tag(tag)

    def set_tag(self, tag: Tag) -> None:
        """Show another class."""
        self._tag = tag
        self.setAccessibleName(tag_word(self._look, tag))
        self.setToolTip(plain(tag_word(self._look, tag)))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """The tag's size; wider for two proposals ("1 / 2")."""
        size = self._look.theme.tag_size(big=self._big)
        font = self._font()
        wide = self._look.theme.metrics(*font).horizontalAdvance(self._tag.text)
        return QSize(max(size.width(), round(wide) + self._look.theme.length(14)), size.height())

    def _font(self) -> tuple[str, str]:
        return ("class_big", "strong") if self._big else ("small", "strong")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """Draw the tag."""
        painter = QPainter(self)
        font = self._look.theme.font(*self._font())
        draw_tag(
            painter, QRect(0, 0, self.width(), self.height()), self._tag, self._look.theme, font
        )
        painter.end()


class IconLabel(QLabel):
    """A small sign; its meaning is its accessible name and tooltip."""

    def __init__(
        self, look: Look, name: str, role: str = "text_2", meaning: str = "", size: int = 16
    ) -> None:
        super().__init__()
        ratio = self.devicePixelRatioF()
        picture: QPixmap = look.icons.pixmap(name, role, size, ratio)
        self.setPixmap(picture)
        self.setAccessibleName(meaning)
        self.setToolTip(plain(meaning))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)


def hairline() -> QFrame:
    """One horizontal line between parts."""
    line = QFrame()
    line.setFixedHeight(1)
    line.setProperty("line", "top")
    line.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return line


def ground(widget: QWidget, role: str, line: str = "") -> QWidget:
    """Give ``widget`` a ground by role and, if wanted, a line at one side."""
    widget.setProperty("ground", role)
    if line:
        widget.setProperty("line", line)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return widget
