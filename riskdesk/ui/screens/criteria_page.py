"""One page of the criteria book: head, a value to try, editions to compare, table, notes."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.services.queries_book import CriterionPage
from riskdesk.services.queries_book_fields import TryWay
from riskdesk.services.queries_book_try import Trial
from riskdesk.services.queries_norms import NormPage
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import GridRow
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import Stamp
from riskdesk.ui.screens.criteria_compare import CompareBar
from riskdesk.ui.screens.criteria_notes import explain_edition, explain_gaps, explain_norm
from riskdesk.ui.screens.criteria_rows import (
    criterion_columns,
    criterion_rows,
    norm_columns,
    norm_rows,
)
from riskdesk.ui.screens.try_row import TryRow

_NOTES = 150


class BookPage(QWidget):
    """``editing``, ``removing``: what a specialist added is to be changed or taken away."""

    editing = Signal()
    removing = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = look = desk.look
        self.page: CriterionPage | NormPage | None = None
        self.trial = Trial()
        self.grid: Grid | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.mark = Stamp(look, look.tr("own.mark"))
        self.edit = button(look, look.tr("own.edit"))
        self.edit.clicked.connect(self.editing)
        self.remove = button(look, look.tr("own.remove"))
        self.remove.clicked.connect(self.removing)
        self.head = PageHead(look, "", self.edit, self.remove)
        box.addWidget(self.head)
        layout = self.head.layout()
        if layout is not None and hasattr(layout, "insertWidget"):
            layout.insertWidget(1, self.mark)
        self.trying = TryRow(look, self.explain)
        box.addWidget(self.trying)
        self.comparing = CompareBar(look)
        box.addWidget(self.comparing)
        self._holder = QVBoxLayout()
        box.addLayout(self._holder, 3)
        self.notes = PanelColumn(look, "page")
        self.notes.setMinimumHeight(look.theme.length(_NOTES))
        box.addWidget(self.notes, 1)
        for part in (self.mark, self.edit, self.remove, self.trying, self.comparing):
            part.hide()

    def show_criterion(
        self,
        page: CriterionPage,
        ways: Sequence[TryWay],
        kept: Mapping[str, str],
        options: Mapping[str, str],
        pair: tuple[str, str] | None,
    ) -> None:
        """A criterion with what was typed there before."""
        anew = not isinstance(self.page, CriterionPage) or self.page.factor != page.factor
        self._start(page)
        if anew:
            self.trying.show_ways(ways, kept)
            self.trying.show_options(page.options, options)
            self.show_trial(Trial())
        self.comparing.show_criterion(page, pair)
        self._show_grid(Grid(self._look, criterion_columns(self._look, page), self._words()))
        self._fill()

    def show_norm(self, page: NormPage, pair: tuple[str, str] | None = None) -> None:
        """A table of levels, a substance, or what a specialist added."""
        self._start(page)
        self.trying.show_ways((), {})
        self.trying.show_options((), {})
        self.comparing.show_norm(page, pair)
        self._show_grid(Grid(self._look, norm_columns(self._look, page), self._words()))
        self._set_rows(list(norm_rows(self._look, page)))
        explain_norm(self._look, self.notes, page)

    def show_trial(self, trial: Trial) -> None:
        """What the rule sets say of what stands in the fields."""
        self.trial = trial
        if isinstance(self.page, CriterionPage):
            self.trying.show_trial(trial, self.page.known)
            self._fill()

    def explain(self, error: UserError) -> str:
        """A fault in words; inputs are called as their fields are."""
        tr, name = self._look.tr, error.params.get("name")
        if name is not None and f"book.key.{name}" in tr:
            error = UserError(error.code, **{**error.params, "name": tr(f"book.key.{name}")})
        return self._desk.failure_text(error)

    def _start(self, page: CriterionPage | NormPage) -> None:
        tr = self._look.tr
        self.page = page
        self.head.show_title(self._look.sentence(page.title))
        every = dict.fromkeys((page.title.kk, page.title.ru, page.title.en))
        others = [text for text in every if text and text != tr.text(page.title)]
        self.head.second.setText(" · ".join(text[:1].upper() + text[1:] for text in others))
        own = isinstance(page, NormPage) and page.own
        for part in (self.mark, self.edit, self.remove):
            part.setVisible(own)

    def _words(self) -> str:
        return self._look.tr("book.table")

    def _show_grid(self, grid: Grid) -> None:
        while (item := self._holder.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.setParent(None)
                old.deleteLater()
        self.grid = grid
        grid.row_changed.connect(lambda key, _: self._explain(key))
        self._holder.addWidget(grid)

    def _set_rows(self, rows: list[GridRow]) -> None:
        """A short table is as high as its rows: what belongs to it stands under it."""
        if self.grid is not None:
            self.grid.set_rows(rows)
            self.grid.setMaximumHeight(self.grid.content_height())
            self.grid.setVisible(bool(rows))

    def _fill(self) -> None:
        page, grid = self.page, self.grid
        if grid is None or not isinstance(page, CriterionPage):
            return
        hits = {answer.ruleset: answer.result for answer in self.trial.answers}
        texts = self.trying.texts()
        words = frozenset(texts.values()) | frozenset(
            part for part in ("mr", "ss") if texts.get(f"ratio_{part}")
        )
        self._set_rows(list(criterion_rows(self._look, page, hits, words)))
        self._explain(grid.current_key())

    def _explain(self, key: str) -> None:
        """What belongs to the edition with the focus, or to all of them."""
        page = self.page
        if not isinstance(page, CriterionPage):
            return
        chosen, _, path = key.partition("|")
        editions = [each for each in page.editions if each.ruleset == chosen] or page.editions
        self.notes.start()
        for edition in editions:
            answer = next((a for a in self.trial.answers if a.ruleset == edition.ruleset), None)
            said = _otherwise(page, edition.ruleset, path)
            explain_edition(self._look, self.notes, edition, answer, said)
        explain_gaps(self._look, self.notes, page)
        self.notes.finish()


def _otherwise(page: CriterionPage, ruleset: str, path: str) -> LocalizedText:
    """What is said where no bound is met: of the row with the focus, or of the only one."""
    rows = [row for row in page.rows if not path or "/".join(row.path) == path]
    lines = [line for row in rows for line in row.lines if line.ruleset == ruleset]
    said = {line.otherwise for line in lines}
    return said.pop() if len(said) == 1 else LocalizedText()
