"""How many men and women work at a workplace: it decides whose bounds of heaviness apply."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.look import Look


class Staffing(QWidget):
    """Two counts; empty is "not given". ``staffed``: (men, women), each a number or None."""

    staffed = Signal(object, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.length(8))
        self.men, self.women = DecimalField(), DecimalField()
        for field, key in ((self.men, "workplace.men"), (self.women, "workplace.women")):
            field.setAccessibleName(look.tr(key))
            field.setFixedWidth(look.theme.length(56))
            field.committed.connect(self._on_committed)
            row.addLayout(labelled(look, look.tr(key), field))

    def show_counts(self, men: int | None, women: int | None) -> None:
        """Show the stored counts."""
        for field, count in ((self.men, men), (self.women, women)):
            field.show_value("" if count is None else str(count))

    def _on_committed(self, _text: str) -> None:
        counts: list[int | None] = []
        for field in (self.men, self.women):
            number = field.value if field.problem is None else None
            whole = number is not None and number == int(number)
            counts.append(int(number) if number is not None and whole else None)
        self.staffed.emit(counts[0], counts[1])
