"""Finding substances, their criteria rows and their groups."""

from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.substance import Effect, Substance
from riskdesk.rules.substance_files import SubstanceHead, newest, read_substances
from riskdesk.rules.substance_search import fold
from riskdesk.rules.substances import SubstanceBook
from riskdesk.rules.table import DataFault

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
CATALOG = Catalog.load(RESOURCES)
BOOK = CATALOG.substances
FINDABLE = [found for found in BOOK.substances if not found.heading]
EVERYTHING = len(BOOK.substances)
R = "R2.2.2006-05"
KZ = "KZ1.04.001.2000"


def first(text: str) -> str:
    found = BOOK.find(text, limit=1)
    return found[0].key if found else ""


def own(row: str = "1", **changes: object) -> Substance:
    plain = Substance(
        list="own",
        row=row,
        name=LocalizedText(ru="Наша пыль"),
        shift_average=Decimal(3),
        hazard_class=3,
        reference=LocalizedText(ru="СТ 12345"),
    )
    return Substance(**{name: getattr(plain, name) for name in plain.__slots__} | changes)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("ацетон", "1723"),
        ("АЦЕТОН", "1723"),
        ("Пропан-2-он", "1723"),
        ("пропан 2 он", "1723"),
        ("acetone", "1723"),
        ("67-64-1", "1723"),
        ("C3H6O", "1723"),
        ("толуол", "1226"),
        ("стирол", "2320"),
        ("styrene", "2320"),
        ("четырёххлористый углерод", "1900"),
        ("четыреххлористый углерод", "1900"),
        ("күкірт қышқылы", "1801"),
        ("кукирт кышкылы", "1801"),
        ("H2SO4", "1801"),
        ("кислота серная", "1801"),
        ("угарный газ", "2057"),
        ("CO", "2057"),
        ("СО", "2057"),
        ("co", "2057"),
        ("HCl", "591"),
        ("CH3OH", "1211"),
        ("спирт бутиловый", "400"),
        ("7803-51-2", "2112"),
        ("3803-51-2", "2112"),
        ("8063-07-8", "74"),
        ("Ca(OH)₂", "1044"),
        ("NaOH", "2287"),
        ("зерновая пыль", "1759.2"),
        ("сварочный аэрозоль", "1186.1"),
        ("ортофосфорная", "obuv-444"),
    ],
)
def test_a_substance_is_found_as_people_name_it(text: str, key: str) -> None:
    assert first(text) == key


def test_better_matches_come_first() -> None:
    keys = [found.key for found in BOOK.find("бензол", limit=EVERYTHING)]
    assert keys[0] == "264"
    starts = [key for key in keys if fold(BOOK.by_row(key).name.ru).startswith("бензол")]
    inside = keys.index("1226")
    assert all(keys.index(key) < inside for key in starts)


def test_no_more_than_the_limit_is_found() -> None:
    assert len(BOOK.find("метил", limit=7)) == 7
    assert BOOK.find("метил", limit=0) == ()
    assert len(BOOK.find("метил")) == 20


@pytest.mark.parametrize("text", ["", "   ", "-", "ъъъъъ", "999999-99-9", "x" * 5000])
def test_nothing_is_found_for_nothing(text: str) -> None:
    assert BOOK.find(text) == ()


def test_a_heading_is_not_found_but_its_rows_are() -> None:
    keys = {found.key for found in BOOK.find("Ванадий и его соединения", limit=50)}
    assert "436" not in keys
    assert {"436.1", "436.2", "436.3", "436.4", "436.5"} <= keys


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_part_of_any_name_finds_its_substance(data: st.DataObject) -> None:
    found = data.draw(st.sampled_from(FINDABLE))
    names = [name for name in (found.name.ru, found.name.kk, found.name.en) if name]
    name = data.draw(st.sampled_from([*names, *found.synonyms]))
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    if fold(part):
        change = data.draw(st.sampled_from([str.upper, str.lower, str.title]))
        assert found in BOOK.find(change(part), limit=EVERYTHING), part


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_text_is_answered(text: str) -> None:
    found = BOOK.find(text)
    assert len(set(found)) == len(found) <= 20


@given(st.sampled_from(FINDABLE))
@settings(max_examples=60, deadline=None)
def test_words_in_any_order_find_the_substance(found: Substance) -> None:
    words = fold(found.name.ru).split()
    assert found in BOOK.find(" ".join(reversed(words)), limit=EVERYTHING)


def test_a_row_that_is_not_there_is_refused() -> None:
    assert BOOK.by_row(1723) is BOOK.by_row(" 1723 ")
    for row in (0, 2458, "1723.5", "ацетон", ""):
        with pytest.raises(UserError) as fault:
            BOOK.by_row(row)
        assert (fault.value.code, fault.value.params) == ("no-substance", {"row": row})


