"""Terms and shares of the procedure of certification as data (``resources/procedure.toml``)."""

from dataclasses import dataclass
from datetime import date, timedelta

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.criterion import Reference
from riskdesk.rules.finding import Verified
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """How long after a day something is due: calendar days or years."""

    title: LocalizedText
    reference: Reference
    note: LocalizedText
    verified: Verified
    days: int = 0
    years: int = 0

    def after(self, day: date) -> date:
        """The last day of the term that begins with ``day``; 29 February ends on the 28th."""
        try:
            later = day.replace(year=day.year + self.years)
        except ValueError:
            later = day.replace(year=day.year + self.years, day=28)
        return later + timedelta(days=self.days)


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A share of analogous workplaces to be measured, in percent, and the ``least`` number.

    ``foreign``: not a rule of Kazakhstan; it is shown, never applied by itself.
    """

    percent: int
    least: int
    foreign: bool
    title: LocalizedText
    reference: Reference
    note: LocalizedText
    verified: Verified

    def of(self, members: int) -> int:
        """How many of so many members it means, rounded up, never more than there are."""
        return min(members, max(self.least, -(-members * self.percent // 100)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """What the program knows of terms and shares."""

    report: Term
    next: Term
    shares: tuple[Share, ...]

    @classmethod
    def of(cls, table: Table) -> "Procedure":
        """The typed file."""
        return cls(
            report=_term(table.table("report")),
            next=_term(table.table("next")),
            shares=tuple(map(_share, table.tables("share"))),
        )


def _term(table: Table) -> Term:
    return Term(
        days=table.integer("days", 0),
        years=table.integer("years", 0),
        title=table.localized("title"),
        reference=_reference(table),
        note=table.localized("note"),
        verified=read_verified(table),
    )


def _share(table: Table) -> Share:
    return Share(
        percent=table.integer("percent"),
        least=table.integer("least"),
        foreign=table.flag("foreign"),
        title=table.localized("title"),
        reference=_reference(table),
        note=table.localized("note"),
        verified=read_verified(table),
    )


def _reference(table: Table) -> Reference:
    return Reference(act=table.text("act"), row=table.localized("clause"))
