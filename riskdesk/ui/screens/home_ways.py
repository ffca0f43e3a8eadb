"""A database that does not open: the ways out beside the sentence that says why."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from riskdesk.services.backups import BROKEN
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button

_ELSEWHERE = frozenset(
    {"database-read-only", "database-network", "database-removable", "database-synced"}
)
"""What can be worked with on this computer, from a checked copy."""


class Ways(QWidget):
    """Back to a copy, work on a copy here, another file: those that help with this error."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, look = desk, desk.look
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.theme.length(8))
        self.restore = button(look, look.tr("ways.restore"))
        self.restore.clicked.connect(lambda: desk.copies.show(self.window()))
        self.here = button(look, look.tr("ways.here"))
        self.here.clicked.connect(self._here)
        self.other = button(look, look.tr("ways.other"))
        self.other.clicked.connect(self._other)
        for each in (self.restore, self.here, self.other):
            row.addWidget(each)
        row.addStretch(1)
        self.show_for("")

    def show_for(self, code: str) -> None:
        """Offer what helps with the error ``code``; nothing with ""."""
        bundle = self._desk.bundle
        self.restore.setVisible(code in BROKEN and bundle.vault is not None)
        self.here.setVisible(code in _ELSEWHERE and bundle.bring_here is not None)
        self.other.setVisible(bool(code) and bundle.open_other is not None)

    def go(self, path: Path) -> None:
        """Open another database: a window of its own, in place of this one."""
        if self._desk.bundle.open_other is not None:
            self._desk.bundle.open_other(path)
            self.window().close()

    def _here(self) -> None:
        bring = self._desk.bundle.bring_here
        if bring is None:
            return
        self.here.setEnabled(False)

        def failed(_: object) -> None:
            self.here.setEnabled(True)

        ask = self._desk.jobs.ask(lambda *_: bring()).on_done(while_alive(self, self.go))
        ask.on_failed(while_alive(self, failed)).start()

    def _other(self) -> None:
        title = self.other.text().replace("&", "")
        name, _ = QFileDialog.getOpenFileName(self, title, "", "RiskDesk (*.db);;* (*)")
        if name:
            self.go(Path(name))
