"""The designed states of a list or panel: empty, loading, failed."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QVBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text
from riskdesk.ui.look import Look

_TOP, _MIDDLE = Qt.AlignmentFlag.AlignTop, Qt.AlignmentFlag.AlignVCenter


class EmptyState(QWidget):
    """One sentence, why, one button."""

    def __init__(
        self, look: Look, sentence: str, why: str, action: QPushButton | None = None
    ) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.addStretch(1)
        for text in (
            Text(look, sentence, "heading", weight="strong", wrap=True),
            Text(look, why, tone="text_2", wrap=True),
        ):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            box.addWidget(text)
        if action is not None:
            box.addSpacing(look.theme.length(8))
            box.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(2)


class ProgressCard(QFrame):
    """Work under way: what, a bar, and a way to stop it."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self.setProperty("card", "true")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 10, 16, 12)))
        row = QHBoxLayout()
        self._what = Text(look)
        row.addWidget(self._what, 1)
        self.stop = button(look, look.tr("action.cancel"), "link")
        row.addWidget(self.stop)
        box.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedHeight(look.theme.px("height", "progress"))
        box.addWidget(self._bar)

    def show_step(self, done: int, total: int, what: str) -> None:
        """Report progress."""
        self._what.setText(what)
        self._bar.setAccessibleName(what)
        self._bar.setMaximum(max(total, 0))
        self._bar.setValue(done)


class NoticeCard(QFrame):
    """The end of a piece of work: an icon, what happened, verbs; ``narrow``: those stand below."""

    def __init__(self, look: Look, *, narrow: bool = False) -> None:
        super().__init__()
        self._look, self._narrow = look, narrow
        self._row = QHBoxLayout(self)
        side = 12 if narrow else 16
        self._row.setContentsMargins(*(look.theme.length(n) for n in (side, 10, side, 10)))

    def show_notice(self, severity: str, text: str, *verbs: QPushButton) -> None:
        """Say what happened; ``severity``: ok or error."""
        while (item := self._row.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self.setProperty("card", "failed" if severity == "error" else "true")
        self.style().unpolish(self)
        self.style().polish(self)
        icon, role = ("error", "invalid") if severity == "error" else ("tick", "ok")
        sign = IconLabel(self._look, icon, role, self._look.tr(f"severity.{severity}"))
        self._row.addWidget(sign, 0, _TOP if self._narrow else _MIDDLE)
        words = Text(self._look, text, wrap=True)
        if self._narrow:
            self._row.addWidget(self._column(words, verbs), 1)
        else:
            self._row.addWidget(words, 1)
            for verb in verbs:
                self._row.addWidget(verb)
        self.setVisible(True)

    def _column(self, words: Text, verbs: Sequence[QPushButton]) -> QWidget:
        column = QWidget()
        box = QVBoxLayout(column)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(self._look.theme.length(2))
        box.addWidget(words)
        for verb in verbs:
            box.addWidget(verb, 0, Qt.AlignmentFlag.AlignLeft)
        return column
