"""What the screen of documents asks for in windows of their own: reasons, numbers, printers."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from riskdesk.domain.issue import IssuedDocument
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.screens.documents_rows import title_of
from riskdesk.ui.screens.documents_work import LackLine, lack_lines, read_revisions
from riskdesk.ui.session import Session

# Dialogs and printing are loaded when they are asked for.
# ruff: noqa: PLC0415


class Asking(QObject):
    """``issued``: a document was; ``older``: a kept revision is to be shown."""

    issued = Signal(object)
    older = Signal(object)

    def __init__(self, desk: Desk, owner: QWidget) -> None:
        super().__init__(owner)
        self._desk, self._owner, self._look = desk, owner, desk.look

    def lacks(self, row: DocumentRow, reason: str, take: Callable[[str], object]) -> None:
        """What a document lacks; ``take`` gets the reason to print it as it is."""
        form, language, certification = row.form, row.language, self._desk.certification_id

        def read(session: Session, _: object) -> tuple[LackLine, ...]:
            return lack_lines(session, certification, language, form)

        def show(lines: tuple[LackLine, ...]) -> None:
            from riskdesk.ui.dialogs.before_print import BeforePrintDialog

            title, parent = title_of(self._look, row), self._owner.window()
            dialog = BeforePrintDialog(self._desk, parent, title, lines, reason)
            dialog.reasoned.connect(take)
            dialog.open()

        self._desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def issue(self, rows: Sequence[DocumentRow], title: str, reason: str) -> None:
        """Issue documents, or their next revisions."""
        from riskdesk.ui.dialogs.issue_document import IssueDocumentDialog

        if len(rows) > 1:
            title = self._look.tr("documents.documents", count=len(rows))
        dialog = IssueDocumentDialog(self._desk, self._owner.window(), rows, title, reason)
        dialog.issued.connect(self.issued)
        dialog.open()

    def seal(self) -> None:
        """Seal the certification, or open it again."""
        from riskdesk.ui.dialogs.seal_certification import SealCertificationDialog

        SealCertificationDialog(self._desk, self._owner.window()).open()

    def revisions(self, row: DocumentRow, folder: Path) -> None:
        """All revisions of a document."""
        if row.issued is None:
            return
        document = row.issued.id

        def show(found: tuple[IssuedDocument, ...]) -> None:
            from riskdesk.ui.dialogs.revisions import RevisionsDialog

            title, parent = title_of(self._look, row), self._owner.window()
            dialog = RevisionsDialog(self._desk, parent, title, found, folder)
            dialog.shown.connect(self.older)
            dialog.open()

        job = self._desk.jobs.ask(lambda session, _: read_revisions(session, document))
        job.on_done(while_alive(self, show)).start()

    def folder(self, now: str) -> str:
        """Another folder, "" if none was chosen."""
        words = self._look.tr("documents.folder")
        return QFileDialog.getExistingDirectory(self._owner, words, now)

    def printer(self, pages: int, take: Callable[[object], object]) -> None:
        """A printer, the pages and the copies."""
        from PySide6.QtPrintSupport import QPrintDialog

        from riskdesk.ui.kit.page_press import new_printer

        printer = new_printer()
        dialog = QPrintDialog(printer, self._owner.window())
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
        dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
        dialog.setMinMax(1, pages)
        dialog.setFromTo(1, pages)
        if dialog.exec() == QPrintDialog.DialogCode.Accepted:
            take(printer)
        dialog.deleteLater()
