"""What paper says where the sex is not given, and where bounds are known from memory alone."""

from dataclasses import replace
from decimal import Decimal

import pytest
from forms_sample import document, few, source

from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.forms.document import Document, Table, cells_of, lines_text
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Record
from riskdesk.forms.records.cards import annex_2, annex_3
from riskdesk.forms.records.factors import annex_1
from riskdesk.forms.records.report import annex_6
from riskdesk.forms.records.source import Source
from riskdesk.forms.records.workplace_card import workplace_card
from riskdesk.rules.finding import Finding, WorkplaceAssessment

FIRST, SECOND, WORST = HazardClass.OPTIMAL, HazardClass.PERMISSIBLE, HazardClass.HARMFUL_2
CARD_NOTE = LocalizedText(
    kk="Жынысы көрсетілмеген: еңбек ауырлығы есеп бойынша – ерлер 2, әйелдер 3.2 "
    "(2.1: «до 15», норма 10 кг).",
    ru="Пол не указан: тяжесть труда по расчету – мужчины 2, женщины 3.2 "
    "(2.1: до 15 при норме 10 кг).",
)
INDICATOR_NOTE = "Пол не указан: по расчету мужчины 1, женщины 2."


def by_sex(men: HazardClass, women: HazardClass) -> dict[Sex, HazardClass]:
    return {Sex.MEN: men, Sex.WOMEN: women}


def judged(old: WorkplaceAssessment, mark: HazardClass, total: Finding) -> WorkplaceAssessment:
    """Two indicators and the card differ by sex; ``mark`` is the conclusion of the specialist."""
    differing = {
        "heaviness/1.1": by_sex(FIRST, SECOND),
        "heaviness/2.1": by_sex(FIRST, WORST),
    }
    indicators = tuple(
        replace(
            each,
            status="judged",
            mark=FIRST,
            by_sex=differing[each.subject],
            value=Decimal(15),
            value_text="до15",
            verified="memory",
        )
        if each.subject in differing
        else each
        for each in old.indicators["heaviness"]
    )
    heaviness = Finding(
        subject="heaviness",
        status="judged",
        by_sex=by_sex(SECOND, WORST),
        mark=mark,
        verified="memory",
    )
    cards = {**old.indicators, "heaviness": indicators}
    return replace(old, indicators=cards, heaviness=heaviness, total=total)


def made(mark: HazardClass = SECOND, total: HazardClass | None = SECOND) -> Source:
    """Three workplaces whose heaviness differs by sex."""
    given = source(few())
    status = "judged" if total else "not-measured"
    found = Finding(subject="total", status=status, proposed=total)  # type: ignore[arg-type]
    workplaces = tuple(judged(each, mark, found) for each in given.assessment.workplaces)
    return replace(given, assessment=replace(given.assessment, workplaces=workplaces))


def class_of(record: Record, name: str = "class") -> ClassField:
    value = record.fields[name]
    assert isinstance(value, ClassField)
    return value


def heaviness_row(card: Record) -> Record:
    return next(row for row in card.lists["rows"] if row.text("factor").ru == "Тяжесть труда")


def test_a_mark_that_fits_one_sex_is_printed_with_both_proposals_and_what_differs() -> None:
    card = workplace_card(made()).lists["cards"][0]
    row = class_of(heaviness_row(card))
    assert row.hit is SECOND
    assert row.notes == (CARD_NOTE,)


@pytest.mark.parametrize(("total", "said"), [(SECOND, True), (None, True), (WORST, False)])
def test_the_total_says_so_where_it_could_be_worse_for_one_sex(
    total: HazardClass | None,
    said: bool,  # noqa: FBT001 - a case
) -> None:
    card = workplace_card(made(total=total)).lists["cards"][0]
    assert (CARD_NOTE in class_of(card, "total").notes) is said


def test_a_mark_that_fits_neither_sex_leaves_both_proposals_in_words() -> None:
    row = class_of(heaviness_row(workplace_card(made(mark=FIRST)).lists["cards"][0]))
    assert row.hit is None
    assert row.words.ru == "мужчины 2, женщины 3.2"
    assert row.notes == (CARD_NOTE,)


def test_annex_2_says_both_proposals_at_the_indicators_and_at_the_conclusion() -> None:
    rows = annex_2(made()).lists["cards"][0].lists["card"][0].lists["rows"]
    notes = {
        field.prefix.strip(): class_of(row).notes
        for row in rows
        if isinstance(field := row.fields["indicator"], Field)
    }
    assert notes["2.1"] == (CARD_NOTE,)
    assert [note.ru for note in notes["1.1"]] == [INDICATOR_NOTE]
    assert class_of(rows[-1]).notes == (CARD_NOTE,)
    assert class_of(rows[-1]).words.ru == "2 класс – Допустимый"


