"""The filters of the check: grades as chips, section, kind, words, one workplace."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import button, filter_line
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.screens.check_rows import GRADES, Line, Wanted, code_title


class CheckFilters(QWidget):
    """``changed``: other lines are wanted."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._look = look = desk.look
        tr = look.tr
        self._only = 0
        self._known: tuple[tuple[str, ...], tuple[str, ...]] = ((), ())
        box = QVBoxLayout(self)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 0, 16, 8)))
        box.setSpacing(look.theme.length(6))
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(look.theme.length(8))
            box.addLayout(row)
        self.line = filter_line(look, tr("check.filter"))
        desk.drafts.remember(self.line, "check")
        self.line.textChanged.connect(lambda _: self.changed.emit())
        first.addWidget(self.line, 2)
        self.sections, self.codes = Choice(look), Choice(look)
        for choice, name in ((self.sections, "section"), (self.codes, "kind")):
            choice.setAccessibleName(tr(f"check.{name}"))
            choice.chosen.connect(lambda _: self.changed.emit())
            first.addWidget(choice, 3)
        self.chips = {}
        for grade in GRADES:
            chip = button(look, tr(f"check.{grade}"), "chip")
            chip.setChecked(True)
            chip.toggled.connect(lambda _: self.changed.emit())
            self.chips[grade] = chip
            second.addWidget(chip)
        self._one = button(look, "", "chip")
        self._one.clicked.connect(self._all_places)
        self._one.hide()
        second.addWidget(self._one)
        second.addStretch(1)

    def wanted(self) -> Wanted:
        """What is let through now."""
        return Wanted(
            grades=frozenset(grade for grade, chip in self.chips.items() if chip.isChecked()),
            text=self.line.text(),
            section=str(self.sections.currentData() or ""),
            code=str(self.codes.currentData() or ""),
            workplace=self._only,
        )

    def show_lines(self, lines: Sequence[Line], counts: Mapping[str, int]) -> None:
        """Counts on the chips; sections and kinds that there are, what was chosen stays."""
        tr = self._look.tr
        for grade, chip in self.chips.items():
            chip.setText(f"{tr(f'check.{grade}')}  {counts[grade]}")
        sections = tuple(dict.fromkeys(line.section for line in lines if line.section))
        codes = tuple(dict.fromkeys(line.problem.problem.code for line in lines))
        if (sections, codes) == self._known:
            return
        self._known = (sections, codes)
        named = [(code, code_title(self._look, code)) for code in codes]
        for choice, first, options in (
            (self.sections, "check.all_sections", [(name, name) for name in sections]),
            (self.codes, "check.all_codes", named),
        ):
            value = choice.currentData() or ""
            choice.set_options([("", tr(first)), *options])
            choice.show_value(value)
            if choice.currentIndex() < 0:
                choice.setCurrentIndex(0)

    def show_workplace(self, number: int) -> None:
        """Only the lines of one workplace; other filters go."""
        self._only = number
        self.line.clear()
        for choice in (self.sections, self.codes):
            choice.setCurrentIndex(0 if choice.count() else -1)
        self._show_one()
        self.changed.emit()

    def _show_one(self) -> None:
        self._one.setVisible(bool(self._only))
        self._one.setChecked(bool(self._only))
        self._one.setText(self._look.tr("check.one", number=f"{self._only:03}"))

    def _all_places(self) -> None:
        self._only = 0
        self._show_one()
        self.changed.emit()
