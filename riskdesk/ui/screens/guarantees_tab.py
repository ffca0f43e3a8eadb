"""Guarantees of a workplace: the entry of the List, what it gives, whether the class confirms it.

Everything is chosen and typed by the specialist; nothing is derived from the class.
"""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskdesk.domain.desk import Guarantee
from riskdesk.domain.ids import WorkplaceId
from riskdesk.services.edit_guarantees import (
    AddGuarantee,
    ChangeGuarantee,
    RemoveGuarantee,
    SetListEntry,
)
from riskdesk.services.guarantees import DutyLine, GuaranteeLine
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Option, Sign
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text, Tone, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.row_sheet import RowSheet, Texts

KINDS = ("hours", "leave", "pay", "milk", "nutrition", "early-payment")
_UNVERIFIED = frozenset({"memory", "none"})
_TONES: Mapping[str, Tone] = {
    "confirmed": "ok",
    "not-confirmed": "attention",
    "due-in-full": "text",
    "open": "attention",
    "own-list": "text_2",
}


class GuaranteesSheet(RowSheet):
    """The guarantees of the workplace that is shown; a new one needs its amount and its kind."""

    needs = ("amount",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.look.tr("guarantees.need_amount"))
        self.workplace: WorkplaceId | None = None
        self.known: frozenset[str] = frozenset()

    def stored(self, row: str) -> bool:
        """Whether it is chosen already."""
        return row in self.known

    def added(self, row: str, texts: Texts) -> object:
        """At this workplace."""
        places = (self.workplace,) if self.workplace is not None else ()
        return AddGuarantee(workplace_ids=places, values=dict(texts), id=row)

    def changed(self, row: str, texts: Texts) -> object:
        """Other values."""
        return ChangeGuarantee(guarantee_id=row, values=dict(texts))

    def removed(self, row: str) -> object:
        """Take it away."""
        return RemoveGuarantee(guarantee_id=row)


