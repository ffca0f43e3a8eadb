"""The worker's side: the open database, the catalogs, and the snapshot screens are drawn from.

Everything here runs in the worker thread. What leaves it is frozen.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import fields, replace
from datetime import datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.forms.catalog import FormCatalog
from riskdesk.rules.book import Book
from riskdesk.services import (
    edit,
    edit_documents,
    export,
    import_cards,
    import_instruments,
    import_journal,
    import_points,
    import_staff,
    risk,
    sample,
    undo,
)
from riskdesk.services.backups import BROKEN, BackupSource, Vault
from riskdesk.services.context import Context
from riskdesk.services.heap import collector_rests, let_go, long_lived
from riskdesk.services.pictures import pictures_of
from riskdesk.services.ports import Done, Progress, UnitOfWork
from riskdesk.services.previous import TELL_OF_IT, previous_of
from riskdesk.services.queries_certifications import CertificationRow, certification_rows
from riskdesk.services.queries_file_kind import FileKind, file_kind
from riskdesk.services.queries_history import NextSteps, next_steps
from riskdesk.services.queries_search import Findable, findable_law
from riskdesk.services.queries_snapshot import Snapshot, take, take_again
from riskdesk.services.queries_structure import Structure, structure
from riskdesk.services.staff_lines import StaffPreview
from riskdesk.services.structure_lists import RemoveSection
from riskdesk.ui.bundle import Bundle, Store
from riskdesk.ui.opening import Opening
from riskdesk.ui.papers import Papers


class Session:
    """One open database and what the services need beside it."""

    def __init__(self, bundle: Bundle) -> None:
        self._bundle = bundle
        self.opening = Opening(bundle.open_store)
        self._snapshots: dict[str, Snapshot] = {}
        self._trees: dict[str, tuple[Snapshot, Structure]] = {}
        self.papers = Papers(bundle.page_reader)

    @cached_property
    def _store(self) -> Store:
        """The database, opened when first asked: the criteria book needs none."""
        return self.opening.store()

    @property
    def source(self) -> Store:
        """The open database as its backups and its audit (``services/verifying``) see it."""
        return self._store

    @cached_property
    def vault(self) -> Vault:
        """The backups; asked for only where the bundle has them."""
        if self._bundle.vault is None:
            raise UserError("backup-nothing")
        return self._bundle.vault()

    def changes_since(self, moment: datetime) -> int:
        """How many changes were stored after that."""
        with self.unit_of_work() as uow:
            return sum(each.at > moment for each in uow.changes())

    def restore(self, backup: Path) -> Path | None:
        """A backup becomes the present database; where the one before is kept (R6).

        A present one that cannot be opened is put aside as it is; a restored one that cannot be
        opened is taken back.
        """
        prepared = self.vault.prepare(backup)
        try:
            self._back_up_first(self._store)
        except UserError as error:
            if error.code not in BROKEN:
                prepared.unlink(missing_ok=True)
                raise
        self._let_go()
        kept = self.vault.switch(prepared)
        try:
            self._store  # noqa: B018 - opened now: a file that does not open is no present one
        except UserError:
            self.vault.switch_back(kept)
            raise
        return kept

    def _back_up_first(self, store: BackupSource) -> None:
        """Before a risky step; one that fails stops nothing: the next try says why (R4)."""
        if self._bundle.vault is not None:
            with suppress(UserError):
                self.vault.make(store)

    def _let_go(self) -> None:
        if "_store" in self.__dict__:
            self._store.close()
        self.__dict__.pop("_store", None)
        self._snapshots.clear()

    @cached_property
    def context(self) -> Context:
        """Catalogs, messages and time; read at the first question."""
        return self._bundle.context()

    @cached_property
    def forms(self) -> FormCatalog:
        """The forms."""
        return self._bundle.forms()

    @cached_property
    def book(self) -> Book:
        """The criteria book."""
        return Book(self.context.catalog)

    @cached_property
    def findable_law(self) -> tuple[Findable, ...]:
        """Criteria, norms and substances for the search."""
        return findable_law(self.book, self.context.catalog)

    def unit_of_work(self) -> UnitOfWork:
        """A new transaction."""
        return self._store.unit_of_work()

    def certifications(self) -> tuple[CertificationRow, ...]:
        """What the database holds."""
        return certification_rows(self.unit_of_work())

    def snapshot(self, certification: CertificationId) -> Snapshot:
        """The certification, judged and checked; read once after each change."""
        known = self._snapshots.get(certification)
        if known is None:
            context = self.context
            with collector_rests():
                known = take(self.unit_of_work(), certification, context)
                long_lived(len(known.dossier.workplaces))
            self._snapshots[certification] = known
        return known

    def tree(self, certification: CertificationId) -> Structure:
        """The tree of a certification; made once after each change."""
        snapshot = self.snapshot(certification)
        known = self._trees.get(certification)
        if known is None or known[0] is not snapshot:
            before = known[1] if known is not None else None
            known = self._trees[certification] = snapshot, structure(snapshot, before)
        return known[1]

    def preview_staff(self, path: Path, columns: Mapping[str, int] | None) -> StaffPreview:
        """The staff list as found, before it is imported; ``columns`` overrides headings."""
        return import_staff.preview(path, self._bundle.reader(), columns)

    def file_kind(self, path: Path) -> FileKind:
        """What kind of file it is."""
        return file_kind(path)

    def next_steps(self) -> NextSteps:
        """What would be undone and done again."""
        return next_steps(self.unit_of_work())

    def change(self, command: object, progress: Progress) -> Done:
        """Carry out one command through the one door; the snapshots follow it.

        What the changed rows do not concern is neither read nor judged again.
        """
        if isinstance(command, import_staff.ImportStaff | TextImport | RemoveSection | undo.UndoTo):
            self._back_up_first(self._store)
        before, self._snapshots = self._snapshots, {}
        uow = self.unit_of_work()
        if isinstance(command, edit_documents.IssueDocument | edit_documents.ReviseDocument):
            done = self._issue(command, uow, progress)
        else:
            done = self._run(command, uow)
        steps = uow.committed()
        with collector_rests():
            for certification, snapshot in before.items():
                after = take_again(snapshot, steps, self.context)
                if after is not None:
                    self._snapshots[certification] = after
        _let_go(before, self._snapshots)
        return done

    def export(self, command: export.Export, progress: Progress) -> export.ExportSummary:
        """Write the forms of a certification as files: all of them, or after a cancel none."""
        snapshot = self.snapshot(command.certification)
        with self.unit_of_work() as uow:
            previous = previous_of(command.forms or TELL_OF_IT, snapshot.dossier, uow)
            pictures = pictures_of(command.forms, snapshot.dossier, uow)
        with staging(command.out) as folder:
            summary = export.run(
                replace(command, out=folder),
                snapshot.dossier,
                snapshot.assessment,
                snapshot.problems,
                self.context,
                self.forms,
                self._bundle.writers(),
                progress,
                previous,
                pictures,
            )
            return replace(summary, files=tuple(_put(file, command.out) for file in summary.files))

    def close(self) -> None:
        """Close the database if it was opened, and what is looked at."""
        self.papers.close()
        if "_store" in self.__dict__:
            self._store.close()

    def _issue(self, command: edit_documents.Issuing, uow: UnitOfWork, progress: Progress) -> Done:
        press = edit_documents.Press(forms=self.forms, writers=self._bundle.writers())
        return edit_documents.run(command, uow, self.context, press, progress)

    def _run(self, command: object, uow: UnitOfWork) -> Done:
        match command:
            case undo.Undo() | undo.UndoTo() | undo.Redo():
                return undo.run(command, uow)
            case _ if isinstance(command, risk.RiskCommand):
                return risk.run(command, uow, self.context)
            case import_staff.ImportStaff():
                return import_staff.run(command, uow, self.context, self._bundle.reader())
            case (
                import_journal.ImportJournal()
                | import_points.ImportPoints()
                | import_cards.ImportCards()
                | import_instruments.ImportInstruments()
            ):
                return _take_text(command, uow, self.context)
            case sample.MakeSample():
                return sample.run(command, uow, self.context, self._bundle.reader())
            case _:
                return edit.run(command, uow, self.context)


TextImport = (
    import_journal.ImportJournal
    | import_points.ImportPoints
    | import_cards.ImportCards
    | import_instruments.ImportInstruments
)


def _take_text(command: TextImport, uow: UnitOfWork, context: Context) -> Done:
    match command:
        case import_journal.ImportJournal():
            return import_journal.run(command, uow, context)
        case import_points.ImportPoints():
            return import_points.run(command, uow, context)
        case import_cards.ImportCards():
            return import_cards.run(command, uow, context)
        case import_instruments.ImportInstruments():
            return import_instruments.run(command, uow, context)


@contextmanager
def staging(out: Path) -> Iterator[Path]:
    """A folder inside the target, gone afterwards; ``UserError("ui-folder-not-writable")``."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = TemporaryDirectory(prefix=".riskdesk-", dir=out)
    except OSError as error:
        raise UserError("ui-folder-not-writable", folder=str(out)) from error
    with folder as name:
        yield Path(name)


def _let_go(before: dict[str, Snapshot], after: Mapping[str, Snapshot]) -> None:
    """Drop snapshots that nothing follows in slices: at once it would stop the window."""
    piles: list[list[object]] = []
    while before:
        certification, snapshot = before.popitem()
        if certification in after:
            continue
        dossier, checked = snapshot.dossier, snapshot.checked
        piles += [list(getattr(dossier, each.name)) for each in fields(dossier)[2:]]
        piles += [list(snapshot.assessment.workplaces), list(snapshot.problems)]
        piles += [list(checked.local.values())] if checked is not None else []
        del dossier, checked, snapshot
    for _ in let_go(piles):
        time.sleep(0)


def _put(file: export.ExportedFile, out: Path) -> export.ExportedFile:
    target = out / file.path.name
    try:
        file.path.replace(target)
    except OSError as error:
        raise UserError("ui-file-in-use", file=target.name) from error
    return replace(file, path=target)
