"""What stands about the sheet of a family: its verbs above, its keys below."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from riskdesk.services.queries_points import PointsAnswer
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import KeyHint, Text, ground, plain
from riskdesk.ui.look import Look

_KEYS = (
    ("Enter", "points.key_down"),
    ("Tab", "points.key_right"),
    ("F2", "points.key_edit"),
    ("Ctrl+D", "points.key_fill"),
    ("Ctrl+Tab", "points.key_leave"),
    ("F4", "points.key_why"),
)


class PointsBar(QWidget):
    """The verbs of the selected rows, then those of the whole sheet."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "page")
        row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (8, 0, 16, 4)))
        row.setSpacing(look.theme.length(2))
        self.stays = self._verb(row, "points.stays", "Ctrl+T", "people")
        self.instrument = self._verb(row, "points.choose", "Ctrl+G", "gauge")
        self.photo = self._verb(row, "points.photo", "Ctrl+M", "camera")
        self.judge = self._verb(row, "points.judge", "Shift+F1", "help")
        self.plan = self._verb(row, "points.plan", "", "points")
        self.header = self._verb(row, "points.header", "", "documents")
        row.addStretch(1)
        self.spare = button(look, "", "chip")
        row.addWidget(self.spare)
        self._words = {each: each.text() for each in self._verbs}
        self._whole = 0
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the words have no room the icons stand alone; tooltips and names keep them."""
        super().resizeEvent(event)
        self._fit()

    @property
    def _verbs(self) -> tuple[QPushButton, ...]:
        return self.stays, self.instrument, self.photo, self.judge, self.plan, self.header

    def _fit(self) -> None:
        spare = self.spare.sizeHint().width() if self.spare.isVisibleTo(self) else 0
        if all(each.text() for each in self._verbs):
            self._whole = sum(each.sizeHint().width() for each in self._verbs)
        room = self.width() - spare - self._look.theme.length(40)
        for each, words in self._words.items():
            each.setText(words if room >= self._whole else "")

    def show_spare(self, count: int, *, shown: bool) -> None:
        """How many columns are out of sight."""
        self.spare.setVisible(count > 0)
        words = self._look.tr("points.spare", count=count)
        self.spare.setText(words)
        self.spare.setAccessibleName(words)
        self.spare.setToolTip(self._look.tr("points.spare_why"))
        self.spare.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.spare.setChecked(shown)
        self.spare.blockSignals(False)  # noqa: FBT003 - Qt's signature
        self._fit()

    def _verb(self, row: QHBoxLayout, words: str, keys: str, icon: str) -> QPushButton:
        made = button(self._look, self._look.tr(words), "flat", keys=keys, icon=icon)
        if not keys:
            made.setToolTip(plain(made.accessibleName()))
        row.addWidget(made)
        return made


class PointsFoot(QWidget):
    """How far the family is, and the keys of the sheet: as many as there is room for."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel", "top")
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 5, 16, 5)))
        row.setSpacing(look.theme.length(6))
        self._count = Text(look, "", "small", "text_2")
        row.addWidget(self._count)
        row.addStretch(1)
        self._hints = [self._hint(keys, words) for keys, words in _KEYS]
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_answer(self, answer: PointsAnswer) -> None:
        """Count the judged rows."""
        found = next(each for each in answer.families if each.family == answer.page.family)
        self._count.setText(self._look.tr("points.judged", done=found.judged, total=found.rows))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hints that have no room go, the last ones first kept."""
        super().resizeEvent(event)
        self._fit()

    def _hint(self, keys: str, words: str) -> QWidget:
        made = QWidget()
        made.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, self._look.theme.length(6), 0)
        row.setSpacing(self._look.theme.length(6))
        row.addWidget(KeyHint(self._look, keys))
        row.addWidget(Text(self._look, self._look.tr(words), "small", "text_2"))
        self._row.addWidget(made)
        return made

    def _fit(self) -> None:
        room = self.width() - self._count.sizeHint().width() - self._look.theme.length(88)
        for hint in reversed(self._hints):
            parts = hint.findChildren(QLabel)
            wide = sum(part.sizeHint().width() for part in parts)
            room -= wide + self._look.theme.length(18)
            hint.setVisible(room >= 0)
