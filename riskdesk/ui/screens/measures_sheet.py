"""Measures of improvement at one workplace as a sheet."""

from dataclasses import replace
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.domain.desk import Measure
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.edit import Several
from riskdesk.services.edit_measures import AddMeasure, ChangeMeasure, CloseMeasure, RemoveMeasure
from riskdesk.services.queries_measures import HIERARCHY
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Option, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_reading import read_date
from riskdesk.ui.look import Look
from riskdesk.ui.screens.row_sheet import RowSheet, Texts
from riskdesk.ui.tags import number_text

_NAMES = ("text_kk", "text_ru")


class MeasuresSheet(RowSheet):
    """The measures of the workplace that is shown."""

    needs = _NAMES

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.look.tr("measures.need_text"))
        self.workplace: WorkplaceId | None = None
        self.known: dict[str, Measure] = {}

    def stored(self, row: str) -> bool:
        """Whether it stands in the plan."""
        return row in self.known

    def added(self, row: str, texts: Texts) -> object:
        """A measure of this workplace; done at once where a day is given."""
        words = LocalizedText(kk=texts.get("text_kk", ""), ru=texts.get("text_ru", ""))
        rest = _plain(texts)
        if self.workplace is not None:
            rest["workplace_id"] = self.workplace
        add = AddMeasure(
            certification_id=self.desk.certification_id, text=words, values=rest, id=row
        )
        if not texts.get("done_on"):
            return add
        return Several((add, _closed(row, texts["done_on"])), label="add-measure")

    def changed(self, row: str, texts: Texts) -> object:
        """Its fields; the day it was carried out by a command of its own."""
        rest = _plain(texts)
        if any(name in texts for name in _NAMES):
            known = self.known[row].text if row in self.known else LocalizedText()
            kk, ru = texts.get("text_kk", known.kk), texts.get("text_ru", known.ru)
            rest["text"] = replace(known, kk=kk, ru=ru)
        made: list[object] = [ChangeMeasure(measure_id=row, values=rest)] if rest else []
        if "done_on" in texts:
            made.append(_closed(row, texts["done_on"]))
        return made[0] if len(made) == 1 else Several(tuple(made), label="change-measure")

    def removed(self, row: str) -> object:
        """Take it from the plan."""
        return RemoveMeasure(measure_id=row)


def _plain(texts: Texts) -> dict[str, object]:
    """The fields that the commands take as typed."""
    return {name: text for name, text in texts.items() if name not in {*_NAMES, "done_on"}}


def _closed(row: str, text: str) -> CloseMeasure:
    return CloseMeasure(measure_id=row, done_on=read_date(text) if text else None)


class MeasuresList(QWidget):
    """The grid over the sheet. ``focused``: a row got the focus."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        look = desk.look
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.sheet = MeasuresSheet(desk)
        self.grid = Grid(
            look, _columns(look), look.tr("measures.name"), sheet=self.sheet, orders="here"
        )
        self.sheet.grid = self.grid
        self.grid.keep_view(desk.views, "measures")
        self.grid.row_changed.connect(lambda key, _: self.focused.emit(key))
        box.addWidget(self.grid)

    def show_page(self, page: WorkplacePage) -> None:
        """Show the measures of a workplace; texts that wait stay at their workplace."""
        if self.sheet.workplace != page.id:
            self.sheet.workplace = page.id
            self.sheet.forget()
            self.grid.keep_drafts(self._desk.drafts.of(f"measures/{page.id}"))
        self.sheet.known = {each.id: each for each in page.measures}
        today = self._desk.bundle.clock.now().astimezone().date()
        self.grid.set_rows([_row(self._desk.look, each, today) for each in page.measures])


def _columns(look: Look) -> tuple[Column, ...]:
    tr = look.tr
    names = _NAMES if look.language == "kk" else _NAMES[::-1]
    levels = [Option(value=each, words=tr(f"measures.{each}")) for each in HIERARCHY]
    classes = [Option(value=each.value, words=each.value, second=look.class_word(each))
               for each in HazardClass]  # fmt: skip
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        *(
            Column(key=name, title=tr(f"measures.{name}"), width=150, typed=True, stretch=True)
            for name in names
        ),
        Column(key="level", title=tr("measures.level"), kind="choice", options=levels, width=130,
               typed=True),
        Column(key="responsible", title=tr("measures.responsible"), width=120, typed=True),
        Column(key="due", title=tr("measures.due"), kind="date", width=88, typed=True),
        Column(key="cost", title=tr("measures.cost"), unit="₸", kind="number", width=96,
               typed=True),
        Column(key="expected", title=tr("measures.expected"), kind="choice", options=classes,
               width=76, typed=True, wrap_head=True),
        Column(key="done_on", title=tr("measures.done"), kind="date", width=88, typed=True),
    )  # fmt: skip


def _row(look: Look, measure: Measure, today: date) -> GridRow:
    tr = look.tr
    late = measure.done_on is None and measure.due is not None and measure.due < today
    state = "done" if measure.done_on is not None else "overdue" if late else "open"
    signs = {
        "done": Sign(icon="tick", meaning=tr("measures.done_sign"), tone="ok"),
        "overdue": Sign(icon="due", meaning=tr("measures.overdue_sign"), tone="attention"),
    }
    expected = measure.expected
    cells = {
        "gutter": Cell(before=signs.get(state)),
        "text_kk": Cell(text=measure.text.kk, editable=True, tooltip=measure.text.kk),
        "text_ru": Cell(text=measure.text.ru, editable=True, tooltip=measure.text.ru),
        "level": Cell(text=tr(f"measures.{measure.level}"), editable=True),
        "responsible": Cell(text=measure.responsible, editable=True),
        "due": Cell(
            text=f"{measure.due:%d.%m.%Y}" if measure.due else "",
            editable=True,
            tone="attention" if late else "text",
        ),
        "cost": Cell(text=number_text(measure.cost, look.language), editable=True),
        "expected": Cell(text=expected.value if expected is not None else "", editable=True),
        "done_on": Cell(
            text=f"{measure.done_on:%d.%m.%Y}" if measure.done_on else "", editable=True
        ),
    }
    return GridRow(key=measure.id, cells=cells)
