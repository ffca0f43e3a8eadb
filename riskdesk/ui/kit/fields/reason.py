"""Where a reason is written in words, several lines of it."""

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.look import Look


class Reason(QPlainTextEdit):
    """Tab leaves it; ``high`` in lengths of the theme."""

    def __init__(self, look: Look, name: str, high: int, text: str = "") -> None:
        super().__init__(text)
        self._look, self._name = look, name
        self.setTabChangesFocus(True)
        self.setAccessibleName(name)
        self.setFixedHeight(look.theme.length(high))

    @property
    def given(self) -> bool:
        """Whether there is more than spaces."""
        return bool(self.toPlainText().strip())

    def held(self, *, shown: bool) -> QWidget:
        """The field under its label, shown or away as one."""
        holder = QWidget()
        column = labelled(self._look, self._name, self)
        column.setContentsMargins(0, 0, 0, 0)
        holder.setLayout(column)
        holder.setVisible(shown)
        return holder
