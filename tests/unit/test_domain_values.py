"""Values: numbers as typed, classes, texts, periods."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import (
    LANGUAGES,
    HazardClass,
    LocalizedText,
    Period,
    Range,
    format_decimal,
    parse_decimal,
)

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"

READ: dict[str, str | None] = {
    # both separators, one meaning (U8)
    "3,5": "3.5",
    "3.5": "3.5",
    "0,05": "0.05",
    "0.05": "0.05",
    "82,57": "82.57",
    "461": "461",
    "0": "0",
    "0,0": "0.0",
    "007": "7",
    "10,50": "10.50",
    "1500": "1500",
    "1500000": "1500000",
    # signs, the true minus too
    "-5": "-5",
    "+5": "5",
    "\u22125": "-5",
    "\u22120,25": "-0.25",
    "-0": "-0",
    # spaces around, as pasted
    " 3,5": "3.5",
    "3,5 ": "3.5",
    "\t3,5\n": "3.5",
    f"{NBSP}42{NBSP}": "42",
    # spaces between groups of three
    "1 500": "1500",
    "12 500": "12500",
    "1 234 567": "1234567",
    "1 234,5": "1234.5",
    "1 234.5": "1234.5",
    f"1{NBSP}234,5": "1234.5",
    f"1{NARROW}234,5": "1234.5",
    f"1{THIN}234": "1234",
    "-1 234": "-1234",
    # not measured is not zero
    "": None,
    " ": None,
    NBSP: None,
    "\t\n": None,
}

REFUSED = [
    "1.234,5",
    "1,234.5",
    "1,234,567",
    "1.234.567",
    "1e2",
    "1E2",
    "1e",
    "1 2",
    "12 34",
    "1 2345",
    "1234 567",
    "1  234",
    "1 234 5",
    "3, 5",
    "3 ,5",
    ",5",
    ".5",
    "5,",
    "5.",
    "--5",
    "- 5",
    "5-",
    "+-5",
    "abc",
    "3,5 дБ",
    "до 50",
    "21-27",
    "NaN",
    "Infinity",
    "0x10",
    "1_000",
    "\u0663",
    "\u0967\u0968",
    "\uff11",
    "1'000",
    "=1+1",
    "7" * 31,
    "-",
    ",",
]


def test_the_table_is_the_promised_size() -> None:
    assert len(READ) + len(REFUSED) >= 60


@pytest.mark.parametrize(("text", "expected"), READ.items(), ids=repr)
def test_a_number_is_read_as_typed(text: str, expected: str | None) -> None:
    number = parse_decimal(text)
    assert (None if number is None else str(number)) == expected


@pytest.mark.parametrize("text", REFUSED, ids=repr)
def test_what_could_mean_two_things_is_refused(text: str) -> None:
    with pytest.raises(UserError) as error:
        parse_decimal(text)
    assert error.value.code == "number-not-read"
    assert error.value.params == {"text": text}


@given(
    st.decimals(
        allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9
    )
)
def test_what_is_printed_is_read_back(number: Decimal) -> None:
    for language in LANGUAGES:
        back = parse_decimal(format_decimal(number, language))
        assert str(back) == str(number)


def test_a_number_is_printed_with_all_its_decimals() -> None:
    assert format_decimal(Decimal("10.50"), "kk") == "10,50"
    assert format_decimal(Decimal("10.50"), "ru") == "10,50"
    assert format_decimal(Decimal("-10.50"), "en") == "\u221210.50"
    assert format_decimal(Decimal("1E+3")) == "1000"


def test_classes_are_ordered_and_the_third_is_harmful() -> None:
    classes = list(HazardClass)
    assert [str(one) for one in classes] == ["1", "2", "3.1", "3.2", "3.3", "3.4", "4"]
    assert sorted([*classes[3:], *classes[:3]]) == classes
    assert max(classes) is HazardClass.DANGEROUS
    assert [one.ordinal for one in classes] == [1, 2, 3, 4, 5, 6, 7]
    assert [str(one) for one in classes if one.harmful] == ["3.1", "3.2", "3.3", "3.4", "4"]
    assert HazardClass.PERMISSIBLE <= HazardClass.PERMISSIBLE < HazardClass.HARMFUL_1


def test_a_text_falls_back_and_says_what_is_missing() -> None:
    text = LocalizedText(ru="шум")
    assert [text.get(language) for language in LANGUAGES] == ["шум", "шум", "шум"]
    assert [text.get_exact(language) for language in LANGUAGES] == ["", "шум", ""]
    assert text.missing() == ("kk",)
    assert LocalizedText("шу", "шум", "noise").missing() == ()
    assert LocalizedText(kk="шу").get("ru") == "шу"
    assert LocalizedText(en="noise").get("kk") == "noise"


def test_a_period_holds_both_its_ends() -> None:
    first, last = date(2025, 5, 20), date(2026, 5, 20)
    period = Period(first, last)
    assert first in period
    assert last in period
    assert date(2025, 5, 19) not in period
    assert date(2026, 5, 21) not in period
    assert date(1, 1, 1) in Period(last=last)
    assert date(9999, 12, 31) in Period(first)


def test_a_range_holds_both_its_bounds() -> None:
    norm = Range(Decimal(21), Decimal(27))
    assert Decimal("21.0") in norm
    assert Decimal("27.00") in norm
    assert Decimal("27.01") not in norm
    assert Decimal("20.99") not in norm
    assert Decimal(-5) in Range(high=Decimal(50))
    assert Decimal(50) in Range(low=Decimal(50))
    low, high = norm
    assert (low, high) == (Decimal(21), Decimal(27))


def test_an_error_prints_its_code_and_parameters() -> None:
    assert str(UserError("number-not-read", text="1e2")) == "number-not-read(text='1e2')"
