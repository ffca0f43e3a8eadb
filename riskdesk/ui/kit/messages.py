"""The message strip at the foot of a page: problems in words, each a link."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import IconLabel, Text, ground, plain
from riskdesk.ui.look import Look

SEVERITY_SIGN = {
    "error": ("error", "invalid"),
    "warning": ("warning", "attention"),
    "info": ("info", "text_2"),
    "ok": ("tick", "ok"),
}
"""Icon and role of a severity: each has its own shape, none the colour of a class."""

_MOST = 3


@dataclass(frozen=True)
class Message:
    """One line: severity, a link word, the text, what a click does, the whole text of a tooltip."""

    severity: str
    link: str
    text: str
    go: Callable[[], object] | None = None
    whole: str = ""


_LINK = 260
"""The most room of a link at 100 %; the words beside it need the rest."""


class MessageStrip(QWidget):
    """At most three lines, then how many more there are."""

    def __init__(self, look: Look, more: Callable[[], object]) -> None:
        super().__init__()
        self._look = look
        self._more = more
        self._said: tuple[tuple[str, str, str], ...] = ()
        ground(self, "page", "top")
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 4)))
        self._box.setSpacing(0)
        self.setAccessibleName(look.tr("messages.name"))
        self.show_messages(())

    def show_messages(self, messages: Sequence[Message]) -> None:
        """Replace the lines; the same lines stay as they are."""
        said = tuple((each.severity, each.link, each.text) for each in messages)
        if said == self._said and said:
            return
        self._said = said
        while (item := self._box.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        for message in messages[:_MOST]:
            self._box.addWidget(self._line(message))
        rest = len(messages) - _MOST
        if rest > 0:
            link = button(self._look, self._look.tr("messages.all", count=len(messages)), "link")
            link.clicked.connect(lambda _=False: self._more())
            self._box.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        self.setVisible(bool(messages))

    def _line(self, message: Message) -> QWidget:
        look = self._look
        line = QWidget()
        line.setMinimumHeight(look.theme.px("height", "message"))
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.length(8))
        icon, role = SEVERITY_SIGN[message.severity]
        meaning = look.tr(f"severity.{message.severity}")
        row.addWidget(IconLabel(look, icon, role, meaning, size=14))
        if message.link:
            room = look.theme.length(_LINK)
            shown = look.theme.metrics("body", "medium").elidedText(
                message.link, Qt.TextElideMode.ElideRight, room
            )
            link = button(look, shown.replace("&", "&&"), "link")
            link.setAccessibleName(message.link)
            link.setToolTip(plain(message.link))
            link.setAccessibleDescription(message.text)
            if message.go is not None:
                go = message.go
                link.clicked.connect(lambda _=False, act=go: act())
            row.addWidget(link)
        words = Text(look, message.text, wrap=True)
        words.setToolTip(plain(message.whole))
        row.addWidget(words, 1)
        return line
