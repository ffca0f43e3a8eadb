"""Comparing words as people type them: case, ё, and Kazakh letters typed without them (U20)."""

_TWINS = str.maketrans("ёәғқңөұүһі", "еагкноуухи")


def fold(text: str) -> str:
    """``text`` for searching: «Қайрат» is found by «кайрат»."""
    return text.casefold().translate(_TWINS)


def matches(wanted: str, *texts: str) -> bool:
    """Whether every word of ``wanted`` stands in one of the texts."""
    whole = fold(" ".join(texts))
    return all(word in whole for word in fold(wanted).split())
