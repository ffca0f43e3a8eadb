"""The arithmetic of one indicator as a small sheet: a row for each load, hold or walk."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import Sex, parse_decimal
from riskdesk.rules.specs import CalcSpec
from riskdesk.services.edit_cards import ARITHMETIC, ChangeCardValue, written
from riskdesk.services.queries_workplace import CardPage, IndicatorLine, WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.screens.card_rows import DIVISOR, read_factors
from riskdesk.ui.tags import grouped, number_text, typed_text

Rows = dict[str, dict[str, str]]
"""The factors of each row by key, as typed."""


class WorkingSheet(Sheet):
    """Rows of factors; when every row is whole they are one arithmetic."""

    adds = True
    removes = True

    def __init__(self, panel: "WorkingPanel") -> None:
        self._panel = panel

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """Take the factors; what is not whole yet waits in its cells."""
        del edits, action
        self._panel.take()

    def remove(self, rows: Sequence[str]) -> None:
        """Rows go."""
        self._panel.drop(rows)


class WorkingPanel(QWidget):
    """``typed``: (subject, "=arithmetic") at each key that makes it whole."""

    typed = Signal(str, str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = desk.look
        self._grids: dict[tuple[str, ...], Grid] = {}
        self._line: IndicatorLine | None = None
        self._page: WorkplacePage | None = None
        self._card: CardPage | None = None
        self._rows: Rows = {}
        self._tried = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._stack = QStackedWidget()
        self._none = Text(self._look, self._look.tr("working.none"), "small", "text_2", wrap=True)
        self._none.setContentsMargins(*(self._look.theme.length(n) for n in (16, 8, 16, 8)))
        self._stack.addWidget(self._none)
        row.addWidget(self._stack, 3)
        side = QVBoxLayout()
        self._said = PanelColumn(self._look, "page")
        side.addWidget(self._said)
        row.addLayout(side, 2)

    @property
    def grid(self) -> Grid | None:
        """The sheet of the indicator that is shown."""
        found = self._stack.currentWidget()
        return found if isinstance(found, Grid) else None

    def show_line(self, line: IndicatorLine | None, card: CardPage, page: WorkplacePage) -> None:
        """Show the arithmetic of an indicator; rows that are being typed stay."""
        known = self._line
        before = (self._page.id if self._page else "", self._card.card if self._card else "",
                  known.number if known else "")  # fmt: skip
        self._line, self._card, self._page = line, card, page
        if line is None or line.calc is None:
            self._stack.setCurrentWidget(self._none)
            self._say(line)
            return
        grid = self._grid_of(line.calc)
        self._stack.setCurrentWidget(grid)
        another = before != (page.id, card.card, line.number)
        stored = squeezed_working(line)
        if another or stored not in {composed(self._rows, line.calc), self._tried}:
            self._rows = parsed(line)
        if another:
            grid.set_rows([])
            thing = f"working/{page.id}/{card.card}/{line.number}"
            grid.keep_drafts(self._desk.drafts.of(thing))
        grid.set_rows(list(self._made(line.calc)))
        self._say(line)

    def focus_rows(self) -> None:
        """The keyboard goes to the first factor."""
        grid = self.grid
        if grid is None or self._line is None or self._line.calc is None:
            return
        grid.setFocus()
        if not grid.current_key():
            grid.moves.to(0, 0)

    def take(self) -> None:
        """Factors were typed or pasted: they lie over the rows of the sheet as drafts."""
        line = self._line
        if line is not None and line.calc is not None:
            self._store(line, self._over(), line.calc)

    def drop(self, rows: Sequence[str]) -> None:
        """Rows were removed."""
        line = self._line
        if line is not None and line.calc is not None:
            left = {key: row for key, row in self._over().items() if key not in rows}
            self._store(line, left, line.calc)

    def _over(self) -> Rows:
        """The stored rows with what is typed over them."""
        rows = {key: dict(factors) for key, factors in self._rows.items()}
        if self.grid is not None:
            for (row, column), draft in self.grid.grid.drafts.items():
                rows.setdefault(row, {})[column] = draft.text.strip()
        return {key: row for key, row in rows.items() if any(row.values())}

    def _store(self, line: IndicatorLine, rows: Rows, calc: CalcSpec) -> None:
        """Store the rows when every one is whole; until then they wait in their cells."""
        page, card, grid = self._page, self._card, self.grid
        if page is None or card is None or grid is None or not whole(rows, calc):
            return
        self._rows = rows
        drafts = grid.grid.drafts.items()
        edits = [Edit(row, column, draft.text) for (row, column), draft in drafts]
        command = ChangeCardValue(
            workplace_id=page.id,
            card=card.card,
            indicator=line.number,
            text=ARITHMETIC + composed(rows, calc),
        )
        words = self._desk.failure_text

        def refused(error: Exception) -> None:
            grid.refuse(edits, words(error))

        change = self._desk.jobs.change(command)
        change.on_done(while_alive(grid, lambda _: grid.settle(edits)))
        change.on_failed(while_alive(grid, refused))
        change.start()

    def _grid_of(self, calc: CalcSpec) -> Grid:
        known = self._grids.get(calc.keys)
        if known is None:
            tr = self._look.tr
            columns = [
                Column(key=key, title=tr(f"working.{key}"), kind="number", typed=True, stretch=True)
                for key in calc.keys
            ]
            columns.append(
                Column(
                    key="product",
                    title=tr("working.product"),
                    kind="number",
                    computed=True,
                    width=96,
                )
            )
            known = Grid(self._look, columns, tr("working.name"), sheet=WorkingSheet(self))
            known.typed.connect(self._on_typed)
            self._grids[calc.keys] = known
            self._stack.addWidget(known)
        return known

    def _made(self, calc: CalcSpec) -> list[GridRow]:
        language = self._look.language
        rows = []
        for key, factors in self._rows.items():
            cells = {
                name: Cell(text=typed_text(factors.get(name, ""), language), editable=True)
                for name in calc.keys
            }
            cells["product"] = Cell(text=self._product(factors, calc), tone="text_2")
            rows.append(GridRow(key=key, cells=cells))
        return rows

    def _product(self, factors: dict[str, str], calc: CalcSpec) -> str:
        """The product of a row where it is one: arithmetic that divides says its own result."""
        if len(calc.keys) < 2 or calc.keys[-1] == DIVISOR:
            return ""
        value = None
        for key in calc.keys:
            try:
                number = parse_decimal(factors.get(key, ""))
            except UserError:
                return ""
            if number is None:
                return ""
            value = number if value is None else value * number
        return grouped(written(value)) if value is not None else ""

    def _say(self, line: IndicatorLine | None) -> None:
        """What it comes to, and the bounds and the class of men and women side by side."""
        look, column = self._look, self._said
        column.start()
        if line is not None:
            if line.working:
                column.text(look.sentence(line.finding.trace[0]))
            if line.finding.value is not None:
                unit = look.tr.text(line.unit)
                value = number_text(line.finding.value, look.language)
                column.pair(look.tr("working.result"), f"{value} {unit}".strip(), strong=True)
            column.gap()
            for sex in Sex:
                self._bounds(line, sex)
        column.finish()

    def _bounds(self, line: IndicatorLine, sex: Sex) -> None:
        look, steps = self._look, line.steps.get(sex, ())
        if not steps:
            return
        found = (line.finding.by_sex or {}).get(sex)
        applies = self._page is not None and sex in self._page.sexes
        if found is None and applies:
            found = line.finding.proposed
        texts = " / ".join(typed_bound(step.text, look.language) for step in steps[:-1])
        words = f"{look.tr(f'sex.{sex.value}')}: {texts}"
        if found is not None and applies:
            self._said.tagged(class_tag(found, accepted=False), words)
        else:
            self._said.text(words, "text_2")

    def _on_typed(self, row: str, column: str, text: str) -> None:
        line = self._line
        if line is None or line.calc is None:
            return
        rows = self._over()
        rows.setdefault(row, {})[column] = text.strip()
        if whole(rows, line.calc):
            self._tried = composed(rows, line.calc)
            self.typed.emit(line.finding.subject, ARITHMETIC + self._tried)


def parsed(line: IndicatorLine) -> Rows:
    """The rows of a stored arithmetic; one that cannot be read has none."""
    if line.calc is None:
        return {}
    rows: Rows = {}
    for number, part in enumerate(filter(str.strip, line.working.split(";"))):
        factors = read_factors(part)
        if len(factors) != len(line.calc.keys):
            return {}
        rows[str(number)] = dict(zip(line.calc.keys, factors, strict=True))
    return rows


def squeezed_working(line: IndicatorLine) -> str:
    """The stored arithmetic as ``composed`` writes it."""
    return composed(parsed(line), line.calc) if line.calc is not None else ""


def composed(rows: Rows, calc: CalcSpec) -> str:
    """The rows as one arithmetic: «2,5 × 1,2 × 300; 4 × 2 × 30»."""
    return "; ".join(
        " × ".join(factors.get(key, "") for key in calc.keys) for factors in rows.values()
    )


def whole(rows: Rows, calc: CalcSpec) -> bool:
    """Whether every row has all its numbers."""
    return all(_is_number(factors.get(key, "")) for factors in rows.values() for key in calc.keys)


def _is_number(text: str) -> bool:
    try:
        return parse_decimal(text) is not None
    except UserError:
        return False


def typed_bound(text: str, language: str) -> str:
    """A bound with the decimal sign of the language and parted thousands."""
    sign, _, number = text.partition(" ")
    return f"{sign} {grouped(number.replace('.', ',') if language != 'en' else number)}"
