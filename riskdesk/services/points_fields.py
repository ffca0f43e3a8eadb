"""Fields of a point that are cells of every grid: how a typed text becomes what is stored."""

from collections.abc import Callable, Mapping

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import Provenance
from riskdesk.rules.catalog import Catalog
from riskdesk.services import typed_fields
from riskdesk.services.check_undecided import uncertainty_of
from riskdesk.services.spelling import squeezed


def _label(text: str, _: Catalog) -> str:
    found = squeezed(text)
    if not found:
        raise UserError("point-unlabelled")
    return found


def _uncertainty(text: str, _: Catalog) -> str:
    found = squeezed(text)
    if found and uncertainty_of(found) is None:
        raise UserError("number-not-read", text=text)
    return found


def _category(text: str, catalog: Catalog) -> str | None:
    norm = catalog.microclimate_norms[-1]
    found = _row_of_norm(text, "work_category", norm.category)
    return norm.written[found] if found is not None else None


def _grade(text: str, catalog: Catalog) -> str | None:
    return _row_of_norm(text, "visual_grade", catalog.light_norms[-1].grade)


def _row_of_norm(text: str, field: str, read: Callable[[str | None], str | None]) -> str | None:
    if not text.strip():
        return None
    found = read(text)
    if found is None:
        raise UserError("selector-wrong", field=field, value=text)
    return found


def _provenance(text: str, _: Catalog) -> Provenance:
    return Provenance(str(typed_fields.one_of(tuple(Provenance))(text)))


def _plain(text: str, _: Catalog) -> str:
    return typed_fields.text(text)


def _day(text: str, _: Catalog) -> object:
    return typed_fields.day(text)


FIELDS: Mapping[str, Callable[[str, Catalog], object]] = {
    "label": _label,
    "zone": _plain,
    "position_written": _plain,
    "work_category": _category,
    "visual_grade": _grade,
    "time_of_day": _plain,
    "lighting_system": _plain,
    "lamp_type": _plain,
    "exposure_hours": _plain,
    "spectrum": _plain,
    "time_character": _plain,
    "measured_on": _day,
    "uncertainty": _uncertainty,
    "provenance": _provenance,
    "remark": _plain,
}
"""Fields of a point that are cells of every grid."""
