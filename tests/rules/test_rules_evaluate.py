"""The sample certification judged: what the norms say of its 55 workplaces."""

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sample_dossier import UNMEASURED, sample, workplace_id

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import CardEntry, Mark, Measurement, Workplace
from riskdesk.domain.values import HazardClass, Range, Season, Sex
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_workplace, rule_limit
from riskdesk.rules.finding import Assessment, Finding, WorkplaceAssessment

EMF = "emf_electric_5Hz_2kHz"


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample()


@pytest.fixture(scope="module")
def assessment(dossier: Dossier, catalog: Catalog) -> Assessment:
    return evaluate(dossier, catalog)


def at(assessment: Assessment, number: int) -> WorkplaceAssessment:
    return assessment.of(workplace_id(number))


def harmful(assessment: Assessment, quantity: str) -> list[int]:
    return [
        number
        for number, workplace in enumerate(assessment.workplaces, start=1)
        if (found := workplace.quantity(quantity)) and found.proposed and found.proposed.harmful
    ]


def changed(
    dossier: Dossier, number: int, quantity: str | None = None, **fields: object
) -> tuple[Dossier, Workplace]:
    """The dossier with one measurement, or the workplace itself, changed."""
    chosen = dossier.workplace_by_id[workplace_id(number)]
    if quantity is None:
        after = replace(chosen, **fields)  # type: ignore[arg-type]
        kept = tuple(after if w.id == after.id else w for w in dossier.workplaces)
        return replace(dossier, workplaces=kept), after
    rows = tuple(
        replace(m, **fields) if (m.workplace_id, m.quantity) == (chosen.id, quantity) else m  # type: ignore[arg-type]
        for m in dossier.measurements
    )
    return replace(dossier, measurements=rows), chosen


def judged(dossier: Dossier, catalog: Catalog, number: int, quantity: str, value: str) -> Finding:
    after, workplace = changed(dossier, number, quantity, value=Decimal(value), value_text=value)
    found = evaluate_workplace(after, workplace, catalog).quantity(quantity)
    assert found is not None
    return found


def test_the_rule_set_is_the_chosen_one(assessment: Assessment) -> None:
    assert assessment.ruleset == "KZ1.04.001.2000"
    assert not assessment.ruleset_proposed


def test_without_a_choice_the_proposed_set_judges_and_says_so(catalog: Catalog) -> None:
    unchosen = evaluate(sample(None), catalog)
    assert unchosen.ruleset == "KZ1.04.001.2000"
    assert unchosen.ruleset_proposed


def test_noise_is_within_the_limits_of_the_kinds_of_work(assessment: Assessment) -> None:
    assert harmful(assessment, "noise_leq") == []
    limits = {
        n: found.limit.range.high
        for n in (1, 3, 9, 14, 15, 22, 25, 39, 55)
        if (found := at(assessment, n).quantity("noise_leq")) and found.limit
    }
    assert limits == {1: 50, 3: 60, 9: 60, 14: 60, 15: 80, 22: 70, 25: 60, 39: 80, 55: 80}
    for workplace in assessment.workplaces:
        found = workplace.quantity("noise_leq")
        assert found is not None
        assert found.limit is not None
        assert found.limit.proposed


def test_humidity_exceeds_at_four_workplaces(assessment: Assessment) -> None:
    assert harmful(assessment, "relative_humidity") == [26, 27, 29, 30]
    found = at(assessment, 27).quantity("relative_humidity")
    assert found is not None
    assert found.proposed is HazardClass.HARMFUL_1
    assert found.remedy.ru == "−6 %"
    assert "ТНС" in found.trace[-1].ru


def test_light_of_the_director_is_below_its_grade(assessment: Assessment) -> None:
    assert harmful(assessment, "illuminance") == [1]
    found = at(assessment, 1).quantity("illuminance")
    assert found is not None
    assert found.limit is not None
    assert found.limit.range == Range(low=Decimal(500))
    assert "А-1" in found.limit.clause.ru
    assert "Б-1" in found.limit.note.ru
    assert found.remedy.ru == "+39 лк"
    assert found.verified == "memory"
    assert found.decided is HazardClass.HARMFUL_1


def test_the_limit_is_known_without_a_value(dossier: Dossier, catalog: Catalog) -> None:
    silent, workplace = changed(dossier, 1, "illuminance", value=None, value_text="")
    limit = rule_limit(silent, workplace, "illuminance", catalog)
    assert limit is not None
    assert limit.range.low == 500
    outside = dossier.workplace_by_id[workplace_id(15)]
    assert rule_limit(dossier, outside, "illuminance", catalog) is None
    assert rule_limit(dossier, outside, EMF, catalog) is None
    assert rule_limit(dossier, outside, "radon", catalog) is None


