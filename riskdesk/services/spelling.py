"""One name written two ways: folding of letters and a cautious nearness of words.

Two names are near when a person would call them one position with a slip of the pen
(«безопасности», «безопастности»; «Электро слесарь», «Электрослесарь»). Cautious: «Сборщик» and
«Уборщик», «Слесарь» and «Электро слесарь», «Оператор 1» and «Оператор 2» stay different.
"""

import re
from collections.abc import Iterable
from itertools import pairwise

_LOOKALIKES = str.maketrans("abcehkmoptxyё", "авсенкмортхуе")
_KAZAKH = str.maketrans("әғқңөұүһі", "агкноуухи")
_WORD = re.compile(r"\w+")
_SHORTEST = 5
"""Shorter words must be equal: one letter of four is another word."""


_UNSEEN = dict.fromkeys(
    code
    for first, last in (
        (0x00, 0x08), (0x0E, 0x1B), (0x7F, 0x84), (0x86, 0x9F), (0x61C, 0x61C), (0x200B, 0x200B),
        (0x200E, 0x200F), (0x202A, 0x202E), (0x2066, 0x2069), (0xFEFF, 0xFEFF),
    )
    for code in range(first, last + 1)
)  # fmt: skip
"""Control characters and marks of writing direction: «12\u202e34» would be shown as 1243."""


def squeezed(text: str) -> str:
    """The text with single spaces, none at its ends, and no unseen characters (``_UNSEEN``)."""
    return " ".join(text.translate(_UNSEEN).split())


_LABEL = re.compile(r"(\D*)([1-9]\d{0,8})(\D*)")


def in_ranges(labels: Iterable[object]) -> str:
    """Numbers or labels in their order, three or more neighbours as a range: «1, 44т–52т»."""
    runs: list[list[str]] = []
    for label in map(str, labels):
        if runs and _follows(runs[-1][-1], label):
            runs[-1].append(label)
        else:
            runs.append([label])
    parts = (f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)
    return ", ".join(parts)


def _follows(one: str, two: str) -> bool:
    first, second = _LABEL.fullmatch(one), _LABEL.fullmatch(two)
    if first is None or second is None or first[1] != second[1] or first[3] != second[3]:
        return False
    return int(second[2]) == int(first[2]) + 1


def folded(text: str) -> str:
    """Lower-case letters and digits alone, words joined by single spaces; ``ё`` is ``е``."""
    return " ".join(_WORD.findall(text.casefold().replace("ё", "е").replace("_", " ")))


def plain(text: str) -> str:
    """``folded`` with Kazakh letters as people type them on a Russian keyboard."""
    return folded(text).translate(_KAZAKH)


def same_name(first: str, second: str) -> bool:
    """Whether both texts are the same spelling (spaces apart)."""
    return squeezed(first) == squeezed(second)


def near_names(first: str, second: str) -> bool:
    """Whether both texts name one position, spelled alike or with a slip."""
    one, two = _words(first), _words(second)
    if "".join(one) == "".join(two):
        return bool(one)
    if len(one) == len(two):
        return _near_words(one, two)
    short, long = sorted((one, two), key=len)
    return len(long) - len(short) == 1 and any(_near_words(short, w) for w in _joined(long))


def near_key(text: str) -> tuple[str, str]:
    """What near names have in common: their first letter and their digits."""
    word = "".join(_words(text))
    return word[:1], "".join(char for char in word if not char.isalpha())


def _words(text: str) -> list[str]:
    plain = text.casefold()
    if any("а" <= letter <= "я" for letter in plain):
        plain = plain.translate(_LOOKALIKES)
    return _WORD.findall(plain.translate(_KAZAKH).replace("_", " "))


def _joined(words: list[str]) -> list[list[str]]:
    """Every way to write two neighbours as one word; a lone letter or a number never joins."""
    return [
        [*words[:place], left + right, *words[place + 2 :]]
        for place, (left, right) in enumerate(pairwise(words))
        if min(len(left), len(right)) > 1 and (left + right).isalpha()
    ]


def _near_words(one: list[str], two: list[str]) -> bool:
    different = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    return len(different) <= 2 and all(_near_word(a, b) for a, b in different)


def _near_word(one: str, two: str) -> bool:
    if min(len(one), len(two)) < _SHORTEST or not (one + two).isalpha() or one[0] != two[0]:
        return False
    return _one_slip(one, two)


def _one_slip(one: str, two: str) -> bool:
    """Whether one letter added, lost or changed, or two neighbours swapped, makes them equal."""
    short, long = sorted((one, two), key=len)
    start = 0
    while start < len(short) and short[start] == long[start]:
        start += 1
    rest, other = short[start:], long[start:]
    if len(short) == len(long):
        swapped = len(rest) > 1 and rest[:2] == other[1::-1] and rest[2:] == other[2:]
        return rest[1:] == other[1:] or swapped
    return len(long) - len(short) == 1 and rest == other[1:]
