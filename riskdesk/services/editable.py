"""What a page lets a person decide: subjects of marks, and what chooses the rows of norms."""

from dataclasses import replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import Season
from riskdesk.rules.catalog import Catalog


def subjects(catalog: Catalog) -> frozenset[str]:
    """Everything that a specialist can mark: columns, factors, cards, indicators, the total."""
    indicators = (
        f"{card}/{spec.number}" for card, specs in catalog.indicators.items() for spec in specs
    )
    return frozenset(
        (*catalog.columns, *catalog.factors, *catalog.indicators, *indicators, "total")
    )


def with_selector(workplace: Workplace, name: str, value: object) -> Workplace:
    """The workplace with another decision of what chooses the row of a norm."""
    match name, value:
        case "noise_row", int() | None:
            return replace(workplace, noise_row=value)
        case "permanent", bool() | None:
            return replace(workplace, permanent=value)
        case "work_category", str() | None:
            return replace(workplace, work_category=value)
        case "visual_grade", str() | None:
            return replace(workplace, visual_grade=value)
    raise UserError("selector-wrong", field=name, value=value)


def selector_value(name: str, value: object, catalog: Catalog) -> object:
    """The value as the norm's table writes it; ``UserError`` when the table has no such row."""
    text = str(value)
    known: object | None
    match name:
        case _ if value is None:
            return None
        case "permanent":
            known = value if isinstance(value, bool) else None
        case "season":
            known = text if text in set(Season) else None
        case "noise_row":
            rows = catalog.noise_norms[-1].rows
            known = value if isinstance(value, int) and value in rows else None
        case "work_category":
            known = catalog.microclimate_norms[-1].category(text)
        case "visual_grade":
            known = catalog.light_norms[-1].grade(text)
        case _:
            known = None
    if known is None:
        raise UserError("selector-wrong", field=name, value=text)
    return known