def test_differences_within_what_is_permissible_name_no_indicator() -> None:
    given = made()
    mild = by_sex(FIRST, SECOND)
    workplaces = tuple(
        replace(
            each,
            heaviness=replace(each.heaviness, by_sex=mild),
            indicators={
                "heaviness": tuple(
                    replace(found, by_sex=mild) if found.by_sex else found
                    for found in each.indicators["heaviness"]
                )
            },
        )
        for each in given.assessment.workplaces
    )
    mild_source = replace(given, assessment=replace(given.assessment, workplaces=workplaces))
    notes = class_of(heaviness_row(workplace_card(mild_source).lists["cards"][0])).notes
    assert [note.ru for note in notes] == [
        "Пол не указан: тяжесть труда по расчету – мужчины 1, женщины 2."
    ]


def test_annex_6_counts_the_workplaces_that_a_mark_alone_has_put_in_a_class() -> None:
    rows = {row.text("factor").ru: row for row in annex_6(made()).lists["rows"]}
    for name in ("Тяжесть труда", "Общая оценка условий труда"):
        field, counts = rows[name].fields["factor"], rows[name].fields["class"]
        assert isinstance(field, Field)
        assert isinstance(counts, ClassCounts)
        assert counts.counts[SECOND] == Decimal(3)
        assert any(note.ru.endswith("мужчины 2, женщины 3.2 – 3.") for note in field.notes)
    tension = rows["Напряженность труда"].fields["factor"]
    assert isinstance(tension, Field)
    assert tension.notes == ()


def test_without_a_difference_by_sex_nothing_is_said_of_it() -> None:
    for form in ("workplace-card", "annex-2"):
        assert "Пол не указан" not in all_text(document(form, source(few())))


def test_each_footnote_of_the_sexes_is_printed_once_a_card() -> None:
    for form in ("workplace-card", "annex-2"):
        for part in document(form, made()).parts:
            text = all_text(replace(document(form, made()), parts=(part,)))
            assert text.count("Пол не указан: тяжесть труда") == 1


def all_text(given: Document) -> str:
    found = []
    for part in given.parts:
        for block in part.blocks:
            if isinstance(block, Table):
                found += [cell.text for cell in cells_of(block)]
            else:
                found.append(lines_text(block.lines))
    return "\n".join(found)


def from_memory(given: Source, *subjects: str) -> Source:
    """The factors and cards named were judged by bounds from memory."""
    workplaces = tuple(
        replace(
            each,
            factors=tuple(
                replace(f, verified="memory") if f.subject in subjects else f for f in each.factors
            ),
            heaviness=replace(
                each.heaviness, verified="memory" if "heaviness" in subjects else "source"
            ),
            tension=replace(each.tension, verified="memory" if "tension" in subjects else "source"),
        )
        for each in given.assessment.workplaces
    )
    return replace(given, assessment=replace(given.assessment, workplaces=workplaces))


def test_a_card_names_once_what_was_judged_by_bounds_from_memory() -> None:
    given = from_memory(source(few()), "noise", "emf", "heaviness")
    text = all_text(document("workplace-card", replace(given, dossier=given.dossier)))
    said = "Границы классов взяты по памяти, с текстом акта не сверены: шум, тяжесть труда."
    assert text.count(said) == 3  # one a card; the fields of computers have no class
    kazakh = "Класс шектері жадтан алынған, акт мәтінімен салыстырылмаған: шу, еңбек ауырлығы."
    assert text.count(kazakh) == 3


def test_annexes_name_only_what_they_judge() -> None:
    given = from_memory(source(few()), "noise", "heaviness", "tension")
    said = [
        annex_1(given).text("memory_note").ru,
        annex_2(given).lists["cards"][0].text("memory_note").ru,
        annex_3(given).lists["cards"][0].text("memory_note").ru,
        annex_6(given).text("memory_note").ru,
    ]
    assert [text.partition(": ")[2] for text in said] == [
        "шум.",
        "тяжесть труда.",
        "напряженность труда.",
        "шум, тяжесть труда, напряженность труда.",
    ]


@pytest.mark.parametrize("form", ["annex-1", "annex-2", "annex-3", "annex-6", "workplace-card"])
def test_nothing_is_said_of_bounds_read_in_the_act(form: str) -> None:
    given = source(few())
    assert "по памяти" not in all_text(document(form, given))
    memory = from_memory(given, "light", "noise", "heaviness", "tension")
    assert "по памяти" in all_text(document(form, memory))
