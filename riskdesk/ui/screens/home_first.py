"""The page of an empty database: what the program is, its language, ways to begin; and the wait."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.kit.buttons import button, segment
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.home_parts import cards
from riskdesk.ui.screens.home_ways import Ways

if TYPE_CHECKING:
    from riskdesk.ui.main_window import MainWindow

_WIDE = 540

Acts = Mapping[str, Callable[[], object]]
"""What the cards ``sample``, ``import`` and ``empty`` do."""


class FirstPage(QWidget):
    """The first page of the program."""

    def __init__(self, look: Look, acts: Acts) -> None:
        super().__init__()
        self._look = look
        box = centred(self, look)
        name = Text(look, "RiskDesk", "title", weight="strong")
        font = name.font()
        font.setPointSizeF(font.pointSizeF() * 1.5)
        name.setFont(font)
        box.addWidget(name)
        box.addWidget(Text(look, look.tr("home.what"), "heading", "text_2", wrap=True))
        box.addSpacing(look.theme.length(8))
        box.addLayout(self._languages())
        box.addSpacing(look.theme.length(8))
        self.ways = begin_cards(look, box, acts, keys=True)
        self.busy = Text(look, "", tone="text_2", wrap=True)
        box.addWidget(self.busy)
        box.addWidget(Text(look, look.tr("home.first_help"), "small", "text_2", wrap=True))
        box.addStretch(3)

    def _languages(self) -> QHBoxLayout:
        look = self._look
        options = [(name, look.tr(f"language.{name}")) for name in LANGUAGES]
        group = segment(look, list(options), look.language, look.tr("top.language"))
        group.setParent(self)
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(8))
        for chip in group.buttons():
            row.addWidget(chip)
        row.addStretch(1)

        def choose(value: str) -> None:
            window = cast("MainWindow", self.window())
            window.dress.choose_language(cast("Language", value))

        group.buttonClicked.connect(lambda chip: choose(str(chip.property("value"))))
        return row


class WaitPage(QWidget):
    """Until the database is open: that it is being opened, or why it cannot be."""

    def __init__(self, look: Look, again: Callable[[], object], ways: Ways) -> None:
        super().__init__()
        self._look, self.ways = look, ways
        box = centred(self, look)
        self.words = Text(look, look.tr("home.opening"), "heading", "text_2", wrap=True)
        box.addWidget(self.words)
        row = QHBoxLayout()
        self.again = button(look, look.tr("action.again"))
        self.again.clicked.connect(lambda _: again())
        row.addWidget(self.again)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(ways)
        box.addStretch(3)
        self.show_wait("")

    def show_wait(self, words: str) -> None:
        """It is being opened; ``words``: what it waits for."""
        self.words.setText(words or self._look.tr("home.opening"))
        self.again.hide()
        self.ways.show_for("")

    def show_failure(self, words: str, code: str = "") -> None:
        """It could not be opened; ``code``: of the error, by which the ways out are chosen."""
        self.words.setText(words)
        self.again.show()
        self.ways.show_for(code)


def centred(page: QWidget, look: Look) -> QVBoxLayout:
    """The column in the middle of a page."""
    outer = QHBoxLayout(page)
    outer.addStretch(1)
    holder = QWidget()
    holder.setFixedWidth(look.theme.length(_WIDE))
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(look.theme.length(8))
    box.addStretch(2)
    outer.addWidget(holder)
    outer.addStretch(1)
    return box


def begin_cards(
    look: Look, box: QVBoxLayout | QHBoxLayout, acts: Acts, *, keys: bool
) -> list[QWidget]:
    """The cards of ways to begin; without ``keys`` not that of an empty certification."""
    made: list[QWidget] = []
    for name, card in cards(look, keys=keys):
        if name == "empty" and not keys:
            continue
        card.clicked.connect(acts[name])
        box.addWidget(card)
        made.append(card)
    return made
