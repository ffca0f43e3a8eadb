"""Papers around the protocols: counts made once, both languages, nothing open taken for class 2."""

import os
import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from forms_desk import finished
from forms_sample import DAY, ROOT, dossier, few, forms, source
from forms_text import text_of

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.build import Paper, build
from riskdesk.forms.document import Document, PaperLanguage
from riskdesk.forms.fields import Record
from riskdesk.forms.records.census import Census, Count
from riskdesk.forms.records.in_words import employed, plural
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.services.papers import contents_of

PAPERS = (
    "cover",
    "introduction",
    "commission-order",
    "certification-act",
    "improvement-plan",
    "result-notice",
    "worker-sheet",
    "difference",
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*")


def filled(given: Dossier) -> Source:
    """What a finished certification prints, with the one before it."""
    told = source(finished(given))
    return replace(
        told,
        contents=contents_of(told.dossier, told.catalog, forms()),
        previous=source(earlier(given)),
    )


def earlier(given: Dossier) -> Dossier:
    """Five years before: the last workplace was not there, noise was louder."""
    kept = given.workplaces[:-1]
    ids = {each.id for each in kept}
    louder = Decimal(30)
    return replace(
        given,
        certification=replace(
            given.certification, title="Агро-Үлгі 2021", measured_on=date(2021, 4, 12)
        ),
        workplaces=kept,
        measurements=tuple(
            replace(each, value=each.value + louder)
            if each.quantity == "noise_leq" and each.value is not None
            else each
            for each in given.measurements
            if each.workplace_id in ids
        ),
    )


def record(form: str, given: Source) -> Record:
    return RECORDS[form](given.of_form(forms().get(form, DAY)))


def document(form: str, given: Source, language: PaperLanguage = "kk-ru") -> Document:
    paper = Paper(forms().wording, forms().paint, language)
    return build(forms().get(form, DAY), record(form, given), paper, DAY)


def texts(given: Record, name: str) -> list[str]:
    return [each.text("text").ru for each in given.lists[name]]


@pytest.mark.parametrize("form", PAPERS)
def test_a_paper_is_as_it_was_looked_at(form: str) -> None:
    """``RISKDESK_WRITE_EXPECTED=1`` writes the files anew, to be looked at in the difference."""
    printed = text_of(document(form, filled(few())))
    (folder,) = (ROOT / "forms" / form).iterdir()
    path = folder / "expected" / "finished.txt"
    if os.environ.get("RISKDESK_WRITE_EXPECTED"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", PAPERS)
@pytest.mark.parametrize("whole", [True, False], ids=["filled", "bare"])
def test_kazakh_and_russian_carry_the_same_numbers(form: str, whole: bool) -> None:  # noqa: FBT001
    given = filled(dossier()) if whole else source(few())
    kk, ru = (text_of(document(form, given, language)) for language in ("kk", "ru"))
    assert Counter(NUMBER.findall(kk)) == Counter(NUMBER.findall(ru))


@pytest.mark.parametrize("form", PAPERS)
def test_no_phrase_lacks_its_value(form: str) -> None:
    for given in (filled(few()), source(few())):
        assert not re.search(r"[{}]|None|\.\.", text_of(document(form, given)))


@pytest.mark.parametrize(
    ("number", "form"),
    [(0, "many"), (1, "one"), (2, "few"), (5, "many"), (11, "many"), (12, "many"), (21, "one")],
)
def test_russian_numbers_ask_for_their_form(number: int, form: str) -> None:
    assert plural(number) == form


def test_workers_and_workplaces_are_said_as_people_speak() -> None:
    wording = forms().wording
    told = {n: employed(wording, Count(n, n)).ru for n in (1, 2, 5, 21)}
    assert told == {
        1: "1 сотрудник, занятый на 1 рабочем месте",
        2: "2 сотрудника, занятых на 2 рабочих местах",
        5: "5 сотрудников, занятых на 5 рабочих местах",
        21: "21 сотрудник, занятый на 21 рабочем месте",
    }


def test_what_is_not_judged_is_counted_beside_the_classes_never_among_them() -> None:
    given = source(dossier())
    census = Census(given)
    decided = [each.total.decided for each in given.assessment.workplaces]
    total = census.total
    assert total.open.workplaces == decided.count(None) > 0
    second = total.classes[HazardClass.PERMISSIBLE].workplaces
    assert second == decided.count(HazardClass.PERMISSIBLE)
    assert total.whole.workplaces == len(decided)
    told = [
        text for text in texts(record("introduction", given), "conclusions") if "Без общей" in text
    ]
    assert f"– {total.open.workers} сотрудн" in told[0]
    assert "допустимыми не считаются" in told[0]


def test_a_harmful_class_beside_a_gap_is_said_to_be_at_least_so() -> None:
    given = source(few())
    assert Census(given).at_least == Count(1, 1)
    told = texts(record("introduction", given), "conclusions")
    assert any("класс там не ниже названного" in text for text in told)
    gaps = {
        sheet.text("number").ru: sheet.text("gap").ru != ""
        for sheet in record("worker-sheet", given).lists["sheets"]
    }
    assert gaps == {"001": False, "009": True, "025": False}


def test_a_shift_is_counted_as_workers_of_one_workplace() -> None:
    given = few()
    first, *others = given.workplaces
    places = (replace(first, men=2, women=1), *others)
    census = Census(source(replace(given, workplaces=places)))
    assert census.whole == Count(3, 5)
    assert (census.men, census.women, census.sex_open) == (2, 1, 2)


def test_only_documents_that_were_used_are_listed() -> None:
    told = texts(record("introduction", source(dossier())), "documents")
    assert any("ДСМ-15" in text for text in told)
    assert any("24940-96" in text and "утратил силу" in text for text in told)
    assert not any("943" in text or "ДСМ-70" in text or "33н" in text for text in told)
    used = texts(record("introduction", filled(dossier())), "documents")
    assert any("№ 943" in text for text in used)
    assert any("№ 1053" in text for text in used)


def test_a_protocol_of_factors_that_nobody_met_is_not_in_the_contents() -> None:
    given = filled(dossier())
    titles = {title.ru for title in given.contents}
    assert forms().get("protocol-noise", DAY).title.ru in titles
    assert forms().get("protocol-ionising", DAY).title.ru not in titles


def test_a_commission_says_what_it_lacks() -> None:
    given = finished(few())
    without = tuple(each for each in given.commission if each.role != "secretary")
    told = texts(record("commission-order", source(replace(given, commission=without))), "missing")
    assert told == ["Секретарь комиссии не указан."]
    nobody = record("commission-order", source(replace(given, commission=())))
    assert texts(nobody, "missing") == ["Состав аттестационной комиссии не внесен."]


def test_a_plan_adds_up_what_has_a_price() -> None:
    given = record("improvement-plan", filled(few()))
    assert given.lists["rows"][-1].fields["cost"].number == Decimal(350000)  # type: ignore[union-attr]
    assert "без стоимости – 1" in given.text("plan").ru
    bare = record("improvement-plan", source(few()))
    assert bare.lists["rows"] == ()
    assert "вредными или опасными условиями труда – 1" in bare.text("plan").ru


def test_the_notice_counts_its_days_from_the_end_of_the_visit() -> None:
    assert record("result-notice", filled(few())).text("due").ru == "«20» апреля 2026 г."
    assert record("result-notice", source(few())).text("due").ru.startswith("не посчитан")


def test_guarantees_follow_the_class_and_name_their_clause() -> None:
    given = filled(few())
    sheets = record("worker-sheet", given).lists["sheets"]
    classes = [each.total.decided for each in given.assessment.workplaces]
    told = {sheet.text("code").ru: texts(sheet, "rights") for sheet in sheets}
    first = told["01 001 001"]
    assert any("отпуск" in text and "89" in text for text in first)
    assert classes[0] is None
    assert any("пункт 2" in text and "в полном объеме" in text for text in first)


def test_a_worker_reads_how_far_a_value_is_from_its_norm() -> None:
    sheet = record("worker-sheet", filled(few((9, 25)))).lists["sheets"][0]
    rows = [row for block in sheet.lists["blocks"] for row in block.lists["rows"]]
    results = [row.text("result").ru for row in rows]
    assert "больше нормы на 6,3 дБА" in results


def test_new_gone_and_changed_workplaces_are_told_with_their_reasons() -> None:
    given = filled(few())
    told = record("difference", given)
    (new,) = told.lists["places"]
    assert new.text("what").ru == "новое"
    assert new.text("number").ru == "025"
    rows = [row for block in told.lists["changes"] for row in block.lists["rows"]]
    noise = [row for row in rows if row.text("subject").ru == "Шум"]
    assert noise
    assert all("Шум: " in row.text("why").ru and "→" in row.text("why").ru for row in noise)
    back = replace(source(earlier(few())), previous=source(few()))
    (gone,) = record("difference", back).lists["places"]
    assert gone.text("what").ru == "выбыло"


def test_a_renamed_position_is_gone_and_new() -> None:
    now = few()
    names: Mapping[str, LocalizedText] = {now.workplaces[0].position_id: LocalizedText("A", "A")}
    before = replace(
        now,
        positions=tuple(
            replace(each, name=names.get(each.id, each.name)) for each in now.positions
        ),
    )
    told = record("difference", replace(source(now), previous=source(before)))
    assert [row.text("what").ru for row in told.lists["places"]] == ["новое", "выбыло"]
    assert told.lists["changes"] == ()


def test_without_a_certification_before_the_difference_says_so() -> None:
    told = record("difference", source(few()))
    assert told.text("none").ru.startswith("Предыдущая аттестация не указана")
    assert "Новые и выбывшие" not in text_of(document("difference", source(few())))


def test_the_town_is_read_from_the_address_or_left_to_fill_in() -> None:
    assert record("cover", filled(few())).text("city").kk == "Алматы қ."
    assert "____" in record("cover", source(few())).text("city").ru


def test_an_empty_workplace_counts_for_one() -> None:
    first = few().workplaces[0]
    assert replace(first, men=0, women=0).people == first.people == 1


def test_an_extraordinary_certification_says_what_it_is_a_supplement_to() -> None:
    given = few()
    head = replace(given.certification, kind="extraordinary", ground="предписание № 5")
    made = source(replace(given, certification=head))
    for form in ("introduction", "certification-act", "result-notice"):
        told = text_of(document(form, made, "ru"))
        assert "внеочередная; основание: предписание № 5" in told
        assert "статья 183, пункт 4" in told
        assert "пункт 4)" not in text_of(document(form, source(given), "ru"))


def test_workers_of_unknown_sex_are_not_counted_as_none_of_each() -> None:
    told = record("introduction", source(few())).text("people").ru
    assert told == "рабочих мест – 3; занятых на них сотрудников – 3; из них пол не указан – 3"
