"""The fields with which a value is tried in the criteria book, and the class in each rule set."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.rules.rulesets import Option
from riskdesk.services.queries_book import Edition
from riskdesk.services.queries_book_fields import TryWay
from riskdesk.services.queries_book_try import Trial
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.try_answers import AnswerRow
from riskdesk.ui.screens.try_cell import TryCell
from riskdesk.ui.screens.try_records import TryRecords

_MOST, _GAP, _SIDE = 6, 12, 16
"""Fields of a line at most; the space between them and beside them."""
_WAY, _OPTION, _NAMED = 270, 290, 4
WAY = "way"
"""Where the kept texts of a criterion hold which way was chosen."""


class TryRow(QWidget):
    """``tried``: what stands in the fields has changed; ``optioned``: another choice is tried."""

    tried = Signal()
    optioned = Signal()

    def __init__(self, look: Look, explain: Callable[[UserError], str]) -> None:
        super().__init__()
        self._look = look
        self._explain = explain
        self._ways: Sequence[TryWay] = ()
        self._kept: Mapping[str, str] = {}
        self.cells: dict[str, TryCell] = {}
        self.records: dict[str, TryRecords] = {}
        self.options: dict[str, Choice] = {}
        self.way = Choice(look)
        self.way.setFixedWidth(look.theme.length(_WAY))
        self.way.setAccessibleName(look.tr("book.way"))
        self.way.chosen.connect(self._on_way)
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (_SIDE, 2, _SIDE, 6)))
        box.setSpacing(look.theme.length(6))
        self._head = head = QHBoxLayout()
        head.addWidget(Text(look, look.tr("book.try"), weight="strong", wrap=True), 1)
        self._more = button(look, look.tr("book.options"), "chip")
        self._more.toggled.connect(self._show_options)
        head.addWidget(self._more)
        self._way_words = Text(look, look.tr("book.way"), "small", "text_2")
        self._way_words.setBuddy(self.way)
        head.addWidget(self._way_words)
        head.addWidget(self.way)
        box.addLayout(head)
        self._grid = QGridLayout()
        self._labels: dict[str, Text] = {}
        self._columns = 0
        self._choices = QWidget()
        self._choice_grid = QGridLayout(self._choices)
        self._choice_grid.setContentsMargins(0, 0, 0, 0)
        self._choice_grid.setHorizontalSpacing(look.theme.length(12))
        box.addWidget(self._choices)
        self._holder = QVBoxLayout()
        box.addLayout(self._holder)
        self.answers = AnswerRow(look, explain)
        box.addWidget(self.answers)

    def show_ways(self, ways: Sequence[TryWay], kept: Mapping[str, str]) -> None:
        """Ask for the inputs of the first way, or of the one that was chosen before."""
        look = self._look
        self._ways, self._kept = ways, dict(kept)
        self.setVisible(bool(ways))
        several = len(ways) > 1
        self.way.setVisible(several)
        self._way_words.setVisible(several)
        self.way.set_options([(way.id, _way_name(look, way, ways)) for way in ways])
        ids = [way.id for way in ways]
        self.way.show_value(kept.get(WAY) if kept.get(WAY) in ids else next(iter(ids), ""))
        self._show_fields()

    def show_options(self, options: Sequence[Option], chosen: Mapping[str, str]) -> None:
        """What the rule sets leave to choose for this criterion; ``chosen`` beside the defaults."""
        look = self._look
        _clear(self._choice_grid)
        self.options = {}
        for number, option in enumerate(options):
            words = look.tr.text(option.title)
            default = look.tr.text(option.choices[option.default])
            choice = Choice(look, [("", look.tr("book.by_default", choice=default))])
            choice.set_options([
                ("", look.tr("book.by_default", choice=default)),
                *((name, look.tr.text(title)) for name, title in option.choices.items()),
            ])  # fmt: skip
            choice.setFixedWidth(look.theme.length(_OPTION))
            choice.show_value(chosen.get(option.id, ""))
            choice.setAccessibleName(words)
            choice.chosen.connect(lambda _: self.optioned.emit())
            self._choice_grid.addLayout(labelled(look, words, choice), number // 3, number % 3)
            self.options[option.id] = choice
        self._choice_grid.setColumnStretch(3, 1)
        self._more.setVisible(bool(options))
        self._more.setChecked(any(chosen.get(option.id) for option in options))
        self._show_options(shown=self._more.isChecked())

    def chosen_options(self) -> dict[str, str]:
        """The choices that are not left to the edition."""
        made = {name: str(choice.currentData() or "") for name, choice in self.options.items()}
        return {name: value for name, value in made.items() if value}

    def shown_way(self) -> TryWay | None:
        """The way whose inputs are asked for."""
        return next((way for way in self._ways if way.id == self.way.currentData()), None)

    def texts(self) -> dict[str, str]:
        """What stands in the fields."""
        found = {key: cell.text() for key, cell in self.cells.items()}
        for grid in self.records.values():
            found |= grid.texts()
        return found

    def show_trial(self, trial: Trial, editions: Sequence[Edition]) -> None:
        """The class in each rule set; what is refused is said at its field."""
        faults = dict(trial.faults or {})
        cells = dict(self.cells)
        for grid in self.records.values():
            cells |= grid.cells
        for place, cell in cells.items():
            fault = faults.pop(place, None)
            cell.show_fault(self._explain(fault) if fault is not None else "")
        self.answers.show_answers(trial.answers, editions, tuple(faults.values()))

    def _on_way(self, _: object) -> None:
        self._kept = {**self._kept, **self.texts()}
        self._show_fields()
        self.tried.emit()

    def _show_options(self, shown: bool) -> None:  # noqa: FBT001 - of a signal
        self._choices.setVisible(shown)

    def _show_fields(self) -> None:
        look, way = self._look, self.shown_way()
        _clear(self._holder)
        self.cells, self.records, self._labels = {}, {}, {}
        self._grid = QGridLayout()  # the old one goes with the fields
        if way is None:
            return
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(look.theme.length(_GAP))
        self._grid.setVerticalSpacing(look.theme.length(2))
        box.addLayout(self._grid)
        for field in way.fields:
            if field.kind == "records":
                records = TryRecords(look, field, self._kept)
                records.changed.connect(self._on_typed)
                box.addWidget(records)
                self.records[field.key] = records
                records.follow()
                continue
            name = look.tr(f"book.key.{field.key}")
            cell = TryCell(look, field, self._kept.get(field.key, ""), name)
            cell.changed.connect(self._on_typed)
            label = Text(look, name.replace("/", "/\u2060"), "micro", "text_2", wrap=True)
            label.setBuddy(cell.control)
            self._labels[field.key] = label
            self.cells[field.key] = cell
        self._place(self._fitting())
        self._follow()
        self._holder.addWidget(inner)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many fields stand beside each other as the page is wide."""
        super().resizeEvent(event)
        columns = self._fitting()
        if self.cells and columns != self._columns:
            self._place(columns)

    def _fitting(self) -> int:
        room = self.width() - 2 * self._look.theme.length(_SIDE)
        columns = _MOST
        while columns > 1 and self._wide(columns) > room:
            columns -= 1
        return columns

    def _wide(self, columns: int) -> int:
        """The width of the fields in so many columns."""
        gap = self._look.theme.length(_GAP)
        widths = [cell.control.minimumWidth() for cell in self.cells.values()]
        return sum(max(widths[at::columns], default=0) + gap for at in range(columns))

    def _place(self, columns: int) -> None:
        """Lay the fields out; explicit, so that the page may become narrower than it is."""
        self._columns = columns
        self._grid.setColumnStretch(_MOST, 1)
        for number, (key, cell) in enumerate(self.cells.items()):
            line, column = divmod(number, columns)
            self._grid.addWidget(self._labels[key], 2 * line, column, Qt.AlignmentFlag.AlignBottom)
            top = Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft
            self._grid.addWidget(cell, 2 * line + 1, column, top)
        side = 2 * self._look.theme.length(_SIDE)
        least = [self._head.minimumSize().width() + side, self._wide(1) + side]
        least += [grid.minimumSizeHint().width() + side for grid in self.records.values()]
        self.setMinimumWidth(max(least))

    def _on_typed(self) -> None:
        self._follow()
        self.tried.emit()

    def _follow(self) -> None:
        """A value of words asks for the words of the indicator that is chosen."""
        named = next((self.cells[k] for k in ("indicator", "row") if k in self.cells), None)
        for cell in self.cells.values():
            if named is not None:
                cell.follow(named.text())


def _way_name(look: Look, way: TryWay, ways: Sequence[TryWay]) -> str:
    """The inputs that tell a way from the others."""
    common = set.intersection(*({field.key for field in each.fields} for each in ways))
    own = [field.key for field in way.fields if field.key not in common]
    words = [look.tr(f"book.key.{key}").split(",")[0] for key in own or [way.fields[0].key]]
    more = " …" if len(words) > _NAMED else ""
    return "; ".join(words[:_NAMED]) + more


def _clear(box: QLayout) -> None:
    while (item := box.takeAt(0)) is not None:
        if (inner := item.layout()) is not None:
            _clear(inner)
        if (old := item.widget()) is not None:
            old.setParent(None)
            old.deleteLater()
