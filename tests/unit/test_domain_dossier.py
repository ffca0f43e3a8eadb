"""The dossier: what belongs to what, and the derived code."""

from dataclasses import replace

import pytest
from specimen import specimen

from riskdesk.domain.dossier import Dossier


@pytest.fixture
def dossier() -> Dossier:
    return specimen(workplaces=3).dossier


def test_a_workplace_knows_its_position_and_section(dossier: Dossier) -> None:
    for place in dossier.workplaces:
        position = dossier.position_of(place)
        assert position.id == place.position_id
        assert dossier.section_of(place).id == position.section_id
        assert place in dossier.workplaces_of(position)


def test_the_code_is_object_section_and_running_number(dossier: Dossier) -> None:
    place = dossier.workplaces[2]
    ordinal = dossier.section_of(place).ordinal
    assert dossier.code_of(place) == f"01 00{ordinal} 003"
    late = replace(place, number=1234)
    assert dossier.code_of(late) == f"01 00{ordinal} 1234"


def test_rows_are_grouped_in_list_order(dossier: Dossier) -> None:
    place = dossier.workplaces[0]
    assert [m.ordinal for m in dossier.measurements_of(place)] == [1, 2]
    assert [e.indicator for e in dossier.entries_of(place, "tension")] == ["1.2a", "1.2b", "2.1"]
    assert {e.card for e in dossier.entries_of(place, "heaviness")} == {"heaviness"}
    assert [p.ordinal for p in dossier.points_of(place, "light")] == [1, 2]
    assert [r.ordinal for r in dossier.risks_of(dossier.position_of(place))] in ([1, 2], [])
    assert sum(len(dossier.risks_of(p)) for p in dossier.positions) == len(dossier.risks)


def test_marks_and_feet_are_found_or_none(dossier: Dossier) -> None:
    place = dossier.workplaces[0]
    mark = dossier.mark_of(place, "total")
    assert mark is not None
    assert mark.workplace_id == place.id
    assert dossier.mark_of(place, "noise_leq") is None
    foot = dossier.foot_of(place, "tension")
    assert foot is not None
    assert foot.counts == (11, 11, 0, 0)
    assert dossier.foot_of(place, "heaviness") is None


def test_a_workplace_without_rows_has_empty_lists(dossier: Dossier) -> None:
    bare = Dossier(
        enterprise=dossier.enterprise,
        certification=dossier.certification,
        sections=dossier.sections,
        positions=dossier.positions,
        workplaces=dossier.workplaces,
    )
    place = bare.workplaces[0]
    assert bare.measurements_of(place) == ()
    assert bare.entries_of(place, "tension") == ()
    assert bare.points_of(place, "noise") == ()
    assert bare.mark_of(place, "total") is None
    assert bare.risks_of(bare.positions[0]) == ()


def test_lookups_by_id_hold_every_row(dossier: Dossier) -> None:
    assert len(dossier.section_by_id) == len(dossier.sections)
    assert len(dossier.position_by_id) == len(dossier.positions)
    assert len(dossier.workplace_by_id) == len(dossier.workplaces)
    assert len(dossier.instrument_by_id) == len(dossier.instruments)
