"""How the numbers of a data file are known."""

from riskdesk.rules.finding import Verified
from riskdesk.rules.table import DataFault, Table

VERIFIED: tuple[Verified, ...] = ("source", "implementations", "memory")


def read_verified(table: Table) -> Verified:
    """How the numbers of a data file were verified; required."""
    word = table.text("verified")
    found = next((name for name in VERIFIED if name == word), None)
    if found is None:
        known = ", ".join(VERIFIED)
        raise DataFault("data-word", f"{table.place}: verified", value=word, known=known)
    return found
