"""A contradiction in the data, located, with its stable code."""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Literal

from riskdesk.domain.desk import Acceptance
from riskdesk.domain.values import LocalizedText

Severity = Literal["error", "warning", "info"]

Code = Literal[
    "norm-exceeded",
    "written-norm-exceeded",
    "written-norm-differs",
    "mark-differs",
    "conclusion-differs",
    "count-differs",
    "instrument-expired",
    "instrument-undated",
    "instrument-missing",
    "factor-missing",
    "norm-repealed",
    "duplicate-point",
    "duplicate-code",
    "headcount-differs",
    "position-spelling",
    "point-value-differs",
    "point-ambiguous",
    "point-missing",
    "stay-hours",  # hours at the places of a family are not the hours of the shift
    "night-unmarked",  # works at night, the shift indicator of tension is below night work
    "welding-factors",  # a welder without ultraviolet radiation or manganese at any point
    "visual-grade-odd",  # the norm written at light points is not that of their visual grade
    "load-over-women",  # a load over class 2 of the women's table where women work
    "load-over-youth",  # the same where persons under 18 work; their own limits are not known
    "value-outlying",  # ten times the usual value of its section or column, or a tenth
    "guarantee-groundless",  # no entry of the List, or not confirmed by the class and no reason
    "card-missing",  # workplaces where the work has begun and nothing is written in a card
    "class-without-column",  # a card comes to a class that Annex 2 or 3 has no column for (C22)
    "field-drift",  # a calibration in the field beyond its allowed drift
    "instrument-range",  # a value that its instrument cannot read
    "uncertainty-undecided",  # the limit lies within value ± uncertainty
    "group-reopened",  # a group has other members than those confirmed
    "group-differs",
    "bin-digit",
    "extraordinary-incomplete",
    "accreditation-over",
]
"""Scripts depend on these: a code is never renamed."""

SEVERITY: Mapping[Code, Severity] = {
    "norm-exceeded": "error",
    "written-norm-exceeded": "warning",
    "written-norm-differs": "warning",
    "mark-differs": "warning",
    "conclusion-differs": "error",
    "count-differs": "error",
    "instrument-expired": "error",
    "instrument-undated": "warning",
    "instrument-missing": "error",
    "factor-missing": "error",
    "norm-repealed": "warning",
    "duplicate-point": "warning",
    "duplicate-code": "error",
    "headcount-differs": "error",
    "position-spelling": "warning",
    "point-value-differs": "warning",
    "point-ambiguous": "warning",
    "point-missing": "info",
    "stay-hours": "warning",
    "night-unmarked": "warning",
    "welding-factors": "warning",
    "visual-grade-odd": "warning",
    "load-over-women": "error",
    "load-over-youth": "error",
    "value-outlying": "warning",
    "guarantee-groundless": "error",
    "card-missing": "warning",
    "class-without-column": "warning",
    "field-drift": "error",
    "instrument-range": "error",
    "uncertainty-undecided": "warning",
    "group-reopened": "warning",
    "group-differs": "warning",
    "bin-digit": "warning",
    "extraordinary-incomplete": "warning",
    "accreditation-over": "error",
}
"""Every code with its weight, in the order in which problems of one place are listed."""

_LONGEST_SPOT = 300
"""A line about thousands of rows is named by a hash of them."""

TargetKind = Literal[
    "workplace",
    "position",
    "measurement",
    "point",
    "card",
    "mark",
    "instrument",
    "certification",
    "guarantee",
    "group",
    "safety",
    "ppe",
]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a problem can be put right: what kind of thing, and its id.

    Of a ``card`` the id is ``<workplace id>/<heaviness or tension>``.
    """

    kind: TargetKind
    id: str


@dataclass(frozen=True, slots=True)
class Told:
    """A message, and what a list says in its row."""

    message: LocalizedText
    brief: LocalizedText = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One contradiction. There is one for each code, workplace and quantity.

    ``workplace``: its number in the list, ``None`` if it belongs to none. ``quantity``: as the
    journal names it, ``heaviness``, ``tension`` or ``total``, ``None`` if it is about none.
    ``brief``: the message without clauses and advice, empty where it is short itself.
    ``accepted``: who took it as it stands and why; ``reopened``: an acceptance of other facts.
    """

    code: Code
    severity: Severity
    workplace: int | None
    quantity: str | None
    place: LocalizedText
    message: LocalizedText
    targets: tuple[Target, ...] = ()
    brief: LocalizedText = LocalizedText()
    accepted: Acceptance | None = None
    reopened: Acceptance | None = None

    @property
    def open(self) -> bool:
        """Whether nobody has accepted it as it stands."""
        return self.accepted is None

    @property
    def spot(self) -> str:
        """The place without words, the same after a rename or a renumbering (``Acceptance``)."""
        found = (f"{target.kind}:{target.id}" for target in self.targets)
        spot = "|".join((self.quantity or "", *found))
        return spot if len(spot) <= _LONGEST_SPOT else sha256(spot.encode()).hexdigest()

    @property
    def facts(self) -> str:
        """What it says: when this changes, an acceptance no longer holds."""
        return self.message.ru

    @property
    def line(self) -> LocalizedText:
        """What a list says in its row: the numbers without their clauses."""
        return self.brief if self.brief.ru else self.message
