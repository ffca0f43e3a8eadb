"""Rows that scripts read: forms, hazards, methods of rating, with all languages in them."""

from collections.abc import Iterator, Mapping

from riskdesk.app.bootstrap import Program
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.catalog import FormCatalog
from riskdesk.rules.risk import RiskCatalog

Row = Mapping[str, object]


def forms(catalog: FormCatalog, program: Program) -> Iterator[Row]:
    """Every edition of every form; ``to`` is the first day of the next one, null if none."""
    for identity in catalog.ids:
        editions = catalog.editions[identity]
        ends = [following.in_force.isoformat() for following in editions[1:]]
        for form, end in zip(editions, [*ends, None], strict=True):
            yield {
                "id": form.id,
                "title": {"kk": form.title.kk, "ru": form.title.ru},
                "act": program.tell(form.act) or None,
                "annex": form.annex or None,
                "from": form.in_force.isoformat(),
                "to": end,
            }


def hazards(catalog: RiskCatalog, program: Program) -> Iterator[Row]:
    """The hazard catalogue."""
    for hazard in catalog.hazards.hazards.values():
        yield {
            "id": hazard.id,
            "group": hazard.group,
            "title": _three(hazard.title),
            "factors": list(hazard.factors),
            "sources": _three(hazard.sources),
            "injuries": [_three(injury) for injury in hazard.injuries],
            "measures": [
                {"level": measure.level, "title": _three(measure.title)}
                for measure in hazard.measures
            ],
            "source": program.tell(hazard.source),
            "verified": hazard.verified,
        }


def risk_methods(catalog: RiskCatalog, program: Program) -> Iterator[Row]:
    """The methods of rating; ``inputs`` by id with their allowed values."""
    for method in catalog.methods.values():
        yield {
            "id": method.id,
            "title": _three(method.title),
            "inputs": {each.id: [value.value for value in each.values] for each in method.inputs},
            "levels": [level.id for level in method.levels],
            "reference": program.tell(method.reference),
            "verified": method.verified,
        }


def _three(text: LocalizedText) -> Row:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
