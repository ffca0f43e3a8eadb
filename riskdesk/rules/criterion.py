"""One criterion of one rule set: a data file with its reference, bounds and inputs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.values import LocalizedText, Period
from riskdesk.rules.finding import Verified
from riskdesk.rules.scale import Bands, Scale
from riskdesk.rules.table import DataFault, Table

VERIFIED: tuple[Verified, ...] = ("source", "implementations", "memory")


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a rule stands: the act, the act the numbers were taken from, table and row."""

    act: str
    via: str = ""
    table: str = ""
    row: LocalizedText = LocalizedText()
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """A criterion as loaded, for one choice of options.

    ``inputs``: sets of keys, one of which must be given. ``body`` holds bounds and rows as the
    method of this criterion reads them. ``peer`` finds another criterion of the same rule set.
    """

    ruleset: str
    factor: str
    title: LocalizedText
    method: str
    unit: str
    inputs: tuple[frozenset[str], ...]
    in_force: Period
    reference: Reference
    verified: Verified
    checked: date
    body: Table
    peer: Callable[[str], "Criterion"]

    def row(self, *path: str) -> Table:
        """The row at ``path``; a row without the last steps of the path counts for them all."""
        found = self.body.table("rows")
        for name in path:
            if name not in found:
                break
            found = found.table(name)
        return found

    def scale(self, *path: str) -> Scale:
        """The bounds of a row, or of the whole criterion without a path."""
        row = self.row(*path) if path else self.body
        return Scale.of(row, self.body)

    def bands(self, *path: str) -> Bands:
        """The two-sided bands of a row, or of the whole criterion without a path."""
        row = self.row(*path) if path else self.body
        return Bands.of(row, self.body)


def read_verified(table: Table) -> Verified:
    """How the numbers of a data file were verified; required."""
    word = table.text("verified")
    found = next((name for name in VERIFIED if name == word), None)
    if found is None:
        known = ", ".join(VERIFIED)
        raise DataFault("data-word", f"{table.place}: verified", value=word, known=known)
    return found


def read_criterion(
    ruleset: str,
    table: Table,
    options: Mapping[str, str],
    peer: Callable[[str], Criterion],
) -> Criterion:
    """The typed criterion of a data file with the variants of ``options`` laid upon it."""
    for option, choice in options.items():
        variant = table.table("variants").table(option).table(choice)
        table = table.merged(variant) if variant.data else table
    reference = table.table("reference")
    verified = read_verified(table)
    checked = table.day("checked")
    if checked is None:
        raise DataFault("data-missing", f"{table.place}: checked")
    force = table.table("in_force")
    return Criterion(
        ruleset=ruleset,
        factor=table.text("factor"),
        title=table.localized("title"),
        method=table.text("method"),
        unit=table.text("unit", ""),
        inputs=tuple(
            frozenset(key.strip() for key in alternative.split("+"))
            for alternative in table.texts("inputs")
        ),
        in_force=Period(force.day("from"), force.day("to")),
        reference=Reference(
            act=reference.text("act"),
            via=reference.text("via", ""),
            table=reference.text("table", ""),
            row=reference.localized("row"),
            link=reference.text("link", ""),
        ),
        verified=verified,
        checked=checked,
        body=table,
        peer=peer,
    )
