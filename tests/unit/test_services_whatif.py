"""What if: other levels, hours, people, equipment; the ways down; nothing is stored."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.desk import PpeItem
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId, uuid7
from riskdesk.domain.model import CardEntry, Mark
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.edit_points import AddPoints, SetStays, StayHours
from riskdesk.services.whatif import Changes, WhatIf, level_for, what_if


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        desk.change(replace(desk.workplace(1), noise_row=5, shift_hours=Decimal(8)))
        for subject in ("heaviness", "tension"):
            desk.add(
                Mark(
                    id=uuid7(),
                    workplace_id=desk.workplace(1).id,
                    subject=subject,
                    hazard_class=HazardClass.PERMISSIBLE,
                )
            )
        yield desk


def ask(desk: FileDesk, changes: Changes) -> WhatIf:
    before = desk.database.content_hash()
    found = what_if(desk.dossier(), desk.workplace(1).id, changes, desk.context.catalog)
    assert desk.database.content_hash() == before
    return found


def noise_point(desk: FileDesk, level: str, hours: str) -> PointId:
    command = AddPoints(
        certification_id=desk.certification, family="noise", rows=({"noise_leq": level},)
    )
    done = desk.do(command)
    assert isinstance(done.value, tuple)
    own = PointId(done.value[0])
    stays = (StayHours(workplace_id=desk.workplace(1).id, hours=hours),)
    desk.do(SetStays(point_ids=(own,), stays=stays))
    return own


def test_another_level_of_the_journal(file_desk: FileDesk) -> None:
    file_desk.measured(1, "noise_leq", "88")
    found = ask(file_desk, Changes(values={"noise_leq": "80"}))
    # row 5: 80 dBA; R 2.2.755-99: up to +10 is 3.1
    assert found.before.total.decided is HazardClass.HARMFUL_1
    assert found.after.total.decided is HazardClass.PERMISSIBLE
    assert found.better
    assert found.ways == ()
    assert ("noise", HazardClass.HARMFUL_1, HazardClass.PERMISSIBLE) in found.moved
    with pytest.raises(UserError, match="number-not-read"):
        ask(file_desk, Changes(values={"noise_leq": "тихо"}))


def test_the_nearest_way_down(file_desk: FileDesk) -> None:
    file_desk.measured(1, "noise_leq", "92,5")
    found = ask(file_desk, Changes(values={"noise_leq": "88"}))
    (way,) = found.ways
    assert (way.subject, way.title.ru, way.hazard_class) == ("noise", "Шум", HazardClass.HARMFUL_1)
    assert "8" in way.remedy.ru
    finding = found.after.quantity("noise_leq")
    assert finding is not None
    assert level_for(finding, HazardClass.PERMISSIBLE) == "80"
    assert level_for(finding, HazardClass.HARMFUL_1) == ""


def test_another_time_at_a_point(file_desk: FileDesk) -> None:
    loud, quiet = noise_point(file_desk, "86", "6"), noise_point(file_desk, "60", "2")
    found = ask(file_desk, Changes(hours={loud: Decimal(1), quiet: Decimal(7)}))
    # 86 dBA for 6 of 8 hours is 84,8 dBA; for 1 hour 77 dBA, under 80
    assert found.before.factor("noise") is not None
    assert found.before.total.decided is HazardClass.HARMFUL_1
    assert found.after.total.decided is HazardClass.PERMISSIBLE


def test_another_level_at_a_point(file_desk: FileDesk) -> None:
    own = noise_point(file_desk, "86", "8")
    found = ask(file_desk, Changes(cells={(own, "noise_leq"): "75"}))
    assert (found.before.total.decided, found.after.total.decided) == (
        HazardClass.HARMFUL_1,
        HazardClass.PERMISSIBLE,
    )


def test_other_people(file_desk: FileDesk) -> None:
    place = replace(file_desk.workplace(1), men=0, women=1)
    file_desk.change(place)
    for indicator in file_desk.context.catalog.indicators["heaviness"]:
        text = "12" if indicator.number == "2.1" else "0"
        file_desk.add(
            CardEntry(
                id=uuid7(),
                workplace_id=place.id,
                card="heaviness",
                indicator=indicator.number,
                value_text=text if indicator.row else "",
            )
        )
    found = ask(file_desk, Changes(men=1, women=0))
    # a load of 12 kg, alternating: 3.1 for women (up to 12), 1 for men (up to 15)
    old = next(f for f in found.before.indicators["heaviness"] if f.subject == "heaviness/2.1")
    new = next(f for f in found.after.indicators["heaviness"] if f.subject == "heaviness/2.1")
    assert (old.proposed, new.proposed) == (HazardClass.HARMFUL_1, HazardClass.OPTIMAL)
    lighter = ask(file_desk, Changes(entries={("heaviness", "2.1"): "5"}))
    new = next(f for f in lighter.after.indicators["heaviness"] if f.subject == "heaviness/2.1")
    assert new.proposed is HazardClass.OPTIMAL


def test_equipment_changes_its_own_result_only(file_desk: FileDesk) -> None:
    file_desk.measured(1, "noise_leq", "88")
    item = PpeItem(
        id=uuid7(),
        workplace_id=file_desk.workplace(1).id,
        ordinal=1,
        name=LocalizedText(ru="Наушники"),
        issued=False,
    )
    file_desk.add(item)
    for changes in (Changes(all_ppe=True), Changes(ppe={item.id: (True, True)})):
        found = ask(file_desk, changes)
        assert found.before.ppe is not None
        assert found.after.ppe is not None
        assert (found.before.ppe.word, found.after.ppe.word) == ("not_provided", "provided")
        assert found.after.total.decided is HazardClass.HARMFUL_1
        assert not found.better


def test_no_change_moves_nothing(file_desk: FileDesk) -> None:
    file_desk.measured(1, "noise_leq", "88")
    found = ask(file_desk, Changes())
    assert Changes().empty
    assert (found.moved, found.before) == ((), found.after)