@pytest.mark.parametrize(
    ("key", "of_r", "of_kz"),
    [
        ("1723", ["general"], ["hazard_3_4"]),
        ("1801", ["general"], ["hazard_1_2"]),
        ("4", ["acute"], ["acute_irritant"]),
        ("2108", ["acute", "allergen_high"], ["acute_irritant", "allergen_high"]),
        ("264", ["carcinogen"], ["carcinogen"]),
        ("166", ["acute"], ["hazard_3_4"]),
        ("999", ["low"], ["low"]),
        ("1124", ["high_moderate"], ["high_moderate"]),
        ("26", ["high_moderate"], ["high_moderate"]),
        ("1802.1", ["carcinogen", "high_moderate"], ["carcinogen", "high_moderate"]),
        ("1802.10", ["high_moderate"], ["high_moderate"]),
        ("1802.5", ["high_moderate"], ["high_moderate"]),
        ("119", ["allergen_high", "low"], ["allergen_high", "low"]),
        ("396", ["antineoplastic_hormone"], ["antineoplastic_hormone"]),
        ("585", ["antineoplastic_hormone"], ["antineoplastic_hormone"]),
        ("1447", ["narcotic_analgesic"], ["narcotic_analgesic"]),
        ("2441", ["antineoplastic_hormone"], ["antineoplastic_hormone"]),
    ],
)
def test_effects_lead_to_rows_of_the_criteria(key: str, of_r: list[str], of_kz: list[str]) -> None:
    found = BOOK.by_row(key)
    assert sorted(BOOK.rows_for_criteria(found, R)) == of_r
    assert sorted(BOOK.rows_for_criteria(found, KZ)) == of_kz
    assert set(BOOK.rows_for_criteria(found)) == {*of_r, *of_kz}


def test_the_row_up_to_two_milligrams_includes_its_bound() -> None:
    dust = (Effect.FIBROGENIC,)
    rows = [
        BOOK.rows_for_criteria(own(shift_average=Decimal(limit), effects=dust), R)
        for limit in ("1.999", "2", "2.001")
    ]
    assert rows == [("high_moderate",), ("high_moderate",), ("low",)]


@pytest.mark.parametrize("key", ["2057", "obuv-444", "752"])
def test_a_class_that_is_not_printed_is_not_guessed(key: str) -> None:
    found = BOOK.by_row(key)
    special = bool(found.effects)
    if special:
        assert BOOK.rows_for_criteria(found, KZ) == ("acute_irritant",)
        return
    assert BOOK.rows_for_criteria(found, R) == ("general",)
    with pytest.raises(UserError, match="substance-no-row") as fault:
        BOOK.rows_for_criteria(found, KZ)
    assert fault.value.params["substance"] == found.name.ru
    assert BOOK.rows_for_criteria(found) == ("general",)


def test_a_rule_set_without_chemistry_is_named() -> None:
    with pytest.raises(UserError, match="substance-no-ruleset"):
        BOOK.criterion_rows(BOOK.by_row(4), "817n")


def test_every_row_of_the_mapping_is_a_row_of_its_criterion() -> None:
    for ruleset, factors in BOOK.criteria.rows.items():
        for factor, rows in factors.items():
            named = set(BOOK.criteria.named[ruleset].values()) if factor == "chemical" else set()
            criterion = CATALOG.criteria.find(ruleset, factor)
            if criterion is not None:
                known = set(criterion.body.table("rows"))
                assert {*rows.values(), *named} <= known, (ruleset, factor)


def test_every_substance_has_its_rows_and_reasons() -> None:
    for found in FINDABLE:
        rows = BOOK.criterion_rows(found, R)
        assert rows, found.key
        assert all(row.reason.kk and row.reason.ru and row.reason.en for row in rows)


def test_acids_together_are_a_group() -> None:
    acids = [BOOK.by_row(key) for key in ("1801", "591", "7")]
    group = BOOK.summation_groups(acids)[0]
    assert (group.number, group.kind, group.sum_limit) == (46, "full", Decimal(1))
    assert group.complete
    assert set(group.present) == set(acids)


def test_a_group_needs_two_of_its_members() -> None:
    assert BOOK.summation_groups([]) == ()
    assert BOOK.summation_groups([BOOK.by_row("1801")]) == ()
    two = BOOK.summation_groups([BOOK.by_row("1801"), BOOK.by_row("591")])
    assert [(group.number, group.missing) for group in two] == [(46, ("азотная кислота",))]
    vanadium = [BOOK.by_row("436.1"), BOOK.by_row("436.2")]
    assert BOOK.summation_groups(vanadium) == ()  # two rows of one member


def test_complete_groups_come_first() -> None:
    found = BOOK.summation_groups([BOOK.by_row(key) for key in ("1723", "525", "2082", "2131")])
    complete = [group.complete for group in found]
    assert complete == sorted(complete, reverse=True)
    assert {group.number for group in found if group.complete} == {13, 14, 17}


