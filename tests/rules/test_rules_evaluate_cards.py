"""Cards of heaviness and tension in a certification."""

from collections import Counter
from dataclasses import replace

import pytest
from judged_sample import at, changed
from sample_dossier import sample, workplace_id

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import CardEntry, Workplace
from riskdesk.domain.values import HazardClass, Sex
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_workplace
from riskdesk.rules.finding import Assessment


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample()


@pytest.fixture(scope="module")
def assessment(dossier: Dossier, catalog: Catalog) -> Assessment:
    return evaluate(dossier, catalog)


def test_both_sexes_are_shown_where_the_sex_is_not_given(assessment: Assessment) -> None:
    card = at(assessment, 1).heaviness
    assert card.proposed is None
    assert card.by_sex == {Sex.MEN: HazardClass.PERMISSIBLE, Sex.WOMEN: HazardClass.HARMFUL_2}
    mass = next(f for f in at(assessment, 1).indicators["heaviness"] if f.subject.endswith("/2.1"))
    assert mass.by_sex == {Sex.MEN: HazardClass.OPTIMAL, Sex.WOMEN: HazardClass.HARMFUL_2}
    walk = next(f for f in at(assessment, 1).indicators["heaviness"] if f.subject.endswith("/7.2"))
    assert (walk.proposed, walk.by_sex) == (HazardClass.OPTIMAL, None)


@pytest.mark.parametrize(
    ("men", "women", "expected"), [(1, 0, "2"), (0, 1, "3.2"), (2, 3, "3.2"), (1, None, "2")]
)
def test_the_given_sex_decides(
    dossier: Dossier, catalog: Catalog, men: int, women: int | None, expected: str
) -> None:
    given, workplace = changed(dossier, 1, men=men, women=women)
    card = evaluate_workplace(given, workplace, catalog).heaviness
    assert (card.proposed, card.by_sex) == (HazardClass(expected), None)


def test_a_text_that_is_no_number_has_only_its_mark(assessment: Assessment) -> None:
    posture = next(f for f in at(assessment, 1).indicators["heaviness"] if f.subject.endswith("/5"))
    assert posture.value_text == "Сидя более 60 %"
    assert (posture.status, posture.proposed, posture.decided) == (
        "marked",
        None,
        HazardClass.PERMISSIBLE,
    )


def test_cards_have_all_indicators_of_their_forms(assessment: Assessment) -> None:
    for workplace in assessment.workplaces:
        assert len(workplace.indicators["heaviness"]) == 16
        assert len(workplace.indicators["tension"]) == 22


def test_tension_rolls_up_by_counts(assessment: Assessment) -> None:
    assert Counter(w.tension.proposed for w in assessment.workplaces) == {
        HazardClass.PERMISSIBLE: 55
    }


def test_the_23rd_indicator_counts_as_class_1(dossier: Dossier, catalog: Catalog) -> None:
    workplace = dossier.workplace_by_id[workplace_id(1)]
    marks = [
        replace(mark, hazard_class=HazardClass(name))
        for mark, name in zip(
            [
                m
                for m in dossier.marks
                if m.workplace_id == workplace.id and "tension/" in m.subject
            ],
            ["1"] * 16 + ["2"] * 6,
            strict=True,
        )
    ]
    kz = replace(dossier, marks=tuple(marks))
    assert evaluate_workplace(kz, workplace, catalog).tension.proposed is HazardClass.PERMISSIBLE
    guide = replace(kz, certification=replace(kz.certification, ruleset="R2.2.2006-05"))
    tension = evaluate_workplace(guide, workplace, catalog).tension
    assert tension.proposed is HazardClass.OPTIMAL
    assert "23" in tension.trace[0].ru


def test_an_empty_card_is_a_gap_of_the_total(dossier: Dossier, catalog: Catalog) -> None:
    workplace = dossier.workplace_by_id[workplace_id(33)]
    bare = replace(dossier, card_entries=(), marks=())
    found = evaluate_workplace(bare, workplace, catalog)
    assert (found.heaviness.status, found.heaviness.decided) == ("not-measured", None)
    assert (found.total.status, found.total.proposed) == ("not-measured", None)


def test_a_card_with_a_hole_has_no_class(dossier: Dossier, catalog: Catalog) -> None:
    workplace = dossier.workplace_by_id[workplace_id(33)]
    holed = replace(
        dossier,
        card_entries=tuple(e for e in dossier.card_entries if not _is(e, workplace, "5")),
        marks=tuple(m for m in dossier.marks if m.subject != "heaviness/5"),
    )
    men, workplace = changed(holed, 33, men=1, women=0)
    card = evaluate_workplace(men, workplace, catalog).heaviness
    assert (card.status, card.proposed) == ("not-measured", None)


def _is(entry: CardEntry, workplace: Workplace, indicator: str) -> bool:
    return (entry.workplace_id, entry.card, entry.indicator) == (
        workplace.id,
        "heaviness",
        indicator,
    )
