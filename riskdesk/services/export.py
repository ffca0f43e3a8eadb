"""Exporting a certification: each form once as a document, then once in each format."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from time import monotonic

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import Document, PaperLanguage
from riskdesk.forms.fields import Made
from riskdesk.forms.records.measured import silent_forms
from riskdesk.rules.finding import Assessment
from riskdesk.services.check import Problem
from riskdesk.services.context import Context
from riskdesk.services.papers import document_of, source_of
from riskdesk.services.ports import DocumentWriter, Progress

DOSSIER = "dossier"
"""The name of the file that holds all documents."""
_THOUSAND = 1000
_BEAT = 0.1
"""Seconds after which the work tells again that it can be stopped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Export:
    """Write forms to the folder ``out``; no form or format named means all of them.

    ``together``: one file ``dossier`` a format instead of one a form; forms that have nothing to
    print are left out unless they are named. ``deviations``: why it is
    printed although the check has open errors; it stands above everything else.
    """

    certification: CertificationId
    out: Path
    forms: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    lang: PaperLanguage = "kk-ru"
    together: bool = False
    deviations: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedFile:
    """One written file; ``pages`` counts the sheets of a workbook."""

    form: str
    format: str
    path: Path
    pages: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportSummary:
    """What was written, in the order of writing."""

    files: tuple[ExportedFile, ...]


def run(  # noqa: PLR0913, PLR0917 - the order, what is printed, and what prints it
    command: Export,
    dossier: Dossier,
    assessment: Assessment,
    problems: Sequence[Problem],
    context: Context,
    form_catalog: FormCatalog,
    writers: Mapping[str, DocumentWriter],
    progress: Progress,
    previous: Dossier | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> ExportSummary:
    """Write ``<form id>.<format>`` files, each whole or absent.

    ``UserError``: ``form-unknown``, ``format-unknown``, and those of the writers. ``Cancelled``
    passes through; files written before stay.
    """
    forms = command.forms or form_catalog.ids
    if command.together and not command.forms:
        silent = silent_forms(dossier, context.catalog)
        forms = tuple(form for form in forms if form not in silent)
    formats = command.formats or tuple(writers)
    for name in formats:
        if name not in writers:
            raise UserError("format-unknown", format=name, known=", ".join(writers))
    specs = [form_catalog.get(form, dossier.certification.measured_on) for form in forms]
    pulse = _Pulse(progress)
    progress = pulse
    source = source_of(
        forms, dossier, assessment, problems, context, form_catalog, previous, pictures
    )
    source = replace(source, tick=pulse.beat, deviations=command.deviations)
    if command.together:
        documents = Made(specs, lambda s: document_of(s, source, command.lang, form_catalog))
        return _together(command, documents, {name: writers[name] for name in formats}, progress)
    files: list[ExportedFile] = []
    total = len(specs) * len(formats)
    for spec in specs:
        document = document_of(spec, source, command.lang, form_catalog)
        for name in formats:
            step = _Inside(progress, len(files), total, spec.id)
            files.append(_written(document, name, writers[name], command.out, step))
    progress.step(_THOUSAND, _THOUSAND)
    return ExportSummary(files=tuple(files))


def _together(
    command: Export,
    documents: Sequence[Document],
    writers: Mapping[str, DocumentWriter],
    progress: Progress,
) -> ExportSummary:
    """All documents in one file of each format."""
    files: list[ExportedFile] = []
    title = f"{documents[0].subject}. {documents[0].dated:%d.%m.%Y}"
    for name, writer in writers.items():
        step = _Inside(progress, len(files), len(writers), DOSSIER)
        path = command.out / f"{DOSSIER}{writer.suffix}"
        pages = writer.write_all(documents, title, path, step)
        files.append(ExportedFile(form=DOSSIER, format=name, path=path, pages=pages))
    progress.step(_THOUSAND, _THOUSAND)
    return ExportSummary(files=tuple(files))


def _written(
    document: Document, name: str, writer: DocumentWriter, out: Path, progress: Progress
) -> ExportedFile:
    path = out / f"{document.form}{writer.suffix}"
    pages = writer.write(document, path, progress)
    return ExportedFile(form=document.form, format=name, path=path, pages=pages)


class _Pulse:
    """Tells the last step again while records are filled, so that the work can be stopped."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._last = (0, _THOUSAND, "")
        self._told = monotonic()

    def step(self, done: int, total: int, what: str = "") -> None:
        """A step further."""
        self._last, self._told = (done, total, what), monotonic()
        self._progress.step(done, total, what)

    def beat(self) -> None:
        """One more workplace."""
        if monotonic() - self._told > _BEAT:
            self.step(*self._last)


@dataclass(frozen=True, slots=True)
class _Inside:
    """Progress within one file, told as thousandths of the whole export."""

    progress: Progress
    file: int
    files: int
    form: str

    def step(self, done: int, total: int, what: str = "") -> None:  # noqa: ARG002 - the port's name
        """Report ``done`` of ``total`` cards of this file."""
        share = (self.file + done / max(total, 1)) / self.files
        self.progress.step(round(share * _THOUSAND), _THOUSAND, self.form)
