"""The notice over the foot of the window: what happened; it moves nothing on the page."""

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.look import Look

_WIDEST = 620
_OVER_FOOT = 44
_KEYS = frozenset({QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress})


class NoticeBar(QFrame):
    """One line; hidden when there is nothing to say, and by Esc.

    Good news and what is only told go at the next action.
    """

    def __init__(self, look: Look, window: QWidget, left: int) -> None:
        super().__init__(window)
        self._look, self._window, self._left = look, window, left
        self._severity = ""
        self.setProperty("card", "true")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 8, 6)))
        window.installEventFilter(self)
        self.hide()

    def say(self, severity: str, text: str) -> None:
        """Show a line; an empty text hides the bar."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self._severity = severity
        if not text:
            self.hide()
            return
        icon, role = SEVERITY_SIGN[severity]
        meaning = self._look.tr(f"severity.{severity}")
        sign = IconLabel(self._look, icon, role, meaning)
        self._row.addWidget(sign)
        words = Text(self._look, text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(words, 1)
        close = button(self._look, "", "flat", icon="close")
        close.setAccessibleName(self._look.tr("action.close"))
        close.setToolTip(f"{self._look.tr('action.close')}  Esc")
        close.clicked.connect(self.hide)
        self._row.addWidget(close)
        self.show()
        for part in (sign, words, close):
            part.show()
        self._lay()
        self.raise_()

    def settle(self) -> None:
        """The next action: what went well or is only told is old, what went wrong stays."""
        if self._severity in {"ok", "info"}:
            self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The notice keeps its place when the window gets another size; Esc closes it first."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self._lay()
        if event.type() in _KEYS and self._escapes(watched, event):
            event.accept()
            if event.type() == QEvent.Type.KeyPress:
                self.hide()
            return True
        return super().eventFilter(watched, event)

    def showEvent(self, event: QShowEvent) -> None:
        """Keys are looked at while it is seen."""
        super().showEvent(event)
        if (app := QCoreApplication.instance()) is not None:
            app.installEventFilter(self)

    def hideEvent(self, event: QHideEvent) -> None:
        """Unseen, it asks for nothing."""
        super().hideEvent(event)
        if (app := QCoreApplication.instance()) is not None:
            app.removeEventFilter(self)

    def _escapes(self, watched: QObject, event: QEvent) -> bool:
        """Esc anywhere on the page but in a field, where it takes back what was typed."""
        return (
            isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and isinstance(watched, QWidget)
            and self._window.isAncestorOf(watched)
            and not isinstance(watched, QLineEdit)
        )

    def event(self, event: QEvent) -> bool:
        """Words that came while the bar was shown: it is measured again once they stand."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._lay()
        return super().event(event)

    def _lay(self) -> None:
        length = self._look.theme.length
        gap = length(16)
        width = min(length(_WIDEST), self._window.width() - self._left - 2 * gap)
        high = max(self._row.totalHeightForWidth(width), self._row.totalMinimumSize().height())
        top = self._window.height() - high - length(_OVER_FOOT)
        self.setGeometry(self._left + gap, top, width, high)
