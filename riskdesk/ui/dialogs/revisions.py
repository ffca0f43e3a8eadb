"""All revisions of a document: the bytes that were handed out, to be looked at or saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from riskdesk.domain.issue import IssuedDocument
from riskdesk.services.edit_documents import issued_bytes
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.chart_paper import keep_file
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow
    from riskdesk.ui.session import Session

_LIST = 220
_FILTERS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)"}


class RevisionsDialog(Dialog):
    """``shown``: the revision whose kept pages are to be seen."""

    shown = Signal(object)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        title: str,
        revisions: Sequence[IssuedDocument],
        folder: Path,
    ) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("revisions.title", form=title), tr("revisions.second"))
        self._desk, self._revisions, self._folder = desk, revisions, folder
        columns = (
            Column(key="revision", title=tr("revisions.revision"), kind="value", width=84),
            Column(key="number", title=tr("issue.number"), width=110),
            Column(key="day", title=tr("issue.day"), width=100),
            Column(key="reason", title=tr("revisions.reason"), stretch=True, width=240),
            Column(key="code", title=tr("documents.code"), width=176),
        )
        self.grid = Grid(look, columns, tr("revisions.list"))
        self.grid.set_rows([_row(each) for each in revisions])
        self.grid.setMinimumHeight(look.theme.length(_LIST))
        self.grid.opened.connect(lambda _: self._show())
        if revisions:
            self.grid.go_to(revisions[0].id, "reason")
        self.body.addWidget(self.grid, 1)
        save = button(look, tr("revisions.save"), keys="Ctrl+S")
        save.clicked.connect(self._choose)
        self.foot.addWidget(save)
        _, self.act = self.verbs(tr("revisions.show"))
        self.act.clicked.connect(self._show)
        self.setMinimumWidth(look.theme.length(860))

    def save(self, target: Path) -> None:
        """Write the kept file whose format is the ending of ``target``."""
        document, name = self._chosen(), target.suffix.lstrip(".").lower()

        def write(session: Session, _: object) -> None:
            keep_file(target, issued_bytes(session.unit_of_work(), document.id)[name])

        job = self._desk.jobs.ask(write)
        job.on_done(while_alive(self, lambda _: self._tell(target.name)))
        job.on_failed(while_alive(self, lambda e: self._tell(error=e))).start()

    def _chosen(self) -> IssuedDocument:
        key = self.grid.current_key()
        return next((each for each in self._revisions if each.id == key), self._revisions[0])

    def _choose(self) -> None:
        document = self._chosen()
        kept = [_FILTERS[name] for name in document.files if name in _FILTERS]
        number = "".join(" " if sign in '\\/:*?"<>|' else sign for sign in document.number)
        folder = self._folder if self._folder.is_dir() else Path.home()
        start = str(folder / f"{document.form} {number} ({document.revision})")
        words = self.look.tr("revisions.save").replace("&", "")
        name, chosen = QFileDialog.getSaveFileName(self, words, start, ";;".join(kept))
        if name:
            ending = next((each for each in _FILTERS if _FILTERS[each] == chosen), "pdf")
            target = Path(name)
            if target.suffix.lower() != f".{ending}":
                target = target.with_name(f"{target.name}.{ending}")
            self.save(target)

    def _show(self) -> None:
        self.shown.emit(self._chosen())
        self.accept()

    def _tell(self, name: str = "", error: object = None) -> None:
        self.hint.set_tone("invalid" if error is not None else "ok")
        words = self.look.tr("revisions.saved", file=name)
        self.hint.setText(self._desk.failure_text(error) if error is not None else words)


def _row(document: IssuedDocument) -> GridRow:
    reason = " · ".join(filter(None, (document.reason, document.deviations)))
    texts = {
        "revision": str(document.revision),
        "number": document.number,
        "day": f"{document.issued_on:%d.%m.%Y}",
        "reason": reason,
        "code": document.code,
    }
    return GridRow(
        key=document.id, cells={key: Cell(text=text, tooltip=text) for key, text in texts.items()}
    )


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """Two revisions of a list of instruments, which no database holds."""
    from datetime import date  # noqa: PLC0415 - for pictures alone

    given = {"form": "instrument-list", "language": "kk-ru", "number": "001"}
    made = [
        IssuedDocument(
            id=str(revision),
            certification_id=window.desk.certification_id,
            edition=date(2016, 1, 1),
            issued_on=date(2026, 4, 10 + revision),
            revision=revision,
            reason=reason,
            code=f"7K2M-9XQ4-W3T8-R6P{revision}",
            **given,  # type: ignore[arg-type]
        )
        for revision, reason in ((2, "…"), (1, ""))
    ]
    title = window.desk.look.tr("rail.documents")
    dialog = RevisionsDialog(window.desk, window, title, made, Path())
    dialog.open()
    return dialog
