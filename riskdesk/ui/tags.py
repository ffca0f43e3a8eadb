"""Findings as tags, limits and numbers as they are printed on the screen."""

from decimal import Decimal

from riskdesk.domain.values import HazardClass, Language, Range, format_decimal
from riskdesk.services.queries_structure import Judgement
from riskdesk.ui.kit.paint import NOT_RATED, Tag, class_tag

_THIN = "\u202f"


def judgement_tag(judgement: Judgement) -> Tag:
    """The tag of a judgement; two proposals side by side, men first, an open one as a dash."""
    found = [each for each in (judgement.men, judgement.women) if each is not None]
    if judgement.hazard_class is None and found:
        spoken = f"{judgement.men or '–'} / {judgement.women or '–'}"
        return Tag(spoken, max(found).value, accepted=False)
    return class_tag(judgement.hazard_class, accepted=judgement.accepted)


def mark_tag(mark: HazardClass | None) -> Tag:
    """The tag of a specialist's own mark."""
    return class_tag(mark, accepted=True) if mark is not None else NOT_RATED


def number_text(value: Decimal | None, language: Language, decimals: int = 0) -> str:
    """A number of the screen: at least ``decimals`` places, none of its own dropped."""
    if value is None:
        return ""
    places = max(0, -int(value.as_tuple().exponent))
    if places < decimals:
        value = value.quantize(Decimal(1).scaleb(-decimals))
    return grouped(format_decimal(value, language))


def grouped(text: str) -> str:
    """Thousands parted by a thin space; four digits too, so that columns stand alike."""
    sign = "\u2212" if text.startswith("\u2212") else ""
    whole = text.removeprefix(sign)
    cut = next((at for at, letter in enumerate(whole) if not letter.isdigit()), len(whole))
    head, tail = whole[:cut], whole[cut:]
    groups: list[str] = []
    while len(head) > 3:
        groups.insert(0, head[-3:])
        head = head[:-3]
    return sign + _THIN.join([head, *groups]) + tail


def typed_text(text: str, language: Language) -> str:
    """A stored text of a number with the decimal sign of the language; other texts as they are."""
    plain = text.strip()
    one = plain.count(".") + plain.count(",") <= 1  # 1.234,5 is no number and stays as it is
    if plain and one and all(letter in "0123456789.,-\u2212+" for letter in plain):
        return plain.replace(".", ",") if language != "en" else plain.replace(",", ".")
    return text


def range_text(limits: Range, language: Language) -> str:
    """A permissible range: ``≤ 60``, ``≥ 300``, ``20–28``."""
    low, high = limits.low, limits.high
    if low is not None and high is not None:
        return f"{format_decimal(low, language)}–{format_decimal(high, language)}"
    if high is not None:
        return f"≤ {format_decimal(high, language)}"
    return f"≥ {format_decimal(low, language)}" if low is not None else ""
