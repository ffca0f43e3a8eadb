"""A scrolling column of parts, emptied and filled anew: the shape of panels."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from riskdesk.ui.kit.labels import IconLabel, TagLabel, Text, Tone, hairline
from riskdesk.ui.kit.paint import Tag
from riskdesk.ui.look import Look


class PanelColumn(QScrollArea):
    """Rows from the top down, wrapped, never wider than the panel."""

    def __init__(self, look: Look, role: str = "panel") -> None:
        super().__init__()
        self._look = look
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._role = role
        self.start()

    def start(self) -> None:
        """Begin an empty column; what was there goes."""
        inner = QWidget()
        inner.setProperty("ground", self._role)
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._box = QVBoxLayout(inner)
        self._box.setContentsMargins(*(self._look.theme.length(n) for n in (16, 4, 16, 12)))
        self._box.setSpacing(self._look.theme.length(3))
        self.setWidget(inner)

    def finish(self) -> None:
        """Nothing comes after: the rows stay at the top."""
        self._box.addStretch(1)

    def head(self, text: str) -> None:
        """A small heading over the rows below."""
        self._box.addSpacing(self._look.theme.length(9))
        self._box.addWidget(Text(self._look, text, "small", "text_2", weight="strong", wrap=True))

    def text(
        self, text: str, tone: Tone = "text", weight: str = "normal", role: str = "small"
    ) -> None:
        """A wrapped line of text."""
        self._box.addWidget(Text(self._look, text, role, tone, weight=weight, wrap=True))

    def pair(self, left: str, right: str, *, strong: bool = False) -> None:
        """A name at the left and a number at the right."""
        row = QHBoxLayout()
        row.setSpacing(self._look.theme.length(8))
        weight = "strong" if strong else "normal"
        tone: Tone = "text" if strong else "text_2"
        row.addWidget(Text(self._look, left, "small", tone, weight=weight, wrap=True), 1)
        value = Text(self._look, right, "body", weight=weight)
        row.addWidget(value, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.add_row(row)

    def tagged(self, tag: Tag, text: str, tone: Tone = "text") -> None:
        """A class tag with words beside it."""
        row = QHBoxLayout()
        row.setSpacing(self._look.theme.length(8))
        row.addWidget(TagLabel(self._look, tag), 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._look, text, "small", tone, wrap=True), 1)
        self.add_row(row)

    def signed(self, icon: str, role: str, text: str, tone: Tone) -> None:
        """A small sign with words beside it."""
        row = QHBoxLayout()
        row.setSpacing(self._look.theme.length(6))
        sign = IconLabel(self._look, icon, role, text, size=13)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(Text(self._look, text, "small", tone, wrap=True), 1)
        self.add_row(row)

    def line(self) -> None:
        """A hairline with space about it."""
        self._box.addSpacing(self._look.theme.length(8))
        self._box.addWidget(hairline())

    def gap(self, pixels: int = 6) -> None:
        """Empty space."""
        self._box.addSpacing(self._look.theme.length(pixels))

    def add(self, widget: QWidget) -> None:
        """A part of its own."""
        self._box.addWidget(widget)

    def add_row(self, row: QLayout) -> None:
        """A row of parts."""
        self._box.addLayout(row)
