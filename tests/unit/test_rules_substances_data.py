"""The lists of the air of the working zone as data: whole, sane, and as the copy prints them."""

import re
from decimal import Decimal
from pathlib import Path

import pytest

from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.acts import Acts
from riskdesk.rules.chemical_formula import hill
from riskdesk.rules.substance import Effect, State, Substance
from riskdesk.rules.substances import SubstanceBook
from riskdesk.rules.table import Table

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
BOOK = SubstanceBook.load(RESOURCES)
PDK = tuple(found for found in BOOK.substances if found.list == "pdk")
OBUV = tuple(found for found in BOOK.substances if found.list == "obuv")

CAS = re.compile(r"[1-9]\d{1,6}-\d\d-\d")
PRINTED_VALUE = re.compile(r"(?P<single>\d+(?:, ?\d+)?|[-~]) ?(?:/ ?(?P<average>\d+(?:,\d+)?))?\*?")

ODD_CELLS = {
    *("443.1", "1020", "1125", "1125.1", "1186.1", "1186.2", "1191.1", "1191.2", "1615.1"),
    *("1615.2", "1790", "1790.1", "1910", "1910.1", "1917", "2097.1", "2097.2", "2448", "2448.1"),
}
"""Rows whose cell the copy prints merged or without its slash; each is doubtful."""

NO_CLASS = {*map(str, range(741, 754)), "1678", "1759.2", "2057", "2196"}

SPOT_CHECKS = [
    # row, CAS, maximum single, shift average, state, class, effects, skin
    ("4", "10102-44-0", "2", None, "vapour", 3, ["acute"], ""),
    ("7", "7697-37-2", "2", None, "aerosol", 3, [], "+"),
    ("166", "7664-41-7", "20", None, "vapour", 4, [], ""),
    ("590", "7664-39-3", "0.5", "0.1", "vapour", 2, ["acute"], ""),
    ("684", "7783-06-4", "10", None, "vapour", 2, ["acute"], ""),
    ("2143", "7782-50-5", "1", None, "vapour", 2, ["acute"], "+"),
    ("2108", "50-00-0", "0.5", None, "vapour", 2, ["acute", "allergen"], "+"),
    ("264", "71-43-2", "15", "5", "vapour", 2, ["carcinogen"], "+"),
    ("1226", "108-88-3", "50", None, "vapour", 3, [], ""),
    ("2320", "100-42-5", "30", "10", "vapour", 3, [], ""),
    ("1723", "67-64-1", "200", None, "vapour", 4, [], ""),
    ("2311", "64-17-5", "2000", "1000", "vapour", 4, [], ""),
    ("238", "50-32-8", "0.00015", None, "aerosol", 1, ["carcinogen"], ""),
    ("1783", "", "0.005", None, "aerosol", 1, [], ""),
    ("1504", "13463-39-3", "0.0005", None, "vapour", 1, ["acute", "carcinogen", "allergen"], ""),
    ("999", "7439-89-6", None, "10", "aerosol", 4, ["fibrogenic"], ""),
    ("1440", "7439-98-7", "3", "0.5", "aerosol", 3, [], ""),
    ("1124", "", "3", "1", "aerosol", 2, ["fibrogenic"], ""),
    ("1802.1", "", "2", "0.5", "aerosol", 3, ["fibrogenic", "carcinogen"], ""),
    ("1759.4", "", None, "6", "aerosol", 4, ["allergen"], ""),
    ("1367", "584-84-9", "0.05", None, "vapour", 1, ["acute", "allergen"], ""),
    ("obuv-444", "7664-38-2", None, None, "aerosol", None, [], ""),
]


def rows(*keys: str) -> list[Substance]:
    return [BOOK.by_row(key) for key in keys]


def holds_check_digit(number: str) -> bool:
    digits = number.replace("-", "")
    total = sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), start=1))
    return total % 10 == int(digits[-1])


def test_every_row_of_the_lists_is_here() -> None:
    assert (len(PDK), len(OBUV)) == (2512, 534)
    assert len({found.key for found in BOOK.substances}) == 2512 + 534


