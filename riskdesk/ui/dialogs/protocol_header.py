"""The headers of the protocols: method, room, representative, k; the air of the days."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QWidget

from riskdesk.domain.headings import DayConditions, ProtocolFacts
from riskdesk.domain.ids import uuid7
from riskdesk.services.edit_headings import (
    AddDayConditions,
    ChangeDayConditions,
    RemoveDayConditions,
    SetProtocolFacts,
)
from riskdesk.services.ports import Area
from riskdesk.services.queries_headings import FactsRow, HeadingsPage, headings_page
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.row_sheet import RowSheet, Texts
from riskdesk.ui.session import Session
from riskdesk.ui.tags import number_text

_ALL = "all"
"""The row of what holds for all protocols; families have their own ids."""
_WIDE, _HIGH, _DAYS_HIGH = 1000, 250, 130
_AIR = ("temperature", "humidity", "pressure")


class FactsSheet(RowSheet):
    """A row a family and one for all: no row is added or removed."""

    adds = False
    removes = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "")

    def stored(self, row: str) -> bool:
        """All rows are there from the beginning."""
        del row
        return True

    def changed(self, row: str, texts: Texts) -> object:
        """What was typed of one family."""
        family = "" if row == _ALL else row
        return SetProtocolFacts(
            certification_id=self.desk.certification_id, family=family, values=dict(texts)
        )


class DaysSheet(RowSheet):
    """The days of measuring with their air."""

    needs = ("day",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, desk.look.tr("header.need_day"))
        self.known: Mapping[str, DayConditions] = {}

    def stored(self, row: str) -> bool:
        """Whether the day is entered."""
        return row in self.known

    def added(self, row: str, texts: Texts) -> object:
        """A new day."""
        return AddDayConditions(
            certification_id=self.desk.certification_id, values=dict(texts), id=row
        )

    def changed(self, row: str, texts: Texts) -> object:
        """Other values of a day."""
        return ChangeDayConditions(conditions_id=row, values=dict(texts))

    def removed(self, row: str) -> object:
        """The day is not known any more."""
        return RemoveDayConditions(conditions_id=row)


class ProtocolHeaderDialog(Dialog):
    """Both sheets; each cell is stored when it is left."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("header.title"), tr("header.second"))
        self._desk = desk
        self.facts, self.days = FactsSheet(desk), DaysSheet(desk)
        self.grid = Grid(look, _columns(look), tr("header.facts"), sheet=self.facts)
        self.air = Grid(look, _air_columns(look), tr("header.air"), sheet=self.days)
        self.facts.grid, self.days.grid = self.grid, self.air
        self.grid.setMinimumSize(*(look.theme.length(n) for n in (_WIDE, _HIGH)))
        self.air.setMinimumHeight(look.theme.length(_DAYS_HIGH))
        self.missing = Text(look, "", "small", "attention", wrap=True)
        self.fill_days = button(look, tr("header.fill_days"))
        self.fill_days.clicked.connect(lambda _: self._add_missing())
        self.body.addWidget(self.grid, 2)
        self.body.addWidget(Text(look, tr("header.air"), weight="medium"))
        self.body.addWidget(self.air, 1)
        self.body.addWidget(self.missing)
        self.close_verb = button(look, tr("action.close"), "main")
        self.close_verb.clicked.connect(self.reject)
        self.foot.addWidget(self.fill_days)
        self.foot.addWidget(self.close_verb)
        self._page: HeadingsPage | None = None
        desk.jobs.changed.connect(self._on_changed)
        self._ask()

    def reject(self) -> None:
        """A cell that is being typed is stored first; a refused one stays open to be mended."""
        for grid in (self.grid, self.air):
            grid.finish_editing()
        super().reject()

    def _on_changed(self, areas: frozenset[Area]) -> None:
        if {Area.CERTIFICATIONS, Area.POINTS} & set(areas):
            self._ask()

    def _ask(self) -> None:
        certification = self._desk.certification_id

        def read(session: Session, _: object) -> HeadingsPage:
            dossier = session.snapshot(certification).dossier
            return headings_page(dossier, session.context.catalog)

        self._desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def _show(self, page: HeadingsPage) -> None:
        first, self._page = self._page is None, page
        look, tr = self.look, self.look.tr
        self.days.known = {each.id: each for each in page.days}
        self.grid.set_rows([_row(look, each) for each in page.rows])
        self.air.set_rows([_day(look, each) for each in page.days])
        days = ", ".join(f"{each:%d.%m.%Y}" for each in page.missing)
        self.missing.setText(tr("header.missing", days=days) if days else "")
        self.missing.setVisible(bool(days))
        if first:
            self.grid.go_to(_ALL, "method")
        self.fill_days.setVisible(bool(days))

    def _add_missing(self) -> None:
        """A row for each day of measuring that has none."""
        for each in self._page.missing if self._page is not None else ():
            command = AddDayConditions(
                certification_id=self._desk.certification_id, values={"day": each}, id=uuid7()
            )
            job = self._desk.jobs.change(command)
            job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        self.hint.setText(self._desk.failure_text(error))
        self.hint.set_tone("invalid")


def _columns(look: Look) -> tuple[Column, ...]:
    tr = look.tr
    rooms = ("room_kk", "room_ru") if look.language == "kk" else ("room_ru", "room_kk")
    return (
        Column(key="family", title=tr("header.family"), width=136),
        Column(key="method", title=tr("header.method"), stretch=True, width=190),
        *(Column(key=name, title=tr(f"header.{name}"), width=160) for name in rooms),
        Column(key="representative", title=tr("header.representative"), width=150),
        Column(key="form_code", title=tr("header.form_code"), width=104, wrap_head=True),
        Column(key="coverage", title=tr("header.coverage"), kind="number", width=76),
    )


def _air_columns(look: Look) -> tuple[Column, ...]:
    tr = look.tr
    units: Sequence[tuple[str, str]] = tuple(zip(_AIR, ("°C", "%", tr("header.mmhg")), strict=True))
    return (
        Column(key="day", title=tr("header.day"), kind="date", width=120, typed=True),
        *(
            Column(key=name, title=tr(f"header.{name}"), unit=unit, kind="number", width=190,
                   typed=True)
            for name, unit in units
        ),
    )  # fmt: skip


def _row(look: Look, row: FactsRow) -> GridRow:
    tr, facts = look.tr, row.facts or ProtocolFacts(id="", certification_id="")  # type: ignore[arg-type]
    texts = {
        "room_kk": facts.room.kk,
        "room_ru": facts.room.ru,
        "representative": facts.representative,
        "form_code": facts.form_code,
    }
    title = tr.text(row.title) if row.family else tr("header.all")
    cells = {name: Cell(text=text, editable=True, tooltip=text) for name, text in texts.items()}
    cells["family"] = Cell(text=title, weight="normal" if row.family else "strong", tooltip=title)
    cells["method"] = (
        Cell(text=facts.method, editable=True, tooltip=facts.method)
        if facts.method or not row.proposed
        else Cell(text=row.proposed, tone="text_3", editable=True, tooltip=tr("header.proposed"))
    )
    cells["coverage"] = Cell(text=_number(look, facts.coverage), editable=True)
    return GridRow(key=row.family or _ALL, cells=cells)


def _day(look: Look, row: DayConditions) -> GridRow:
    cells = {name: Cell(text=_number(look, getattr(row, name)), editable=True) for name in _AIR}
    return GridRow(
        key=row.id, cells={"day": Cell(text=f"{row.day:%d.%m.%Y}", editable=True), **cells}
    )


def _number(look: Look, value: Decimal | None) -> str:
    return number_text(value, look.language)
