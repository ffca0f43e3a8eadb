"""The drawer under a card: arithmetic, judgement help, chronometry, other workplaces."""

from typing import Literal

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from riskdesk.services.queries_workplace import CardPage, IndicatorLine, WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.screens.card_help import JudgementHelp
from riskdesk.ui.screens.card_peers import PeersPanel
from riskdesk.ui.screens.card_working import WorkingPanel
from riskdesk.ui.screens.chronometry_panel import ChronometryPanel

Part = Literal["working", "judging", "chrono", "peers"]

PARTS: dict[str, tuple[tuple[Part, str], ...]] = {
    "heaviness": (
        ("working", "F9"),
        ("judging", "Shift+F1"),
        ("chrono", "F7"),
        ("peers", "Shift+F9"),
    ),
    "tension": (("judging", "Shift+F1"), ("peers", "Shift+F9")),
}
"""What a card has in its drawer, with its keys."""

_HEIGHT = 214


class CardDrawer(QStackedWidget):
    """``turned``: another part is shown, or none."""

    turned = Signal()

    def __init__(self, desk: Desk, card: str) -> None:
        super().__init__()
        ground(self, "page", "top")
        self.setFixedHeight(desk.look.theme.length(_HEIGHT))
        self.names = tuple(name for name, _ in PARTS[card])
        self.judging = JudgementHelp(desk.look)
        self.peers = PeersPanel(desk)
        self.working = WorkingPanel(desk) if "working" in self.names else None
        self.chrono = ChronometryPanel(desk) if "chrono" in self.names else None
        made = (self.working, self.judging, self.chrono, self.peers)
        parts = [part for part in made if part is not None]
        self._parts: dict[str, QWidget] = dict(zip(self.names, parts, strict=True))
        for part in parts:
            self.addWidget(part)
        self.hide()

    @property
    def part(self) -> str:
        """The name of the part that is shown, "" while the drawer is shut."""
        if self.isHidden():
            return ""
        return next(name for name in self.names if self._parts[name] is self.currentWidget())

    def turn(self, part: Part) -> None:
        """Show a part and go there; the second time shut the drawer."""
        if self.part == part:
            self.shut()
            return
        self.setCurrentWidget(self._parts[part])
        self.show()
        self.turned.emit()
        self.focus_part()

    def shut(self) -> None:
        """Take the drawer away."""
        self.hide()
        self.turned.emit()

    def event(self, event: QEvent) -> bool:
        """Esc in the drawer is its own, before the one of the window."""
        override = event.type() == QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc shuts the drawer."""
        if event.key() == Qt.Key.Key_Escape:
            self.shut()
        else:
            super().keyPressEvent(event)

    def focus_part(self) -> None:
        """The keyboard goes to the part that is shown."""
        if self.part == "working" and self.working is not None:
            self.working.focus_rows()
        elif self.part == "chrono" and self.chrono is not None:
            self.chrono.tap.setFocus()
        elif self.part == "judging":
            self.judging.setFocus()
        elif self.part == "peers":
            self.peers.grid.setFocus()

    def show_line(self, line: IndicatorLine | None, card: CardPage, page: WorkplacePage) -> None:
        """Fill the part that is shown."""
        if self.part == "working" and self.working is not None:
            self.working.show_line(line, card, page)
        elif self.part == "chrono" and self.chrono is not None:
            self.chrono.show_page(page)
        elif self.part == "judging":
            self.judging.show_line(line)
        elif self.part == "peers":
            self.peers.show_card(card, page)
