"""Saving and printing the charts: the file or the printer is asked for, the end is told."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from riskdesk.forms.document import Document
from riskdesk.services.ports import DocumentWriter
from riskdesk.services.queries_documents import export_folder
from riskdesk.services.queries_overview import Overview
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.chart_ink import Ink
from riskdesk.ui.kit.chart_paper import Figure, PictureKind, draw_pages, keep_file, picture
from riskdesk.ui.kit.states import NoticeCard
from riskdesk.ui.screens.overview_paper import figures, paper_ink, table_document

_FILTERS = {
    "png": "PNG (*.png)",
    "svg": "SVG (*.svg)",
    "pdf": "PDF (*.pdf)",
    "xlsx": "Excel (*.xlsx)",
}
ALL = "all"
"""Every chart at once."""


class Keeper:
    """Saves and prints what ``found`` holds; always light, whatever the window wears."""

    def __init__(self, desk: Desk, owner: QWidget, notice: NoticeCard) -> None:
        self._desk, self._owner, self._notice = desk, owner, notice
        self._tr = desk.look.tr
        self.found: Overview | None = None

    def save(self, name: str, kind: str, target: Path) -> None:
        """Save one chart (``all``: every one) to a file, whole or not at all."""
        found, row = self.found, self._desk.certification
        if found is None or row is None:
            return
        work: Callable[[], object]
        if kind == "xlsx":
            document = table_document(name, found, row, self._desk.look)
            writers = self._desk.bundle.writers
            work = partial(_write_table, writers, document, target)
        else:
            drawn, paper = self.figures(name), self._ink()
            work = partial(_write_picture, drawn, paper, cast("PictureKind", kind), target)
        # The file is drawn by the worker: a long list as a sharp picture takes half a second.
        job = self._desk.jobs.ask(lambda *_: work())
        job.on_done(while_alive(self._owner, lambda _: self._saved(target)))
        job.on_failed(while_alive(self._owner, self._failed)).start()

    def choose(self, name: str, kind: str) -> None:
        """Ask where to, beside the other documents of the certification."""
        title = self._title(name)
        documents = QStandardPaths.StandardLocation.DocumentsLocation
        root = Path(QStandardPaths.writableLocation(documents))
        folder = export_folder(root, self._desk.known, self._desk.certification_id)
        if not folder.is_dir():
            folder = root
        start = str(folder / f"{title}.{kind}")
        path, _ = QFileDialog.getSaveFileName(self._owner, title, start, _FILTERS[kind])
        if path:
            self.save(name, kind, Path(path))

    def print_out(self, name: str) -> None:
        """Ask for a printer and print one chart."""
        # Printing looks for the system's printers: loaded when it is asked for.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self._owner).exec() != QDialog.DialogCode.Accepted:
            return
        draw_pages(printer, self.figures(name), self._ink())
        text = self._tr("overview.printed", chart=self._title(name))
        self._notice.show_notice("ok", text)

    def figures(self, name: str) -> Sequence[Figure]:
        """The drawings of one chart or of every one."""
        if self.found is None or self._desk.certification is None:
            return []
        made = figures(self.found, self._desk.certification, self._desk.look)
        return list(made.values()) if name == ALL else [made[name]]

    def _ink(self) -> Ink:
        return paper_ink(self._desk.bundle.resources, self._desk.look)

    def _title(self, name: str) -> str:
        return self._tr("rail.overview" if name == ALL else f"overview.{name}")

    def _saved(self, target: Path) -> None:
        show = button(self._desk.look, self._tr("documents.open_folder"), "link")
        where = QUrl.fromLocalFile(str(target.parent))
        show.clicked.connect(lambda: QDesktopServices.openUrl(where))
        self._notice.show_notice("ok", self._tr("overview.saved", file=target.name), show)

    def _failed(self, error: Exception) -> None:
        self._notice.show_notice("error", self._desk.failure_text(error))


def _write_table(
    writers: Callable[[], Mapping[str, DocumentWriter]], document: Document, target: Path
) -> None:
    writers()["xlsx"].write(document, target)


def _write_picture(drawn: Sequence[Figure], ink: Ink, kind: PictureKind, target: Path) -> None:
    keep_file(target, picture(drawn, ink, kind))
