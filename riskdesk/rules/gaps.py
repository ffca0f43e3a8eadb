"""Tables of acts that were not read: asked for, they are named and never guessed."""

from dataclasses import dataclass
from datetime import date

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.table import DataFault, Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """What a rule set lacks. ``factors``: names as asked, or their beginnings before ``_``.

    ``checked``: the day the text was last looked for.
    """

    id: str
    rulesets: tuple[str, ...]
    factors: tuple[str, ...]
    title: LocalizedText
    why: LocalizedText
    checked: date

    def meets(self, ruleset: str, factor: str) -> bool:
        """Whether ``factor`` asked of ``ruleset`` is in this gap."""
        return ruleset in self.rulesets and any(
            factor == name or factor.startswith(f"{name}_") for name in self.factors
        )


def read_gaps(body: Table) -> tuple[Gap, ...]:
    """The gaps of ``resources/rules/gaps.toml``."""
    checked = body.day("checked")
    if checked is None:
        raise DataFault("data-missing", f"{body.place}: checked")
    return tuple(
        Gap(
            id=entry.text("id"),
            rulesets=entry.texts("rulesets"),
            factors=entry.texts("factors"),
            title=entry.localized("title"),
            why=entry.localized("why"),
            checked=checked,
        )
        for entry in body.tables("gap")
    )
