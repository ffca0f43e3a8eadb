"""The foot of the start page's right side: the last copy, and the quiet wish for a stick."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.ui.copies import last_words
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text, ground


class HomeCopies(QWidget):
    """Follows the copies of the window."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, look = desk, desk.look
        ground(self, "panel", "left")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 12, 14)))
        box.setSpacing(look.theme.length(4))
        box.addWidget(Text(look, look.tr("copies.head"), "heading", weight="strong"))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(8))
        self._sign = IconLabel(look, "tick", "ok", look.tr("severity.ok"), size=14)
        row.addWidget(self._sign)
        self.words = Text(look, "", wrap=True)
        row.addWidget(self.words, 1)
        box.addLayout(row)
        self.wish = Text(look, "", "small", "attention", wrap=True)
        box.addWidget(self.wish)
        self.open = button(look, look.tr("copies.open"), "link")
        self.open.clicked.connect(lambda: desk.copies.show(self.window()))
        foot = QHBoxLayout()
        foot.addWidget(self.open)
        foot.addStretch(1)
        box.addLayout(foot)
        desk.copies.told.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        copies, look = self._desk.copies, self._desk.look
        self._sign.setVisible(copies.state is not None and copies.state.last is not None)
        self.words.setText(last_words(look, copies.state, self._desk.bundle.clock.now()))
        days = copies.overdue()
        self.wish.setVisible(days is not None)
        self.wish.setText(look.tr("copies.overdue", days=days) if days is not None else "")
