"""The sample certification judged: what the norms say of its 55 workplaces."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from judged_sample import EMF, at, changed, harmful, judged
from sample_dossier import UNMEASURED, sample, workplace_id

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Measurement
from riskdesk.domain.values import HazardClass, Range, Sex
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_workplace, rule_limit
from riskdesk.rules.finding import Assessment


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample()


@pytest.fixture(scope="module")
def assessment(dossier: Dossier, catalog: Catalog) -> Assessment:
    return evaluate(dossier, catalog)


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


def test_every_sentence_is_in_three_languages(assessment: Assessment) -> None:
    for workplace in assessment.workplaces[:3] + assessment.workplaces[25:30]:
        parts = (*workplace.quantities, *workplace.factors, workplace.heaviness, workplace.total)
        for found in parts:
            for line in (*found.trace, *([found.clause] if found.status == "judged" else [])):
                assert line.kk, found.subject
                assert line.ru, found.subject
                assert line.en, found.subject
                assert "{" not in line.kk + line.ru + line.en
