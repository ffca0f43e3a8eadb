"""The structure as a list typed into as in Excel: head, verbs, grid, foot, messages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.flow import Flow, flowing
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labels import KeyHint, Text, ground, plain
from riskdesk.ui.kit.messages import Message, MessageStrip
from riskdesk.ui.screens.structure_acts import KEYS, Acts, Wanted
from riskdesk.ui.screens.structure_ask import AskBar
from riskdesk.ui.screens.structure_data import Entry, Sheetful
from riskdesk.ui.screens.structure_keys import ListGrid
from riskdesk.ui.screens.structure_rows import Rows
from riskdesk.ui.screens.structure_sheet import StructureSheet
from riskdesk.ui.screens.structure_sift import wanted

_SHOWN = ("add_line", "add_place", "add_section", "split", "group")
_MENU = ("move_up", "move_down", "move_to", "similar", "renumber", "remove")
_COUNTED = ("headcount", "men", "women", "youth", "disabled")


class StructureList(QWidget):
    """The list. ``opened``: a workplace should be shown as a page; ``grouped``: a group was made.

    ``taking``: a staff list should be imported.
    """

    opened = Signal(str)
    grouped = Signal(str)
    taking = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = look = desk.look
        self.data: Sheetful | None = None
        self._known: dict[str, Entry] = {}
        self._shown: list[Entry] = []
        self.section = ""
        self._wanted = Wanted()
        self._certification = ""
        self.acts = Acts(desk, self)
        self.sheet = StructureSheet(desk, self.entry, self.section_for_new)
        self.sheet.asked_removal = self.acts.remove_rows
        self.sheet.arranged = self._arrange
        self.rows = Rows(look)
        self.grid = ListGrid(look, self.rows.columns(), look.tr("structure.list"), self.sheet)
        self.grid.acted.connect(self.acts.do)
        self.sheet.grid = self.grid
        self.grid.keep_view(desk.views, "structure")
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        box.addWidget(self._tools())
        self.bar = AskBar(look)
        self.bar.left.connect(self.grid.setFocus)
        box.addWidget(self.bar)
        box.addWidget(self.grid, 1)
        box.addWidget(self._foot())
        self.messages = MessageStrip(look, lambda: desk.go(Place("check")))
        box.addWidget(self.messages)
        self.grid.opened.connect(self._open)
        self.grid.problems_changed.connect(self._tell)
        self.grid.selectionModel().selectionChanged.connect(lambda *_: self._count())

    def entry(self, key: str) -> Entry | None:
        """The row of a key."""
        return self._known.get(key)

    def selected(self) -> list[Entry]:
        """The rows of the selection."""
        keys = [self.grid.grid.rows[row].key for row in self.grid.hands.area().rows]
        return [entry for key in keys if (entry := self._known.get(key)) is not None]

    def section_for_new(self) -> str:
        """Where a line typed into the blank row goes: the shown section, else the last."""
        if self.section or self.data is None or not self.data.sections:
            return self.section
        return self.data.sections[-1][0]

    def want(self, wish: Wanted) -> None:
        """Where the focus goes when the rows come."""
        self._wanted = wish

    def ask(self, words: str, verb: str, act: Callable[[], object]) -> None:
        """Say what a change takes with it, before it is done."""
        self.bar.ask(words, verb, act)

    def show_data(self, data: Sheetful, certification: str) -> None:
        """Show the rows of a certification."""
        self.data = data
        self._known = {entry.key: entry for entry in data.rows}
        if certification != self._certification:
            self._certification, self.section = certification, ""
            self.grid.keep_drafts(self._desk.drafts.of(f"structure/{certification}"))
        if self.section and all(one != self.section for one, _ in data.sections):
            self.section = ""
        self.sheet.renew()
        self._arrange()
        self._say_counts(data)
        self._tell()
        self._go_wanted()
        if not self.grid.current_key() and self._shown:
            self.grid.go_to(self._shown[0].key, 1)
        self._verbs["renumber"].setEnabled(data.out_of_order)

    def show_section(self, section: str) -> None:
        """Only the rows of a section; "" for all."""
        if section != self.section:
            self.section = section
            self._arrange()
            if self.data is not None:
                self._say_counts(self.data)

    def go_to(self, thing: str, column: str = "") -> bool:
        """Put the focus on a section, a line or a workplace."""
        entry = self._known.get(thing) or next(
            (one for one in self._known.values() if one.workplace == thing), None
        )
        if entry is None:
            return False
        if self.section not in {"", entry.section}:
            self.show_section("")
        first = "kk" if self._look.language == "kk" else "ru"
        return self.grid.go_to(entry.key, column or first)

    def show_sections(self) -> None:
        """A menu of the sections; the lines of the selection go there."""
        menu = QMenu(self)
        for number, (section, name) in enumerate(self.data.sections if self.data else (), start=1):
            words = f"{number} {self._look.tr.text(name)}".replace("&", "&&")
            action = QAction(words, menu)
            action.triggered.connect(partial(self.acts.to_section, section))
            menu.addAction(action)
        rect = self.grid.visualRect(self.grid.currentIndex())
        menu.popup(self.grid.viewport().mapToGlobal(QPoint(rect.left(), rect.bottom())))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc takes the question away."""
        if event.key() == Qt.Key.Key_Escape and self.bar.isVisible():
            self.bar.leave()
            return
        super().keyPressEvent(event)

    def _head(self) -> PageHead:
        look, tr = self._look, self._look.tr
        self.take = button(look, tr("structure.staff_list"), icon="import")
        self.take.setToolTip(plain(f"{tr('file.title')}  Ctrl+I"))
        self.take.clicked.connect(self.taking)
        self._title = PageHead(look, tr("structure.list"), self.take)
        return self._title

    def _tools(self) -> QWidget:
        look, tr = self._look, self._look.tr
        holder = QWidget()
        row = Flow(look, (16, 0, 16, 8))
        for name in _SHOWN:
            first = name == "add_line"
            made = button(
                look,
                tr(f"structure.{name}"),
                "second" if first else "flat",
                icon="plus" if name.startswith("add") else "",
            )
            made.setToolTip(plain(f"{tr(f'structure.{name}_what')}  {KEYS[name]}"))
            made.clicked.connect(partial(self._do, name))
            row.addWidget(made)
        self._more = button(look, tr("structure.more"), "flat")
        menu = QMenu(self._more)
        self._verbs: dict[str, QAction] = {}
        for name in _MENU:
            action = QAction(f"{tr(f'structure.{name}')}\t{KEYS[name]}", menu)
            action.triggered.connect(partial(self._do, name))
            menu.addAction(action)
            self._verbs[name] = action
        self._more.setMenu(menu)
        row.addWidget(self._more)
        holder.setLayout(row)
        return holder

    def _foot(self) -> QWidget:
        look, tr = self._look, self._look.tr
        foot = ground(QWidget(), "panel", "top")
        self._picked = Text(look, "", "small", "text_2")
        self._counts = Text(look, "", "small", "text_2")
        self._without = Text(look, "", "small", "invalid")
        hints = QWidget()
        inside = QHBoxLayout(hints)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(look.theme.length(6))
        for keys, word in (("F2", "key_edit"), ("Ctrl+D", "key_down"), ("Ctrl+Z", "key_undo")):
            inside.addWidget(KeyHint(look, keys))
            inside.addWidget(Text(look, tr(f"structure.{word}"), "small", "text_2"))
        parts = (self._counts, self._without, hints, self._picked)
        foot.setLayout(flowing(look, (16, 4, 16, 4), *parts, gap=14))
        return foot

    def _do(self, name: str, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - Qt's signal
        self.grid.setFocus()
        self.acts.do(name)

    def _arrange(self) -> None:
        if self.data is None:
            return
        self._shown = wanted(
            self.data.rows, self.section, self.sheet.texts, self.sheet.order, self._look.language
        )
        self.grid.set_rows(self.rows.rows(self._shown))

    def _open(self, key: str) -> None:
        entry = self._known.get(key)
        if entry is not None and entry.workplace is not None:
            self.opened.emit(entry.workplace)

    def _go_wanted(self) -> None:
        wish = self._wanted
        if wish == Wanted():
            return
        places = (one.key for one in self._known.values() if one.workplace == wish.workplace)
        key = next(places, "") if wish.workplace else ""
        key = key or wish.key
        if not key or key not in self._known:
            return
        self._wanted = Wanted()
        column = wish.column if wish.column in {"kk", "ru", "men"} else ""
        column = column or self.grid.current_column() or "ru"
        if self.go_to(key, column):
            self.grid.setFocus()
            if wish.edit:
                self.grid.edit(self.grid.currentIndex())

    def _say_counts(self, data: Sheetful) -> None:
        tr = self._look.tr
        names: dict[str, str] = {one: tr.text(name) for one, name in data.sections}
        self._title.show_title(names.get(self.section, tr("structure.list")))
        self._title.second.setText(
            tr("structure.counts", lines=len(data.lines), places=data.places)
        )
        self._counts.setText(
            tr("structure.people_counts", places=data.places, men=data.men, women=data.women)
        )
        self._without.setText(tr("structure.without", count=data.without) if data.without else "")

    def _count(self) -> None:
        """So many cells are selected, and their sum."""
        area, grid = self.grid.hands.area(), self.grid
        if area.single or len(area.rows) * len(area.columns) > 20_000:
            self._picked.setText("")
            return
        total = 0
        for column in area.columns:
            if grid.grid.columns[column].key in _COUNTED:
                texts = (grid.grid.text(row, column) for row in area.rows)
                total += sum(int(text) for text in texts if text.isdigit())
        size = f"{len(area.rows)} × {len(area.columns)}"
        self._picked.setText(self._look.tr("structure.picked", size=size, sum=total))

    def _tell(self) -> None:
        """What is wrong in the list, each a link to its cell."""
        tr = self._look.tr
        found = [self._message("error", row, column, words)
                 for row, column, words in self.grid.problems()]  # fmt: skip
        seen = set[tuple[str, str]]()
        for entry in self.data.rows if self.data else ():
            for column, key, numbers in entry.problems:
                if (entry.key, key) not in seen:
                    seen.add((entry.key, key))
                    words = tr(key, **dict(numbers))
                    found.append(self._message("warning", entry.key, column, words))
        self.messages.show_messages(found)

    def _message(self, severity: str, row: str, column: str, words: str) -> Message:
        entry = self._known.get(row)
        link = entry.code or self._look.tr.text(entry.names) if entry else ""
        return Message(severity, link or self._look.tr("grid.new_row"), words,
                       partial(self._visit, row, column))  # fmt: skip

    def _visit(self, row: str, column: str) -> None:
        if self.go_to(row, column) or self.grid.go_to(row, column):
            self.grid.setFocus()
