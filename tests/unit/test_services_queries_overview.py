"""The overview: its numbers are those of the assessment, nothing unjudged becomes a class."""

from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from sample_dossier import sample, workplace_id
from services_desk import context

from riskdesk.domain.desk import Measure, PpeItem
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import SectionId
from riskdesk.domain.model import Section
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.check import check
from riskdesk.services.queries_overview import Overview, band_of, overview
from riskdesk.services.queries_snapshot import Snapshot


def snapshot(dossier: Dossier) -> Snapshot:
    assessment = evaluate(dossier, context().catalog)
    return Snapshot(dossier, assessment, tuple(check(dossier, assessment, context())))


def seen(dossier: Dossier, before: Dossier | None = None) -> Overview:
    past = None if before is None else snapshot(before)
    return overview(snapshot(dossier), context().catalog, past)


@pytest.fixture(scope="module")
def taken() -> Snapshot:
    return snapshot(sample())


@pytest.fixture(scope="module")
def found(taken: Snapshot) -> Overview:
    return overview(taken, context().catalog)


def measure(number: int, subject: str, expected: str, ordinal: int = 1) -> Measure:
    return Measure(
        id=f"m{number}-{ordinal}",
        certification_id=sample().certification.id,
        ordinal=ordinal,
        text=LocalizedText("Шара", "Мера"),
        workplace_id=workplace_id(number),
        subject=subject,
        expected=HazardClass(expected),
    )


def test_factors_are_counted_as_they_were_judged(taken: Snapshot, found: Overview) -> None:
    for bar in found.factors:
        judged = [
            finding
            for each in taken.assessment.workplaces
            for finding in (*each.factors, each.heaviness, each.tension)
            if finding.subject == bar.key
        ]
        assert bar.counts == Counter(map(band_of, judged))
        assert bar.counts == {band: len(ids) for band, ids in bar.places.items()}
    assert {bar.key for bar in found.factors} >= {"light", "noise", "emf", "heaviness"}


def test_every_workplace_is_in_one_section_and_one_band(found: Overview) -> None:
    places = [place for bar in found.sections for ids in bar.places.values() for place in ids]
    assert sorted(places) == sorted(found.spots)
    assert sum(bar.total for bar in found.sections) == found.total == 55
    now = next(bar for bar in found.stages if bar.key == "now")
    assert now.counts == Counter(
        {band: sum(bar.counts.get(band, 0) for bar in found.sections) for band in now.counts}
    )


def test_what_is_not_judged_has_no_class(taken: Snapshot, found: Overview) -> None:
    emf = next(bar for bar in found.factors if bar.key == "emf")
    assert emf.counts == {"none": 14}  # the instrument was out of verification
    undecided = [
        each.workplace_id for each in taken.assessment.workplaces if each.total.decided is None
    ]
    now = found.stages[0]
    assert sorted((*now.places["none"], *now.places["sex"])) == sorted(undecided)


def test_the_worst_come_first_with_what_decided(taken: Snapshot, found: Overview) -> None:
    ordinals = []
    for place in found.worst:
        total = taken.assessed[place].total
        classes = [total.decided] if total.decided else list((total.by_sex or {}).values())
        ordinals.append(max(each.ordinal for each in classes if each is not None))
        assert found.spots[place].deciding
    assert ordinals == sorted(ordinals, reverse=True)
    assert min(ordinals) >= HazardClass.HARMFUL_1.ordinal
    humid = found.spots[workplace_id(27)].deciding
    assert [(each.subject, each.value.ru) for each in humid] == [("relative_humidity", "76 %")]


def test_progress_names_what_is_left(found: Overview) -> None:
    shares = {each.key: each for each in found.shares}
    for share in shares.values():
        assert share.done + len(share.left) == share.total == 55
    assert shares["ppe"].done == 0
    assert shares["heaviness"].left == ()
    item = PpeItem(
        id="p", workplace_id=workplace_id(3), ordinal=1, name=LocalizedText("Қолғап", "Перчатки")
    )
    again = seen(replace(sample(), ppe_items=(item,)))
    ppe = next(each for each in again.shares if each.key == "ppe")
    assert ppe.done == 1
    assert workplace_id(3) not in ppe.left


def test_people_are_counted_where_they_are_given(found: Overview) -> None:
    assert found.people == ()
    assert found.uncounted == 55
    dossier = sample()
    given = {20: (3, 0), 27: (1, 2)}
    workplaces = tuple(
        replace(one, men=given[one.number][0], women=given[one.number][1])
        if one.number in given
        else one
        for one in dossier.workplaces
    )
    again = seen(replace(dossier, workplaces=workplaces))
    men, women = again.people
    assert (men.total, women.total, again.uncounted) == (4, 2, 53)
    assert women.places == {band: (workplace_id(27),) for band in women.counts}


def test_measures_bring_the_expected_class_through_the_roll_up() -> None:
    dossier = replace(sample(), measures=(measure(27, "relative_humidity", "2"),))
    found = seen(dossier)
    assert found.expected == 1
    now, after = found.stages
    assert workplace_id(27) in now.places["3.1"]
    assert workplace_id(27) in after.places["2"]
    assert after.counts["3.1"] == now.counts["3.1"] - 1
    spot = found.spots[workplace_id(27)]
    assert spot.after is not None
    assert (spot.after.hazard_class, spot.after.accepted) == (HazardClass.PERMISSIBLE, False)
    assert found.spots[workplace_id(26)].after is None


def test_another_factor_still_counts_after_a_measure() -> None:
    """Lighting is mended; the humidity of the same place stays what it is."""
    found = seen(replace(sample(), measures=(measure(27, "light", "2"),)))
    now, after = found.stages
    assert after.counts == now.counts


def test_of_several_measures_the_best_counts() -> None:
    measures = (
        measure(27, "relative_humidity", "2"),
        measure(27, "relative_humidity", "3.1", ordinal=2),
    )
    found = seen(replace(sample(), measures=measures))
    assert workplace_id(27) in found.stages[1].places["2"]


def test_measures_without_a_place_or_a_class_change_nothing() -> None:
    loose = replace(measure(27, "", "2"), workplace_id=None)
    vague = replace(measure(27, "relative_humidity", "2"), expected=None)
    found = seen(replace(sample(), measures=(loose, vague)))
    assert found.expected == 0
    assert [bar.key for bar in found.stages] == ["now"]


def test_the_certification_before_stands_first(found: Overview) -> None:
    past = sample()
    past = replace(past, certification=replace(past.certification, measured_on=date(2021, 4, 9)))
    again = seen(sample(), past)
    assert again.before == date(2021, 4, 9)
    assert [bar.key for bar in again.stages] == ["before", "now"]
    assert again.stages[0].total == 55
    assert again.stages[0].counts != again.stages[1].counts == found.stages[0].counts
    assert again.stages[0].places == {}


def test_an_empty_certification_has_empty_charts() -> None:
    dossier = sample()
    section = Section(
        id=SectionId("s"),
        certification_id=dossier.certification.id,
        ordinal=1,
        name=LocalizedText(ru="Цех"),
    )
    empty = Dossier(
        enterprise=dossier.enterprise, certification=dossier.certification, sections=(section,)
    )
    found = seen(empty)
    assert (found.total, found.worst, found.factors, found.sections) == (0, (), (), ())
