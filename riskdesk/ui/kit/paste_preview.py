"""A paste before it lands: what does not fit is framed with its reason (promise U7)."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QWidget

from riskdesk.ui.kit.cells import EMPTY, Cell, Column, GridRow, LazyRows
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid_check import Checked
from riskdesk.ui.kit.grid_view import GridView
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look

_NUMBER, _REASON = "number", "reason"
_SIZE = (860, 250)


class PastePreview(Dialog):
    """The block as it would land. ``taken``: what fits is wanted."""

    taken = Signal()

    def __init__(
        self, look: Look, parent: QWidget, columns: Sequence[Column], checked: Checked
    ) -> None:
        super().__init__(look, parent, look.tr("grid.preview"))
        self._checked = checked
        tr = look.tr
        good = len(checked.edits) - len(checked.problems)
        for words in self._sentences():
            self.body.addWidget(Text(look, words, tone="text_2", wrap=True))
        shown = [replace(c, options=(), find=None, stretch=False, computed=False) for c in columns]
        self.view = GridView(
            look,
            [
                Column(key=_NUMBER, title="№", kind="value", width=44),
                *shown,
                Column(key=_REASON, title=tr("grid.reason"), stretch=True, width=240),
            ],
            tr("grid.preview"),
        )
        self.view.setMinimumSize(QSize(*(look.theme.length(n) for n in _SIZE)))
        self.view.put_rows(LazyRows(checked.rows, self._row))
        self.body.addWidget(self.view, 1)
        words = tr("grid.take_good" if checked.problems else "grid.take_all", count=good)
        self.close_button, self.take = self.verbs(words)
        self.close_button.setText(tr("grid.take_none"))
        self.close_button.setAccessibleName(tr("grid.take_none"))
        self.take.setEnabled(good > 0)
        self.take.clicked.connect(self._on_take)
        self._go_to_first()

    def _sentences(self) -> list[str]:
        checked, tr = self._checked, self.look.tr
        counts = (
            ("grid.said_problems", len(checked.problems)),
            ("grid.said_added", checked.added),
            ("grid.said_over", checked.over),
            ("grid.said_skipped", checked.skipped),
        )
        return [tr(key, count=count) for key, count in counts if count]

    def _row(self, number: int) -> GridRow:
        checked = self._checked
        key = checked.rows[number]
        cells = {_NUMBER: Cell(text=str(number + 1), tone="text_3")}
        reasons = []
        for column in checked.columns:
            draft = checked.drafts.get((key, column))
            problem = checked.problems.get((key, column), "")
            if draft is not None:
                cells[column] = Cell(text=draft.shown, problem=problem, invalid=bool(problem))
            else:
                cells[column] = replace(EMPTY, shaded=True)
            if problem:
                reasons.append(problem)
        whole = " ".join(dict.fromkeys(reasons))
        cells[_REASON] = Cell(text=whole, tone="invalid", tooltip=whole)
        return GridRow(key=key, cells=cells)

    def _go_to_first(self) -> None:
        """The focus stands on the first cell that does not fit."""
        row, column = next(iter(self._checked.problems), (self._checked.rows[0], _NUMBER))
        self.view.go_to(row, column)
        self.view.setFocus()

    def _on_take(self) -> None:
        self.accept()
        self.taken.emit()
