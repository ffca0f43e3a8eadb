"""A fault of the program: one sentence, what to do, the report to copy or to save (U16, U17)."""

from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.look import Look

_WIDE, _HIGH = 560, 200


class FaultDialog(Dialog):
    """The report holds places in the program's code, never data; it is shown before it is saved."""

    def __init__(self, look: Look, parent: QWidget | None, report: str) -> None:
        tr = look.tr
        super().__init__(look, parent, tr("fault.title"), tr("fault.what"))
        self.report = QPlainTextEdit(report)
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setAccessibleName(tr("fault.report"))
        self.report.setMinimumHeight(look.theme.length(_HIGH))
        self.report.hide()
        self.details = button(look, tr("fault.details"), "link")
        self.details.setCheckable(True)
        self.details.toggled.connect(self.report.setVisible)
        self.body.addWidget(self.details)
        self.body.addWidget(self.report, 1)
        self.body.addStretch(1)
        self.copy = button(look, tr("fault.copy"))
        self.copy.clicked.connect(self._copy)
        self.foot.addWidget(self.copy)
        close, self.act = self.verbs(tr("fault.save"))
        close.setFocus()
        self.act.clicked.connect(self._save)
        self.setMinimumWidth(look.theme.length(_WIDE))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.report.toPlainText())
        self.hint.setText(self.look.tr("fault.copied"))

    def _save(self) -> None:
        name, _ = QFileDialog.getSaveFileName(
            self, self.look.tr("fault.save"), "riskdesk-fault.txt"
        )
        if name:
            self.save_as(Path(name))

    def save_as(self, path: Path) -> None:
        """Write the report; a file that cannot be written is said in the foot."""
        try:
            path.write_text(self.report.toPlainText(), encoding="utf-8")
        except OSError as error:
            self.hint.set_tone("invalid")
            self.hint.setText(self.look.tr("fault.not_saved", reason=error.strerror or str(error)))
        else:
            self.hint.set_tone("text_2")
            self.hint.setText(self.look.tr("fault.saved", path=str(path)))
