"""Numbers, ranges and search as people read and type them."""

from decimal import Decimal

import pytest

from riskdesk.domain.values import HazardClass, Range, parse_decimal
from riskdesk.services.queries_structure import Judgement
from riskdesk.ui.fold import fold, matches
from riskdesk.ui.kit.paint import NOT_RATED, Tag
from riskdesk.ui.tags import grouped, judgement_tag, number_text, range_text, typed_text


@pytest.mark.parametrize(
    ("value", "decimals", "russian", "english"),
    [
        ("56.3", 1, "56,3", "56.3"),
        ("56", 1, "56,0", "56.0"),
        ("82.57", 1, "82,57", "82.57"),
        ("0", 0, "0", "0"),
        ("-5.5", 1, "\u22125,5", "\u22125.5"),
        ("12500", 0, "12\u202f500", "12\u202f500"),
    ],
)
def test_numbers_are_shown(value: str, decimals: int, russian: str, english: str) -> None:
    assert number_text(Decimal(value), "ru", decimals) == russian
    assert number_text(Decimal(value), "en", decimals) == english
    assert parse_decimal(number_text(Decimal(value), "kk", decimals)) == Decimal(value)


def test_no_value_is_empty_and_zero_is_zero() -> None:
    assert number_text(None, "ru") == ""
    assert number_text(Decimal(0), "ru") == "0"


def test_words_of_a_card_stay_as_written() -> None:
    assert typed_text("до 2,5 км", "en") == "до 2,5 км"
    assert typed_text("2,5", "en") == "2.5"
    assert typed_text("2.5", "kk") == "2,5"
    assert grouped("до 2500") == "до 2500"


def test_ranges() -> None:
    assert range_text(Range(Decimal(21), Decimal(28)), "ru") == "21–28"
    assert range_text(Range(None, Decimal("2.5")), "ru") == "≤ 2,5"
    assert range_text(Range(Decimal(300)), "ru") == "≥ 300"
    assert range_text(Range(), "ru") == ""


def test_names_are_found_without_kazakh_letters() -> None:
    assert matches("кайрат", "Қайрат")
    assert matches("онд бас", "Өндіріс басқарушысы")
    assert matches("ещё", "еще")
    assert not matches("бухгалтер", "Директор")
    assert matches("", "что угодно")
    assert fold("ШУ") == "шу"


def test_two_proposals_stand_side_by_side() -> None:
    two, worse = HazardClass.PERMISSIBLE, HazardClass.HARMFUL_2
    both = Judgement(hazard_class=None, accepted=False, status="judged", men=two, women=worse)
    assert judgement_tag(both) == Tag("2 / 3.2", "3.2", accepted=False)
    none = Judgement(hazard_class=None, accepted=False, status="not-measured")
    assert judgement_tag(none) == NOT_RATED
