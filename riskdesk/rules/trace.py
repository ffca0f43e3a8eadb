"""Sentences of the reasoning in three languages, from templates in ``resources/rules``."""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from riskdesk.domain.values import LANGUAGES, Language, LocalizedText, format_decimal
from riskdesk.rules.outcome import Param, Signed, Step
from riskdesk.rules.table import Table


class Phrases:
    """Templates by key; numbers enter with the decimal sign of the language."""

    def __init__(self, templates: Mapping[str, LocalizedText]) -> None:
        self._templates = templates

    @classmethod
    def of(cls, table: Table) -> "Phrases":
        """All templates of a data file."""
        return cls({key: table.localized(key) for key in table})

    def say(self, step: Step) -> LocalizedText:
        """The sentence of ``step``."""
        template = self._templates[step.key]
        return LocalizedText(
            **{
                language: template.get_exact(language).format(
                    **{name: self._param(p, language) for name, p in step.params.items()}
                )
                for language in LANGUAGES
            }
        )

    def all(self, steps: Iterable[Step]) -> tuple[LocalizedText, ...]:
        """The sentences of ``steps``."""
        return tuple(self.say(step) for step in steps)

    def _param(self, param: Param, language: Language) -> str:
        if isinstance(param, Step):
            return self.say(param).get(language)
        if isinstance(param, LocalizedText):
            return param.get(language)
        if isinstance(param, Signed):
            sign = "+" if param.value > 0 else ""
            return sign + format_decimal(param.value, language)
        return format_decimal(param, language) if isinstance(param, Decimal) else str(param)
