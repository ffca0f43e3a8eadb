"""The interface's own words: one TOML catalog a language, every key in all three."""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from riskdesk.domain.values import Language, LocalizedText


class Translator:
    """Words of the interface in the chosen language; called as ``tr("key", name=value)``."""

    def __init__(self, words: Mapping[str, str], language: Language) -> None:
        self._words = words
        self.language: Language = language

    @classmethod
    def load(cls, resources: Path, language: Language) -> "Translator":
        """Read ``i18n/<language>.toml``."""
        return cls(catalog(resources, language), language)

    def __call__(self, key: str, **params: object) -> str:
        """The text of ``key``; a ``LocalizedText`` among the parameters enters in the language."""
        inside = {
            name: value.get(self.language) if isinstance(value, LocalizedText) else value
            for name, value in params.items()
        }
        text = self._words[key]
        return text.format(**inside) if inside else text

    def text(self, words: LocalizedText) -> str:
        """A text of the data in the interface's language."""
        return words.get(self.language)

    def __contains__(self, key: str) -> bool:
        return key in self._words


@cache
def catalog(resources: Path, language: Language) -> Mapping[str, str]:
    """One language's catalog with dotted keys."""
    file = resources / "i18n" / f"{language}.toml"
    return dict(_read(file.read_text(encoding="utf-8")))


_LINE = re.compile(r'^(?:\[([\w.]+)\]|"?([\w.-]+)"? = "([^"\\\n]*)")$', re.MULTILINE)


def _read(text: str) -> Iterator[tuple[str, str]]:
    """Tables of one-line strings without escapes: all of TOML that these files use.

    The first paint waits for them, and ``tomllib`` takes ten times as long (0.02 s measured).
    """
    prefix = ""
    for table, key, words in _LINE.findall(text):
        if table:
            prefix = f"{table}."
        else:
            yield prefix + key, words
