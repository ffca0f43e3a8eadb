"""The bar under the top of the window: what happened, until it is closed or replaced."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.look import Look


class NoticeBar(QWidget):
    """One line; hidden when there is nothing to say."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel", "bottom")
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 12, 6)))
        self.hide()

    def say(self, severity: str, text: str) -> None:
        """Show a line; an empty text hides the bar."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        if not text:
            self.hide()
            return
        icon, role = SEVERITY_SIGN[severity]
        meaning = self._look.tr(f"severity.{severity}")
        self._row.addWidget(IconLabel(self._look, icon, role, meaning))
        words = Text(self._look, text, wrap=True)
        words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._row.addWidget(words, 1)
        close = button(self._look, "", "flat", icon="close")
        close.setAccessibleName(self._look.tr("action.close"))
        close.setToolTip(self._look.tr("action.close"))
        close.clicked.connect(self.hide)
        self._row.addWidget(close)
        self.show()
