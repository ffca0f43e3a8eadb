"""The quiet note beside a choice: its rule, two examples, their source (Shift+F1)."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.ui.help.judgement import Judgement, load_judgements
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.look import Look

_WIDE = 440
_ALIKE = {"dust_substance": "air_substance"}
"""Columns of the same choice."""


class Guidance:
    """The notes of a window; read when the first is asked for."""

    def __init__(self, look: Look, resources: Path) -> None:
        self._look = look
        self._resources = resources
        self._known: Mapping[str, Judgement] | None = None
        self._note: JudgementNote | None = None

    def knows(self, field: str) -> bool:
        """Whether there is a note for a field or column."""
        return self._found(field) is not None

    def show(self, field: str, beside: QWidget, at: QRect) -> bool:
        """Open the note beside a part of a widget; a second time close it."""
        found = self._found(field)
        if self._note is not None and self._note.isVisible():
            again = self._note.field == field
            self._note.leave()
            if again:
                return True
        if found is None:
            return False
        self._note = JudgementNote(self._look, found, beside)
        self._note.field = field
        self._note.lay(beside, at)
        return True

    def _found(self, field: str) -> Judgement | None:
        if self._known is None:
            self._known = load_judgements(self._resources)
        return self._known.get(_ALIKE.get(field, field))


class JudgementNote(QFrame):
    """A card over the page; Esc or its button takes it away and gives the focus back."""

    field = ""

    def __init__(self, look: Look, found: Judgement, beside: QWidget) -> None:
        super().__init__(beside.window())
        self._look = look
        self._beside = beside
        self.setProperty("card", "true")
        ground(self, "raised")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        tr = look.tr
        self.setAccessibleName(tr.text(found.title))
        self.setAccessibleDescription(tr.text(found.rule))
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 12, 12, 14)))
        box.setSpacing(look.theme.length(6))
        head = QHBoxLayout()
        head.addWidget(Text(look, tr.text(found.title), weight="strong", wrap=True), 1)
        close = button(look, "", "flat", icon="close")
        close.setAccessibleName(tr("action.close"))
        close.setToolTip(f"{tr('action.close')}  Esc")
        close.clicked.connect(self.leave)
        head.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        box.addWidget(Text(look, tr.text(found.rule), wrap=True))
        for number, each in enumerate(found.examples, start=1):
            words = tr("judgement.example", number=number, text=each)
            box.addWidget(Text(look, words, "small", "text_2", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(6))
        norm = found.words == "norm"
        icon, tone = ("tick", "ok") if norm else ("unverified", "attention")
        said = tr(f"judgement.{found.words}")
        row.addWidget(IconLabel(look, icon, tone, said, size=13), 0, Qt.AlignmentFlag.AlignTop)
        source = f"{said} {tr.text(found.source)}"
        row.addWidget(Text(look, source, "small", "text_2", wrap=True), 1)
        box.addLayout(row)

    def lay(self, beside: QWidget, at: QRect) -> None:
        """Under the part it explains, or above it; never outside the window."""
        window = beside.window()
        length = self._look.theme.length
        wide = min(length(_WIDE), window.width() - length(16))
        layout = self.layout()
        high = layout.totalHeightForWidth(wide) if layout is not None else length(200)
        corner = beside.mapTo(window, at.bottomLeft() + QPoint(0, length(4)))
        if corner.y() + high > window.height() - length(8):
            corner.setY(beside.mapTo(window, at.topLeft()).y() - high - length(4))
        corner.setX(max(min(corner.x(), window.width() - wide - length(8)), length(8)))
        self.setGeometry(corner.x(), max(corner.y(), length(8)), wide, high)
        self.show()
        self.raise_()
        self.setFocus()

    def leave(self) -> None:
        """Take the note away."""
        self.hide()
        self._beside.setFocus()
        self.deleteLater()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any of the leaving keys."""
        shift = event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        keys = {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter}
        if event.key() in keys or (shift and event.key() == Qt.Key.Key_F1):
            self.leave()
            return
        super().keyPressEvent(event)