def test_what_was_not_measured_has_no_class(assessment: Assessment) -> None:
    silent = {
        number
        for number, each in enumerate(assessment.workplaces, start=1)
        if (found := each.quantity("illuminance")) and found.status == "not-measured"
    }
    assert silent == UNMEASURED
    workplace = at(assessment, 15)
    light = workplace.factor("light")
    assert light is not None
    assert (light.status, light.proposed, light.decided) == ("not-measured", None, None)
    assert (workplace.total.status, workplace.total.proposed, workplace.total.by_sex) == (
        "not-measured",
        None,
        None,
    )
    assert any("не дается" in line.ru for line in workplace.total.trace)


def test_at_least_holds_only_for_whom_the_rest_is_harmful(assessment: Assessment) -> None:
    # Accountant: no class of the computer's fields; heaviness is 2 for men and 3.2 for women.
    total = at(assessment, 3).total
    assert (total.proposed, total.by_sex) == (None, {Sex.WOMEN: HazardClass.HARMFUL_2})


def test_an_instrument_out_of_verification_gives_no_class(assessment: Assessment) -> None:
    found = at(assessment, 1).quantity(EMF)
    assert found is not None
    assert (found.status, found.proposed, found.decided) == ("instrument-expired", None, None)
    assert "25.12.2025" in found.trace[0].ru
    factor = at(assessment, 1).factor("emf")
    assert factor is not None
    assert (factor.status, factor.decided) == ("instrument-expired", None)


def test_fields_of_computers_go_by_the_norm_as_written(dossier: Dossier, catalog: Catalog) -> None:
    day = date(2025, 12, 25)
    valid, workplace = changed(dossier, 1, EMF, measured_on=day)
    found = evaluate_workplace(valid, workplace, catalog).quantity(EMF)
    assert found is not None
    assert found.limit is not None
    assert found.limit.as_written
    assert (found.status, found.proposed) == ("judged", HazardClass.PERMISSIBLE)
    beyond, workplace = changed(valid, 1, EMF, value=Decimal("25.5"))
    found = evaluate_workplace(beyond, workplace, catalog).quantity(EMF)
    assert found is not None
    assert found.proposed is HazardClass.HARMFUL_1
    assert found.remedy.ru == "−0,5 В/м"


def test_values_without_any_instrument(dossier: Dossier, catalog: Catalog) -> None:
    bare, workplace = changed(dossier, 1, "noise_leq", instrument_id=None)
    found = evaluate_workplace(bare, workplace, catalog).quantity("noise_leq")
    assert found is not None
    assert (found.status, found.proposed) == ("no-instrument", None)
    unlisted = replace(bare, instruments=())
    rows = tuple(replace(m, instrument_id=None) for m in unlisted.measurements)
    found = evaluate_workplace(replace(unlisted, measurements=rows), workplace, catalog).quantity(
        "noise_leq"
    )
    assert found is not None
    assert (found.status, found.proposed) == ("judged", HazardClass.PERMISSIBLE)
    assert "не указан" in found.trace[2].ru


@pytest.mark.parametrize(
    ("quantity", "value", "expected"),
    [
        ("noise_leq", "80", "2"),
        ("noise_leq", "80.1", "3.1"),
        ("noise_leq", "87", "3.1"),
        ("noise_leq", "90.1", "3.2"),
        ("noise_leq", "130.1", "4"),
        ("air_temperature", "16", "2"),
        ("air_temperature", "27", "2"),
        ("air_temperature", "27.1", "3.1"),
        ("air_temperature", "15.9", "3.1"),
        ("air_temperature", "14.9", "3.1"),
        ("air_temperature", "12.9", "3.2"),
        ("air_temperature", "6", "4"),
        ("illuminance", "200", "2"),
        ("illuminance", "199", "3.1"),
        ("illuminance", "20", "3.1"),
        ("relative_humidity", "70", "2"),
        ("relative_humidity", "70.1", "3.1"),
    ],
)
def test_steps_beyond_the_norm(
    dossier: Dossier, catalog: Catalog, quantity: str, value: str, expected: str
) -> None:
    assert judged(dossier, catalog, 33, quantity, value).proposed is HazardClass(expected)


