"""What the engine answers: a finding with its trace, and the assessment of a workplace."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from riskdesk.domain.ids import PointId, WorkplaceId
from riskdesk.domain.values import HazardClass, LocalizedText, Range, Sex

Verified = Literal["source", "implementations", "memory", "own", "none"]
"""How a bound was verified: read in the act, found in programs, from memory, the specialist's own
by a named document, or not at all."""

Verdict = Literal["below", "above", "undecided"]
"""A value with its uncertainty beside its level: surely under it, surely over it, or neither."""

Status = Literal[
    "judged",  # a class is proposed
    "marked",  # nothing to calculate from: only the specialist's mark is known
    "not-measured",  # no value: never class 2
    "instrument-expired",  # a value, but the instrument was out of verification on its day
    "no-instrument",  # a value that no instrument covers
    "no-criterion",  # "no criterion known for …"
    "no-norm",  # neither a row of the norm fits nor a readable norm was written
    "wrong-input",  # something typed cannot be: the trace names it and what is allowed
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A permissible level with its clause.

    ``proposed``: the row was chosen by a proposal, not by a person. ``as_written``: no row fits,
    the norm of the journal judges. ``note``: other rows that could be meant, in words.
    """

    range: Range
    unit: str
    clause: LocalizedText
    verified: Verified
    proposed: bool = False
    as_written: bool = False
    note: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """The proposal for one subject: a quantity, a card's indicator, a card or the total.

    ``by_sex`` holds both proposals where they differ and the sex is not given (only one where a gap
    leaves the other open); ``proposed`` is then ``None``. ``mark``: the specialist's class, beside
    it.
    ``manual``: the rule set leaves every class to the specialist; the proposal only stands beside.
    ``trace`` reads as sentences, numbers in place, one step a line. ``verdict``: where the value
    has an uncertainty; ``more``: how many further measurements would decide it. ``column``: the
    column of the family that is missing or wrong. ``inherited``: it is that of a measured workplace
    of the group. ``word``: the result of what has no class (injury safety, provision with PPE).
    ``label``: what it is of, where the subject alone does not tell (a substance, a zone).
    ``worked``: numbers that the method worked out beside it (dust load, safe years).
    """

    subject: str
    status: Status
    proposed: HazardClass | None = None
    by_sex: Mapping[Sex, HazardClass] | None = None
    mark: HazardClass | None = None
    mark_reason: str = ""
    manual: bool = False
    value: Decimal | None = None
    value_text: str = ""
    limit: Limit | None = None
    clause: LocalizedText = LocalizedText()
    verified: Verified = "none"
    trace: tuple[LocalizedText, ...] = ()
    remedy: LocalizedText = LocalizedText()
    verdict: Verdict | None = None
    more: int | None = None
    column: str = ""
    inherited: bool = False
    word: str = ""
    label: LocalizedText = LocalizedText()
    worked: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def decided(self) -> HazardClass | None:
        """The class that goes to paper.

        The mark, where it agrees with the proposal, has a written reason, or is all there is; an
        unexplained disagreement never overrides the proposal, and without a value there is none.
        """
        if self.manual:
            return self.mark
        explained = self.mark_reason or self.status == "marked"
        agrees = self.status == "judged" and not self.differs
        return self.mark if self.mark is not None and (explained or agrees) else self.proposed

    @property
    def differs(self) -> bool:
        """Whether the mark fits no proposal (neither the men's nor the women's)."""
        if self.mark is None:
            return False
        if self.by_sex is not None:
            return self.mark not in self.by_sex.values()
        return self.proposed is not None and self.mark != self.proposed


@dataclass(frozen=True, slots=True, kw_only=True)
class PointFinding:
    """One row of a point judged at a workplace.

    ``finding``: the row as a whole, its subject is the family. ``parts``: one a judgement, the
    subject is the column. ``hours``: of the shift, ``None`` when not given. ``counts``: whether it
    enters the factor (a value of the journal goes before that of a point).
    """

    point_id: PointId
    family: str
    zone: str
    hours: Decimal | None
    finding: Finding
    parts: tuple[Finding, ...]
    counts: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplaceAssessment:
    """All findings of one workplace.

    ``quantities``: one a journal row, in its order. ``factors``: all that the journal or the points
    list for the workplace, each the roll-up of ``parts``: its quantities and what its points say
    together. ``indicators``: by card, number. ``points``: one a row of a point. ``injury`` and
    ``ppe``: ``None`` where nothing was listed; they are words, no part of the total.
    ``total_with_ppe``: the total lowered for protective equipment, where that option is chosen.
    """

    workplace_id: WorkplaceId
    quantities: tuple[Finding, ...]
    factors: tuple[Finding, ...]
    indicators: Mapping[str, tuple[Finding, ...]]
    heaviness: Finding
    tension: Finding
    total: Finding
    points: tuple[PointFinding, ...] = ()
    parts: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    injury: Finding | None = None
    ppe: Finding | None = None
    total_with_ppe: Finding | None = None

    def quantity(self, name: str) -> Finding | None:
        """The finding of one journal quantity."""
        return next((f for f in self.quantities if f.subject == name), None)

    def factor(self, name: str) -> Finding | None:
        """The finding of one factor (``light``, ``noise``, ``chemical`` …)."""
        return next((f for f in self.factors if f.subject == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """The assessment of a certification: one entry a workplace, in the order of the list."""

    ruleset: str
    ruleset_title: LocalizedText
    ruleset_proposed: bool
    workplaces: tuple[WorkplaceAssessment, ...]

    def of(self, workplace_id: WorkplaceId) -> WorkplaceAssessment:
        """The assessment of one workplace."""
        return next(a for a in self.workplaces if a.workplace_id == workplace_id)
