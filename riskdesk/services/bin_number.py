"""The 12-digit number of a company (БИН/БСН) or a person (ИИН/ЖСН) and its check digit.

Algorithm as named by Decree of the Government 565 of 11.06.2003 (adilet.zan.kz P030000565_) and
Decree 406 of 2007 (P070000406_), taken from implementations that agree: public repositories
``valery1707/kaz-person-id``, ``ZhymabekRoman/kz-iin-validator``, ``nmibragimov7/aqsha-ber``. The
texts of the decrees themselves were not read.
"""

from collections.abc import Iterable

_FIRST = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11)
_SECOND = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def is_shaped(number: str) -> bool:
    """Whether it has 12 ASCII digits."""
    return number.isascii() and number.isdigit() and len(number) == 12


def check_digit(eleven: str) -> int | None:
    """The twelfth digit that belongs to the first eleven; ``None``: no number begins so.

    The weighted sum modulo 11; where that is 10, anew with the second weights.
    """
    digits = [int(one) for one in eleven[:11]]
    found = _weighed(digits, _FIRST)
    if found == 10:
        found = _weighed(digits, _SECOND)
    return None if found == 10 else found


def digit_fits(number: str) -> bool:
    """Whether the last of 12 digits is the check digit of the others."""
    return is_shaped(number) and check_digit(number) == int(number[11])


def _weighed(digits: Iterable[int], weights: Iterable[int]) -> int:
    return sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11
