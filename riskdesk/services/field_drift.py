"""The verdict on a calibration in the field: the instrument did not drift, and read true."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from riskdesk.domain.desk import FieldCheck

DriftStatus = Literal["open", "within", "drifted", "off-reference"]
"""``open``: a reading or the allowed drift is not written yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """The differences of a calibration, in its unit; ``None`` where a number is missing.

    ``drift``: between after and before; ``off_before``, ``off_after``: from the reference.
    """

    status: DriftStatus
    drift: Decimal | None
    off_before: Decimal | None
    off_after: Decimal | None
    allowed: Decimal | None

    @property
    def faulty(self) -> bool:
        """Whether the values of the day must not be trusted."""
        return self.status in ("drifted", "off-reference")

    @property
    def worst(self) -> Decimal:
        """The difference that is over the allowed one, or the greatest."""
        found = (self.drift,) if self.status == "drifted" else (self.off_before, self.off_after)
        return max((each for each in found if each is not None), default=Decimal(0))


def drift_of(check: FieldCheck) -> Drift:
    """|after − before| and both readings' differences from the reference against the allowed."""
    before, after, reference = check.before, check.after, check.reference
    drift, off_before, off_after = (
        _apart(after, before),
        _apart(before, reference),
        _apart(after, reference),
    )
    allowed = check.allowed_drift
    status: DriftStatus = "open"
    if allowed is not None:
        off = [each for each in (off_before, off_after) if each is not None]
        if drift is not None and drift > allowed:
            status = "drifted"
        elif any(each > allowed for each in off):
            status = "off-reference"
        elif drift is not None:
            status = "within"
    return Drift(
        status=status, drift=drift, off_before=off_before, off_after=off_after, allowed=allowed
    )


def _apart(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else abs(one - other)