def test_the_numbers_of_the_rows_have_no_gap() -> None:
    assert sorted({int(found.row.split(".")[0]) for found in PDK}) == list(range(1, 2458))
    assert [int(found.row) for found in OBUV] == list(range(1, 535))


def test_a_sub_row_follows_its_row() -> None:
    places = {found.row: place for place, found in enumerate(PDK)}
    for row, place in places.items():
        whole, _, part = row.partition(".")
        before = f"{whole}.{int(part) - 1}" if part not in ("", "1") else whole
        assert not part or place == places.get(before, place - 1) + 1, row


@pytest.mark.parametrize("check", SPOT_CHECKS, ids=lambda check: check[0])
def test_common_rows_are_as_the_list_prints_them(
    check: tuple[str, str, str | None, str | None, str, int | None, list[str], str],
) -> None:
    row, cas, single, average, state, hazard_class, effects, skin = check
    found = BOOK.by_row(row)
    assert found.cas == cas
    assert found.max_single == (None if single is None else Decimal(single))
    assert found.shift_average == (None if average is None else Decimal(average))
    assert found.state == State(state)
    assert found.hazard_class == hazard_class
    assert sorted(found.effects) == sorted(Effect(effect) for effect in effects)
    assert found.skin == skin


def test_every_row_has_its_value_or_says_why_not() -> None:
    without = [found for found in PDK if not found.limited]
    assert len(without) == 37
    assert all(found.notes in (("heading",), ("no-contact",)) for found in without)
    assert sum(found.heading for found in without) == 8
    assert all(found.tentative is not None and found.tentative > 0 for found in OBUV)


def test_the_shift_average_is_below_the_single_value() -> None:
    above = [
        found
        for found in PDK
        if found.max_single and found.shift_average and found.shift_average >= found.max_single
    ]
    assert [(found.row, "order-of-values" in found.doubts) for found in above] == [("6", True)]


def test_the_values_are_those_of_the_printed_cell() -> None:
    odd = set()
    for found in PDK:
        if not found.limited:
            continue
        cell = PRINTED_VALUE.fullmatch(found.as_printed)
        printed = cell and tuple(
            Decimal(part.replace(", ", ".").replace(",", "."))
            if part and part not in "-~"
            else None
            for part in (cell["single"], cell["average"])
        )
        if printed != (found.max_single, found.shift_average):
            odd.add(found.row)
            assert found.doubtful, found.row
    assert odd == ODD_CELLS


def test_a_class_is_printed_or_doubted_and_never_guessed() -> None:
    without = {found.row for found in PDK if found.hazard_class is None and not found.heading}
    assert without == NO_CLASS
    for row in without:
        assert {"class-empty", "class-misprint"} & set(BOOK.by_row(row).doubts)
    assert all(found.hazard_class is None for found in OBUV)


def test_a_state_is_read_or_doubted() -> None:
    without = [found for found in PDK if found.state is None and not found.heading]
    assert [found.row for found in without] == ["1244", "2450", "2451"]
    assert all("state-misprint" in found.doubts for found in without)
    assert all(found.state for found in OBUV)


def test_every_cas_number_holds_its_check_digit() -> None:
    for found in BOOK.substances:
        if found.cas:
            assert CAS.fullmatch(found.cas), found.key
            assert holds_check_digit(found.cas), found.key
            assert found.cas_as_printed != found.cas, found.key


def test_a_cas_number_printed_wrong_is_doubtful() -> None:
    flagged = {found.key for found in BOOK.substances if "cas-check-digit" in found.doubts}
    assert len(flagged) == 58 + 17
    for found in BOOK.substances:
        wrong = CAS.fullmatch(found.cas_as_printed) and not holds_check_digit(found.cas_as_printed)
        unread = bool(found.cas_as_printed) and not found.cas
        assert not (wrong or unread) or found.key in flagged, found.key
        assert found.key not in flagged or found.cas_as_printed, found.key


