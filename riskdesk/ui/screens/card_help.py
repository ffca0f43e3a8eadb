"""How an indicator is judged: its rule, the words of its classes, two examples, the source."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.rules.indicator_help import ClassWords, IndicatorHelp
from riskdesk.services.queries_workplace import IndicatorLine
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.look import Look

_SIGNS = {"memory": "unverified", "ours": "info"}


class JudgementHelp(QWidget):
    """A quiet panel. ``chosen``: (subject, class) by the digit of one of its choices."""

    chosen = Signal(str, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._line: IndicatorLine | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty("ring", "true")
        box = QHBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (2, 2, 2, 2)))
        box.setSpacing(0)
        self._column, self._cases = PanelColumn(look, "page"), PanelColumn(look, "page")
        box.addWidget(self._column, 3)
        box.addWidget(self._cases, 2)

    def show_line(self, line: IndicatorLine | None) -> None:
        """Show the help of an indicator."""
        look, column = self._look, self._column
        self._line = line
        column.start()
        self._cases.start()
        spoken: list[str] = []
        if line is not None:
            title = f"{line.number}  {look.tr.text(line.title)}"
            column.text(title, weight="strong", role="body")
            spoken.append(title)
        found = line.help if line is not None else None
        if found is None:
            column.text(look.tr("judging.none"), "text_2")
            spoken.append(look.tr("judging.none"))
        else:
            spoken += self._help(found)
        column.finish()
        self._cases.finish()
        self.setAccessibleName(look.tr("judging.name"))
        self.setAccessibleDescription(". ".join(spoken))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The digit of a choice marks its class; arrows scroll."""
        line = self._line
        choices = line.help.choices if line is not None and line.help is not None else ()
        number = event.key() - Qt.Key.Key_1
        bar = self._column.verticalScrollBar()
        if line is not None and 0 <= number < len(choices):
            self.chosen.emit(line.finding.subject, choices[number].hazard_class)
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_PageDown}:
            bar.setValue(bar.value() + bar.singleStep())
        elif event.key() in {Qt.Key.Key_Up, Qt.Key.Key_PageUp}:
            bar.setValue(bar.value() - bar.singleStep())
        else:
            super().keyPressEvent(event)

    def _help(self, found: IndicatorHelp) -> list[str]:
        look, column = self._look, self._column
        rule = look.tr.text(found.rule)
        column.text(rule, role="body")
        spoken = [rule]
        if found.choices:
            column.head(look.tr("judging.choices"))
            numbered = enumerate(found.choices, 1)
            spoken += [self._tagged(column, f"{n}. ", each) for n, each in numbered]
        if found.examples:
            self._cases.head(look.tr("judging.examples"))
            spoken += [self._tagged(self._cases, "", each) for each in found.examples]
        source = look.tr(f"judging.{found.read}")
        place = look.tr.text(found.place)
        text = f"{place}: {source}" if place else source
        self._cases.gap()
        self._cases.signed(_SIGNS.get(found.read, "tick"), "text_2", text, "text_2")
        return [*spoken, text]

    def _tagged(self, column: PanelColumn, number: str, each: ClassWords) -> str:
        text = number + self._look.tr.text(each.text)
        if each.hazard_class is None:
            column.text(text)
            return text
        column.tagged(class_tag(each.hazard_class, accepted=True), text)
        word = self._look.class_word(each.hazard_class)
        return f"{each.hazard_class.value} {word}: {text}"
