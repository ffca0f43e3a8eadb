"""Lists of the overview: the worst places, and the workplaces behind a part of a chart."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.services.queries_overview import Spot
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow, LazyRows
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.look import Look
from riskdesk.ui.screens.overview_words import decided_words
from riskdesk.ui.tags import judgement_tag


def spot_columns(look: Look, *, section: bool) -> tuple[Column, ...]:
    """Columns of a list of workplaces."""
    tr = look.tr
    return (
        Column(key="code", title=tr("overview.code"), width=96),
        Column(key="position", title=tr("overview.position"), stretch=True, width=120),
        *((Column(key="section", title=tr("overview.section"), width=330),) if section else ()),
        Column(key="what", title=tr("overview.decided_by"), width=240 if section else 118),
        Column(key="class", title=tr("overview.class"), kind="tag", width=74),
        Column(key="after", title=tr("overview.then"), kind="tag", width=78, wrap_head=True),
    )


def spot_rows(look: Look, spots: Sequence[Spot]) -> LazyRows:
    """Rows of workplaces, made when they are looked at."""

    def make(number: int) -> GridRow:
        spot = spots[number]
        what = decided_words(spot, look)
        name, section = look.tr.text(spot.position), look.tr.text(spot.section)
        cells = {
            "code": Cell(text=spot.code, tone="text_2"),
            "position": Cell(text=name, tooltip=name),
            "section": Cell(text=section, tone="text_2", tooltip=section),
            "what": Cell(text=what, tone="text_2", tooltip=what, folds=True),
            "class": Cell(tag=judgement_tag(spot.judgement)),
        }
        if spot.after is not None:
            cells["after"] = Cell(tag=judgement_tag(spot.after))
        return GridRow(key=spot.id, cells=cells)

    return LazyRows([spot.id for spot in spots], make)


class ListPage(QWidget):
    """The workplaces behind a part of a chart; Enter goes to one, Esc back to the charts."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._look = look
        self.back = button(look, look.tr("overview.back"), keys="Alt+Up")
        self.head = PageHead(look, "", self.back)
        box.addWidget(self.head)
        self.grid = Grid(look, spot_columns(look, section=True), look.tr("overview.position"))
        box.addWidget(self.grid, 1)
        self.grid.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc in the list goes back, not to the next control."""
        pressed = event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            self.back.click()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back from wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.click()
        else:
            super().keyPressEvent(event)

    def show_list(self, title: str, second: str, spots: Sequence[Spot]) -> None:
        """Show the workplaces of a part."""
        self.head.show_title(title)
        self.head.second.setText(second)
        self.grid.setAccessibleName(f"{title}, {second}")
        self.grid.set_rows(spot_rows(self._look, spots))
        if spots and not self.grid.current_key():
            self.grid.go_to(spots[0].id, "code")
