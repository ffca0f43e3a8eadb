"""One chart of the overview in its place: title, note, print, save, and the chart itself."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from riskdesk.services.queries_overview import Overview, Spot
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.chart import Chart
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text, plain
from riskdesk.ui.look import Look
from riskdesk.ui.screens.overview_list import spot_columns, spot_rows
from riskdesk.ui.screens.overview_words import STYLES, Worded
from riskdesk.ui.tags import grouped

KINDS = ("png", "svg", "pdf", "xlsx")
_MOST_ROWS = 7
"""Rows of the worst places that are seen at once; the rest scrolls."""


class ChartCard(QWidget):
    """Title, note, and the verbs of one chart. ``saving``: (chart, kind); ``printing``: chart."""

    saving = Signal(str, str)
    printing = Signal(str)

    def __init__(self, look: Look, name: str, body: QWidget) -> None:
        super().__init__()
        self.name = name
        self.body = body
        self._look = look
        title = look.tr(f"overview.{name}")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 10, 16, 14)))
        box.setSpacing(look.theme.length(8))
        head = QHBoxLayout()
        head.setSpacing(look.theme.length(4))
        words = QHBoxLayout()
        words.setSpacing(look.theme.length(10))
        words.addWidget(Text(look, title, "heading", weight="strong"))
        self.note = Text(look, "", "small", "text_2", wrap=True)
        words.addWidget(self.note, 1)
        head.addLayout(words, 1)
        self.print_button = _small(look, "print", look.tr("overview.print_of", chart=title))
        self.print_button.clicked.connect(lambda: self.printing.emit(name))
        self.save_button = _small(look, "download", look.tr("overview.save_of", chart=title))
        self.save_button.clicked.connect(self._ask)
        for each in (self.print_button, self.save_button):
            head.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        box.addWidget(body)
        self.none = Text(look, "", tone="text_2", wrap=True)
        self.none.hide()
        box.addWidget(self.none)

    def show_none(self, text: str) -> None:
        """There is nothing to draw: say so; "" shows the chart again."""
        self.none.setText(text)
        self.none.setVisible(bool(text))
        self.body.setVisible(not text)
        for each in (self.print_button, self.save_button):
            each.setEnabled(not text)

    def menu(self) -> QMenu:
        """The kinds of file that it is saved as."""
        menu = QMenu(self)
        for kind in KINDS:
            action = menu.addAction(self._look.tr(f"overview.as_{kind}"))
            action.triggered.connect(lambda _=False, kind=kind: self.saving.emit(self.name, kind))
        return menu

    def _ask(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setActiveAction(menu.actions()[0])
        menu.popup(self.save_button.mapToGlobal(self.save_button.rect().bottomLeft()))


class BarsCard(ChartCard):
    """A chart of bars."""

    def __init__(self, look: Look, name: str) -> None:
        self.chart = Chart(look, look.tr(f"overview.{name}"), STYLES[name])
        super().__init__(look, name, self.chart)

    def show_chart(self, worded: Worded) -> None:
        """Show other bars."""
        self.note.setText(worded.note)
        self.chart.show_rows(worded.rows)


class WorstCard(ChartCard):
    """The worst places; ``opened``: the id of a workplace."""

    opened = Signal(str)

    def __init__(self, look: Look) -> None:
        self.grid = Grid(look, spot_columns(look, section=False), look.tr("overview.worst"))
        self.grid.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        super().__init__(look, "worst", self.grid)
        self.grid.opened.connect(self.opened)

    def show_worst(self, found: Overview) -> None:
        """Show other places."""
        look = self._look
        spots: list[Spot] = [found.spots[place] for place in found.worst]
        self.note.setText(look.tr("overview.worst_note", count=grouped(str(len(spots)))))
        self.grid.set_rows(spot_rows(look, spots))
        if spots and not self.grid.current_key():
            self.grid.go_to(spots[0].id, "code")
        self.show_none("" if spots else look.tr("overview.worst_none"))
        rows = min(len(spots), _MOST_ROWS) * look.theme.px("height", "row")
        head = self.grid.horizontalHeader().sizeHint().height()
        self.grid.setFixedHeight(rows + head + 2)


def _small(look: Look, icon: str, name: str) -> QPushButton:
    made = button(look, "", "flat", icon=icon)
    made.setAccessibleName(name)
    made.setToolTip(plain(name))
    side = look.theme.length(24)
    made.setFixedSize(QSize(side, side))
    return made
