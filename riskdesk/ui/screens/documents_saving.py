"""Files of documents: written with progress and cancel; the end is told with a way on."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QStandardPaths, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from shiboken6 import isValid

from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import IssuedDocument, PaperLanguage
from riskdesk.services.export import DOSSIER, Export, ExportSummary
from riskdesk.services.ports import Cancelled
from riskdesk.services.queries_documents import DocumentRow, export_folder
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import Job, while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.remaining import Remaining
from riskdesk.ui.screens.documents_panel import DocumentsPanel
from riskdesk.ui.screens.documents_printing import Printing
from riskdesk.ui.screens.documents_rows import is_kept, title_of
from riskdesk.ui.screens.documents_work import Made, write_papers

_ELSEWHERE = frozenset(
    {
        "ui-folder-not-writable",
        "export-disk-full",
        "export-path-too-long",
        "export-no-permission",
        "export-no-folder",
    }
)
"""Errors that another folder may mend."""


class Keeper(QObject):
    """Writes and prints. ``counted``: pages of written forms; ``choosing``: another folder.

    ``settled``: nothing is written or printed any more.
    """

    counted = Signal(object)
    choosing = Signal()
    settled = Signal()

    def __init__(self, desk: Desk, panel: DocumentsPanel) -> None:
        super().__init__()
        self._desk, self._panel, self._tr = desk, panel, desk.look.tr
        self._stop: Callable[[], object] | None = None
        self._remaining = Remaining()
        panel.progress.stop.clicked.connect(self.cancel)

    @property
    def busy(self) -> bool:
        """Whether files are written or pages printed."""
        return self._stop is not None

    def cancel(self) -> None:
        """Stop at the next step."""
        if self._stop is not None:
            self._stop()

    def write_rows(
        self,
        rows: Sequence[DocumentRow],
        name: str,
        out: Path,
        language: PaperLanguage,
        deviations: str,
        *,
        together: bool,
    ) -> None:
        """Write documents in a format; of those that were issued the kept bytes."""
        command = Export(
            certification=self._desk.certification_id,
            out=out,
            forms=tuple(row.form for row in rows),
            formats=(name,),
            lang=language,
            together=together,
            deviations=deviations,
        )
        kept = {row.form: row.issued.id for row in rows if row.issued is not None and is_kept(row)}
        titles = {row.form: title_of(self._desk.look, row) for row in rows}
        self.write(command, kept, {**titles, DOSSIER: self._tr("documents.dossier")})

    def print_paper(self, made: Made, printer: object, title: str, page: int) -> None:
        """Print a paper; ``page``: the one that is looked at."""
        # Printing looks for the system's printers: loaded when it is asked for.
        from PySide6.QtPrintSupport import QPrinter  # noqa: PLC0415

        from riskdesk.ui.kit.page_press import PagePress, wanted_pages  # noqa: PLC0415

        if not isinstance(printer, QPrinter):
            return
        pages = wanted_pages(printer, len(made.paper.sizes), page)
        name = "" if printer.outputFileName() else printer.printerName()
        printer.setDocName(title)
        self._print(Printing(self._desk, made.file, PagePress(printer), pages), name)

    def tell_issued(self, document: IssuedDocument) -> None:
        """A document was issued."""
        words = self._tr("issue.done", number=document.number, code=document.code)
        self._panel.notice.show_notice("ok", words)

    def write(self, command: Export, kept: Mapping[str, str], titles: Mapping[str, str]) -> None:
        """Write files; nothing stays of what was cancelled."""

        def step(done: int, total: int, what: str) -> None:
            if isValid(self._panel):
                self._show(done, total, titles.get(what, what))

        def done(summary: ExportSummary) -> None:
            self._end()
            self._tell_written(summary)

        def failed(error: Exception) -> None:
            self._end()
            self._refuse(error, lambda: self.write(command, kept, titles))

        job: Job[ExportSummary] = self._desk.jobs.ask(
            lambda session, progress: write_papers(session, command, kept, progress)
        )
        self._begin(job.cancel, self._tr("documents.preparing"))
        job.on_step(step).on_done(while_alive(self, done))
        job.on_failed(while_alive(self, failed)).start()

    def _print(self, printing: Printing, printer: str) -> None:

        def ended(pages: int) -> None:
            self._end()
            where = printer or self._tr("documents.a_file")
            text = self._tr("documents.printed", pages=pages, printer=where)
            self._panel.notice.show_notice("ok", text)

        def failed(error: Exception) -> None:
            self._end()
            self._refuse(error, None)

        def step(done: int, total: int) -> None:
            words = self._tr("documents.printing", page=min(done + 1, total), pages=total)
            self._show(done, total, words)

        printing.stepped.connect(step)
        printing.ended.connect(ended)
        printing.failed.connect(failed)
        self._begin(printing.cancel, self._tr("documents.preparing"))
        self._printing = printing
        printing.start()

    def _begin(self, stop: Callable[[], object], words: str) -> None:
        self._stop, self._remaining = stop, Remaining()
        self._panel.notice.hide()
        self._panel.progress.show_step(0, 0, words)
        self._panel.progress.show()
        self.settled.emit()

    def _end(self) -> None:
        self._stop = None
        self._panel.progress.hide()
        self.settled.emit()

    def _show(self, done: int, total: int, what: str) -> None:
        rest = self._remaining.words(self._desk.look, done, total)
        self._panel.progress.show_step(done, total, f"{what}\n{rest}" if rest else what)

    def _tell_written(self, summary: ExportSummary) -> None:
        tr, files = self._tr, summary.files
        pages = sum(file.pages for file in files if file.format == "pdf")
        verbs = []
        if len(files) == 1:
            verbs.append(self._verb("documents.open_file", lambda: open_there(files[0].path)))
            text = tr("documents.done_one", file=files[0].path.name)
        else:
            text = tr("documents.done", files=len(files), pages=pages)
        if files:
            folder = files[0].path.parent
            verbs.append(self._verb("documents.open_folder", lambda: open_there(folder)))
        self._panel.notice.show_notice("ok", text, *verbs)
        found = {file.form: file.pages for file in files if file.format == "pdf"}
        self.counted.emit(found)

    def _refuse(self, error: Exception, again: Callable[[], object] | None) -> None:
        if isinstance(error, Cancelled):
            self._panel.notice.show_notice("ok", self._tr("documents.cancelled"))
            return
        verbs = [self._verb("action.again", again)] if again is not None else []
        if isinstance(error, UserError) and error.code in _ELSEWHERE:
            verbs.append(self._verb("documents.choose", self.choosing.emit))
        self._panel.notice.show_notice("error", self._desk.failure_text(error), *verbs)

    def _verb(self, key: str, act: Callable[[], object]) -> QPushButton:
        made = button(self._desk.look, self._tr(key), "link")
        made.clicked.connect(lambda _=False: act())
        return made


def open_there(path: Path) -> None:
    """Open a file or a folder with the program of the system."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def own_folder(desk: Desk, certification: str) -> str:
    """The folder of a certification among the documents of the user."""
    where = QStandardPaths.StandardLocation.DocumentsLocation
    root = Path(QStandardPaths.writableLocation(where))
    return str(export_folder(root, desk.known, certification))
