"""Whether the class of a workplace bears a guarantee out; nothing is ever derived from it.

Where there is no class, the List is due in full (Labour Code, articles 69, 89, 105).
"""

from collections.abc import Mapping
from typing import Literal

from riskdesk.rules.finding import Finding
from riskdesk.rules.guarantees import GuaranteeSpec

GuaranteeState = Literal["confirmed", "not-confirmed", "due-in-full", "open", "own-list"]
"""``open``: the class differs by sex, which is not given; ``own-list``: no class decides it."""

Certified = Literal["harmful", "permissible", "by-sex", "no"]

_STATES: Mapping[Certified, GuaranteeState] = {
    "harmful": "confirmed",
    "permissible": "not-confirmed",
    "by-sex": "open",
    "no": "due-in-full",
}


def certified_by(total: Finding) -> Certified:
    """Whether the workplace has a class and which side of 3.1 it is."""
    classes = {total.decided} if total.decided is not None else set((total.by_sex or {}).values())
    harmful = {found.harmful for found in classes}
    if not harmful:
        return "no"
    if len(harmful) > 1:
        return "by-sex"
    return "harmful" if harmful.pop() else "permissible"


def guarantee_state(spec: GuaranteeSpec, total: Finding) -> GuaranteeState:
    """The state of a guarantee by the total class."""
    return "own-list" if spec.ground == "own" else _STATES[certified_by(total)]
