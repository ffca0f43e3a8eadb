"""What stands where on each form."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

import pytest
from forms_sample import DAY, few, forms, source

from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Record
from riskdesk.forms.records.cards import annex_2, annex_3
from riskdesk.forms.records.code_list import code_list
from riskdesk.forms.records.factors import annex_1
from riskdesk.forms.records.report import annex_6
from riskdesk.forms.records.risk_register import risk_register
from riskdesk.forms.records.source import Source
from riskdesk.forms.records.workplace_card import workplace_card
from riskdesk.rules.finding import Finding

SOURCE = source()
FEW = source(few())


def changed(given: Source, number: int, name: str, finding: Finding) -> Source:
    """The source with one finding of a workplace replaced: a quantity or ``heaviness``."""
    index = next(i for i, w in enumerate(given.dossier.workplaces) if w.number == number)
    old = given.assessment.workplaces[index]
    if name == "heaviness":
        new = replace(old, heaviness=finding)
    else:
        quantities = tuple(finding if f.subject == name else f for f in old.quantities)
        new = replace(old, quantities=quantities)
    workplaces = list(given.assessment.workplaces)
    workplaces[index] = new
    return replace(given, assessment=replace(given.assessment, workplaces=tuple(workplaces)))


def class_of(record: Record) -> ClassField:
    value = record.fields["class"]
    assert isinstance(value, ClassField)
    return value


def field_of(record: Record, name: str) -> Field:
    value = record.fields[name]
    assert isinstance(value, Field)
    return value


def factor_row(record: Record, number: int, name: str) -> Record:
    block = record.lists["blocks"][number]
    return next(r for r in block.lists["factors"] if name in field_of(r, "factor").text.ru)


def test_the_code_list_has_a_row_a_workplace_and_a_total_of_numbers() -> None:
    rows = code_list(SOURCE).lists["list"]
    assert [row.kind for row in rows].count("section") == 2
    assert sum(row.kind == "row" for row in rows) == 55
    assert field_of(rows[-1], "count").number == Decimal(55)
    codes = [row.text("code").ru for row in rows if row.kind == "row"]
    assert codes[0] == "01 001 001"
    assert codes[-1] == "01 002 055"
    assert len(set(codes)) == 55


def test_annex_1_prints_no_class_but_words_where_the_instrument_was_out_of_verification() -> None:
    block = annex_1(FEW).lists["blocks"][0]
    emf = [row for row in block.lists["factors"] if "диапазон" in field_of(row, "factor").text.ru]
    assert len(emf) == 4
    shared = class_of(emf[0])
    assert shared.hit is None
    assert "прибор без поверки" in shared.words.ru
    assert "тексерілмеген" in shared.words.kk
    assert shared.rows == 4
    assert all("class" not in row.fields for row in emf[1:])
    assert any("25.12.2025" in note.ru for note in shared.notes)
    assert any("отметил класс 2" in note.ru for note in shared.notes)


def test_annex_1_rows_stand_in_the_order_of_the_form() -> None:
    block = annex_1(FEW).lists["blocks"][0]
    titles = [field_of(row, "factor").text.ru for row in block.lists["factors"]]
    assert [title.split(",")[0] for title in titles] == [
        "Освещение",
        "Температура",
        "Влажность",
        "Шум",
        "ЭП диапазон 1",
        "ЭП диапазон 2",
        "МП диапазон 1",
        "МП диапазон 2",
    ]


def test_a_mark_against_the_proposal_without_a_reason_is_a_footnote_and_not_the_class() -> None:
    row = factor_row(annex_1(FEW), 1, "Шум")  # 56,3 against 50 as written
    assert class_of(row).hit is HazardClass.HARMFUL_1
    assert any("отметил класс 2" in note.ru for note in class_of(row).notes)


def test_a_reasoned_mark_is_printed_and_its_reason_named() -> None:
    given = FEW.assessment.workplaces[1].quantity("noise_leq")
    assert given is not None
    explained = changed(FEW, 9, "noise_leq", replace(given, mark_reason="замер у дизеля"))
    row = factor_row(annex_1(explained), 1, "Шум")
    assert class_of(row).hit is HazardClass.PERMISSIBLE
    assert any("замер у дизеля" in note.ru for note in class_of(row).notes)


def test_what_was_not_measured_is_said_in_words_and_never_class_2() -> None:
    finding = Finding(subject="noise_leq", status="not-measured", mark=HazardClass.PERMISSIBLE)
    row = factor_row(annex_1(changed(FEW, 1, "noise_leq", finding)), 0, "Шум")
    assert class_of(row).hit is None
    assert class_of(row).words == LocalizedText("өлшенбеген", "не измерено")
    assert field_of(row, "value").text.ru != ""


def test_class_1_goes_to_column_2_of_annex_1_with_a_footnote() -> None:
    finding = Finding(subject="noise_leq", status="judged", proposed=HazardClass.OPTIMAL)
    row = factor_row(annex_1(changed(FEW, 1, "noise_leq", finding)), 0, "Шум")
    assert class_of(row).hit is HazardClass.PERMISSIBLE
    assert any("Класс 1" in note.ru for note in class_of(row).notes)


def test_norms_are_numbers_with_their_sense_and_say_if_proposed_or_only_written() -> None:
    noise = field_of(factor_row(annex_1(FEW), 0, "Шум"), "norm")
    light = field_of(factor_row(annex_1(FEW), 0, "Освещение"), "norm")
    field = field_of(factor_row(annex_1(FEW), 0, "ЭП диапазон 1"), "norm")
    assert (noise.number, noise.prefix) == (Decimal(50), "≤ ")
    assert light.prefix == "≥ "
    assert any("предложена" in note.ru for note in noise.notes)
    assert any("как записана в журнале" in note.ru for note in field.notes)


@pytest.mark.parametrize(("records", "signs"), [(annex_2, 16), (annex_3, 22)])
def test_a_card_has_one_sign_for_each_rated_indicator(records: object, signs: int) -> None:
    assert callable(records)
    cards = records(SOURCE).lists["cards"]
    assert len(cards) == 55
    for card in cards:
        rows = card.lists["card"][0].lists["rows"]
        hits = [r for r in rows if isinstance(r.fields["class"], ClassField) and class_of(r).hit]
        assert len(hits) == signs


def concluded(given: Source) -> ClassField:
    """The conclusion of the first heaviness card."""
    return class_of(annex_2(given).lists["cards"][0].lists["card"][0].lists["rows"][-1])


def test_a_heaviness_card_concludes_as_all_papers_and_footnotes_a_mark_without_a_reason() -> None:
    final = concluded(SOURCE)
    assert final.words.ru == "2 класс – Допустимый"
    assert final.words.kk == "2-класс – Рұқсат етілген"
    assert any("отметил класс 1 без указания причины" in note.ru for note in final.notes)


def test_a_heaviness_card_concludes_with_a_reasoned_mark_and_names_the_reason() -> None:
    heaviness = replace(SOURCE.assessment.workplaces[0].heaviness, mark_reason="хронометраж")
    final = concluded(changed(SOURCE, 1, "heaviness", heaviness))
    assert final.words == LocalizedText("1-класс – Қолайлы", "1 класс – Оптимальный")
    assert any("хронометраж" in note.ru for note in final.notes)


def test_a_card_beyond_its_columns_says_so_in_words() -> None:
    beyond = Finding(subject="heaviness", status="judged", proposed=HazardClass.HARMFUL_3)
    final = annex_2(changed(FEW, 1, "heaviness", beyond)).lists["cards"][0]
    words = class_of(final.lists["card"][0].lists["rows"][-1]).words
    assert "3.3" in words.ru


def test_the_counts_of_a_tension_card_are_those_of_its_signs_and_add_up_to_22() -> None:
    for card in annex_3(SOURCE).lists["cards"]:
        counts = card.lists["card"][0].lists["rows"][-2].fields["class"]
        assert isinstance(counts, ClassCounts)
        assert sum(counts.counts.values()) == 22


def test_every_row_of_annex_6_adds_up_to_the_workplaces_that_have_the_factor() -> None:
    for number, row in enumerate(annex_6(SOURCE).lists["rows"]):
        counts = row.fields["class"]
        assert isinstance(counts, ClassCounts)
        if counts.empty:
            continue
        whole = 14 if number == 3 else 55
        unjudged = sum(_listed(note) for note in field_of(row, "factor").notes)
        assert sum(counts.counts.values()) + unjudged == whole


def _listed(note: LocalizedText) -> int:
    if "к одному классу" not in note.ru:
        return 0
    parts = note.ru.partition("к одному классу: ")[2].rstrip(".").split("; ")
    return sum(int(part.rpartition(" – ")[2]) for part in parts)


def test_men_and_women_of_annex_6_are_dashes_until_the_sex_is_given() -> None:
    rows = annex_6(FEW).lists["rows"]
    assert [c.empty for c in _counts(rows)].count("–") == 6
    people = tuple(replace(w, men=1, women=2) for w in FEW.dossier.workplaces)
    given = replace(FEW, dossier=replace(FEW.dossier, workplaces=people))
    counted = _counts(annex_6(given).lists["rows"])
    assert all(c.empty == "" for c in counted)
    men, women = counted[5], counted[6]
    assert sum(men.counts.values()) == 3
    assert sum(women.counts.values()) == 6


def _counts(rows: Iterable[Record]) -> list[ClassCounts]:
    return [row.fields["class"] for row in rows if isinstance(row.fields["class"], ClassCounts)]


def test_proposals_that_differ_by_sex_are_both_printed() -> None:
    both = {Sex.MEN: HazardClass.OPTIMAL, Sex.WOMEN: HazardClass.PERMISSIBLE}
    finding = Finding(subject="heaviness", status="judged", by_sex=both)
    card = workplace_card(changed(FEW, 1, "heaviness", finding)).lists["cards"][0]
    words = class_of(card.lists["rows"][-2]).words
    assert words == LocalizedText("ерлер 1, әйелдер 2", "мужчины 1, женщины 2")


def test_the_workplace_card_shows_mark_against_proposal_and_the_totals_reason() -> None:
    card = workplace_card(FEW).lists["cards"][1]
    noise = next(r for r in card.lists["rows"] if field_of(r, "factor").text.ru == "Шум")
    assert field_of(noise, "mark").text.ru == "2 ≠ 3.1"
    assert field_of(noise, "comparison").text.ru == "вне нормы"
    assert field_of(noise, "comparison").prefix == "+6,3, "
    assert class_of(noise).hit is HazardClass.HARMFUL_1
    total = card.fields["total"]
    assert isinstance(total, ClassField)
    assert total.hit is HazardClass.HARMFUL_1
    why = [line.text("text").ru for line in card.lists["why"]]
    assert "наибольший класс" in why[0]
    assert why[1].startswith("Шум: ")
    assert "сравнено с пределом" in why[1]


def test_the_card_of_an_unjudged_workplace_says_why_there_is_no_class() -> None:
    card = workplace_card(FEW).lists["cards"][0]
    total = card.fields["total"]
    assert isinstance(total, ClassField)
    assert total.hit is None
    assert "прибор без поверки" in total.words.ru
    assert card.text("why_title").ru == "Почему класса нет"


def test_a_proposed_ruleset_is_printed_loudly_and_a_sample_is_stamped() -> None:
    assert FEW.header["state"] == Field(text=LocalizedText("ҮЛГІ", "ОБРАЗЕЦ"))
    proposed = replace(FEW, assessment=replace(FEW.assessment, ruleset_proposed=True))
    state = proposed.header["state"]
    assert isinstance(state, Field)
    assert "не выбраны" in state.text.ru
    assert "таңдалмаған" in state.text.kk


@pytest.mark.parametrize(
    ("form", "some", "others"),
    [
        ("annex-1", {"noise_limit", "humidity_warm"}, {"heaviness_count", "vertical_walk"}),
        ("annex-2", {"heaviness_count", "vertical_walk"}, {"noise_limit", "humidity_warm"}),
        ("annex-3", set(), {"heaviness_count", "noise_limit", "humidity_warm"}),
        ("workplace-card", set(), {"heaviness_count", "noise_limit", "humidity_warm"}),
    ],
)
def test_a_form_names_the_options_of_what_it_judges_and_no_others(
    form: str, some: set[str], others: set[str]
) -> None:
    given = replace(FEW, subjects=forms().get(form, DAY).subjects)
    note = given.header["ruleset_note"]
    assert isinstance(note, Field)
    assert FEW.assessment.ruleset_title.ru in note.text.ru
    options = FEW.catalog.ruleset(FEW.assessment.ruleset).options
    printed = {name for name, option in options.items() if option.title.ru in note.text.ru}
    assert some <= printed
    assert not others & printed
    assert all(options[name].choices[options[name].default].kk in note.text.kk for name in some)


def test_a_method_is_spelled_as_its_act_where_only_its_signs_were_written_otherwise() -> None:
    field = factor_row(annex_1(FEW), 0, "ЭП диапазон 1")  # «ГОСТ 12.1006-84» in the journal
    assert field_of(field, "method").text.ru == "ГОСТ 12.1.006-84"


def test_numbers_and_words_of_a_card_are_parted_and_units_named_once() -> None:
    rows = annex_2(FEW).lists["cards"][0].lists["card"][0].lists["rows"]
    assert field_of(rows[1], "actual").text.ru == "до 2500"
    heads = [field_of(row, "indicator").text.ru for row in rows if row.fields.get("actual") is None]
    assert "Стереотипные рабочие движения (кол-во)" in heads
    tension = annex_3(FEW).lists["cards"][0].lists["card"][0].lists["rows"]
    titles = [field_of(row, "indicator").text.kk for row in tension]
    assert "Бір мезгілде бақылауға арналған өндірістік нысандардың саны" in titles


def test_a_total_without_a_class_says_so_and_why() -> None:
    total = workplace_card(FEW).lists["cards"][0].fields["total"]
    assert isinstance(total, ClassField)
    assert total.words.ru == "класс не присвоен – не оценено: прибор без поверки"


def test_a_level_of_risk_has_the_colour_of_its_role() -> None:
    rows = [r for b in risk_register(FEW).lists["rows"] for r in b.lists.get("risks", ())]
    levels = [field_of(row, "level") for row in rows]
    assert all(level.fill for level in levels)
    for level in levels:
        assert level.fill == FEW.risk_paint[level.prefix.split()[0]].fill


def test_the_register_groups_risks_by_position_and_names_its_method() -> None:
    record = risk_register(FEW)
    blocks = [row for row in record.lists["rows"] if row.kind == "row"]
    assert [len(block.lists["risks"]) for block in blocks] == [2, 2, 2]
    assert "IEC 31010" in record.text("method").ru
    first = blocks[0].lists["risks"][0]
    assert field_of(first, "p").number is not None
    assert field_of(first, "n").number == Decimal(1)


def test_a_factor_has_one_name_in_the_catalog_and_on_the_report() -> None:
    report = forms().wording.say("report-emf")
    title = SOURCE.catalog.factors["emf"].title
    assert (title.kk, title.ru) == (report.kk, report.ru)
