"""A specialist's own norm in the place of a row of the state norm."""

from datetime import date

from riskdesk.domain.desk import OwnNorm
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.finding import Limit


def own_norm(dossier: Dossier, norm_id: str | None, day: date) -> OwnNorm | None:
    """The norm of that id if it holds on ``day``."""
    if norm_id is None:
        return None
    found = next((norm for norm in dossier.own_norms if norm.id == norm_id), None)
    if found is None or (found.from_day is not None and day < found.from_day):
        return None
    return found


def own_limit(norm: OwnNorm, unit: str) -> Limit:
    """The norm as a limit: its clause is its own reference."""
    return Limit(range=Range(norm.low, norm.high), unit=unit, clause=as_text(norm), verified="own")


def as_text(norm: OwnNorm) -> LocalizedText:
    """The reference as a citation."""
    return LocalizedText(norm.reference, norm.reference, norm.reference)
