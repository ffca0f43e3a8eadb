"""One criterion of one rule set: a data file with its reference, bounds and inputs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from riskdesk.domain.values import LocalizedText, Period
from riskdesk.rules.finding import Verified
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.scale import Bands, Scale
from riskdesk.rules.sheets import NormSheet
from riskdesk.rules.table import DataFault, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """Where a rule stands: the act, the act the numbers were taken from, table and row."""

    act: str
    via: str = ""
    table: str = ""
    row: LocalizedText = LocalizedText()
    link: str = ""


@dataclass(frozen=True, slots=True)
class Ladder:
    """The bounds of a row with what is said beside them."""

    ladder: Scale | Bands
    unit: str
    otherwise: LocalizedText
    title: LocalizedText = LocalizedText()


@dataclass(frozen=True, kw_only=True, eq=False)
class Criterion:
    """A criterion as loaded, for one choice of options.

    ``inputs``: sets of keys, one of which must be given. ``body`` holds bounds and rows as the
    method of this criterion reads them. ``keys``: what each input may hold. ``peer`` finds another
    criterion of the same rule set, ``norm`` a table of the state norms.
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
    keys: Table
    peer: Callable[[str], "Criterion"]
    norm: Callable[[str], NormSheet]

    def row(self, *path: str) -> Table:
        """The row at ``path``; a row without the last steps of the path counts for them all."""
        known = self._rows.get(path)
        if known is not None:
            return known
        found = self.body.table("rows")
        for name in path:
            if name not in found:
                break
            found = found.table(name)
        self._rows[path] = found
        return found

    def listed(self, key: str) -> tuple[str, ...]:
        """The list of texts at ``key``; read once."""
        found = self._listed.get(key)
        if found is None:
            found = self._listed[key] = self.body.texts(key)
        return found

    def ladder(self, *path: str) -> Ladder:
        """The bounds of a row, or of the whole criterion without a path; read once."""
        found = self._ladders.get(path)
        if found is None:
            row = self.row(*path) if path else self.body
            bounds = Bands.of(row, self.body) if "bands" in row else Scale.of(row, self.body)
            units = (self.row(*path[:length]) for length in range(len(path), 0, -1))
            unit = next((table.text("unit") for table in units if "unit" in table), self.unit)
            named = (self.row(*path[:length]) for length in range(len(path), 0, -1))
            title = next((table.localized("title") for table in named if "title" in table), None)
            found = self._ladders[path] = Ladder(
                bounds, unit, row.localized("otherwise"), title or LocalizedText()
            )
        return found

    def scale(self, *path: str) -> Scale:
        """The one-sided bounds of a row, or of the whole criterion without a path."""
        found = self.ladder(*path).ladder
        if not isinstance(found, Scale):
            raise DataFault("data-scale", self.row(*path).place)
        return found

    @cached_property
    def ways(self) -> frozenset[frozenset[str]]:
        """The sets of keys as a set."""
        return frozenset(self.inputs)

    @cached_property
    def readers(self) -> dict[str, Callable[[object], object]]:
        """What reads each input key; filled as keys are first met."""
        return {}

    @cached_property
    def plans(self) -> dict[tuple[str, ...], dict[str, Callable[[object], object]]]:
        """Which readers serve a set of keys; filled as sets are first met."""
        return {}

    @cached_property
    def _rows(self) -> dict[tuple[str, ...], Table]:
        return {}

    @cached_property
    def _listed(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def _ladders(self) -> dict[tuple[str, ...], Ladder]:
        return {}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What stands around a criterion: input keys, criteria of its set, tables of norms."""

    keys: Table
    peer: Callable[[str], Criterion]
    norm: Callable[[str], NormSheet]


def read_criterion(
    ruleset: str,
    table: Table,
    options: Mapping[str, str],
    surroundings: "Surroundings",
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
        inputs=tuple(way for written in table.texts("inputs") for way in _ways(written)),
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
        keys=surroundings.keys.merged(table.table("keys")),
        peer=surroundings.peer,
        norm=surroundings.norm,
    )


def _ways(written: str) -> tuple[frozenset[str], ...]:
    """The sets of keys that ``"a + b + [c + d]"`` allows: keys in brackets may be left out."""
    needed, *optional = written.replace("]", "[").split("[")
    ways = [_keys(needed)]
    for part in optional:
        ways += [way | _keys(part) for way in ways] if _keys(part) else []
    return tuple(ways)


def _keys(part: str) -> frozenset[str]:
    return frozenset(key.strip() for key in part.split("+") if key.strip())
