"""Messages in three languages: errors, problems, notes, by stable code."""

import tomllib
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, Language, LocalizedText


class Texts:
    """All messages of ``resources/messages``: one table a code with kk, ru and en.

    Read when the first is asked for; a code that stands twice or lacks a language is a
    ``ValueError`` then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def load(cls, resources: Path) -> "Texts":
        """The messages among the program's resources."""
        return cls(resources / "messages")

    @cached_property
    def _messages(self) -> Mapping[str, LocalizedText]:
        messages: dict[str, LocalizedText] = {}
        for file in sorted(self._folder.glob("*.toml")):
            for code, entry in tomllib.loads(file.read_text(encoding="utf-8")).items():
                if code in messages or set(entry) != set(LANGUAGES):
                    raise ValueError(f"{file.name}: {code}")
                messages[code] = LocalizedText(**entry)
        return messages

    def say(self, code: str, /, **params: object) -> LocalizedText:
        """The message of ``code``; a ``LocalizedText`` among the parameters enters by language."""
        message = self._messages[code]
        return LocalizedText(
            **{language: _fill(message, params, language) for language in LANGUAGES}
        )

    def error(self, error: UserError) -> LocalizedText:
        """The message of a user error."""
        return self.say(error.code, **error.params)

    def __contains__(self, code: str) -> bool:
        return code in self._messages


def _fill(message: LocalizedText, params: Mapping[str, object], language: Language) -> str:
    inside = {
        name: value.get(language) if isinstance(value, LocalizedText) else value
        for name, value in params.items()
    }
    return message.get(language).format(**inside)
