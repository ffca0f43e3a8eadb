"""Marks, options, editions and selectors in a certification."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from judged_sample import EMF, changed, harmful, judged
from sample_dossier import sample, workplace_id

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Mark
from riskdesk.domain.values import HazardClass, Range, Season
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_workplace, rule_limit
from riskdesk.rules.finding import Assessment


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample()


@pytest.fixture(scope="module")
def assessment(dossier: Dossier, catalog: Catalog) -> Assessment:
    return evaluate(dossier, catalog)


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
