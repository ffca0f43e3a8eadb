"""The posture of a card by its shares of the shift: «стоя 25 %; фиксированная поза 31 %»."""

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass, parse_decimal
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.methods.judging import judge, number_step
from riskdesk.rules.outcome import Outcome, Step
from riskdesk.rules.roll_up import worst_of
from riskdesk.rules.specs import ShareSpec

_SHARE = re.compile(r"(?P<name>[^\d:]+?)\s*:?\s*(?P<share>\d+(?:[.,]\d+)?)\s*%")
_MOST = 100


def read_shares(specs: Iterable[ShareSpec], text: str) -> Mapping[ShareSpec, Decimal] | None:
    """Shares in % by posture; ``None`` where a part is no known posture with a share of 0 to 100.

    «Стоя менее 70 %» is none: less than any number that could stand for it.
    """
    known = {
        name.casefold(): spec
        for spec in specs
        for name in (spec.name.kk, spec.name.ru, spec.name.en)
    }
    found: dict[ShareSpec, Decimal] = {}
    for part in filter(str.strip, text.split(";")):
        read = _SHARE.fullmatch(part.strip())
        spec = known.get(read["name"].casefold()) if read is not None else None
        if read is None or spec is None or spec in found:
            return None
        try:
            share = parse_decimal(read["share"])
        except UserError:
            return None
        if share is None or share > _MOST:
            return None
        found[spec] = share
    return found or None


def judge_shares(criterion: Criterion, specs: Iterable[ShareSpec], text: str) -> Outcome | None:
    """The class of the worst posture; ``None`` where the text gives no shares."""
    shares = read_shares(specs, text)
    if shares is None:
        return None
    outcomes = {
        spec: judge(criterion, share, spec.row, what=number_step(share, "pct_shift"))
        for spec, share in shares.items()
        if spec.row
    }
    steps = [
        Step("for-sex", {"who": spec.name, "what": each})
        for spec, outcome in outcomes.items()
        for each in outcome.steps
    ]
    if not outcomes:
        known = shares.items()
        steps = [
            Step("for-sex", {"who": spec.name, "what": number_step(share, "pct_shift")})
            for spec, share in known
        ]
    found = [HazardClass(each.result) for each in outcomes.values() if each.result]
    worst = worst_of([HazardClass.OPTIMAL, *found])
    if len(outcomes) > 1:
        steps.append(Step("worst-of", {"class": worst.value}))
    return Outcome(result=worst.value, said=tuple(steps))
