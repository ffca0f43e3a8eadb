"""Texts on two lines: where they break, and what is left out when two are not enough."""

from collections.abc import Callable


def folded(text: str, width: float, measure: Callable[[str], float]) -> str:
    """As many of the text's parts as fit into two lines: whole ones, from the first."""
    shown = text
    while two_lines(shown, width, measure)[-1].endswith("…"):
        cut = max(shown.rfind(mark) for mark in (", ", "; ", " ("))
        if cut <= 0:
            return text
        shown = shown[:cut]
    return shown


def two_lines(text: str, width: float, measure: Callable[[str], float]) -> list[str]:
    """``text`` in two lines of ``width``; what still does not fit ends with an ellipsis."""
    words, first = text.replace("№ ", "№\u00a0").split(" "), ""
    while words and measure(f"{first} {words[0]}".strip()) <= width:
        first = f"{first} {words.pop(0)}".strip()
    if not first and words:
        first = words.pop(0)
        if measure(first) > width:
            first, rest = _broken(first, width, measure)
            words.insert(0, rest)
    rest = " ".join(words)
    while len(rest) > 1 and measure(rest) > width:
        rest = rest.removesuffix("…")[:-1].rstrip() + "…"
    return [first, rest] if rest else [first]


def _broken(word: str, width: float, measure: Callable[[str], float]) -> tuple[str, str]:
    """A word wider than the line, after its last hyphen that fits, or where the line ends."""
    fits = [at for at in range(1, len(word)) if measure(word[:at]) <= width]
    hyphens = [at for at in fits if word[at - 1] in "-/"]
    at = max(hyphens or fits or [1])
    return word[:at], word[at:]
