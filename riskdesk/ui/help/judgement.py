"""Help beside a choice that moves a class: ``resources/judgements.toml``."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from riskdesk.domain.values import LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One choice: its rule in words, two examples, what stands behind it.

    ``words``: whether the rule is the norm's own wording or our explanation.
    """

    id: str
    title: LocalizedText
    rule: LocalizedText
    examples: tuple[LocalizedText, ...]
    source: LocalizedText
    words: Literal["norm", "ours"]


def load_judgements(resources: Path) -> Mapping[str, Judgement]:
    """All of them, by the field or column that is chosen."""
    text = (resources / "judgements.toml").read_text(encoding="utf-8")
    return {name: _judgement(name, table) for name, table in tomllib.loads(text).items()}


def _judgement(name: str, table: Mapping[str, Any]) -> Judgement:
    return Judgement(
        id=name,
        title=LocalizedText(**table["title"]),
        rule=LocalizedText(**table["rule"]),
        examples=tuple(LocalizedText(**each) for each in table["examples"]),
        source=LocalizedText(**table["source"]),
        words=table["words"],
    )
