"""A certification made into documents: what exports, previews and issued papers share."""

from collections.abc import Collection, Sequence

from riskdesk.domain.dossier import Dossier
from riskdesk.forms.build import Paper, build
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import Document, PaperLanguage
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.forms.spec import FormSpec
from riskdesk.rules.finding import Assessment
from riskdesk.services.check import Problem
from riskdesk.services.context import Context
from riskdesk.services.risk_rows import risk_rows


def source_of(
    forms: Collection[str],
    dossier: Dossier,
    assessment: Assessment,
    problems: Sequence[Problem],
    context: Context,
    form_catalog: FormCatalog,
) -> Source:
    """What the named forms are filled from."""
    return Source(
        dossier=dossier,
        assessment=assessment,
        catalog=context.catalog,
        wording=form_catalog.wording,
        problems=problems,
        risks=risk_rows(dossier, assessment, context.risks) if "risk-register" in forms else (),
        risk_methods=context.risks.methods,
        risk_paint=form_catalog.risk_paint,
    )


def document_of(
    spec: FormSpec, source: Source, language: PaperLanguage, forms: FormCatalog
) -> Document:
    """One form, filled."""
    paper = Paper(forms.wording, forms.paint, language)
    record = RECORDS[spec.id](source.of_form(spec))
    return build(spec, record, paper, source.dossier.certification.measured_on)
