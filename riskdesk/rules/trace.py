"""Sentences of the reasoning in three languages, from templates in ``resources/rules``."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from riskdesk.domain.values import LANGUAGES, Language, LocalizedText, format_decimal
from riskdesk.rules.outcome import Param, Signed, Step, Unit, Word
from riskdesk.rules.table import Table


class Phrases:
    """Templates by key; numbers enter with the decimal sign of the language."""

    def __init__(
        self,
        templates: Mapping[str, LocalizedText],
        units: Mapping[str, LocalizedText],
        words: Mapping[str, LocalizedText],
    ) -> None:
        self._templates = templates
        self._units = units
        self._words = words

    @classmethod
    def of(
        cls, table: Table, units: Mapping[str, LocalizedText], words: Mapping[str, LocalizedText]
    ) -> "Phrases":
        """All templates of a data file."""
        return cls({key: table.localized(key) for key in table}, units, words)

    def say(self, step: Step, **context: Param) -> LocalizedText:
        """The sentence of ``step``; ``context`` serves every template that names it."""
        return LocalizedText(
            **{language: self._sentence(step, language, context) for language in LANGUAGES}
        )

    def all(self, steps: Iterable[Step], **context: Param) -> tuple[LocalizedText, ...]:
        """The sentences of ``steps``."""
        return tuple(self.say(step, **context) for step in steps)

    def joined(self, steps: Iterable[Step]) -> LocalizedText:
        """Alternatives in one line: this or that."""
        return self.either([self.say(step) for step in steps])

    def either(self, texts: Sequence[LocalizedText]) -> LocalizedText:
        """Texts as alternatives in one line."""
        between = self._templates["between-alternatives"]
        parts = {
            language: f" {between.get(language)} ".join(text.get(language) for text in texts)
            for language in LANGUAGES
        }
        return LocalizedText(**parts)

    def _sentence(self, step: Step, language: Language, context: Mapping[str, Param]) -> str:
        def put(name: str) -> str:
            param = step.params[name] if name in step.params else context[name]
            return self._param(param, language, context)

        return self._templates[step.key].get_exact(language).format_map(_Places(put))

    def _param(self, param: Param, language: Language, context: Mapping[str, Param]) -> str:
        if isinstance(param, Decimal | Signed):
            return _number(param, language)
        if isinstance(param, Step):
            return self._sentence(param, language, context)
        text = self._text(param)
        return text.get(language) if isinstance(text, LocalizedText) else str(text)

    def _text(self, param: Param) -> LocalizedText | str:
        if isinstance(param, Unit):
            return self._units.get(param.id, LocalizedText())
        if isinstance(param, Word):
            return self._words.get(param.id, LocalizedText(param.id, param.id, param.id))
        return param if isinstance(param, LocalizedText) else str(param)


class _Places(dict[str, str]):
    """Makes only the words that a template names: a clause enters few of the sentences."""

    def __init__(self, put: Callable[[str], str]) -> None:
        super().__init__()
        self._put = put

    def __missing__(self, name: str) -> str:
        return self._put(name)


def _number(param: Decimal | Signed, language: Language) -> str:
    if isinstance(param, Decimal):
        return format_decimal(param, language)
    sign = "+" if param.value > 0 else ""
    return sign + format_decimal(param.value, language)
