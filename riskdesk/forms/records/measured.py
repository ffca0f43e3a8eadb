"""Which papers have nothing to print: what they are about was never measured or entered."""

from collections.abc import Callable, Mapping, Sequence

from riskdesk.domain.dossier import Dossier
from riskdesk.forms.records import (
    protocol_air,
    protocol_emf,
    protocol_light,
    protocol_microclimate,
    protocol_noise,
    protocol_points,
)
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.row_reading import EMPTY

PROTOCOLS: Mapping[str, Sequence[str]] = {
    "protocol-microclimate": (protocol_microclimate.FAMILY,),
    "protocol-light": (protocol_light.FAMILY,),
    "protocol-emf": (protocol_emf.FAMILY,),
    "protocol-noise": protocol_noise.FAMILIES,
    "protocol-air": (protocol_air.CHEMICAL,),
    "protocol-dust": (protocol_air.DUST,),
    "protocol-infrasound-ultrasound": protocol_points.INFRASOUND_ULTRASOUND,
    "protocol-non-ionising": protocol_points.NON_IONISING,
    "protocol-ionising": protocol_points.IONISING,
    "protocol-biological": protocol_points.BIOLOGICAL,
}
"""The families that each protocol is of."""


def silent_forms(dossier: Dossier, catalog: Catalog) -> frozenset[str]:
    """Ids of the forms that would only say that there is nothing; a dossier leaves them out."""
    found = _measured(dossier, catalog)
    protocols = {form for form, own in PROTOCOLS.items() if not found.intersection(own)}
    others = {form for form, empty in _EMPTY.items() if empty(dossier)}
    return frozenset(protocols | others)


def _measured(dossier: Dossier, catalog: Catalog) -> set[str]:
    """Families with a value: of a point or of the journal."""
    found = {
        point.family
        for point in dossier.points
        if any(text.strip() not in EMPTY for text in point.readings.values())
    }
    for each in dossier.measurements:
        family = catalog.family_of_column.get(each.quantity)
        if family is not None and each.value_text.strip() not in EMPTY:
            found.add(family.id)
    return found


_EMPTY: Mapping[str, Callable[[Dossier], bool]] = {
    "layout-scheme": lambda dossier: not dossier.points and not dossier.plan_marks,
    "difference": lambda dossier: dossier.certification.parent_id is None,
    "risk-register": lambda dossier: not dossier.risks,
}
