"""The shape of the dialogs of own substances and norms: rows of fields, each with its fault."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Done
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text

_WIDE, _SHARE = 760, 0.95


class OwnForm(Dialog):
    """``stored``: the id of the record. Faults are shown once the main verb was pressed."""

    stored = Signal(str)

    def __init__(self, desk: Desk, parent: QWidget | None, title: str, second: str) -> None:
        super().__init__(desk.look, parent, title, second)
        self.desk = desk
        self.faults: dict[str, Text] = {}
        self.controls: dict[str, QWidget] = {}
        self._pressed = False
        below = parent.window().width() if parent is not None else _WIDE
        self.setMinimumWidth(min(desk.look.theme.length(_WIDE), round(below * _SHARE)))

    def row(self, *named: tuple[str, str, QWidget]) -> None:
        """Fields beside each other: (field, key of its words, control)."""
        row = QHBoxLayout()
        row.setSpacing(self.look.theme.length(12))
        for field, key, control in named:
            words = self.look.tr(key)
            control.setAccessibleName(words)
            control.setObjectName(field)
            if isinstance(control, QLineEdit):
                control.textEdited.connect(self._on_typed)
            elif isinstance(control, Choice):
                control.chosen.connect(self._on_typed)
            cell = QVBoxLayout()
            cell.setSpacing(self.look.theme.length(2))
            cell.addLayout(labelled(self.look, words, control))
            name = field.partition("_")[0] if field.startswith("name_") else field
            if name not in self.faults:
                fault = Text(self.look, "", "micro", "invalid", wrap=True)
                fault.hide()
                cell.addWidget(fault)
                self.faults[name] = fault
                self.controls[name] = control
            cell.addStretch(1)
            row.addLayout(cell, 1)
        self.body.addLayout(row)

    def finish(self) -> None:
        """The verbs at the foot, after the rows."""
        self.body.addStretch(1)
        _, self.act = self.verbs(self.look.tr("own.store"))
        self.act.clicked.connect(self._store)

    def found(self) -> tuple[UserError, ...]:
        """Every fault of what stands in the fields."""
        raise NotImplementedError

    def command(self) -> object:
        """What is sent when there is none."""
        raise NotImplementedError

    def judge(self) -> bool:
        """Say each fault at its field; whether there is none."""
        told: dict[str, str] = {}
        for fault in self.found():
            told.setdefault(str(fault.params["field"]), self.desk.failure_text(fault))
        for field, words in self.faults.items():
            said = told.get(field, "")
            words.setText(said)
            words.setVisible(bool(said))
            control = self.controls[field]
            control.setAccessibleDescription(said)
            if isinstance(control, QLineEdit):
                control.setProperty("state", "invalid" if said else "")
                control.style().unpolish(control)
                control.style().polish(control)
        return not told

    def _on_typed(self, *_: object) -> None:
        self.mark_typed()
        self.hint.setText("")
        if self._pressed:
            self.judge()

    def _store(self) -> None:
        self._pressed = True
        if not self.judge():
            first = next((c for f, c in self.controls.items() if self.faults[f].text()), None)
            if first is not None:
                first.setFocus()
            return
        job = self.desk.jobs.change(self.command()).on_done(while_alive(self, self._on_stored))
        job.on_failed(while_alive(self, self._refuse)).start()

    def _on_stored(self, done: Done) -> None:
        self.stored.emit(str(done.value))
        self.accept()

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self.desk.failure_text(error))


def show_texts(shown: Iterable[tuple[QLineEdit, str]]) -> None:
    """Stored values in their fields."""
    for field, text in shown:
        field.setText(text)
        field.setCursorPosition(0)
