"""Rows of the window: who decided a class, the worst of several, bounds as class columns."""

from decimal import Decimal

from riskdesk.domain.values import HazardClass, Sex
from riskdesk.rules.finding import Finding
from riskdesk.rules.scale import Scale
from riskdesk.services.queries_ladders import scale_steps
from riskdesk.services.queries_structure import Judgement, judgement_of, worst

TWO, THREE = HazardClass.PERMISSIBLE, HazardClass.HARMFUL_1


def shown(
    hazard_class: HazardClass | None = None,
    *,
    accepted: bool = False,
    men: HazardClass | None = None,
    women: HazardClass | None = None,
) -> Judgement:
    return Judgement(
        hazard_class=hazard_class, accepted=accepted, status="judged", men=men, women=women
    )


def test_a_mark_that_agrees_accepts() -> None:
    finding = Finding(subject="noise_leq", status="judged", proposed=TWO, mark=TWO)
    assert judgement_of(finding) == shown(TWO, accepted=True)


def test_an_unexplained_mark_decides_nothing() -> None:
    finding = Finding(subject="noise_leq", status="judged", proposed=THREE, mark=TWO)
    assert judgement_of(finding) == shown(THREE)
    explained = Finding(
        subject="noise_leq", status="judged", proposed=THREE, mark=TWO, mark_reason="повторно"
    )
    assert judgement_of(explained) == shown(TWO, accepted=True)


def test_no_value_is_never_class_2() -> None:
    finding = Finding(subject="noise_leq", status="not-measured", mark=TWO)
    assert judgement_of(finding).hazard_class is None


def test_both_sexes_are_shown_while_nobody_is_named() -> None:
    finding = Finding(subject="heaviness", status="judged", by_sex={Sex.MEN: TWO, Sex.WOMEN: THREE})
    assert judgement_of(finding) == shown(men=TWO, women=THREE)


def test_the_worst_decides_the_heading() -> None:
    assert worst([shown(TWO, accepted=True), shown(THREE)]) == shown(THREE)
    assert worst([shown(TWO, accepted=True), shown()]) == shown(TWO, accepted=True)
    assert worst([shown(THREE, accepted=True), shown(THREE)]).accepted is False


def test_the_worst_of_men_and_women() -> None:
    found = worst([shown(TWO, accepted=True), shown(men=TWO, women=THREE)])
    assert (found.hazard_class, found.men, found.women) == (None, TWO, THREE)
    only = worst([shown(women=THREE)])
    assert (only.hazard_class, only.men, only.women) == (None, None, THREE)


def test_nothing_rated_is_not_measured() -> None:
    assert worst([]).status == worst([shown()]).status == "not-measured"


def test_bounds_as_class_columns() -> None:
    upper = Scale(
        bounds=(Decimal(250), Decimal(870), Decimal("1500.5")),
        classes=("1", "2", "3.1", "3.2"),
        upper=True,
    )
    assert [step.text for step in scale_steps(upper)] == ["≤ 250", "≤ 870", "≤ 1500.5", "> 1500.5"]
    lower = Scale(bounds=(Decimal(1), Decimal("0.5")), classes=("2", "3.1", "3.2"), upper=False)
    assert [step.text for step in scale_steps(lower)] == ["≥ 1", "≥ 0.5", "< 0.5"]
    exclusive = Scale(
        bounds=(Decimal(10),), classes=("2", "3.1"), upper=True, exclusive=frozenset({Decimal(10)})
    )
    assert [step.text for step in scale_steps(exclusive)] == ["< 10", "≥ 10"]
