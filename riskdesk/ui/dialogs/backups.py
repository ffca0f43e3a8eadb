"""The copies of the database: when, how large, what is in them; one more, or back to one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QWidget

from riskdesk.services.backups import BackupFile
from riskdesk.ui.copies import last_words, when
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.restore import RestoreDialog
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text

_WIDE, _HIGH = 760, 240
_MB = 1_000_000


class BackupsDialog(Dialog):
    """Newest first; Enter or the main verb asks about going back to the chosen one."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("copies.title"), tr("copies.second"))
        self._desk = desk
        self._files: tuple[BackupFile, ...] = ()
        self.last = Text(look, "", weight="medium", wrap=True)
        self.wish = Text(look, "", "small", "attention", wrap=True)
        self.body.addWidget(self.last)
        self.body.addWidget(self.wish)
        self.grid = Grid(look, self._columns(), tr("copies.title"))
        self.grid.setMinimumSize(*(look.theme.length(n) for n in (_WIDE, _HIGH)))
        self.grid.opened.connect(lambda _: self._restore())
        self.grid.row_changed.connect(lambda *_: self._allow())
        self.body.addWidget(self.grid, 1)
        self._ways()
        _, self.act = self.verbs(tr("copies.restore"))
        self.act.clicked.connect(self._restore)
        desk.copies.told.connect(self._ask)
        desk.copies.failed.connect(self._on_failed)
        desk.copies.carried.connect(self._on_carried)
        desk.copies.restored.connect(self.accept)
        self._allow()
        self._ask()

    def _ways(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(self.look.theme.length(8))
        self.carry = button(self.look, self.look.tr("copies.carry"))
        self.carry.clicked.connect(self._carry)
        self.now = button(self.look, self.look.tr("copies.now"))
        self.now.clicked.connect(self._make)
        self.file = button(self.look, self.look.tr("copies.file"))
        self.file.clicked.connect(self._from_file)
        for each in (self.carry, self.now, self.file):
            row.addWidget(each)
        row.addStretch(1)
        self.body.addLayout(row)

    def _columns(self) -> tuple[Column, ...]:
        tr = self.look.tr
        return (
            Column(key="when", title=tr("copies.when"), width=150),
            Column(key="size", title=tr("copies.size"), kind="value", width=80),
            Column(key="holds", title=tr("copies.holds"), stretch=True, width=260),
            Column(key="checked", title=tr("copies.checked"), width=130),
        )

    def _ask(self) -> None:
        ask = self._desk.jobs.ask(lambda session, _: session.vault.files())
        ask.on_done(while_alive(self, self._show)).start()

    def _show(self, files: tuple[BackupFile, ...]) -> None:
        copies, now = self._desk.copies, self._desk.bundle.clock.now()
        self._files = files
        self.last.setText(last_words(self.look, copies.state, now))
        days = copies.overdue()
        self.wish.setVisible(days is not None)
        self.wish.setText(self.look.tr("copies.overdue", days=days) if days is not None else "")
        self.grid.set_rows([self._row(file) for file in files])
        if files and not self.grid.current_key():
            self.grid.go_to(str(files[0].path))
            self.grid.setFocus()
        self._allow()

    def _row(self, file: BackupFile) -> GridRow:
        tr, now = self.look.tr, self._desk.bundle.clock.now()
        size = f"{file.size / _MB:.1f}"
        if self.look.language != "en":
            size = size.replace(".", ",")
        if file.certifications is None:
            holds, word = "", tr("copies.unreadable")
            sign = Sign(icon="error", meaning=tr("severity.error"), tone="invalid")
        else:
            holds, word = "; ".join(file.certifications), tr("copies.checked_word")
            sign = Sign(icon="tick", meaning=tr("severity.ok"), tone="ok")
        cells = {
            "when": Cell(text=when(self.look, file.at, now), tooltip=file.path.name),
            "size": Cell(text=size),
            "holds": Cell(text=holds, tooltip=holds),
            "checked": Cell(text=word, tone="text_2", before=sign),
        }
        return GridRow(key=str(file.path), cells=cells)

    def _chosen(self) -> BackupFile | None:
        key = self.grid.current_key()
        return next((file for file in self._files if str(file.path) == key), None)

    def _allow(self) -> None:
        chosen = self._chosen()
        self.act.setEnabled(chosen is not None and chosen.certifications is not None)

    def _restore(self) -> None:
        chosen = self._chosen()
        if chosen is not None and self.act.isEnabled():
            RestoreDialog(self._desk, self, chosen).open()

    def _from_file(self) -> None:
        """A copy that was carried away and has come back."""
        state = self._desk.copies.state
        place = state.place if state is not None else ""
        name, _ = QFileDialog.getOpenFileName(
            self, self.look.tr("copies.file"), place, "RiskDesk (*.db);;* (*)"
        )
        if name:
            self.ask_about(Path(name))

    def ask_about(self, path: Path) -> None:
        """The question before a file becomes the present database."""
        now = self._desk.bundle.clock.now()
        file = BackupFile(path=path, at=now, size=0, certifications=())
        RestoreDialog(self._desk, self, file, dated=False).open()

    def _make(self) -> None:
        self._say("text_2", self.look.tr("copies.working"))
        self._desk.copies.told.connect(self._on_made)
        self._desk.copies.make()

    def _on_made(self) -> None:
        self._desk.copies.told.disconnect(self._on_made)
        if self.hint.text() == self.look.tr("copies.working"):
            self._say("text_2", "")

    def _carry(self) -> None:
        state = self._desk.copies.state
        place = state.place if state is not None else ""
        name = QFileDialog.getExistingDirectory(self, self.look.tr("copies.carry"), place)
        if name:
            self.carry_to(Path(name))

    def carry_to(self, folder: Path) -> None:
        """A copy in a folder, checked after it was written."""
        self._say("text_2", self.look.tr("copies.working"))
        self._desk.copies.carry(folder)

    def _on_carried(self, path: str, outside: bool) -> None:  # noqa: FBT001 - a signal's argument
        key = "copies.carried" if outside else "copies.same_disk"
        self._say("ok" if outside else "attention", self.look.tr(key, path=path))

    def _on_failed(self, error: object) -> None:
        self._say("invalid", self._desk.failure_text(error))

    def _say(self, tone: str, text: str) -> None:
        self.hint.set_tone(tone)  # type: ignore[arg-type]
        self.hint.setText(text)
