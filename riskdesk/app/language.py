"""The language of messages, from the environment."""

from collections.abc import Mapping

from riskdesk.domain.values import LANGUAGES, Language

DEFAULT: Language = "ru"


def interface_language(environment: Mapping[str, str]) -> Language:
    """``RISKDESK_LANG``, else the locale's language, else Russian."""
    for name in ("RISKDESK_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = environment.get(name, "").replace("-", "_").partition("_")[0].lower()
        if language in LANGUAGES:
            return language
    return DEFAULT
