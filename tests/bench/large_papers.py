"""The documents of a made-up certification of any size, as the export makes them."""

from pathlib import Path

from large import large_dossier

from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.document import Document
from riskdesk.forms.fields import Made
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services.context import Context
from riskdesk.services.papers import document_of, source_of
from riskdesk.services.texts import Texts

ROOT = Path(__file__).resolve().parents[2]
FONTS = ROOT / "resources" / "fonts"


class _NoClock:
    def now(self) -> object:
        raise AssertionError


def large_papers(count: int) -> Made[Document]:
    """All forms of ``count`` workplaces; each document is made when it is asked for."""
    resources = ROOT / "resources"
    catalog, forms = Catalog.load(resources), FormCatalog.load(ROOT / "forms")
    context = Context(
        catalog=catalog,
        risks=RiskCatalog.load(resources),
        texts=Texts.load(resources),
        clock=_NoClock(),  # type: ignore[arg-type]
    )
    dossier = large_dossier(count)
    assessment = evaluate(dossier, catalog)
    day = dossier.certification.measured_on
    specs = [forms.get(form, day) for form in forms.ids]
    source = source_of(forms.ids, dossier, assessment, (), context, forms)
    return Made(specs, lambda spec: document_of(spec, source, "kk-ru", forms))
