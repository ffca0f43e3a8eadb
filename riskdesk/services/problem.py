"""A contradiction in the data, located, with its stable code."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

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
}
"""Every code with its weight, in the order in which problems of one place are listed."""

TargetKind = Literal[
    "workplace", "position", "measurement", "point", "card", "mark", "instrument", "certification"
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
    """

    code: Code
    severity: Severity
    workplace: int | None
    quantity: str | None
    place: LocalizedText
    message: LocalizedText
    targets: tuple[Target, ...] = ()
    brief: LocalizedText = LocalizedText()

    @property
    def line(self) -> LocalizedText:
        """What a list says in its row: the numbers without their clauses."""
        return self.brief if self.brief.ru else self.message
