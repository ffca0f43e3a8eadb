"""The specialist's own class of one subject and its written reason."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from riskdesk.domain.values import HazardClass
from riskdesk.rules.finding import Finding
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.look import Look


class MarkEditor(QWidget):
    """A class to choose and a reason to write. ``marked``: (subject, class or None, reason)."""

    marked = Signal(str, object, str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._subject = ""
        self._shown: tuple[HazardClass | None, str] = (None, "")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.length(12))
        self.mark = Choice(look, self._options())
        self.mark.setAccessibleName(look.tr("mark.class"))
        self.mark.setMinimumWidth(look.theme.length(110))
        self.mark.setMaximumWidth(look.theme.length(190))
        self.mark.chosen.connect(self._on_chosen)
        row.addLayout(labelled(look, look.tr("mark.class"), self.mark), 2)
        self.reason = QLineEdit()
        self.reason.setAccessibleName(look.tr("mark.reason"))
        self.reason.setPlaceholderText(look.tr("mark.reason_hint"))
        self.reason.editingFinished.connect(self._on_reason)
        row.addLayout(labelled(look, look.tr("mark.reason"), self.reason), 3)

    def show_finding(self, finding: Finding) -> None:
        """Show the mark of a subject; what is being written is not replaced."""
        same = finding.subject == self._subject
        self._subject = finding.subject
        self._shown = (finding.mark, finding.mark_reason)
        self.mark.show_value(finding.mark)
        if not (same and self.reason.hasFocus()):
            self.reason.setText(finding.mark_reason)
        self.reason.setEnabled(finding.mark is not None)
        needed = finding.differs and not finding.mark_reason
        state = "invalid" if needed else ""
        if self.reason.property("state") != state:
            self.reason.setProperty("state", state)
            self.reason.style().unpolish(self.reason)
            self.reason.style().polish(self.reason)

    def _options(self) -> list[tuple[object, str]]:
        found: list[tuple[object, str]] = [(None, self._look.tr("mark.none"))]
        found += [(each, f"{each.value}  {self._look.class_word(each)}") for each in HazardClass]
        return found

    def _on_chosen(self, chosen: object) -> None:
        mark = chosen if isinstance(chosen, HazardClass) else None
        if mark != self._shown[0]:
            reason = self.reason.text().strip() if mark is not None else ""
            self.marked.emit(self._subject, mark, reason)

    def _on_reason(self) -> None:
        reason = self.reason.text().strip()
        if self._shown[0] is not None and reason != self._shown[1]:
            self.marked.emit(self._subject, self._shown[0], reason)
