"""Chemical formulas as people write them, brought to one order for comparing."""

import re
from collections import Counter
from collections.abc import Iterator

_ELEMENTS = frozenset(
    re.findall(
        "[A-Z][a-z]?",
        "HHeLiBeBCNOFNeNaMgAlSiPSClArKCaScTiVCrMnFeCoNiCuZnGaGeAsSeBrKrRbSrYZrNbMoTcRuRhPdAg"
        "CdInSnSbTeIXeCsBaLaCePrNdPmSmEuGdTbDyHoErTmYbLuHfTaWReOsIrPtAuHgTlPbBiPoAtRnFrRaAcThPaU",
    )
)
_TO_LATIN = str.maketrans("АВЕКМНОРСТХУІ₀₁₂₃₄₅₆₇₈₉", "ABEKMHOPCTXYI0123456789")
_TOKEN = re.compile(r"([A-Z][a-z]?)(\d*)|([(\[])|([)\]])(\d*)")
_PART = re.compile(r"(\d*)(.+)")
_LOOSE = re.compile(r"[a-z][a-z0-9]*")
_LONGEST = 60
_LONGEST_LOOSE = 12
"""A word longer than this without capitals is a name; its readings would be many."""


def hill(text: str) -> str | None:
    """The formula in Hill's order («CH3OH» → «CH4O»); ``None`` if the text is no formula.

    Brackets, waters of crystallisation after a dot and Cyrillic letters of the same shape count.
    Capital letters decide: «CO» is the oxide, «Co» the metal.
    """
    plain = text.translate(_TO_LATIN).replace(" ", "")
    if not plain or len(plain) > _LONGEST:
        return None
    total: Counter[str] = Counter()
    for part in re.split(r"[·•*]", plain):
        found = _PART.fullmatch(part)
        atoms = _atoms(found[2]) if found else None
        if found is None or atoms is None:
            return None
        times = int(found[1] or 1)
        total.update({element: count * times for element, count in atoms.items()})
    return _written(total)


def loose(text: str) -> frozenset[str]:
    """All formulas that small letters may mean: «co» is CO and Co; none for a longer word."""
    plain = text.replace(" ", "").lower()
    if len(plain) > _LONGEST_LOOSE or not _LOOSE.fullmatch(plain):
        return frozenset()
    return frozenset(_written(Counter(dict(atoms))) for atoms in _readings(plain))


def _atoms(text: str) -> Counter[str] | None:
    stack: list[Counter[str]] = [Counter()]
    at = 0
    while at < len(text):
        token = _TOKEN.match(text, at)
        if token is None:
            return None
        at = token.end()
        element, count, opening, closing, times = token.groups()
        if element:
            if element not in _ELEMENTS:
                return None
            stack[-1][element] += int(count or 1)
        elif opening:
            stack.append(Counter())
        elif closing:
            if len(stack) == 1:
                return None
            inner = stack.pop()
            stack[-1].update({name: n * int(times or 1) for name, n in inner.items()})
    return stack[0] if len(stack) == 1 else None


def _readings(text: str) -> Iterator[frozenset[tuple[str, int]]]:
    known: dict[int, set[frozenset[tuple[str, int]]]] = {0: {frozenset()}}
    for start in range(len(text)):
        for length in (1, 2):
            element = text[start : start + length].capitalize()
            if len(element) < length or element not in _ELEMENTS or start not in known:
                continue
            digits = re.match(r"\d*", text[start + length :])
            number = digits[0] if digits else ""
            end = start + length + len(number)
            for atoms in known[start]:
                sum_of = Counter(dict(atoms))
                sum_of[element] += int(number or 1)
                known.setdefault(end, set()).add(frozenset(sum_of.items()))
    yield from known.get(len(text), ())


def _written(atoms: Counter[str]) -> str:
    order = sorted(atoms)
    if "C" in atoms:
        order = ["C", *(["H"] if "H" in atoms else []), *(e for e in order if e not in ("C", "H"))]
    return "".join(f"{element}{atoms[element] if atoms[element] > 1 else ''}" for element in order)
