"""What belongs to the current row of the factor table: instrument, mark, what chooses its norm."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.rules.finding import Finding
from riskdesk.services.queries_selectors import SelectorRow
from riskdesk.services.queries_workplace import FactorLine
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.flow import flowing
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import IconLabel, Text, ground
from riskdesk.ui.look import Look
from riskdesk.ui.screens.mark_editor import MarkEditor

_FACTS = 210
"""The least width of the facts at 100 %; in less they would take more lines than the page has."""


class RowStrip(QWidget):
    """What belongs to the current row: instrument, mark and reason, what chooses its norm."""

    selected = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "page", "top")
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 10)))
        box.setSpacing(look.theme.length(6))
        head = QHBoxLayout()
        head.setSpacing(look.theme.length(10))
        self._title = Text(look, "", weight="strong")
        self._facts = Text(look, "", "small", "text_2", wrap=True)
        self._facts.setMinimumWidth(look.theme.length(_FACTS))
        self._in_force = IconLabel(look, "tick", "ok", look.tr("strip.verified"), size=14)
        self._expired = IconLabel(look, "error", "invalid", look.tr("strip.expired"), size=14)
        head.addWidget(self._title)
        head.addWidget(self._in_force)
        head.addWidget(self._expired)
        head.addWidget(self._facts, 1)
        self.instrument = button(
            look, look.tr("points.choose"), "flat", keys="Ctrl+G", icon="gauge"
        )
        self.how = button(look, look.tr("points.judge"), "flat", keys="Shift+F1", icon="help")
        verbs = QWidget()
        verbs.setLayout(flowing(look, (0, 0, 0, 0), self.instrument, self.how))
        head.addWidget(verbs)
        box.addLayout(head)
        self.editor = MarkEditor(look)
        box.addWidget(self.editor)
        self._fields = QHBoxLayout()
        self._fields.setSpacing(look.theme.length(12))
        box.addLayout(self._fields)
        self._shown: tuple[SelectorRow, ...] = ()
        self._choices: dict[str, Choice] = {}

    def field(self) -> tuple[str, QWidget]:
        """The choice with the focus, else the first one: its field and where it stands."""
        focused = next((n for n, each in self._choices.items() if each.hasFocus()), "")
        name = focused or next(iter(self._choices), "")
        return name, self._choices.get(name, self)

    def show_row(
        self,
        line: FactorLine | None,
        finding: Finding,
        title: str,
        selectors: tuple[SelectorRow, ...],
    ) -> None:
        """Show what belongs to a row; a card has neither instrument nor selectors."""
        self._title.setText(title)
        self.editor.show_finding(finding)
        factor = line.factor if line is not None else ""
        self._show_instrument(line)
        self.instrument.setVisible(line is not None)
        wanted = tuple(row for row in selectors if row.factor == factor)
        if wanted != self._shown:
            self._shown = wanted
            self._show_selectors(wanted)
        self.how.setVisible(bool(wanted))

    def _show_instrument(self, line: FactorLine | None) -> None:
        until = line.verified_until if line is not None else None
        good = line is not None and until is not None and line.measured_on <= until
        self._in_force.setVisible(good)
        self._expired.setVisible(line is not None and line.instrument != "" and not good)
        if line is None:
            self._facts.setText("")
            return
        tr = self._look.tr
        facts = [
            line.measured_on.strftime("%d.%m.%Y"),
            line.instrument or tr("strip.no_instrument"),
        ]
        if until is not None:
            facts.append(tr("strip.until", day=until.strftime("%d.%m.%Y")))
        if line.norm_written:
            facts.append(tr("strip.written", norm=line.norm_written))
        self._facts.setText(" · ".join(facts))

    def _show_selectors(self, rows: tuple[SelectorRow, ...]) -> None:
        self._choices = {}
        while (item := self._fields.takeAt(0)) is not None:
            inner = item.layout()
            while inner is not None and (part := inner.takeAt(0)) is not None:
                if (old := part.widget()) is not None:
                    old.setParent(None)
                    old.deleteLater()
        for row in rows:
            self._fields.addLayout(labelled(self._look, self._label(row), self._choice(row)), 1)

    def _label(self, row: SelectorRow) -> str:
        tr = self._look.tr
        name = tr(f"selector.{row.field}")
        return (
            tr("selector.proposed", name=name) if row.proposed and row.value is not None else name
        )

    def _choice(self, row: SelectorRow) -> Choice:
        look = self._look
        options = [(each.value, look.tr.text(each.words)) for each in row.options]
        if row.field == "permanent":
            options = [(True, look.tr("selector.yes")), (False, look.tr("selector.no"))]
        elif row.field == "season":
            options = [(name, look.tr(f"season.{name}")) for name in ("warm", "cold")]
        choice = Choice(look, [(None, look.tr("selector.none")), *options])
        choice.show_value(row.value)
        choice.set_proposed(proposed=row.proposed)
        choice.setAccessibleName(self._label(row))
        choice.setToolTip(look.tr.text(row.reason))
        self._choices[row.field] = choice
        choice.chosen.connect(lambda value, name=row.field: self.selected.emit(name, value))
        return choice
