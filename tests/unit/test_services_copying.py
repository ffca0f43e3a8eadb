"""A new certification from the last one: what was measured stays where it was measured."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from specimen import specimen
from structure_hands import Hands, at_desk

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.values import Provenance
from riskdesk.services.copying_certification import CopyCertification
from riskdesk.services.edit_cards import ChangeCardValue


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


DAY = date(2031, 3, 1)


@pytest.fixture
def source(hands: Hands) -> Dossier:
    """A certification with a row of every kind, its workplaces in its group."""
    made = specimen(workplaces=3)
    with hands.database.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        for place in made.dossier.workplaces:
            uow.replace(replace(place, group_id=made.dossier.analog_groups[0].id, measured=False))
        uow.commit("specimen")
        return uow.dossier(made.dossier.certification.id)


def copy(hands: Hands, source: Dossier, **told: object) -> Dossier:
    command = CopyCertification(
        source_id=source.certification.id,
        title=" Аттестация  2031",
        measured_on=DAY,
        **told,  # type: ignore[arg-type]
    )
    hands.certification = CertificationId(str(hands.one_step(command).value))
    return hands.dossier


def test_structure_groups_and_people_are_copied(hands: Hands, source: Dossier) -> None:
    new = copy(hands, source)
    head, old = new.certification, source.certification
    assert (head.title, head.measured_on, head.parent_id) == ("Аттестация 2031", DAY, old.id)
    assert (head.ruleset, head.kind, head.contract, head.ends) == (None, "periodic", "", None)
    assert (head.laboratory, head.accreditation) == (old.laboratory, old.accreditation)
    assert head.enterprise_id == old.enterprise_id

    def shape(dossier: Dossier) -> list[tuple[object, ...]]:
        return [
            (
                dossier.code_of(one),
                dossier.position_of(one).name,
                dossier.section_of(one).name,
                one.visual_grade,
                one.list_entry,
                one.men,
                one.women,
            )
            for one in dossier.workplaces
        ]

    assert shape(new) == shape(source)
    (group,) = new.analog_groups
    assert (group.members, group.seed, dict(group.swaps)) == ((), None, {})
    assert {(one.group_id, one.measured) for one in new.workplaces} == {(group.id, True)}
    assert [(one.role, one.name) for one in new.commission] == [
        (one.role, one.name) for one in source.commission
    ]
    ids = {row.id for rows in (source.sections, source.workplaces, source.points) for row in rows}
    assert not ids & {row.id for rows in (new.sections, new.workplaces, new.points) for row in rows}


def test_no_value_is_copied_as_measured(hands: Hands, source: Dossier) -> None:
    new = copy(hands, source)
    assert len(new.measurements) == len(source.measurements) > 0
    for row in new.measurements:
        assert (row.value_text, row.value, row.repeats, row.uncertainty) == ("", None, "", "")
        assert (row.instrument_id, row.measured_on, row.norm_written) == (None, DAY, "")
    assert len(new.points) == len(source.points) > 0
    for point in new.points:
        assert (dict(point.readings), point.instrument_id, point.measured_on) == ({}, None, None)
    assert len(new.stays) == len(source.stays) > 0
    never = (
        *(new.marks, new.card_feet, new.measures, new.attachments),
        *(new.guarantees, new.acceptances, new.operations),
    )
    assert set(never) == {()}


def test_cards_say_that_they_are_copied_until_written_again(hands: Hands, source: Dossier) -> None:
    new = copy(hands, source)
    assert [(one.indicator, one.value_text) for one in new.card_entries] == [
        (one.indicator, one.value_text) for one in source.card_entries
    ]
    assert {one.provenance for one in new.card_entries} == {Provenance.COPIED}
    entry = new.card_entries[0]
    hands.do(
        ChangeCardValue(
            workplace_id=entry.workplace_id,
            card=entry.card,
            indicator=entry.indicator,
            text=entry.value_text,
        )
    )
    again = next(one for one in hands.dossier.card_entries if one.id == entry.id)
    assert (again.value_text, again.provenance) == (entry.value_text, Provenance.MEASURED)
    assert {one.provenance for one in source.card_entries} == {Provenance.MEASURED}


def test_what_was_found_has_to_be_found_anew(hands: Hands, source: Dossier) -> None:
    new = copy(hands, source)
    assert [one.name for one in new.safety_checks] == [one.name for one in source.safety_checks]
    assert {(one.grade, one.reason) for one in new.safety_checks} == {(None, "")}
    assert {(one.issued, one.certified) for one in new.ppe_items} == {(None, None)}
    assert [(one.hazard_id, one.probability) for one in new.risks] == [
        (one.hazard_id, one.probability) for one in source.risks
    ]
    assert [one.certificate for one in new.instruments] == [
        one.certificate for one in source.instruments
    ]


def test_what_is_not_wanted_stays_behind(hands: Hands, source: Dossier) -> None:
    parts = ("groups", "commission", "cards", "points", "safety", "risks", "instruments")
    new = copy(hands, source, **dict.fromkeys(parts, False))
    rest = (
        *(new.analog_groups, new.commission, new.card_entries, new.points, new.stays),
        *(new.measurements, new.safety_checks, new.ppe_items, new.risks, new.instruments),
    )
    assert set(rest) == {()}
    assert len(new.workplaces) == 3
    assert {one.group_id for one in new.workplaces} == {None}


def test_a_copy_needs_a_title_and_a_source(hands: Hands, source: Dossier) -> None:
    nameless = CopyCertification(source_id=source.certification.id, title=" ", measured_on=DAY)
    assert hands.refused(nameless).code == "certification-unnamed"
    nothing = replace(nameless, source_id=CertificationId(uuid7()), title="X")
    assert hands.refused(nothing).code == "not-found"
