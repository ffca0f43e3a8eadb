"""A substance of a row: its rows of the criterion, its limits, and what the criterion needs."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from riskdesk.domain.desk import OwnNorm
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText, Range
from riskdesk.rules.basis import Basis
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Limit, Verified
from riskdesk.rules.own_norms import as_text
from riskdesk.rules.substance import Substance
from riskdesk.rules.substances import SubstanceBook

UNIT = "mg/m3"
BASES = ("mr", "ss")


@dataclass(frozen=True)
class Air:
    """The substance of a row by the rule set. ``own``: a local norm of ``own_basis``."""

    basis: Basis
    book: SubstanceBook
    substance: Substance
    factor: str
    own: OwnNorm | None = None
    own_basis: str = ""

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The rows of the criterion of the factor; empty if the substance is judged elsewhere."""
        try:
            found = self.book.criterion_rows(self.substance, self.basis.criteria.id)
        except UserError:
            return ()
        return tuple(row.row for row in found if row.factor == self.factor)

    @cached_property
    def limits(self) -> dict[str, Decimal]:
        """Maximum single and shift average by basis; a tentative level stands for the single."""
        substance = self.substance
        single = substance.max_single
        if single is None and substance.shift_average is None:
            single = substance.tentative
        found = {"mr": single, "ss": substance.shift_average}
        if self.own is not None and self.own.high is not None:
            found[self.own_basis] = self.own.high
        return {basis: value for basis, value in found.items() if value}

    def known(self, name: str) -> object:
        """What the language of inputs asks: row, rows, pdk_mr, pdk_ss, pdk_mr_alone."""
        if name == "row":
            return self.rows[0] if len(self.rows) == 1 else None
        if name == "rows":
            return self.rows if len(self.rows) > 1 else None
        if name == "pdk_mr_alone":
            return None if "ss" in self.limits else self.limits.get("mr")
        return self.limits.get(name.removeprefix("pdk_"))

    def limit(self, basis: str) -> Limit | None:
        """The limit of a basis with its clause."""
        value = self.limits.get(basis)
        if value is None:
            return None
        clause, verified = self._clause(basis)
        return Limit(range=Range(high=value), unit=UNIT, clause=clause, verified=verified)

    def _clause(self, basis: str) -> tuple[LocalizedText, Verified]:
        if self.own is not None and basis == self.own_basis:
            return as_text(self.own), "own"
        reference = self.book.reference(self.substance)
        if not reference.act:
            return reference.row, "own"
        verified = self.book.heads[self.substance.list].norm.verified
        return self.basis.catalog.clause(reference), verified

    def lacking(self, criterion: Criterion, given: frozenset[str]) -> Iterator[tuple[str, str]]:
        """Rows with a basis they need and have not: the row and why.

        The shift average is never put in the place of a single maximum, nor the other way round.
        """
        for row in self.rows:
            entry = criterion.row(row)
            if "fixed" in entry:
                continue
            wanted = BASES if "upper" in entry else tuple(b for b in BASES if b in entry)
            limited = tuple(basis for basis in wanted if basis in self.limits)
            if not limited and wanted:
                yield row, f"no-limit-{wanted[0]}"
            for basis in limited:
                if basis not in given:
                    yield row, f"no-value-{basis}"
