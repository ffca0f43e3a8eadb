"""The base of every dialog: Enter destroys nothing, Esc loses nothing unasked (U10)."""

from typing import Protocol, cast

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import Text, ground, hairline
from riskdesk.ui.kit.scrolling import Scrolled
from riskdesk.ui.look import Look

_HIGHEST = 620
"""The greatest height at 100 %; a body that needs more scrolls."""
_SHARE = 0.9
"""The greatest share of the screen and of the window below."""


class Host(Protocol):
    """The window below: it keeps what is typed in a dialog and explains it."""

    def adopt(self, dialog: "Dialog") -> None:
        """A dialog is shown."""
        ...

    def show_help(self, topic: str = "", beside: QWidget | None = None) -> None:
        """Open the help at a page."""
        ...


class Dialog(QDialog):
    """Title, body, a row of verbs at the foot; the main one at the right.

    The body scrolls: the verbs stay on the screen whatever is asked above them. ``subject``: the
    row that is edited; its typed texts are kept apart from those of other rows.
    """

    subject = ""

    def __init__(self, look: Look, parent: QWidget | None, title: str, second: str = "") -> None:
        super().__init__(parent)
        self.look = look
        self._typed = False
        self._asked = False
        self.setWindowTitle(title)
        self.setModal(True)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self._inner = top = ground(QWidget(), "page")
        self.body = QVBoxLayout(top)
        self.body.setContentsMargins(*(look.theme.length(n) for n in (24, 20, 24, 16)))
        self.body.setSpacing(look.theme.length(8))
        self.body.addWidget(Text(look, title, "title", weight="strong", wrap=True))
        if second:
            self.body.addWidget(Text(look, second, tone="text_2", wrap=True))
        self._scroll = Scrolled(top)
        top.installEventFilter(self)
        whole.addWidget(self._scroll, 1)
        whole.addWidget(hairline())
        self._bottom = foot = ground(QWidget(), "panel")
        self.foot = QHBoxLayout(foot)
        self.foot.setContentsMargins(*(look.theme.length(n) for n in (24, 12, 24, 12)))
        self.hint = Text(look, "", "small", "text_2", wrap=True)
        self.foot.addWidget(self.hint, 1)
        whole.addWidget(foot)

    def verbs(self, main: str) -> tuple[QPushButton, QPushButton]:
        """The closing verb and the main one; the first only closes."""
        close = button(self.look, self.look.tr("action.close"))
        close.clicked.connect(self.reject)
        act = button(self.look, main, "main", keys="Ctrl+Return")
        self.foot.addWidget(close)
        self.foot.addWidget(act)
        return close, act

    @classmethod
    def help_page(cls) -> str:
        """The page that explains it: named as its module."""
        return cls.__module__.rpartition(".")[2]

    def host(self) -> Host | None:
        """The window below, if it is the program's."""
        below = self.parentWidget()
        window = below.window() if below is not None else None
        return cast("Host", window) if hasattr(window, "adopt") else None

    def mark_typed(self) -> None:
        """Something was typed that closing would lose."""
        self._typed = True
        self._asked = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes to the next field; Esc with typed text asks once, in words, in the foot."""
        host = self.host()
        if event.key() == Qt.Key.Key_F1 and host is not None:
            host.show_help(self.help_page(), self)
            return
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.focusNextChild()
            if (field := self.focusWidget()) is not None and self._inner.isAncestorOf(field):
                self._scroll.ensureWidgetVisible(field)
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Shown as high as it needs, or as high as it may be."""
        host = self.host()
        if host is not None:
            host.adopt(self)
        self._fit()
        super().showEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The body has asked for another size: the dialog grows with it, up to its limit."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().eventFilter(watched, event)

    def highest(self) -> int:
        """How high the dialog may be here."""
        below = self.parentWidget()
        room = self.screen().availableGeometry().height()
        if below is not None:
            room = min(room, below.window().height())
        return min(round(room * _SHARE), self.look.theme.length(_HIGHEST))

    def _fit(self) -> None:
        bar = self._scroll.verticalScrollBar().sizeHint().width()
        least = self._inner.minimumSizeHint().width() + bar
        width = max(self.width(), self.minimumWidth(), least)
        layout = self._inner.layout()
        if layout is None:
            return
        # A scroll area gives its widget never less than the minimum, wrapped labels counted narrow.
        least_height = layout.totalMinimumSize().height()
        body = max(
            layout.totalHeightForWidth(width - bar), layout.totalSizeHint().height(), least_height
        )
        whole = body + self._bottom.sizeHint().height() + 1
        self.resize(width, min(max(whole, self.height()), self.highest()))

    def reject(self) -> None:
        """Close; typed text is asked about once."""
        if self._typed and not self._asked:
            self._asked = True
            self.hint.setText(self.look.tr("dialog.unsaved"))
            self.hint.set_tone("attention")
            return
        super().reject()