def test_precise_work_goes_down_to_the_second_degree(dossier: Dossier, catalog: Catalog) -> None:
    assert judged(dossier, catalog, 1, "illuminance", "250").proposed is HazardClass.HARMFUL_1
    found = judged(dossier, catalog, 1, "illuminance", "249")
    assert found.proposed is HazardClass.HARMFUL_2
    assert found.remedy.ru == "+1 лк"


def test_remedy_of_noise_is_the_way_to_the_next_bound(dossier: Dossier, catalog: Catalog) -> None:
    assert judged(dossier, catalog, 33, "noise_leq", "86.3").remedy.ru == "−6,3 дБА"
    assert judged(dossier, catalog, 33, "noise_leq", "96.3").remedy.ru == "−6,3 дБА"


def test_a_value_beyond_makes_the_factor_at_least_that(dossier: Dossier, catalog: Catalog) -> None:
    hot, workplace = changed(dossier, 33, "air_temperature", value=Decimal(35))
    hot, workplace = changed(hot, 33, "relative_humidity", value=None, value_text="")
    factor = evaluate_workplace(hot, workplace, catalog).factor("microclimate")
    assert factor is not None
    assert (factor.status, factor.proposed) == ("judged", HazardClass.HARMFUL_1)
    assert "не менее 3.1" in factor.trace[-1].ru


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


def _marked(dossier: Dossier, subject: str, name: str, reason: str = "") -> Dossier:
    others = tuple(
        m for m in dossier.marks if (m.workplace_id, m.subject) != (workplace_id(1), subject)
    )
    mark = Mark(
        id="x",
        workplace_id=workplace_id(1),
        subject=subject,
        hazard_class=HazardClass(name),
        reason=reason,
    )
    return replace(dossier, marks=(*others, mark))


def test_an_explained_mark_decides_and_reaches_the_total(
    dossier: Dossier, catalog: Catalog
) -> None:
    men, workplace = changed(
        _marked(dossier, "illuminance", "2", "замер у окна"), 1, men=1, women=0
    )
    found = evaluate_workplace(men, workplace, catalog)
    light = found.quantity("illuminance")
    assert light is not None
    assert (light.proposed, light.decided) == (HazardClass.HARMFUL_1, HazardClass.PERMISSIBLE)
    assert found.factor("light") is not None
    assert found.total.status == "instrument-expired"
    unexplained, workplace = changed(_marked(dossier, "illuminance", "2"), 1, men=1, women=0)
    found = evaluate_workplace(unexplained, workplace, catalog)
    assert found.total.proposed is HazardClass.HARMFUL_1


def test_manual_leaves_the_class_to_the_specialist(catalog: Catalog) -> None:
    dossier = sample("manual")
    workplace = dossier.workplace_by_id[workplace_id(1)]
    found = evaluate_workplace(dossier, workplace, catalog)
    light = found.quantity("illuminance")
    assert light is not None
    assert (light.proposed, light.decided) == (HazardClass.HARMFUL_1, HazardClass.PERMISSIBLE)
    assert found.total.proposed is not None or found.total.by_sex
    assert found.total.decided is None
    unmarked = evaluate_workplace(replace(dossier, marks=()), workplace, catalog)
    light = unmarked.quantity("illuminance")
    assert light is not None
    assert (light.proposed, light.decided) == (HazardClass.HARMFUL_1, None)
    assert evaluate(dossier, catalog).ruleset == "manual"


@pytest.mark.parametrize("ruleset", ["33n", "R2.2.1766-03"])
def test_sets_for_questions_only_cannot_judge_a_certification(
    catalog: Catalog, ruleset: str
) -> None:
    with pytest.raises(UserError, match="ruleset-not-choosable"):
        evaluate(sample(ruleset), catalog)


def test_the_guide_of_2006_has_finer_steps(catalog: Catalog) -> None:
    dossier = sample("R2.2.2006-05")
    assert judged(dossier, catalog, 33, "noise_leq", "87").proposed is HazardClass.HARMFUL_2


def test_the_steps_of_noise_are_an_option(catalog: Catalog) -> None:
    dossier = sample(options={"noise_steps": "2006-05"})
    found = judged(dossier, catalog, 33, "noise_leq", "87")
    assert found.proposed is HazardClass.HARMFUL_2
    assert "Р 2.2.2006-05" in found.clause.ru


def test_the_noise_limit_by_labour_is_an_option(catalog: Catalog) -> None:
    dossier = sample(options={"noise_limit": "tension_heaviness"})
    found = judged(dossier, catalog, 33, "noise_leq", "71")
    assert found.limit is not None
    assert found.limit.range.high == 70
    assert found.proposed is HazardClass.HARMFUL_1
    assert "СН 2.2.4/2.1.8.562-96" in found.limit.clause.ru


