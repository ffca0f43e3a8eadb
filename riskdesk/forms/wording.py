"""Words that several forms share, by key, from ``forms/wording*.toml``; month names and dates."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from riskdesk.domain.values import LocalizedText


class Wording:
    """Phrases of the printed forms in Kazakh and Russian."""

    def __init__(self, phrases: Mapping[str, LocalizedText]) -> None:
        self._phrases = phrases

    @classmethod
    def load(cls, *paths: Path) -> "Wording":
        """Read the files; ``ValueError`` names a phrase that lacks a language or is there twice."""
        phrases: dict[str, LocalizedText] = {}
        for path in paths:
            for key, entry in tomllib.loads(path.read_text(encoding="utf-8")).items():
                if not {"kk", "ru"} <= set(entry) or key in phrases:
                    raise ValueError(f"{path.name}: {key}")
                phrases[key] = LocalizedText(kk=entry["kk"], ru=entry["ru"])
        return cls(phrases)

    def say(self, key: str, **params: object) -> LocalizedText:
        """A phrase with its ``{placeholders}`` filled; localized parameters by language."""
        phrase = self._phrases[key]
        return LocalizedText(
            kk=phrase.kk.format(**{name: _in(value, kk=True) for name, value in params.items()}),
            ru=phrase.ru.format(**{name: _in(value, kk=False) for name, value in params.items()}),
        )

    def __contains__(self, key: str) -> bool:
        return key in self._phrases

    def day(self, day: date) -> LocalizedText:
        """A date as the forms write it: 2026 жылғы «10» сәуір, «10» апреля 2026 г."""
        month = self._phrases[f"month-{day.month}"]
        return self.say("date", day=f"{day.day:02}", year=day.year, month=month)


def _in(value: object, *, kk: bool) -> object:
    if isinstance(value, LocalizedText):
        return value.get("kk" if kk else "ru")
    return value
