"""What every service may read: the law's data, the risk data, messages and time."""

from dataclasses import dataclass

from riskdesk.rules.catalog import Catalog
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services.ports import Clock
from riskdesk.services.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """Loaded once by the program's start and passed in; services never open its files."""

    catalog: Catalog
    risks: RiskCatalog
    texts: Texts
    clock: Clock
