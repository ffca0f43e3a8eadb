"""The one grid of all screens: a list, or a sheet that is typed into as in Excel.

How a screen makes a grid::

    columns = (
        Column(key="name", title=tr("…"), typed=True, stretch=True),
        Column(key="level", title=tr("…"), unit="дБА", kind="number", typed=True),
        Column(key="device", title=tr("…"), kind="choice", options=(Option(value=id, words="…"),)),
        Column(key="class", title=tr("…"), kind="tag", computed=True),
    )
    self.grid = Grid(look, columns, tr("…"), sheet=self.sheet, orders="here")
    self.grid.keep_view(desk.views, "points")              # widths and order between sessions
    self.grid.keep_drafts(desk.drafts.of(f"points/{id}"))  # refused texts survive the window
    self.grid.set_rows(rows)         # GridRow(key, {column: Cell(text, editable=True)}), after each
                                     # change; same keys keep focus and typing; LazyRows for many

A list has no ``sheet``: Enter opens (``opened``), Ctrl+C copies. A sheet (``grid_sheet.Sheet``) is
the screen's side: ``plan(edits)`` says what does not fit, ``carry_out(edits, action)`` makes ONE
command of what was typed, pasted, cleared or filled, then calls ``grid.settle(edits)`` when it is
on disk or ``grid.refuse(edits, words)`` when it failed::

    def carry_out(self, edits, action):
        job = desk.jobs.change(Several(commands(edits), label=action))
        job.on_done(lambda _: grid.settle(edits)).on_failed(lambda e: grid.refuse(edits, text(e)))

The kit itself refuses what is no number, date, flag or known choice: the text stays in the cell,
framed, with its reason under it and in ``problems()`` (signal ``problems_changed``, for the message
strip). A paste with cells that do not fit is shown first. ``adds``: typing into the blank last row
begins a row under a new id. Order and filters: ``orders="here"`` for rows in memory, ``"sheet"``
asks ``Sheet.sort`` and ``Sheet.filter``. ``typed``: at each key; ``row_changed``: the focus moved.
Keys: ``grid_keys.py``; the menu shows them. Ctrl+Tab or Esc leaves; Ctrl+Z is the window's.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QHideEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView

from riskdesk.ui.kit.cells import Column, GridRow, LazyRows
from riskdesk.ui.kit.fields.find_field import FindField
from riskdesk.ui.kit.grid_drafts import DraftGrid
from riskdesk.ui.kit.grid_hands import Hands
from riskdesk.ui.kit.grid_keys import action_of, step_of, stretches
from riskdesk.ui.kit.grid_note import CellNote
from riskdesk.ui.kit.grid_order import ordered, sifted
from riskdesk.ui.kit.grid_sheet import Sheet
from riskdesk.ui.kit.kept_views import KeptViews, View
from riskdesk.ui.kit.keyboard import latin_key, number_key
from riskdesk.ui.look import Look

_ENTERS = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})
_TABS = frozenset({Qt.Key.Key_Tab, Qt.Key.Key_Backtab})
_REST_MS = 400
"""A view is kept so long after the last pull at a head."""
_NUMBERS = frozenset({"number", "repeats", "date"})


class Grid(DraftGrid):
    """A list or a sheet; see the module.

    ``opened``: Enter or double click on a row that is not edited there. ``typed``: (row, column,
    text) at each key. ``committed``: a cell of a grid without sheet was left. ``judging``: so many
    cells of a large paste are judged; -1: done.
    """

    opened = Signal(str)
    typed = Signal(str, str, str)
    committed = Signal(str, str, str)
    judging = Signal(int)

    def __init__(
        self,
        look: Look,
        columns: Sequence[Column],
        name: str,
        *,
        sheet: Sheet | None = None,
        orders: Literal["none", "here", "sheet"] = "none",
    ) -> None:
        super().__init__(look, columns, name, sheet)
        self.orders = orders
        self.hands = Hands(self)
        self._given: Sequence[GridRow] = ()
        self._views: tuple[KeptViews, str] | None = None
        self._order = ("", False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST_MS)
        self._rest.timeout.connect(self.keep_now)
        self._note = CellNote(look, self.viewport())
        if sheet is not None:
            self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.grid.committed.connect(self._on_committed)
        self.delegate.typed.connect(self.typed)
        self.delegate.left.connect(self._on_left)
        self.selectionModel().selectionChanged.connect(lambda *_: self._light_row())
        self.row_changed.connect(lambda *_: self._say())
        self.verticalScrollBar().valueChanged.connect(lambda _: self._say())
        self.doubleClicked.connect(self._on_double)
        self.head.setSectionsClickable(orders != "none")
        self.head.sorted_by.connect(self._on_head)
        self.head.filtered.connect(lambda _: self._arrange(anew=True))

    def set_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows; what is typed and not stored stays over them."""
        self._given = rows
        self._arrange(anew=False)

    def keep_view(self, views: KeptViews, name: str) -> None:
        """Keep widths and order under ``name`` and take up the last ones."""
        view = views.read(name)
        self.show_view(view)
        if self.orders != "none" and view.filters:
            self.head.show_filters({})
        if self.orders != "none" and self.grid.column_of(view.order) >= 0:
            self.order_by(view.order, descending=view.descending)
        self._views = (views, name)

    def order_by(self, column: str, *, descending: bool) -> None:
        """Show the rows in another order; ``""``: as the screen gave them."""
        self._order = (column, descending)
        self.head.show_order(column, descending=descending)
        if self.orders == "sheet" and self.sheet is not None:
            self.sheet.sort(column, descending=descending)
        self._arrange(anew=False)
        self.widths_changed()

    def view(self) -> View:
        """Widths, order, filters."""
        order, descending = self._order
        filters = self.head.filtering
        return replace(super().view(), order=order, descending=descending, filters=filters)

    def reset_view(self) -> None:
        """Widths, order and filters as at first."""
        self.head.show_filters(None)
        self._arrange(anew=True)
        if self._order[0]:
            self.order_by("", descending=False)
        self.show_view(View())
        self.widths_changed()

    def toggle_filters(self) -> None:
        """Show the filter row and go there; the second time take it away."""
        if self.head.filtering:
            self.head.show_filters(None)
            self._arrange(anew=True)
        else:
            self.head.show_filters({})
            self.updateGeometries()
            self.head.go_to_filter(self.current_column())
        self.widths_changed()

    def copied(self, row: int, column: int) -> str:
        """The text of a cell as the clipboard has it."""
        spec = self.grid.columns[column]
        text = self.grid.text(row, column)
        if isinstance(self.grid.rows, LazyRows) or spec.kind == "flag":
            return self.reader.shown(spec.key, text)
        tag = self.grid.cell(self.grid.index(row, column)).tag
        return " ".join(filter(None, (tag.text if tag is not None else "", text)))

    def finish_editing(self) -> None:
        """Commit and close the open editor, if there is one."""
        editor = self.delegate.editor
        if editor is not None:
            self.commitData(editor)
            self.closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)

    def put_rows(self, rows: Sequence[GridRow]) -> None:
        """Show rows as they are; a cell that is being typed and moves is left first."""
        editing = self.delegate.editor is not None and self.current_key()
        if editing and not self.grid.stays(editing, rows):
            self.finish_editing()
        super().put_rows(rows)
        self._say()

    def widths_changed(self) -> None:
        """What a person changed of the view is kept."""
        if self._views is not None:
            self._rest.start()

    def keep_now(self) -> None:
        """Keep the view without waiting for the hand to rest."""
        self._rest.stop()
        if self._views is not None:
            self._views[0].write(self._views[1], self.view())

    def hideEvent(self, event: QHideEvent) -> None:
        """The view is kept before the screen goes."""
        if self._rest.isActive():
            self.keep_now()
        super().hideEvent(event)

    def drafts_changed(self) -> None:
        """The note under the cell says what is wrong now."""
        self._say()

    def event(self, event: QEvent) -> bool:
        """The grid's own keys come before the shortcuts of the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            name = action_of(event)
            editing = self.state() == QAbstractItemView.State.EditingState
            if name and self.hands.can(name) and not editing:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys as in Excel; see ``grid_keys``."""
        if self.state() == QAbstractItemView.State.EditingState:
            super().keyPressEvent(event)  # the editor has had the key already
            return
        name, step = action_of(event), step_of(event)
        if event.key() in _TABS or event.key() in _ENTERS or event.key() == Qt.Key.Key_Escape:
            self._go_on(event)
        elif name and self._act(name):
            pass
        elif step is not None:
            self._step(event)
        elif (event.key() == Qt.Key.Key_Space and self._toggle()) or (
            event.key() == Qt.Key.Key_Down and self._offer()
        ):
            pass
        elif latin_key(event) is None and not self._type_digit(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A selection begins where the mouse is pressed."""
        super().mousePressEvent(event)
        if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.moves.begin()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu at the pointer, or at the cell for the menu key."""
        at = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            rect = self.visualRect(self.currentIndex())
            at = self.viewport().mapToGlobal(QPoint(rect.left() + 8, rect.bottom()))
        elif not self.selectionModel().isSelected(self.indexAt(event.pos())):
            index = self.indexAt(event.pos())
            self.moves.to(index.row(), index.column())
        self.hands.menu().popup(at)

    def _go_on(self, event: QKeyEvent) -> None:
        """Tab, Enter, Esc."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        back = stretches(event) or event.key() == Qt.Key.Key_Backtab
        if event.key() in _TABS:
            if control or not self.moves.tab(back=back):
                self._leave(forward=not back)
        elif event.key() == Qt.Key.Key_Escape:
            self._escape()
        elif control:
            event.ignore()  # the main button of the page
        elif self._editable() or self.sheet is not None:
            self.moves.enter(back=back)
        elif self.currentIndex().isValid():
            self.opened.emit(self.current_key())

    def _escape(self) -> None:
        """From many selected cells to one; then out of the grid."""
        if self.hands.area().single or self.sheet is None:
            self._leave(forward=True)
        else:
            self.moves.to(*self.moves.at)

    def _leave(self, *, forward: bool) -> None:
        self.setTabKeyNavigation(False)  # otherwise Tab only walks inside
        self.focusNextPrevChild(forward)
        self.setTabKeyNavigation(True)

    def _act(self, name: str) -> bool:
        if name == "clear" and self.sheet is None:
            if self._editable():
                self.grid.setData(self.currentIndex(), "")
            return True
        if not self.hands.can(name):
            return False
        if self.currentIndex().isValid() or name in {"filter", "reset"}:
            self.hands.do(name)
        return True

    def _step(self, event: QKeyEvent) -> None:
        step, select = step_of(event), stretches(event)
        if step is None:
            return
        if not self.currentIndex().isValid():
            self.moves.home(whole=True)
        elif step.far == "one":
            self.moves.step(step.down, step.right, select=select)
        elif step.far == "page":
            self.moves.page(step.down, select=select)
        elif step.far == "edge":
            self.moves.edge(step.down, step.right, select=select)
        elif step.far == "home":
            self.moves.home(whole=bool(step.down), select=select)
        else:
            self.moves.end(whole=bool(step.down), select=select)

    def _toggle(self) -> bool:
        """Space ticks a flag."""
        column, index = self.grid.columns[max(self.currentIndex().column(), 0)], self.currentIndex()
        if column.kind != "flag" or not self._editable():
            return False
        self.grid.setData(index, "" if self.grid.cell(index).text else "1")
        return True

    def _offer(self) -> bool:
        """Alt+Down opens the list of a choice, as in Excel."""
        kind = self.grid.columns[max(self.currentIndex().column(), 0)].kind
        if kind not in {"choice", "reference"} or not self._editable():
            return False
        self.edit(self.currentIndex())
        editor = self.delegate.editor
        if isinstance(editor, FindField):
            editor.offer()
        return True

    def _type_digit(self, event: QKeyEvent) -> bool:
        """A letter on a digit key begins a number (promise U5)."""
        index = self.currentIndex()
        meant = number_key(event)
        if not meant or meant == event.text() or not self._editable():
            return False
        kind = self.grid.columns[index.column()].kind
        if kind not in _NUMBERS and not self.grid.cell(index).digits:
            return False
        self.edit(index)
        editor = self.delegate.editor
        if editor is not None:
            editor.setText("")
            editor.insert(meant)
            editor.setModified(True)
            editor.textEdited.emit(editor.text())
        return True

    def _editable(self) -> bool:
        return bool(self.currentIndex().flags() & Qt.ItemFlag.ItemIsEditable)

    def _arrange(self, *, anew: bool) -> None:
        """Order and filters over the rows of the screen; ``anew``: the filters have changed."""
        rows, texts = self._given, self.head.texts()
        if self.orders == "sheet" and self.sheet is not None and anew:
            self.sheet.filter(texts)
        if self.orders == "here" and (texts or self._order[0]):
            rows = sifted(rows, texts)
            at = self.grid.column_of(self._order[0])
            if at >= 0:
                column, language = self.grid.columns[at], self.look.language
                rows = ordered(rows, column, descending=self._order[1], language=language)
        self.show_stored(rows)

    def _light_row(self) -> None:
        """One cell with the focus lights its row; several are lit by themselves."""
        if self.sheet is not None:
            selected = self.selectionModel().selection()
            one = selected.count() == 1 and len(selected.indexes()) == 1
            self.delegate.lit_row = self.currentIndex().row() if one else -1
            self.viewport().update()

    def _say(self) -> None:
        index = self.currentIndex()
        problem = self.grid.cell(index).problem if index.isValid() else ""
        self._note.say(problem, self.visualRect(index))

    def _on_committed(self, row: str, column: str, text: str) -> None:
        if self.sheet is None:
            self.committed.emit(row, column, text)
        else:
            self.enter(row, column, text)

    def _on_left(self, key: int, shift: bool) -> None:  # noqa: FBT001 - Qt's signal
        """The editor was left by a key."""
        if key in _TABS:
            if not self.moves.tab(back=shift or key == Qt.Key.Key_Backtab):
                self._leave(forward=not shift)
        elif key in _ENTERS:
            self.moves.enter(back=shift)
        else:
            self.moves.step(-1 if key == Qt.Key.Key_Up else 1, 0)

    def _on_head(self, column: str) -> None:
        """A click: up, down, as given."""
        known, descending = self._order
        if column != known:
            self.order_by(column, descending=False)
        elif descending:
            self.order_by("", descending=False)
        else:
            self.order_by(column, descending=True)

    def _on_double(self, index: QModelIndex) -> None:
        if not index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.opened.emit(self.current_key())
