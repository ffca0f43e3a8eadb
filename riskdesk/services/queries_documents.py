"""Rows of the list of documents."""

from dataclasses import dataclass

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.catalog import FormCatalog
from riskdesk.services.queries_snapshot import Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One form in force on the day of the measurements; ``errors``: of the whole certification."""

    id: str
    title: LocalizedText
    act: LocalizedText
    annex: str
    errors: int


def form_rows(snapshot: Snapshot, forms: FormCatalog) -> tuple[FormRow, ...]:
    """The forms in the order of a dossier."""
    day = snapshot.dossier.certification.measured_on
    specs = [forms.get(form, day) for form in forms.ids]
    return tuple(
        FormRow(
            id=spec.id, title=spec.title, act=spec.act, annex=spec.annex, errors=snapshot.errors
        )
        for spec in specs
    )