def test_a_cas_number_stands_for_one_substance() -> None:
    known: dict[str, Substance] = {}
    for found in PDK:
        other = known.setdefault(found.cas, found) if found.cas else found
        if other is not found and hill(other.formula) != hill(found.formula):
            both = (other, found)
            assert all("cas-shared" in one.doubts for one in both) or found.row == "629", found.row
    assert {found.row for found in PDK if "cas-shared" in found.doubts} == {
        *("464", "752", "1441", "1443"),
    }


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        ("1783", "older-lists"),
        ("6", "order-of-values"),
        ("2196", "class-misprint"),
        ("2057", "class-empty"),
        ("1759.2", "class-misprint"),
    ],
)
def test_the_rows_known_to_look_wrong_say_so(row: str, doubt: str) -> None:
    assert doubt in BOOK.by_row(row).doubts


def test_notes_and_doubts_have_their_words() -> None:
    for found in BOOK.substances:
        assert len(BOOK.remarks(found)) == len(found.notes) + len(found.doubts)
        for text in BOOK.remarks(found):
            assert all(text.get_exact(language) for language in LANGUAGES), found.key


def test_every_word_of_notes_and_doubts_is_used() -> None:
    for name, head in BOOK.heads.items():
        own = [found for found in BOOK.substances if found.list == name]
        assert set(head.notes) == {word for found in own for word in found.notes}
        assert set(head.doubts) == {word for found in own for word in found.doubts}


def test_every_row_is_referenced_to_an_act() -> None:
    acts = Acts.of(Table.read(RESOURCES / "acts.toml"))
    for found in BOOK.substances:
        reference = BOOK.reference(found)
        assert reference.act in acts
        assert found.row in reference.row.ru
    for head in BOOK.heads.values():
        assert head.norm.in_force.first is not None
        assert head.norm.verified == "implementations"
        assert head.names_verified == "memory"


def test_common_rows_have_their_names_in_three_languages() -> None:
    named = [found for found in BOOK.substances if found.name.kk]
    assert len(named) > 350
    assert all(found.name.en for found in named)
    assert all(found.name.kk and found.name.en for found in rows(*(c[0] for c in SPOT_CHECKS)))


def test_names_hold_no_other_alphabet_inside_a_word() -> None:
    mixed = re.compile(r"[а-яё]{2,}[A-Za-z]|[A-Za-z][а-яё]{3,}")
    odd = [found.key for found in BOOK.substances if mixed.search(found.name.ru)]
    assert odd == []


def test_the_names_of_a_row_are_apart() -> None:
    for found in BOOK.substances:
        assert len(set(found.synonyms)) == len(found.synonyms), found.key
        assert all(found.synonyms), found.key
        assert found.name.ru == found.name.ru.strip(), found.key


def test_formulas_stand_in_hills_order() -> None:
    written = [found for found in BOOK.substances if found.formula and hill(found.formula)]
    assert len(written) > 2500
    simple = [found for found in written if re.fullmatch(r"[A-Za-z0-9]+", found.formula)]
    other = {found.row for found in simple if hill(found.formula) != found.formula}
    assert other == {"746", "794", "885", "2454", "2455"}  # unclear in the copy, left as printed


def test_contact_rows_stand_only_where_no_value_is_set() -> None:
    assert all(not found.limited for found in BOOK.substances if found.contact)


def test_groups_are_those_of_the_annex() -> None:
    kinds = [group.kind for group in BOOK.groups]
    assert [group.number for group in BOOK.groups] == list(range(1, 60))
    counted = {kind: kinds.count(kind) for kind in kinds}
    assert counted == {"full": 52, "partial": 3, "independent": 2, "potentiating": 2}
    for group in BOOK.groups:
        assert (group.sum_limit is None) == (group.kind == "independent")
        assert all(group.title.get_exact(language) for language in LANGUAGES)
        for member in group.members:
            assert [BOOK.by_row(key).limited for key in member.keys] == [True] * len(member.keys)