def test_humidity_by_temperature_is_an_option(catalog: Catalog) -> None:
    dossier = sample(options={"humidity_warm": "by_temperature"})
    assessment = evaluate(dossier, catalog)
    assert harmful(assessment, "relative_humidity") == [27]
    hot = judged(dossier, catalog, 33, "air_temperature", "25.5")
    assert hot.proposed is HazardClass.PERMISSIBLE
    warm, workplace = changed(dossier, 33, "air_temperature", value=Decimal("25.5"))
    limit = rule_limit(warm, workplace, "relative_humidity", catalog)
    assert limit is not None
    assert limit.range.high == 65


def test_the_count_rule_of_heaviness_is_an_option(catalog: Catalog) -> None:
    read_a, read_b = sample(), sample(options={"heaviness_count": "B"})
    for dossier, expected in ((read_a, "3.2"), (read_b, "3.3")):
        entries = tuple(
            replace(e, value_text={"2.1": "13", "1.1": "3500"}.get(e.indicator, e.value_text))
            if e.card == "heaviness"
            else e
            for e in dossier.card_entries
        )
        women, workplace = changed(replace(dossier, card_entries=entries), 1, men=0, women=1)
        assert evaluate_workplace(women, workplace, catalog).heaviness.proposed is HazardClass(
            expected
        )


def test_an_unknown_choice_of_an_option_is_refused(catalog: Catalog) -> None:
    with pytest.raises(UserError, match="option-choice-unknown"):
        evaluate(sample(options={"noise_limit": "ear"}), catalog)


def test_before_the_order_the_written_norm_judges(catalog: Catalog) -> None:
    dossier = sample()
    early = replace(
        dossier, certification=replace(dossier.certification, measured_on=date(2021, 4, 10))
    )
    workplace = early.workplace_by_id[workplace_id(1)]
    found = evaluate_workplace(early, workplace, catalog).quantity("noise_leq")
    assert found is not None
    assert found.limit is not None
    assert found.limit.as_written
    assert "журнал" in found.limit.clause.ru


def test_no_norm_at_all_gives_no_class(dossier: Dossier, catalog: Catalog) -> None:
    after, workplace = changed(dossier, 1, EMF, norm_written="-", measured_on=date(2025, 12, 1))
    found = evaluate_workplace(after, workplace, catalog).quantity(EMF)
    assert found is not None
    assert (found.status, found.limit, found.decided) == ("no-norm", None, None)


def test_an_unknown_quantity_has_no_criterion(dossier: Dossier, catalog: Catalog) -> None:
    radon = Measurement(
        id="r",
        workplace_id=workplace_id(1),
        quantity="radon",
        ordinal=1,
        value_text="5",
        value=Decimal(5),
        unit="Bq",
        measured_on=date(2026, 4, 10),
    )
    after = replace(dossier, measurements=(*dossier.measurements, radon))
    workplace = after.workplace_by_id[workplace_id(1)]
    found = evaluate_workplace(after, workplace, catalog).quantity("radon")
    assert found is not None
    assert (found.status, found.proposed) == ("no-criterion", None)


def test_temporary_workplaces_have_wider_bounds(dossier: Dossier, catalog: Catalog) -> None:
    after, workplace = changed(dossier, 33, permanent=False)
    limit = rule_limit(after, workplace, "air_temperature", catalog)
    assert limit is not None
    assert limit.range == Range(Decimal(15), Decimal(29))
    assert not limit.proposed


def test_the_season_chooses_the_row(catalog: Catalog) -> None:
    cold = sample(season=Season.COLD)
    workplace = cold.workplace_by_id[workplace_id(1)]
    limit = rule_limit(cold, workplace, "air_temperature", catalog)
    assert limit is not None
    assert limit.range == Range(Decimal(20), Decimal(24))


def test_every_sentence_is_in_three_languages(assessment: Assessment) -> None:
    for workplace in assessment.workplaces[:3] + assessment.workplaces[25:30]:
        parts = (*workplace.quantities, *workplace.factors, workplace.heaviness, workplace.total)
        for found in parts:
            for line in (*found.trace, *([found.clause] if found.status == "judged" else [])):
                assert line.kk, found.subject
                assert line.ru, found.subject
                assert line.en, found.subject
                assert "{" not in line.kk + line.ru + line.en
