"""Numbers on plans, headers of protocols, the air of the day: changed, undone, refused."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.ids import PointId
from riskdesk.domain.places import MeasuredPlace, places_of, plans_of
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit_attachments import AddAttachment, RemoveAttachment
from riskdesk.services.edit_headings import (
    AddDayConditions,
    ChangeDayConditions,
    RemoveDayConditions,
    SetProtocolFacts,
)
from riskdesk.services.edit_plan import PlaceZone, RemovePlace
from riskdesk.services.edit_points import AddPoints, ChangeCells, RemovePoints
from riskdesk.services.points_cells import CellEdit

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
PDF = b"%PDF-1.7\n"


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


def rows_of(desk: FileDesk, family: str, *zones: str) -> tuple[PointId, ...]:
    rows = tuple({"zone": zone} for zone in zones)
    done = desk.do(AddPoints(certification_id=desk.certification, family=family, rows=rows))
    assert isinstance(done.value, tuple)
    return done.value


def plan(desk: FileDesk, content: bytes = PNG) -> str:
    command = AddAttachment(
        certification_id=desk.certification,
        owner="certification",
        owner_id=desk.certification,
        name="план",
        content=content,
    )
    return str(desk.do(command).value)


def put(desk: FileDesk, plan_id: str, point: PointId, x: str, y: str) -> None:
    desk.do(PlaceZone(attachment_id=plan_id, point_id=point, x=Decimal(x), y=Decimal(y)))


def places(desk: FileDesk) -> dict[str, MeasuredPlace]:
    return {place.key: place for place in places_of(desk.dossier())}


def test_rows_of_a_zone_are_one_place_with_all_their_numbers(shop: FileDesk) -> None:
    rows_of(shop, "noise", "Цех", "Цех", "Цех", "Двор")
    rows_of(shop, "light", "Двор", "")
    found = places(shop)
    assert list(found) == ["Двор", "2т", "Цех"]
    assert (found["Цех"].sign, found["Цех"].numbers) == ("1т…3т", ("1т", "2т", "3т"))
    assert set(found["Двор"].families) == {"light", "noise"}
    assert (found["2т"].name, found["2т"].sign) == ("", "2т")


def test_a_place_stands_once_and_moves_to_another_plan(shop: FileDesk) -> None:
    first, second = rows_of(shop, "noise", "Цех", "Цех")
    one, other = plan(shop), plan(shop)
    put(shop, one, first, "0.12345", "0.5")
    put(shop, other, second, "1.7", "-1")
    (mark,) = shop.dossier().plan_marks
    assert (mark.attachment_id, mark.x, mark.y) == (other, Decimal(1), Decimal(0))
    shop.undo()
    (mark,) = shop.dossier().plan_marks
    assert (mark.attachment_id, mark.x, mark.y) == (one, Decimal("0.1234"), Decimal("0.5"))
    assert list(plans_of(shop.dossier())) == [one, other]


def test_a_mark_follows_its_zone_and_its_last_point(shop: FileDesk) -> None:
    first, second = rows_of(shop, "noise", "Цех", "Цех")
    put(shop, plan(shop), first, "0.5", "0.5")
    edits = tuple(
        CellEdit(point_id=each, column="zone", text="Участок") for each in (first, second)
    )
    shop.do(ChangeCells(edits=edits))
    assert places(shop)["Участок"].mark is not None
    shop.do(RemovePoints(point_ids=(first,)))
    assert places(shop)["Участок"].mark is not None
    shop.do(RemovePoints(point_ids=(second,)))
    assert shop.dossier().plan_marks == ()
    shop.undo()
    assert len(shop.dossier().plan_marks) == 1


def test_a_plan_takes_its_marks_with_it_and_brings_them_back(shop: FileDesk) -> None:
    (point,) = rows_of(shop, "noise", "Цех")
    drawn = plan(shop)
    put(shop, drawn, point, "0.5", "0.5")
    shop.do(RemoveAttachment(attachment_id=drawn))
    assert (shop.dossier().plan_marks, shop.dossier().attachments) == ((), ())
    shop.undo()
    assert places(shop)["Цех"].mark is not None
    shop.do(RemovePlace(point_id=point))
    assert places(shop)["Цех"].mark is None


def test_a_paper_and_a_photo_of_a_point_are_no_plans(shop: FileDesk) -> None:
    (point,) = rows_of(shop, "noise", "Цех")
    paper = plan(shop, PDF)
    photo = AddAttachment(
        certification_id=shop.certification, owner="point", owner_id=point, name="a", content=PNG
    )
    shown = str(shop.do(photo).value)
    half = Decimal("0.5")
    for each in (paper, shown):
        command = PlaceZone(attachment_id=each, point_id=point, x=half, y=half)
        shop.refused(command, "plan-no-picture")
    assert plans_of(shop.dossier()) == {}


def facts(desk: FileDesk, family: str = "", **values: str) -> SetProtocolFacts:
    return SetProtocolFacts(certification_id=desk.certification, family=family, values=values)


def test_a_header_is_one_record_a_family_and_goes_when_it_is_empty(shop: FileDesk) -> None:
    shop.do(facts(shop, "noise", method=" ГОСТ ISO 9612-2016 ", coverage="2,0"))
    shop.do(facts(shop, "noise", room_ru="цех", room_kk="цех"))
    (known,) = shop.dossier().protocol_facts
    assert (known.method, known.coverage) == ("ГОСТ ISO 9612-2016", Decimal("2.0"))
    assert known.room == LocalizedText("цех", "цех")
    shop.do(facts(shop, "noise", method="", coverage="", room_ru="", room_kk=""))
    assert shop.dossier().protocol_facts == ()
    shop.undo()
    assert shop.dossier().protocol_facts == (known,)


def test_what_cannot_be_in_a_header_is_refused(shop: FileDesk) -> None:
    shop.refused(facts(shop, "noise", coverage="0,5"), "coverage-wrong")
    shop.refused(facts(shop, "noise", laboratory="x"), "field-unknown")
    shop.refused(facts(shop, "нет", method="x"), "family-unknown")


def air(desk: FileDesk, **values: str) -> AddDayConditions:
    return AddDayConditions(certification_id=desk.certification, values=values)


def test_the_air_of_a_day_is_entered_once(shop: FileDesk) -> None:
    first = str(shop.do(air(shop, day="11.04.2026", temperature="21,5")).value)
    shop.do(air(shop, day="10.04.2026", humidity="45", pressure="738"))
    days = [each.day.day for each in shop.dossier().day_conditions]
    assert days == [10, 11]
    shop.refused(air(shop, day="11.04.2026"), "day-twice")
    shop.refused(air(shop, temperature="20"), "day-missing")
    moved = ChangeDayConditions(conditions_id=first, values={"day": "10.04.2026"})
    shop.refused(moved, "day-twice")
    for values in ({"humidity": "101"}, {"temperature": "-300"}):
        shop.refused(ChangeDayConditions(conditions_id=first, values=values), "value-impossible")
    shop.do(RemoveDayConditions(conditions_id=first))
    shop.undo()
    assert len(shop.dossier().day_conditions) == 2