class GuaranteesTab(QWidget):
    """``focused``: a row got the focus."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._page: WorkplacePage | None = None
        look = desk.look
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head(look))
        self.sheet = GuaranteesSheet(desk)
        self.grid = Grid(look, _columns(look), look.tr("guarantees.name"), sheet=self.sheet)
        self.sheet.grid = self.grid
        self.grid.keep_view(desk.views, "guarantees")
        self.grid.row_changed.connect(lambda key, _: self._explain(key))
        box.addWidget(self.grid, 1)
        self._below = PanelColumn(look, "page")
        box.addWidget(self._below, 1)

    def show_page(self, page: WorkplacePage) -> None:
        """Show the guarantees of a workplace."""
        if self._page is None or self._page.id != page.id:
            self.sheet.workplace = page.id
            self.sheet.forget()
            self.grid.keep_drafts(self._desk.drafts.of(f"guarantees/{page.id}"))
            self.entry.setText(page.guarantees.list_entry)
            self._desk.drafts.keep(self.entry, f"list/{page.id}", "entry")
        elif not self.entry.isModified():
            self.entry.setText(page.guarantees.list_entry)
        self._page = page
        self.sheet.known = frozenset(each.guarantee.id for each in page.guarantees.lines)
        self._question.setVisible(page.guarantees.unchosen)
        self.grid.set_rows([_row(self._desk.look, line) for line in page.guarantees.lines])
        self._explain(self.grid.current_key())

    def _head(self, look: Look) -> QWidget:
        tr = look.tr
        head = ground(QWidget(), "page", "bottom")
        box = QVBoxLayout(head)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 10)))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(12))
        self.entry = QLineEdit()
        self.entry.setAccessibleName(tr("guarantees.list_entry"))
        self.entry.setPlaceholderText(tr("guarantees.list_hint"))
        self.entry.editingFinished.connect(self._on_entry)
        row.addLayout(labelled(look, tr("guarantees.list_entry"), self.entry), 1)
        box.addLayout(row)
        self._question = Text(look, tr("guarantees.unchosen"), "small", "attention", wrap=True)
        box.addWidget(self._question)
        box.addWidget(Text(look, tr("guarantees.never"), "small", "text_2", wrap=True))
        return head

    def _on_entry(self) -> None:
        page, text = self._page, self.entry.text()
        if page is None or text.strip() == page.guarantees.list_entry:
            return
        drafts = self._desk.drafts
        self.entry.setModified(False)

        def stored(_: object) -> None:
            drafts.settle(f"list/{page.id}", "entry", text)

        command = SetListEntry(workplace_ids=(page.id,), entry=text)
        self._desk.jobs.change(command).on_done(while_alive(self, stored)).start()

    def _explain(self, key: str) -> None:
        page, look, column = self._page, self._desk.look, self._below
        if page is None:
            return
        line = next((each for each in page.guarantees.lines if each.guarantee.id == key), None)
        column.start()
        if line is not None:
            column.head(look.tr.text(line.title))
            column.text(look.sentence(line.why), role="body")
            column.text(look.tr.text(line.rule), "text_2")
            column.text(look.tr.text(line.clause), "accent")
            self._verified(line.verified)
        column.head(look.tr("guarantees.duties"))
        for duty in page.guarantees.duties:
            self._duty(duty)
        column.finish()

    def _duty(self, duty: DutyLine) -> None:
        look, column = self._desk.look, self._below
        icon, role, state = {
            True: ("tick", "ok", "applies"),
            False: ("info", "text_2", "applies_not"),
            None: ("due", "attention", "applies_open"),
        }[duty.applies]
        words = look.sentence(duty.title)
        column.signed(icon, role, f"{words}: {look.tr(f'guarantees.{state}')}", "text")
        note = look.tr.text(duty.note)
        clause = look.tr.text(duty.clause)
        column.text(". ".join(filter(None, (clause, note))), "text_2")
        self._verified(duty.verified)
        column.gap()

    def _verified(self, verified: str) -> None:
        if verified in _UNVERIFIED:
            words = self._desk.look.tr(f"book.verified.{verified}")
            self._below.signed("unverified", "attention", words, "attention")


def _columns(look: Look) -> tuple[Column, ...]:
    tr = look.tr
    kinds = [Option(value=each, words=tr(f"guarantees.{each}")) for each in KINDS]
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        Column(key="entry", title=tr("guarantees.entry"), width=130, typed=True),
        Column(key="kind", title=tr("guarantees.kind"), kind="choice", options=kinds, width=170,
               typed=True),
        Column(key="amount", title=tr("guarantees.amount"), width=120, typed=True),
        Column(key="state", title=tr("guarantees.state"), width=150, computed=True),
        Column(key="reason", title=tr("guarantees.reason"), width=150, typed=True, stretch=True),
        Column(key="clause", title=tr("factors.clause"), width=150, computed=True),
    )  # fmt: skip


def _row(look: Look, line: GuaranteeLine) -> GridRow:
    tr = look.tr
    guarantee: Guarantee = line.guarantee
    groundless = Sign(icon="error", meaning=tr("guarantees.groundless"), tone="invalid")
    unverified = Sign(icon="unverified", meaning=tr("sign.unverified"), tone="attention")
    inherited = guarantee.entry == "" and line.entry != ""
    cells = {
        "gutter": Cell(before=groundless if line.groundless else None),
        "kind": Cell(text=tr(f"guarantees.{guarantee.kind}"), editable=True),
        "entry": Cell(
            text=line.entry,
            editable=True,
            tone="text_2" if inherited else "text",
            tooltip=tr("guarantees.entry_own") if inherited else line.entry,
        ),
        "amount": Cell(text=guarantee.amount, editable=True, weight="medium"),
        "state": Cell(
            text=tr(f"guarantees.state_{line.state}"),
            tone=_TONES[line.state],
            tooltip=tr.text(line.why),
        ),
        "reason": Cell(text=guarantee.reason, editable=True, tooltip=guarantee.reason),
        "clause": Cell(
            text=tr.text(line.clause),
            tone="text_3",
            tooltip=tr.text(line.clause),
            before=unverified if line.verified in _UNVERIFIED else None,
        ),
    }
    return GridRow(key=guarantee.id, cells=cells)
