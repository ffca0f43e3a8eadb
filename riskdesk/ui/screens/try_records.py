"""Records and lists of a try as a tiny grid: one row more than is filled."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from riskdesk.services.queries_book_fields import TryField
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.try_cell import TryCell

_ROWS, _MOST = 2, 12


class TryRecords(QWidget):
    """``changed``: a cell was typed in; ``grown``: a row was added."""

    changed = Signal()
    grown = Signal()

    def __init__(self, look: Look, field: TryField, texts: Mapping[str, str]) -> None:
        super().__init__()
        self._look = look
        self.field = field
        self.cells: dict[str, TryCell] = {}
        self._rows = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.theme.length(4))
        box.addWidget(Text(look, look.tr(f"book.key.{field.key}"), "small", weight="medium"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(look.theme.length(8))
        self._grid.setVerticalSpacing(look.theme.length(3))
        box.addLayout(self._grid)
        if not field.plain_list:
            for column, part in enumerate(field.parts):
                words = Text(look, look.tr(f"book.key.{part.key}"), "micro", "text_2")
                self._grid.addWidget(words, 0, column)
        self._grid.setColumnStretch(len(field.parts), 1)
        self._more = button(look, look.tr("book.add_row"), "link", icon="plus")
        self._more.clicked.connect(self._on_more)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        begin = f"{field.key}/"
        kept = [int(place.split("/")[1]) for place, text in texts.items()
                if place.startswith(begin) and text]  # fmt: skip
        for _ in range(max(_ROWS, *kept, 0) if kept else _ROWS):
            self._add_row(texts)
        while kept and self._rows <= max(kept):
            self._add_row(texts)

    def texts(self) -> dict[str, str]:
        """What stands in the cells, by ``key/<row>/<part>``."""
        return {place: cell.text() for place, cell in self.cells.items()}

    def follow(self) -> None:
        """Each row's value asks for the words of the row that it names."""
        for place, cell in self.cells.items():
            if cell.field.by_row:
                row = place.rpartition("/")[0]
                named = next((self.cells[f"{row}/{p.key}"] for p in self.field.parts
                              if p.key in {"entry", "indicator", "row"}), None)  # fmt: skip
                cell.follow(named.text() if named is not None else "")

    def _on_more(self) -> None:
        self._add_row({})
        first = self.cells[f"{self.field.key}/{self._rows - 1}/{self.field.parts[0].key}"]
        first.control.setFocus()
        self.grown.emit()

    def _add_row(self, texts: Mapping[str, str]) -> None:
        look, number = self._look, self._rows
        for column, part in enumerate(self.field.parts):
            place = f"{self.field.key}/{number}/{part.key}"
            words = look.tr(f"book.key.{part.key}")
            name = look.tr("book.cell", column=words, row=number + 1)
            cell = TryCell(look, part, texts.get(place, ""), name, in_grid=True)
            cell.changed.connect(self._on_changed)
            self._grid.addWidget(cell, number + 1, column, Qt.AlignmentFlag.AlignTop)
            self.cells[place] = cell
        self._rows += 1
        self._more.setEnabled(self._rows < _MOST)

    def _on_changed(self) -> None:
        self.follow()
        self.changed.emit()
