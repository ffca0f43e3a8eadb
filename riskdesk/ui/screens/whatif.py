"""What if: other levels, hours, people and equipment at one workplace, and the class at once.

Nothing is stored; what was tried becomes a measure of the plan by one key.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, parse_decimal
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.services.whatif import WhatIf, what_if
from riskdesk.services.whatif_levers import Lever, changes_of, class_at, levers, measure_of
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.fields.choice import Tick
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict
from riskdesk.ui.kit.labels import TagLabel, Text, ground
from riskdesk.ui.kit.paint import NOT_RATED, Tag, class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.session import Session
from riskdesk.ui.tags import range_text, typed_text

GROUPS = ("level", "time", "card", "people")
TRY = "try"


@dataclass(frozen=True, slots=True)
class Tried:
    """What the worker answers: the levers, both assessments, the measure that it would make."""

    levers: tuple[Lever, ...]
    found: WhatIf
    words: LocalizedText
    values: dict[str, object]


class WhatIfPanel(QWidget):
    """``made``: (words, values) of a measure."""

    made = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._look = desk, desk.look
        self._page: WorkplacePage | None = None
        self._tried: Tried | None = None
        self._asked = 0
        self.texts: dict[str, str] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        self.sheet = WhatIfSheet(self)
        self.grid = Grid(
            self._look, _columns(self._look), self._look.tr("whatif.name"), sheet=self.sheet
        )
        self.grid.typed.connect(self._on_typed)
        box.addWidget(self.grid, 1)

    def show_page(self, page: WorkplacePage) -> None:
        """Another workplace begins with nothing tried; the same one is judged again."""
        if self._page is None or self._page.id != page.id:
            self.texts.clear()
            self.grid.grid.drafts.clear()
            self.ppe.setChecked(False)
        self._page = page
        self.ask()

    def tried(self, edits: Sequence[Edit]) -> None:
        """Other texts are tried."""
        self._take({edit.row: edit.text for edit in edits})
        self.grid.settle(edits)
        self.ask()

    def reset(self) -> None:
        """Everything as it is."""
        self.texts.clear()
        self.grid.grid.drafts.clear()
        self.ppe.setChecked(False)
        self.ask()

    def ask(self) -> None:
        """Judge what is tried; only the newest answer is shown."""
        page = self._page
        if page is None:
            return
        self._asked += 1
        number, certification = self._asked, self._desk.certification_id
        texts, all_ppe = dict(self.texts), self.ppe.isChecked()

        def read(session: Session, _: object) -> Tried:
            snapshot, context = session.snapshot(certification), session.context
            workplace = snapshot.dossier.workplace_by_id[page.id]
            found = what_if(
                snapshot.dossier,
                workplace.id,
                changes_of(texts, all_ppe=all_ppe),
                context.catalog,
            )
            known = levers(snapshot.dossier, workplace, snapshot.assessed[page.id], context)
            words, values = measure_of(texts, known, found, context, all_ppe=all_ppe)
            return Tried(known, found, words, values)

        def show(tried: Tried) -> None:
            if number == self._asked:
                self._show(tried)

        self._desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def make(self) -> None:
        """What is tried becomes a measure; the fields are as they are again."""
        if self._tried is not None and self.make_button.isEnabled():
            self.made.emit(self._tried.words, self._tried.values)
            self.reset()

    def _head(self) -> QWidget:
        look, tr = self._look, self._look.tr
        head = ground(QWidget(), "panel", "top")
        box = QVBoxLayout(head)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 8)))
        box.setSpacing(look.theme.length(6))
        first = QHBoxLayout()
        first.setSpacing(look.theme.length(8))
        first.addWidget(Text(look, tr("whatif.name"), "heading", weight="strong"))
        self._before, self._after = TagLabel(look, big=True), TagLabel(look, big=True)
        first.addWidget(self._before)
        first.addWidget(Text(look, "→", tone="text_2"))
        first.addWidget(self._after)
        first.addStretch(1)
        self.make_button = button(look, tr("whatif.make"), keys="Ctrl+M")
        self.make_button.clicked.connect(self.make)
        self.clear = button(look, tr("whatif.reset"), "flat")
        self.clear.clicked.connect(self.reset)
        first.addWidget(self.clear)
        first.addWidget(self.make_button)
        box.addLayout(first)
        self._word = Text(look, "", "small", wrap=True)
        box.addWidget(self._word)
        self._ways = Text(look, "", "small", "text_2", wrap=True)
        box.addWidget(self._ways)
        self.ppe = Tick(look, tr("whatif.all_ppe"))
        self.ppe.clicked.connect(self.ask)
        box.addWidget(self.ppe, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    def _show(self, tried: Tried) -> None:
        look, found = self._look, tried.found
        self._tried = tried
        self._before.set_tag(_total_tag(found, after=False, ppe=False))
        after = _total_tag(found, after=True, ppe=self.ppe.isChecked())
        self._after.set_tag(after)
        some = bool(self.texts) or self.ppe.isChecked()
        self._word.setText(self._said(tried, some=some))
        ways = [
            f"{look.sentence(way.title)}: {look.tr.text(way.remedy)}"
            for way in found.ways
            if look.tr.text(way.remedy)
        ]
        self._ways.setText(look.tr("whatif.ways", ways="; ".join(ways)) if ways else "")
        self._ways.setVisible(bool(ways))
        self.make_button.setEnabled(some and bool(look.tr.text(tried.words)))
        self.clear.setEnabled(some)
        self.grid.set_rows(list(self._rows(tried)))
        if not self.grid.current_key() and tried.levers:
            self.grid.go_to(tried.levers[0].key, TRY)

    def _said(self, tried: Tried, *, some: bool) -> str:
        tr, total = self._look.tr, tried.found.after.total
        if not some:
            return tr("whatif.nothing")
        if total.decided is None and not total.by_sex:
            return tr(f"status_short.{total.status}")
        moved = [
            tr("whatif.moved", count=len(tried.found.moved))
            if tried.found.moved
            else tr("whatif.same")
        ]
        return " ".join(moved)

    def _rows(self, tried: Tried) -> Iterator[GridRow]:
        tr = self._look.tr
        for group in GROUPS:
            inside = [lever for lever in tried.levers if lever.group == group]
            if inside:
                yield GridRow(key=f"group/{group}", group=tr(f"whatif.{group}"))
            for lever in inside:
                yield self._row(lever, tried.found)

    def _row(self, lever: Lever, found: WhatIf) -> GridRow:
        look = self._look
        now, then = class_at(found.before, lever), class_at(found.after, lever)
        limit = lever.limit
        title = look.sentence(lever.title)
        text = self.texts.get(lever.key, "")
        cells = {
            "what": Cell(text=title, tooltip=title),
            "unit": Cell(text=look.tr.text(lever.unit), tone="text_2"),
            "limit": Cell(
                text=range_text(limit.range, look.language) if limit is not None else "",
                tone="text_2",
            ),
            "now": Cell(text=typed_text(lever.now, look.language), tone="text_2"),
            TRY: Cell(text=typed_text(text, look.language), editable=True, weight="medium"),
            "class_now": Cell(tag=class_tag(now, accepted=True) if now else None),
            "class_then": Cell(tag=class_tag(then, accepted=False) if then is not now else None),
        }
        return GridRow(key=lever.key, cells=cells)

    def _on_typed(self, row: str, column: str, text: str) -> None:
        """At each key: what is a number already is judged at once."""
        if column != TRY:
            return
        try:
            changes_of({row: text})
        except UserError:
            text = ""  # what is no number yet changes nothing
        self._take({row: text})
        self.ask()

    def _take(self, texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            if text.strip():
                self.texts[key] = text
            else:
                self.texts.pop(key, None)


class WhatIfSheet(Sheet):
    """Typed cells are judged, never stored."""

    def __init__(self, panel: WhatIfPanel) -> None:
        self._panel = panel

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """People come in whole numbers."""
        found = []
        for edit in edits:
            number = parse_decimal(edit.text)
            people = edit.row.startswith("place:") and edit.row != "place:shift_hours"
            if number is not None and (number < 0 or (people and number != int(number))):
                words = self._panel.grid.look.tr("grid.not_count", text=edit.text)
                found.append(Verdict(edit.row, edit.column, words))
        return found

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """Judge anew."""
        del action
        self._panel.tried(edits)


def _total_tag(found: WhatIf, *, after: bool, ppe: bool) -> Tag:
    assessed = found.after if after else found.before
    total = assessed.total_with_ppe if ppe and assessed.total_with_ppe else assessed.total
    if total.decided is not None:
        return class_tag(total.decided, accepted=not after)
    if total.by_sex:
        numbers = " / ".join(str(each) for each in total.by_sex.values())
        worst = max(total.by_sex.values(), key=lambda each: each.ordinal)
        return Tag(numbers, worst.value, accepted=False)
    return NOT_RATED


def _columns(look: Look) -> tuple[Column, ...]:
    tr = look.tr
    return (
        Column(key="what", title=tr("whatif.what"), stretch=True, width=200),
        Column(key="unit", title=tr("factors.unit"), width=62),
        Column(key="limit", title=tr("factors.limit"), kind="value", width=84),
        Column(key="now", title=tr("whatif.now"), kind="value", width=84),
        Column(key=TRY, title=tr("whatif.then"), kind="number", width=84, typed=True),
        Column(key="class_now", title=tr("whatif.class_now"), kind="tag", width=64),
        Column(key="class_then", title=tr("whatif.class_then"), kind="tag", width=64),
    )
