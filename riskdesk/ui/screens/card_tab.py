"""A card as on the printed form: indicators with their bounds in the class columns, "+" in one."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from riskdesk.domain.values import HazardClass
from riskdesk.services.queries_workplace import CardPage, IndicatorLine, WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.drafts import cell_field
from riskdesk.ui.kit.buttons import button, shown_keys
from riskdesk.ui.kit.cells import Cell, GridRow
from riskdesk.ui.kit.flow import Flow
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text, ground, plain
from riskdesk.ui.screens.card_drawer import PARTS, CardDrawer
from riskdesk.ui.screens.card_foot import CardFoot
from riskdesk.ui.screens.card_peers import peers_line
from riskdesk.ui.screens.card_rows import card_columns, card_rows
from riskdesk.ui.screens.card_sheet import CardSheet
from riskdesk.ui.screens.mark_editor import MarkEditor

_TYPED = ("value", "working")
"""Columns whose texts are judged while they are typed."""
_ROOM = 860
"""The width at 100 % from which the arithmetic has a column of its own."""


class CardTab(QWidget):
    """One card. Signals as in the tab of factors; a subject is ``heaviness/2.1`` or the card.

    A typed value, its arithmetic and its mark go to the disk by themselves; ``typed`` only asks for
    the class meanwhile.
    """

    focused = Signal(str)
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    staffed = Signal(object, object)

    def __init__(self, desk: Desk, card: str) -> None:
        super().__init__()
        self._desk = desk
        self._look = look = desk.look
        self._card = card
        self._page: CardPage | None = None
        self._workplace: WorkplacePage | None = None
        self._turns: dict[str, QPushButton] = {}
        self._typing: tuple[str, dict[str, Cell]] = ("", {})
        self._opened: QLineEdit | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head_line())
        self.sheet = CardSheet(desk)
        columns = card_columns(look, card)
        self.grid = Grid(look, columns, look.tr(f"tab.{card}"), sheet=self.sheet)
        self.sheet.grid = self.grid
        self.grid.row_changed.connect(self._on_row)
        self.grid.typed.connect(self._on_typed)
        box.addWidget(self.grid, 1)
        box.addWidget(self._line_strip())
        self.drawer = CardDrawer(desk, card)
        self.drawer.turned.connect(self._on_turned)
        self.drawer.judging.chosen.connect(self._on_chosen)
        if self.drawer.working is not None:
            self.drawer.working.typed.connect(self.typed)
        box.addWidget(self.drawer)
        self.foot = CardFoot(look, staffed=card == "heaviness")
        self.foot.conclusion.marked.connect(self.marked)
        self.foot.staffing.staffed.connect(self.staffed)
        self.conclusion, self.staffing = self.foot.conclusion, self.foot.staffing
        box.addWidget(self.foot)
        self._keys()

    def show_card(self, page: CardPage, workplace: WorkplacePage) -> None:
        """Show a card of a workplace; its people decide whose bounds apply."""
        another = self._workplace is None or self._workplace.id != workplace.id
        self._page, self._workplace = page, workplace
        self.sheet.card, self.sheet.workplace = page, workplace
        kept = self._desk.drafts.of(f"{workplace.id}/people")
        self.foot.show_card(page, workplace, kept)
        rows = list(card_rows(self._look, page, workplace.sexes))
        if another:
            self.grid.set_rows([])
            self.grid.keep_drafts(self.drafts)
        self.grid.set_rows([self._resting(row) for row in rows])
        if not self.grid.current_key():
            self.grid.go_to(page.lines[0].number, "value")
        self._peers.setText(peers_line(self._look, page))
        self._show_strip()

    def _resting(self, row: GridRow) -> GridRow:
        """A row that is being typed is judged by its new text but holds the stored one.

        Else leaving the cell would find nothing changed, and the text would be lost.
        """
        key, cells = self._typing
        if row.key != key or self.grid.delegate.editor is None:
            return row
        return replace(row, cells={**row.cells, **cells})

    @property
    def drafts(self) -> dict[str, str]:
        """Texts typed at this workplace that are not on disk, by row and column."""
        identity = self._workplace.id if self._workplace is not None else ""
        return self._desk.drafts.of(f"{identity}/{self._card}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The arithmetic has a column where there is room; else its sign stands at the value."""
        super().resizeEvent(event)
        wide = self.width() >= self._look.theme.length(_ROOM)
        self.grid.show_column("working", shown=wide)

    def go_to(self, indicator: str) -> bool:
        """Put the focus on an indicator."""
        return self.grid.go_to(indicator, "value")

    def line(self) -> IndicatorLine | None:
        """The indicator with the focus."""
        return self.sheet.line(self.grid.current_key())

    def _head_line(self) -> QWidget:
        """For whom the card is, and what its drawer holds."""
        look = self._look
        over = ground(QWidget(), "page")
        row = QHBoxLayout(over)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 6)))
        row.setSpacing(look.theme.length(6))
        self._peers = Text(look, "", "small", "text_2", wrap=True)
        row.addWidget(self._peers, 1)
        verbs, turns = QWidget(), Flow(look, (0, 0, 0, 0), gap=6)
        verbs.setLayout(turns)
        row.addWidget(verbs)
        for part, keys in PARTS[self._card]:
            words = look.tr(f"card.{part}")
            made = button(look, f"{words}  {shown_keys(keys)}", "chip")
            made.setFont(look.theme.font("small", "medium"))
            made.setAccessibleName(words)
            made.setToolTip(plain(f"{words}  {shown_keys(keys)}"))
            made.clicked.connect(partial(self.drawer_turn, part))
            self._turns[part] = made
            turns.addWidget(made)
        return over

    def _line_strip(self) -> QWidget:
        look = self._look
        self._strip = strip = ground(QWidget(), "page", "top")
        row = QHBoxLayout(strip)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 4, 16, 6)))
        self._name = Text(look, "", "small", "text", weight="strong", wrap=True)
        self._name.setMinimumWidth(look.theme.length(150))
        row.addWidget(self._name, 2)
        self.editor = MarkEditor(look)
        self.editor.marked.connect(self.marked)
        row.addWidget(self.editor, 5)
        return strip

    def drawer_turn(self, part: str, _checked: object = None) -> None:
        """Show a part of the drawer, or take it away."""
        found = next(name for name, _ in PARTS[self._card] if name == part)
        self.drawer.turn(found)

    def _keys(self) -> None:
        for part, keys in PARTS[self._card]:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(partial(self.drawer_turn, part))

    def _show_strip(self) -> None:
        line = self.line()
        self._strip.setVisible(line is not None)
        if line is not None:
            self._name.setText(f"{line.number}  {self._look.tr.text(line.title)}")
            self.editor.show_finding(line.finding)
        self._fill_drawer()

    def _fill_drawer(self) -> None:
        if self._page is not None and self._workplace is not None:
            self.drawer.show_line(self.line(), self._page, self._workplace)

    def _on_turned(self) -> None:
        for part, made in self._turns.items():
            made.setChecked(self.drawer.part == part)
        self.foot.setVisible(not self.drawer.part)
        self._fill_drawer()
        if not self.drawer.part:
            self.grid.setFocus()

    def _on_chosen(self, subject: str, hazard_class: HazardClass | None) -> None:
        line = next((one for one in self._lines() if one.finding.subject == subject), None)
        if line is not None:
            reason = line.finding.mark_reason if line.finding.mark == hazard_class else ""
            self.marked.emit(subject, hazard_class, reason)

    def _lines(self) -> tuple[IndicatorLine, ...]:
        return self._page.lines if self._page is not None else ()

    def _on_row(self, key: str, column: str) -> None:  # noqa: ARG002 - the column does not matter here
        self._show_strip()
        self.focused.emit(f"{self._card}/{key}")

    def _on_typed(self, key: str, column: str, text: str) -> None:
        if column == "mark":
            return
        if self._typing[0] != key or self._opened is not self.grid.delegate.editor:
            row = self.grid.grid.rows[self.grid.grid.row_of(key)]
            own = {name: row.cells[name] for name in _TYPED if name in row.cells}
            self._typing, self._opened = (key, own), self.grid.delegate.editor
        self.drafts[cell_field(key, column)] = text
        arithmetic = column == "working" and not text.startswith("=")
        self.typed.emit(f"{self._card}/{key}", f"={text}" if arithmetic else text)
