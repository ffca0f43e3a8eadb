"""The certification before, for the papers that tell of it."""

from collections.abc import Collection

from riskdesk.domain.dossier import Dossier
from riskdesk.services.ports import UnitOfWork

TELL_OF_IT = frozenset({"introduction", "difference"})
"""The forms that need it."""


def previous_of(forms: Collection[str], dossier: Dossier, uow: UnitOfWork) -> Dossier | None:
    """Its rows, if there is one and a form tells of it; ``uow`` is open."""
    before = dossier.certification.parent_id
    return uow.dossier(before) if before is not None and TELL_OF_IT & set(forms) else None
