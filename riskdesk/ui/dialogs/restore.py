"""The one question before another state becomes the present one: what will change, in words."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from riskdesk.services.backups import BackupFile
from riskdesk.ui.copies import when
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.labels import Text

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow

_WIDE = 560


class RestoreDialog(Dialog):
    """``dated``: the moment of the copy is known, and so what was changed after it."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, file: BackupFile, *, dated: bool = True
    ) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("restore.title"))
        self._desk, self._file = desk, file
        self.subject = file.path.name
        now = desk.bundle.clock.now()
        name = when(look, file.at, now) if dated else file.path.name
        self.body.addWidget(Text(look, tr("restore.to", name=name), weight="medium", wrap=True))
        for title in file.certifications or ():
            self.body.addWidget(Text(look, f"– {title}", tone="text_2", wrap=True))
        self.lost = Text(look, "", tone="attention", wrap=True)
        self.body.addWidget(self.lost)
        self.body.addWidget(Text(look, tr("restore.kept"), tone="text_2", wrap=True))
        self.body.addStretch(1)
        self.close_verb, self.act = self.verbs(tr("restore.act"))
        self.act.clicked.connect(self._restore)
        self.setMinimumWidth(look.theme.length(_WIDE))
        desk.copies.failed.connect(self._on_failed)
        desk.copies.restored.connect(self.accept)
        self.close_verb.setFocus()
        if dated:
            self._ask(file.at)

    def _ask(self, at: datetime) -> None:
        ask = self._desk.jobs.ask(lambda session, _: session.changes_since(at))
        ask.on_done(while_alive(self, self._show)).start()

    def _show(self, count: int) -> None:
        key = "restore.lost" if count else "restore.lost_none"
        self.lost.set_tone("attention" if count else "text_2")
        self.lost.setText(self.look.tr(key, count=count))

    def _restore(self) -> None:
        self.act.setEnabled(False)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr("copies.working"))
        self._desk.copies.restore(self._file.path)

    def _on_failed(self, error: object) -> None:
        self.act.setEnabled(True)
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """A copy of an hour ago."""
    now = window.desk.bundle.clock.now()
    titles = tuple(
        f"{window.desk.look.tr.text(row.enterprise)} · {row.title}" for row in window.desk.known
    )
    file = BackupFile(path=Path("riskdesk.db"), at=now, size=4_509_696, certifications=titles)
    dialog = RestoreDialog(window.desk, window, file)
    dialog.open()
    return dialog
