"""Sentences of the reasoning in three languages, from templates in ``resources/rules``."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal

from riskdesk.domain.values import LANGUAGES, Language, LocalizedText, format_decimal
from riskdesk.rules.outcome import Param, Signed, Step, Unit, Word
from riskdesk.rules.table import Table

_SPOKEN = "spoken-"
"""Begins the keys of units that a number is said inside of: «ауысым уақытының 61 %-ы»."""

_MEASURED = re.compile(r"(?P<value>[−+]?\{\w+\}) \{unit\}")


class Sentence(LocalizedText):
    """A text that is put into words when somebody reads it.

    Thousands of workplaces are judged for one trace that is read. It equals any ``LocalizedText``
    with the same words, and may be read by two threads at once.
    """

    __slots__ = ("_make",)
    _make: Callable[[], LocalizedText] | None

    def __init__(self, make: Callable[[], LocalizedText]) -> None:
        object.__setattr__(self, "_make", make)

    def __getattr__(self, name: str) -> str:  # a slot that is empty yet
        if name not in LANGUAGES:
            raise AttributeError(name)
        make = self._make
        if make is not None:
            made = make()
            for language in LANGUAGES:
                object.__setattr__(self, language, made.get_exact(language))
            object.__setattr__(self, "_make", None)
        return str(object.__getattribute__(self, name))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, LocalizedText):
            return NotImplemented
        return (self.kk, self.ru, self.en) == (other.kk, other.ru, other.en)

    def __hash__(self) -> int:
        return hash((self.kk, self.ru, self.en))


def spoken(text: LocalizedText) -> bool:
    """Whether the text has words; a sentence always has, and is not made for the question."""
    return isinstance(text, Sentence) or bool(text.ru)


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
        return Sentence(
            lambda: LocalizedText(
                **{language: self._sentence(step, language, context) for language in LANGUAGES}
            )
        )

    def all(self, steps: Iterable[Step], **context: Param) -> tuple[LocalizedText, ...]:
        """The sentences of ``steps``."""
        return tuple(self.say(step, **context) for step in steps)

    def joined(self, steps: Iterable[Step]) -> LocalizedText:
        """Alternatives in one line: this or that."""
        texts = [self.say(step) for step in steps]
        return Sentence(lambda: self.either(texts)) if texts else LocalizedText()

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

        template = self._templates[step.key].get_exact(language)
        unit = step.params.get("unit", context.get("unit"))
        if isinstance(unit, Unit) and f"{_SPOKEN}{unit.id}" in self._templates:
            spoken_form = self._templates[_SPOKEN + unit.id].get_exact(language)
            template = _MEASURED.sub(
                lambda found: spoken_form.replace("{value}", found["value"]), template
            )
        return template.format_map(_Places(put))

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
