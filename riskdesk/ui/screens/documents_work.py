"""What the worker does for the screen of documents: lists, papers to look at, files to keep."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.issue import IssuedDocument, PaperLanguage, Seal
from riskdesk.services.edit_documents import issued_bytes
from riskdesk.services.export import Export, ExportedFile, ExportSummary
from riskdesk.services.ports import Progress
from riskdesk.services.queries_check import problem_rows
from riskdesk.services.queries_documents import DocumentRow, document_rows, revisions
from riskdesk.services.readiness import Lack
from riskdesk.services.sealing import seal_state
from riskdesk.ui.desk import Place
from riskdesk.ui.papers import Paper
from riskdesk.ui.screens.check_rows import target_place
from riskdesk.ui.session import Session, staging

_PDF = "pdf"


@dataclass(frozen=True, slots=True)
class Listed:
    """The documents of a certification, the seal that holds, the rule set that judges."""

    rows: tuple[DocumentRow, ...]
    seal: Seal | None
    ruleset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """A paper that is wanted: a form, or all of ``forms`` as one; ``issued``: its kept bytes."""

    certification: CertificationId
    language: PaperLanguage
    forms: tuple[str, ...]
    together: bool = False
    deviations: str = ""
    issued: str = ""


@dataclass(frozen=True, slots=True)
class Made:
    """A paper that is open, and the file it was read from."""

    paper: Paper
    file: Path


def read_list(session: Session, certification: CertificationId, language: PaperLanguage) -> Listed:
    """The rows of the list."""
    snapshot = session.snapshot(certification)
    uow = session.unit_of_work()
    rows = document_rows(uow, snapshot, session.forms, language, session.context)
    with session.unit_of_work() as uow:
        seal = seal_state(uow, certification).seal
    return Listed(rows, seal, snapshot.assessment.ruleset)


def make_paper(session: Session, wish: Wish, folder: Path, progress: Progress) -> Made:
    """Write the paper into ``folder``, an absent folder of its own, and open it."""
    if wish.issued:
        kept = issued_bytes(session.unit_of_work(), wish.issued).get(_PDF)
        if kept is not None:
            folder.mkdir(parents=True, exist_ok=True)
            file = folder / f"{wish.forms[0]}.{_PDF}"
            file.write_bytes(kept)
            return Made(session.papers.open(file), file)
    command = Export(
        certification=wish.certification,
        out=folder,
        forms=wish.forms,
        formats=(_PDF,),
        lang=wish.language,
        together=wish.together,
        deviations=wish.deviations,
    )
    file = session.export(command, progress).files[0].path
    return Made(session.papers.open(file), file)


def write_papers(
    session: Session, command: Export, kept: Mapping[str, str], progress: Progress
) -> ExportSummary:
    """Write the files; ``kept``: by form the issued document whose bytes are handed out again."""
    files: list[ExportedFile] = []
    rest = list(command.forms)
    with staging(command.out) as folder:
        for form, document in kept.items() if not command.together else ():
            found = issued_bytes(session.unit_of_work(), document)
            if set(command.formats) <= set(found):
                rest.remove(form)
                files += [
                    _copied(session, folder, form, name, found[name]) for name in command.formats
                ]
        if rest:
            files += session.export(replace(command, forms=tuple(rest)), progress).files
        for at, file in enumerate(files):
            if file.path.parent == folder:
                files[at] = _put(file, command.out)
    return ExportSummary(files=tuple(files))


def _copied(session: Session, folder: Path, form: str, name: str, data: bytes) -> ExportedFile:
    path = folder / f"{form}.{name}"
    try:
        path.write_bytes(data)
    except OSError as error:
        raise UserError("ui-folder-not-writable", folder=str(folder.parent)) from error
    pages = 0
    if name == _PDF:
        paper = session.papers.open(data)
        pages = len(paper.sizes)
        session.papers.let_go(paper)
    return ExportedFile(form=form, format=name, path=path, pages=pages)


def _put(file: ExportedFile, out: Path) -> ExportedFile:
    target = out / file.path.name
    try:
        file.path.replace(target)
    except OSError as error:
        raise UserError("ui-file-in-use", file=target.name) from error
    return replace(file, path=target)


@dataclass(frozen=True, slots=True)
class LackLine:
    """A lack and the place where it is mended; ``None`` where there is no such place."""

    lack: Lack
    place: Place | None


def lack_lines(
    session: Session, certification: CertificationId, language: PaperLanguage, form: str
) -> tuple[LackLine, ...]:
    """What a form lacks, with the places; asked when the list is opened."""
    listed = read_list(session, certification, language)
    found = problem_rows(session.snapshot(certification), session.context)
    places = {(row.problem.message, row.problem.place): target_place(row) for row in found}
    row = next(row for row in listed.rows if row.form == form)
    return tuple(
        LackLine(lack, places.get((lack.message, lack.place)) or _place(lack))
        for lack in row.lacks.lacks
    )


def _place(lack: Lack) -> Place | None:
    for target in lack.targets:
        match target.kind:
            case "position":
                return Place("structure", target.id, "list")
            case "certification":
                return Place("enterprise")
    return None


def read_revisions(session: Session, document: str) -> tuple[IssuedDocument, ...]:
    """All revisions of a document, the newest first."""
    return revisions(session.unit_of_work(), document)
