"""How many men and women work at a workplace: it decides whose bounds of heaviness apply."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.look import Look


class Staffing(QWidget):
    """Two counts; empty is "not given". ``staffed``: (men, women), each a number or None.

    A text that is no count stays in its field, marked, and is stored nowhere.
    """

    staffed = Signal(object, object)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._kept: dict[str, str] = {}
        self._stored: dict[str, int | None] = {"men": None, "women": None}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.length(8))
        self.men, self.women = DecimalField(whole=True), DecimalField(whole=True)
        self._fields = {"men": self.men, "women": self.women}
        for name, field in self._fields.items():
            words = look.tr(f"workplace.{name}")
            field.setAccessibleName(words)
            field.setFixedWidth(look.theme.length(56))
            field.committed.connect(lambda _, name=name: self._on_committed(name))
            field.edited.connect(lambda text, name=name: self._kept.update({name: text}))
            row.addLayout(labelled(look, words, field))

    def show_counts(self, men: int | None, women: int | None, kept: dict[str, str]) -> None:
        """Show the stored counts; ``kept`` holds what was typed here and is not on disk."""
        self._kept = kept
        self._stored = {"men": men, "women": women}
        for name, field in self._fields.items():
            count = self._stored[name]
            field.show_value("" if count is None else str(count))
            if name in kept and not field.hasFocus():
                field.setText(kept[name])

    def _on_committed(self, name: str) -> None:
        number = self._fields[name].value
        self._kept.pop(name, None)
        counts = self._stored | {name: None if number is None else int(number)}
        self.staffed.emit(counts["men"], counts["women"])
