"""Documents are issued: filled, numbered, coded, written, kept; a revision touches no older one.

Both commands print, so they take what prints beside the context (``Press``).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from riskdesk import __version__
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.issue import IssuedDocument, PaperLanguage, latest
from riskdesk.domain.paper_code import code_of
from riskdesk.forms.canonical import content_hash
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import Document
from riskdesk.forms.records.source import Source
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.check import check
from riskdesk.services.context import Context
from riskdesk.services.document_numbers import proposed_number, require_free
from riskdesk.services.papers import document_of, source_of
from riskdesk.services.pictures import pictures_of
from riskdesk.services.ports import Area, DocumentWriter, Done, Progress, UnitOfWork
from riskdesk.services.previous import previous_of
from riskdesk.services.sealing import today
from riskdesk.services.typed_fields import text


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueDocument:
    """Issue a form of a certification for the first time.

    ``number`` "": the proposed one; ``issued_on`` ``None``: today. ``deviations``: why it is
    printed although the check has open errors; needed then, printed, and kept. ``formats`` empty:
    all.
    """

    certification_id: CertificationId
    form: str
    language: PaperLanguage = "kk-ru"
    number: str = ""
    issued_on: date | None = None
    deviations: str = ""
    formats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviseDocument:
    """Issue the next revision of a document (its last one) with the facts of now, for a reason.

    Form, language and number stay; the revision before stays as it was.
    """

    document_id: str
    reason: str
    issued_on: date | None = None
    deviations: str = ""
    formats: tuple[str, ...] = ()


_THOUSAND = 1000

Issuing = IssueDocument | ReviseDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What prints: the forms, and a writer for each format."""

    forms: FormCatalog
    writers: Mapping[str, DocumentWriter]


def run(
    command: Issuing,
    uow: UnitOfWork,
    context: Context,
    press: Press,
    progress: Progress,
) -> Done:
    """One transaction; the value is the ``IssuedDocument``.

    ``UserError``: ``form-unknown``, ``format-unknown``, ``issued-already``, ``issue-open-errors``,
    ``number-empty``, ``number-taken``, ``revision-reason``, ``revision-old``.
    """
    with uow:
        if isinstance(command, IssueDocument):
            draft, label = _first(command, uow, context, press), "issue-document"
        else:
            draft, label = _next(command, uow, context), "revise-document"
        made = _printed(draft, command.formats, uow, context, press, progress)
        uow.add(made)
        uow.commit(label)
    return Done(changes=frozenset({Area.DOCUMENTS}), label=label, value=made)


def issued_bytes(uow: UnitOfWork, document_id: str) -> Mapping[str, bytes]:
    """The files of an issued document by format: the bytes that were handed out."""
    with uow:
        document = uow.get(IssuedDocument, document_id)
        return {name: uow.content(sha) for name, sha in document.files.items()}


def _first(
    command: IssueDocument, uow: UnitOfWork, context: Context, press: Press
) -> IssuedDocument:
    known = uow.find(IssuedDocument, certification_id=command.certification_id)
    for each in latest(known):
        if (each.form, each.language) == (command.form, command.language):
            raise UserError("issued-already", number=each.number, revision=each.revision)
    draft = IssuedDocument(
        id=uuid7(),
        certification_id=command.certification_id,
        form=command.form,
        edition=date.min,
        language=command.language,
        number=text(command.number),
        issued_on=command.issued_on or today(context),
        revision=1,
        deviations=text(command.deviations),
    )
    if not draft.number:
        dossier = uow.dossier(draft.certification_id)
        spec = press.forms.get(draft.form, dossier.certification.measured_on)
        number = proposed_number(uow, spec, dossier.certification, draft.issued_on)
        return replace(draft, number=number)
    require_free(uow, draft)
    return draft


def _next(command: ReviseDocument, uow: UnitOfWork, context: Context) -> IssuedDocument:
    before = uow.get(IssuedDocument, command.document_id)
    if uow.find(IssuedDocument, previous_id=before.id):
        raise UserError("revision-old", number=before.number, revision=before.revision)
    reason = text(command.reason)
    if not reason:
        raise UserError("revision-reason")
    return replace(
        before,
        id=uuid7(),
        issued_on=command.issued_on or today(context),
        revision=before.revision + 1,
        previous_id=before.id,
        reason=reason,
        deviations=text(command.deviations),
        code="",
    )


def _printed(
    draft: IssuedDocument,
    formats: Sequence[str],
    uow: UnitOfWork,
    context: Context,
    press: Press,
    progress: Progress,
) -> IssuedDocument:
    """The document with its hashes and its code; its files are kept."""
    dossier = uow.dossier(draft.certification_id)
    assessment = evaluate(dossier, context.catalog)
    problems = check(dossier, assessment, context)
    errors = [each for each in problems if each.severity == "error" and each.open]
    if errors and not draft.deviations:
        raise UserError("issue-open-errors", count=len(errors))
    state = uow.state(draft.certification_id)
    draft = replace(
        draft,
        edition=press.forms.get(draft.form, dossier.certification.measured_on).in_force,
        deviations=draft.deviations if errors else "",
        data=state.data,
        position=state.position,
        head=state.head,
        editions={
            "program": __version__,
            "ruleset": assessment.ruleset,
            **context.catalog.editions,
        },
    )
    forms = (draft.form,)
    before = previous_of(forms, dossier, uow)
    pictures = pictures_of(forms, dossier, uow)
    source = source_of(forms, dossier, assessment, problems, context, press.forms, before, pictures)
    draft = replace(draft, content=content_hash(_document(draft, source, press.forms)))
    draft = replace(draft, code=code_of(draft))
    document = _document(draft, source, press.forms)
    return replace(draft, files=_kept(document, formats, uow, press, progress))


def _document(issued: IssuedDocument, source: Source, forms: FormCatalog) -> Document:
    """The filled form, with what the document was issued with."""
    spec = forms.get(issued.form, source.dossier.certification.measured_on)
    told = replace(
        source,
        given_number=issued.number,
        issued=issued.issued_on,
        revision=issued.revision,
        revision_reason=issued.reason,
        deviations=issued.deviations,
        code=issued.code,
    )
    return document_of(spec, told, issued.language, forms)


def _kept(
    document: Document,
    formats: Sequence[str],
    uow: UnitOfWork,
    press: Press,
    progress: Progress,
) -> dict[str, str]:
    """The SHA-256 of each file by format, its bytes kept."""
    names = tuple(formats) or tuple(press.writers)
    for name in names:
        if name not in press.writers:
            raise UserError("format-unknown", format=name, known=", ".join(press.writers))
    found: dict[str, str] = {}
    with TemporaryDirectory(prefix="riskdesk-") as folder:
        for at, name in enumerate(names):
            path = Path(folder) / f"{document.form}{press.writers[name].suffix}"
            share = _Share(progress, document.form, at, len(names))
            press.writers[name].write(document, path, share)
            found[name] = uow.keep(path.read_bytes())
    return found


@dataclass(frozen=True, slots=True)
class _Share:
    """Progress of one file among the files of a document, in thousandths."""

    progress: Progress
    form: str
    at: int
    files: int

    def step(self, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - the port's name
        """Report ``done`` of ``total`` cards of this file."""
        share = (self.at + done / max(total, 1)) / self.files
        self.progress.step(round(share * _THOUSAND), _THOUSAND, self.form)
