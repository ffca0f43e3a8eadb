"""A certification made into documents: what exports, previews and issued papers share."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.build import Paper, build
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import HEAD_SIZE, Document, PaperLanguage, Paragraph
from riskdesk.forms.records.measured import silent_forms
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.forms.setting import Setting
from riskdesk.forms.spec import FormSpec
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate
from riskdesk.rules.finding import Assessment
from riskdesk.services.check import Problem
from riskdesk.services.context import Context
from riskdesk.services.risk_rows import risk_rows

_LAST_OF_DOSSIER = 149
"""The order of the last document of a dossier and of its attachments (kz-rules-and-forms C.0)."""


def source_of(  # noqa: PLR0913, PLR0917 - what is printed, and what it is printed by
    forms: Collection[str],
    dossier: Dossier,
    assessment: Assessment,
    problems: Sequence[Problem],
    context: Context,
    form_catalog: FormCatalog,
    previous: Dossier | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> Source:
    """What the named forms are filled from."""
    before = None
    if previous is not None:
        before = Source(
            dossier=previous,
            assessment=evaluate(previous, context.catalog),
            catalog=context.catalog,
            wording=form_catalog.wording,
        )
    return Source(
        dossier=dossier,
        assessment=assessment,
        catalog=context.catalog,
        wording=form_catalog.wording,
        problems=problems,
        risks=risk_rows(dossier, assessment, context.risks) if "risk-register" in forms else (),
        risk_methods=context.risks.methods,
        risk_paint=form_catalog.risk_paint,
        contents=contents_of(dossier, context.catalog, form_catalog),
        previous=before,
        pictures=pictures or {},
    )


def contents_of(
    dossier: Dossier, catalog: Catalog, form_catalog: FormCatalog
) -> tuple[LocalizedText, ...]:
    """Titles of the documents of a dossier; those that have nothing to print are left out."""
    silent, day = silent_forms(dossier, catalog), dossier.certification.measured_on
    specs = (form_catalog.get(form, day) for form in form_catalog.ids if form not in silent)
    return tuple(spec.title for spec in specs if of_dossier(spec))


def of_dossier(spec: FormSpec) -> bool:
    """Whether the form is a document of the dossier or one of its attachments."""
    return spec.order <= _LAST_OF_DOSSIER


def document_of(
    spec: FormSpec, source: Source, language: PaperLanguage, forms: FormCatalog
) -> Document:
    """One form, filled; why it was issued with open errors stands above everything else."""
    paper = Paper(forms.wording, forms.paint, language, source.tick)
    record = RECORDS[spec.id](source.of_form(spec))
    document = build(spec, record, paper, source.dossier.certification.measured_on)
    if not source.deviations:
        return document
    said = forms.wording.say("deviations", reason=source.deviations)
    lines = Setting(language).lines(said, bold=True)
    warning = Paragraph(lines=lines, size=HEAD_SIZE, leads=True)
    parts = (replace(part, blocks=(warning, *part.blocks)) for part in document.parts)
    return replace(document, parts=tuple(parts))
