"""Guarantees of work in harmful conditions as data: what each is and where it stands."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from riskdesk.domain.desk import GuaranteeKind
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.criterion import Reference
from riskdesk.rules.finding import Verified
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.table import DataFault, Table

Ground = Literal["list", "own"]
"""``list``: an entry of the List that the class confirms; ``own``: another list or norm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GuaranteeSpec:
    """A kind of guarantee; ``uncertified``: the clause that gives it in full without a class."""

    id: GuaranteeKind
    title: LocalizedText
    rule: LocalizedText
    ground: Ground
    reference: Reference
    uncertified: Reference | None
    verified: Verified


@dataclass(frozen=True, slots=True, kw_only=True)
class DutySpec:
    """A duty of the employer that follows from harmful work itself."""

    id: str
    title: LocalizedText
    note: LocalizedText
    reference: Reference
    verified: Verified


@dataclass(frozen=True, slots=True)
class GuaranteeBook:
    """The file ``resources/guarantees.toml``."""

    kinds: Mapping[str, GuaranteeSpec]
    duties: tuple[DutySpec, ...]

    @classmethod
    def of(cls, table: Table) -> "GuaranteeBook":
        """The typed file."""
        kinds = {str(spec.id): spec for spec in map(_kind, table.tables("kind"))}
        return cls(kinds, tuple(map(_duty, table.tables("duty"))))


def _kind(entry: Table) -> GuaranteeSpec:
    name = entry.text("id")
    if name not in get_args(GuaranteeKind):
        known = ", ".join(get_args(GuaranteeKind))
        raise DataFault("data-word", f"{entry.place}: id", value=name, known=known)
    without = entry.localized("uncertified")
    return GuaranteeSpec(
        id=cast("GuaranteeKind", name),
        title=entry.localized("title"),
        rule=entry.localized("rule"),
        ground="list" if entry.text("ground") == "list" else "own",
        reference=_reference(entry, entry.localized("clause")),
        uncertified=_reference(entry, without) if without.ru else None,
        verified=read_verified(entry),
    )


def _duty(entry: Table) -> DutySpec:
    return DutySpec(
        id=entry.text("id"),
        title=entry.localized("title"),
        note=entry.localized("note"),
        reference=_reference(entry, entry.localized("clause")),
        verified=read_verified(entry),
    )


def _reference(entry: Table, row: LocalizedText) -> Reference:
    return Reference(act=entry.text("act"), row=row)
