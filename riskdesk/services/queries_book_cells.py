"""Bounds of a criterion in signs: what stands in the cells of the criteria book."""

from riskdesk.rules.book_norms import Line
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.scale import Bands, Scale, plain

_BOUNDS = frozenset({"upper", "lower", "bands"})


def bound_cells(criterion: Criterion, path: tuple[str, ...], line: Line) -> dict[str, str]:
    """Bounds in signs, which a column of numbers reads better than sentences."""
    if not is_bounded(criterion, path):
        return {result: words.ru for result, words in line.cells.items()}
    ladder = criterion.ladder(*path).ladder
    return _bands(ladder) if isinstance(ladder, Bands) else scale_cells(ladder)


def is_bounded(criterion: Criterion, path: tuple[str, ...]) -> bool:
    """Whether a row, or the whole criterion without a path, has bounds of numbers."""
    table = criterion.row(*path) if path else criterion.body
    return any(name in table for name in _BOUNDS)


def scale_cells(scale: Scale) -> dict[str, str]:
    """A scale as cells: ``≤ 0``, ``> 0 – 10``, ``> 50``; a class may have two intervals."""
    near, far = ("≤", ">") if scale.upper else ("≥", "<")
    away = {"≤": "<", ">": "≥", "≥": ">", "<": "≤"}
    found: dict[str, str] = {}
    for at, result in enumerate(scale.classes):
        before = scale.bounds[at - 1] if at else None
        bound = scale.bounds[at] if at < len(scale.bounds) else None
        begins = away[far] if before in scale.exclusive else far
        ends = away[near] if bound in scale.exclusive else near
        if before is None:
            text = f"{ends} {plain(bound):f}" if bound is not None else ""
        elif bound is None:
            text = f"{begins} {plain(before):f}"
        else:
            open_end = f"{ends} " if ends in {"<", ">"} else ""
            text = f"{begins} {plain(before):f} – {open_end}{plain(bound):f}"
        found[result] = "; ".join(filter(None, (found.get(result, ""), text)))
    return found


def _bands(bands: Bands) -> dict[str, str]:
    found: dict[str, str] = {}
    for band in bands.bands:
        low = "" if band.low is None else f"{'>' if band.open_low else '≥'} {plain(band.low):f}"
        high = "" if band.high is None else f"{'<' if band.open_high else '≤'} {plain(band.high):f}"
        text = " – ".join(filter(None, (low.removeprefix("≥ ") if high else low,
                                        high.removeprefix("≤ ") if low else high)))  # fmt: skip
        found[band.result] = "; ".join(filter(None, (found.get(band.result, ""), text)))
    return found
