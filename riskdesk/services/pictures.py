"""Bytes of the pictures that papers print, read before anything is printed."""

from collections.abc import Collection, Mapping

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.places import plans_of
from riskdesk.services.ports import UnitOfWork

SHOW_PLANS = frozenset({"layout-scheme"})
"""The forms that have plans on them."""


def pictures_of(forms: Collection[str], dossier: Dossier, uow: UnitOfWork) -> Mapping[str, bytes]:
    """Bytes by SHA-256, if a form shows them; ``uow`` is open. No form named means all of them.

    ``UserError``: ``attachment-missing``, ``attachment-damaged``.
    """
    if forms and not SHOW_PLANS & set(forms):
        return {}
    return {sha256: uow.content(sha256) for sha256 in plans_of(dossier).values()}
