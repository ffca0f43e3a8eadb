"""Measures of a workplace: the sheet of the plan, and under it what if."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit_measures import AddMeasure
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.screens.measures_sheet import MeasuresList
from riskdesk.ui.screens.whatif import WhatIfPanel


class MeasuresTab(QWidget):
    """``focused``: what has the focus has changed."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page: WorkplacePage | None = None
        self._made = ""
        self.list = MeasuresList(desk)
        self.whatif = WhatIfPanel(desk)
        self.grid = self.list.grid
        self.list.focused.connect(self.focused)
        self.whatif.made.connect(self._make)
        parts = QSplitter(Qt.Orientation.Vertical)
        parts.setChildrenCollapsible(False)
        for part in (self.list, self.whatif):
            parts.addWidget(part)
        length = desk.look.theme.length
        self.list.setMinimumHeight(length(92))
        self.whatif.setMinimumHeight(length(180))
        parts.setSizes([length(150), length(320)])
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(parts)

    def show_page(self, page: WorkplacePage) -> None:
        """Show the plan of a workplace and judge what is tried there."""
        self._page = page
        self.list.show_page(page)
        self.whatif.show_page(page)
        if self._made and self.grid.go_to(self._made, self._first()):
            self._made = ""

    def _first(self) -> str:
        return "text_kk" if self._desk.look.language == "kk" else "text_ru"

    def _make(self, words: LocalizedText, values: dict[str, object]) -> None:
        """The measure stands in the plan; the focus goes to it, to be worded and dated."""
        if self._page is None:
            return

        def done(added: object) -> None:
            self._made = str(getattr(added, "value", ""))
            self.grid.setFocus()

        command = AddMeasure(
            certification_id=self._desk.certification_id,
            text=words,
            values={**values, "workplace_id": self._page.id},
        )
        self._desk.jobs.change(command).on_done(while_alive(self, done)).start()
