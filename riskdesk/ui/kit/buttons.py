"""Buttons and fields with their shape: main, second, flat, link, chip; filter line; card button."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QAction,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
    QShortcutEvent,
)
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from riskdesk.ui.kit.labels import IconLabel, KeyHint, Text, plain
from riskdesk.ui.look import Look

_ROUND_NAME = 42
"""Arrow and padding beside the name of a title button, in pixels at 100 %."""


class PromptButton(QPushButton):
    """A push button that acts at its key: Qt waits 0.1 s, and what is typed meanwhile is lost."""

    def event(self, event: QEvent) -> bool:
        """Its key is a click."""
        if isinstance(event, QShortcutEvent) and not event.isAmbiguous():
            self.click()
            return True
        return super().event(event)

    def setText(self, text: str) -> None:
        """Another text; Qt would take its underlined letter for the key."""
        keys = QKeySequence(self.property("keys") or "")
        kept = not keys.isEmpty() and self.shortcut() == keys  # a screen may have taken it away
        super().setText(text)
        if kept:
            self.setShortcut(keys)


class Button(PromptButton):
    """A push button that shows its key beside its verb."""

    def __init__(self, look: Look, text: str, keys: str) -> None:
        super().__init__(text)
        self._look = look
        self._keys = shown_keys(keys)

    def sizeHint(self) -> QSize:
        """Verb, key and the space between them."""
        size = super().sizeHint()
        if self._keys:
            size.setWidth(size.width() + self._room())
        return size

    def minimumSizeHint(self) -> QSize:
        """The verb and the key are never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The shape by the style; verb and key side by side."""
        if not self._keys:
            super().paintEvent(event)
            return
        # Naming them makes their enums: 14 ms, and no button of the first paint has keys.
        from PySide6.QtWidgets import QStyle, QStyleOptionButton, QStylePainter  # noqa: PLC0415

        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        theme = self._look.theme
        role = "on_accent" if self.property("main") else "text"
        painter.setPen(theme.colour(role if self.isEnabled() else "text_disabled"))
        painter.setFont(self.font())
        verb = self.rect().adjusted(theme.length(13), 0, -self._room(), 0)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(verb, int(side | Qt.TextFlag.TextShowMnemonic), self.text())
        painter.setFont(theme.font("micro"))
        keys = self.rect().adjusted(0, 0, -theme.length(13), 0)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(keys, int(right), self._keys)
        painter.end()

    def _room(self) -> int:
        wide = self._look.theme.metrics("micro").horizontalAdvance(self._keys)
        return round(wide) + self._look.theme.length(8)


def button(
    look: Look, text: str, shape: str = "second", *, keys: str = "", icon: str = ""
) -> QPushButton:
    """A push button; ``shape``: main, second, flat, link or chip. Never auto-default (U10).

    ``keys`` becomes its shortcut and stands in the tooltip.
    """
    made: QPushButton = Button(look, text, keys if text and shape in {"main", "second"} else "")
    made.setAutoDefault(False)
    made.setDefault(False)
    made.setFont(look.theme.font("body", "medium"))
    made.setAccessibleName(text.replace("&", ""))
    if shape in {"main", "flat", "link", "chip"}:
        made.setProperty(shape, "true")
    if shape == "chip":
        made.setCheckable(True)
    if icon:
        made.setIcon(look.icons.icon(icon, "on_accent" if shape == "main" else "text_2"))
        made.setIconSize(QSize(look.theme.length(16), look.theme.length(16)))
    if keys:
        made.setProperty("keys", keys)
        made.setShortcut(QKeySequence(keys))
        if "Return" in keys:  # the Enter of the number pad is another key
            QShortcut(QKeySequence(shown_keys(keys)), made).activated.connect(made.click)
        made.setToolTip(plain(f"{text.replace('&', '')}  {shown_keys(keys)}"))
    made.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
    return made


class TitleButton(Button):
    """A flat button with a long name: a narrow bar ends it with "…", the tooltip has it whole."""

    def __init__(self, look: Look) -> None:
        super().__init__(look, "", "")
        self._whole = ""
        self.setAutoDefault(False)
        self.setProperty("flat", "true")
        self.setFont(look.theme.font("body", "strong"))
        self.setIcon(look.icons.icon("chevron-down", "text_2"))
        self.setIconSize(QSize(look.theme.length(14), look.theme.length(14)))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show another name."""
        self._whole = name
        self.setAccessibleName(name)
        self.setToolTip(plain(name))
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The whole name, the arrow, the padding."""
        theme = self._look.theme
        wide = theme.metrics("body", "strong").horizontalAdvance(self._whole)
        return QSize(round(wide) + theme.length(_ROUND_NAME), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(self._look.theme.length(120), super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name ends where the room does."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._look.theme.length(_ROUND_NAME) + 2
        metrics = self._look.theme.metrics("body", "strong")
        shown = metrics.elidedText(self._whole, Qt.TextElideMode.ElideRight, room)
        self.setText(shown.replace("&", "&&"))


def shown_keys(keys: str) -> str:
    """A shortcut as it is printed on a hint."""
    return keys.replace("Return", "Enter")


def filter_line(look: Look, words: str) -> QLineEdit:
    """A filter field with its funnel and the key that leads to it."""
    line = QLineEdit()
    line.setPlaceholderText(words)
    line.setAccessibleName(words)
    line.setClearButtonEnabled(False)
    line.setToolTip(plain(f"{words}  /"))
    funnel = QAction(look.icons.icon("filter", "text_3"), "", line)
    line.addAction(funnel, QLineEdit.ActionPosition.LeadingPosition)
    return line


def filter_key(window: QWidget, line: QLineEdit) -> QShortcut:
    """The key / leads to the filter of the page that is shown."""
    shortcut = QShortcut(QKeySequence("/"), window)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(line.setFocus)
    shortcut.activated.connect(line.selectAll)
    return shortcut


class CardButton(PromptButton):
    """A wide button: icon, a verb, a second line, its key."""

    def __init__(self, look: Look, icon: str, title: str, second: str, keys: str = "") -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setAutoDefault(False)
        self.setAccessibleName(title)
        self.setAccessibleDescription(second)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 12, 16, 12)))
        row.setSpacing(look.theme.length(16))
        row.addWidget(IconLabel(look, icon, "accent", size=22))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(2))
        words.addWidget(Text(look, title, weight="strong", wrap=True))
        words.addWidget(Text(look, second, "small", "text_2", wrap=True))
        row.addLayout(words, 1)
        if keys:
            self.setShortcut(QKeySequence(keys))
            row.addWidget(KeyHint(look, shown_keys(keys)))
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As high as its words."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As high as its words."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()


def segment(look: Look, options: list[tuple[str, str]], chosen: str, name: str) -> QButtonGroup:
    """Buttons of which one is pressed; each holds its value in the property ``value``."""
    group = QButtonGroup()
    group.setExclusive(True)
    for value, words in options:
        chip = button(look, words, "chip")
        chip.setProperty("value", value)
        chip.setAccessibleName(f"{name}: {words}")
        chip.setChecked(value == chosen)
        group.addButton(chip)
    return group