def test_partial_and_potentiating_groups_have_their_coefficient() -> None:
    strong = BOOK.summation_groups([BOOK.by_row("422"), BOOK.by_row("1341")])
    assert ("potentiating", Decimal("0.8")) in {(group.kind, group.sum_limit) for group in strong}
    weak = BOOK.summation_groups([BOOK.by_row("obuv-322"), BOOK.by_row("1783")])
    assert {(group.kind, group.sum_limit) for group in weak} == {
        ("partial", Decimal(limit)) for limit in ("1.6", "2.0", "2.5")
    }


def test_a_specialists_own_substance_stands_beside_the_lists() -> None:
    mine = own()
    book = BOOK.with_own([mine])
    assert book.find("наша пыль")[0] is mine
    assert book.by_row("own-1") is mine
    assert book.reference(mine).act == ""
    assert book.reference(mine).row == mine.reference
    assert book.remarks(mine) == ()
    assert book.rows_for_criteria(mine, KZ) == ("hazard_3_4",)
    assert BOOK.find("наша пыль") == ()


def test_an_own_substance_takes_no_row_of_another() -> None:
    with pytest.raises(UserError, match="substance-row-taken"):
        BOOK.with_own([own(), own()])
    with pytest.raises(UserError, match="substance-row-taken"):
        BOOK.with_own([own(list="pdk", row="9999")])


def test_a_reference_cites_act_and_row() -> None:
    clause = CATALOG.clause(BOOK.reference(BOOK.by_row("1759.2")))
    assert "ҚР ДСМ-70" in clause.ru
    assert "1759.2" in clause.ru
    assert clause.kk != clause.ru


LIST_HEAD = """
act = "dsm-70"
annex = ""
table = ""
verified = "memory"
checked = 2026-11-24
names_verified = "memory"
rows = "pdk-test.csv"
[doubts]
old = {{ kk = "ескі", ru = "старое", en = "old" }}
[in_force]
from = {day}
"""
COLUMNS = "row,name_ru,max_single,class,effects,doubtful\n"


def read(folder: Path) -> list[Substance]:
    head = SubstanceHead.of(newest(folder, "pdk"))
    return list(read_substances("pdk", head, folder))


def write(folder: Path, rows: str, columns: str = COLUMNS) -> None:
    (folder / "pdk-test.toml").write_text(LIST_HEAD.format(day="2022-08-02"), encoding="utf-8")
    (folder / "pdk-test.csv").write_text(columns + rows, encoding="utf-8")


@pytest.mark.parametrize(
    ("cells", "code", "place"),
    [
        ("1,Хлор,1,5,,", "data-word", "class"),
        ("1,Хлор,1,2,dusty,", "data-word", "effects"),
        ("1,Хлор,1,2,,strange", "data-word", "doubtful"),
        ("1,Хлор,0,2,,", "data-number", "max_single"),
        ("1,Хлор,-1,2,,", "data-number", "max_single"),
        ("1,Хлор,NaN,2,,", "data-number", "max_single"),
        ('1,Хлор,"0,1",2,,', "data-number", "max_single"),
        ("1,Хлор,1,2,", "data-texts", "2"),
        ('1,"Хлор,1,2,,', "data-unreadable", "pdk-test.csv"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, cells: str, code: str, place: str) -> None:
    write(tmp_path, cells + "\n")
    with pytest.raises(DataFault) as fault:
        read(tmp_path)
    assert fault.value.code == code
    assert str(fault.value.params["place"]).endswith(place)


def test_a_row_is_read(tmp_path: Path) -> None:
    write(tmp_path, "1,Хлор,0.10,2,acute,old\n")
    found = read(tmp_path)[0]
    assert (str(found.max_single), found.hazard_class) == ("0.10", 2)
    assert (found.effects, found.doubts) == ((Effect.ACUTE,), ("old",))


def test_lists_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataFault, match="pdk-"):
        newest(tmp_path, "pdk")
    write(tmp_path, "")
    (tmp_path / "pdk-test.csv").unlink()
    with pytest.raises(DataFault, match="data-unreadable"):
        read(tmp_path)


def test_the_last_edition_is_read(tmp_path: Path) -> None:
    for name, day in (("a", "2022-08-02"), ("b", "2030-01-01"), ("c", "2015-02-28")):
        (tmp_path / f"pdk-{name}.toml").write_text(LIST_HEAD.format(day=day), encoding="utf-8")
    assert newest(tmp_path, "pdk").place.endswith("pdk-b.toml")


def test_the_catalog_reads_the_lists_when_asked() -> None:
    catalog = Catalog.load(RESOURCES)
    assert "substances" not in vars(catalog)
    assert isinstance(catalog.substances, SubstanceBook)
    assert catalog.substances is catalog.substances
