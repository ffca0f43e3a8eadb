"""Comparing words as people type them: case, ё, and Kazakh letters typed without them (U20)."""

_TWINS = str.maketrans("ёәғқңөұүһі", "еагкноуухи")
_LATIN = "`qwertyuiop[]asdfghjkl;'zxcvbnm,."
_CYRILLIC = "ёйцукенгшщзхъфывапролджэячсмитьбю"
_LAYOUT = str.maketrans(_LATIN, _CYRILLIC)


def fold(text: str) -> str:
    """``text`` for searching: «Қайрат» is found by «кайрат»."""
    return text.casefold().translate(_TWINS)


def other_layout(text: str) -> str:
    """What would stand there under the Russian layout: ``ghja`` is «проф»."""
    return text.casefold().translate(_LAYOUT)


def matches(wanted: str, *texts: str) -> bool:
    """Whether every word of ``wanted`` stands in one of the texts."""
    whole = fold(" ".join(texts))
    return all(word in whole for word in fold(wanted).split())
