"""Points: rows added, cells changed many at once, stays of a zone, instruments, the page."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.ids import PointId
from riskdesk.domain.values import LANGUAGES, HazardClass, Provenance
from riskdesk.services.edit_attachments import AddAttachment
from riskdesk.services.edit_measurements import (
    AddMeasurement,
    ChangeMeasurement,
    RemoveMeasurement,
)
from riskdesk.services.edit_points import (
    AddPoints,
    ChangeCells,
    ChooseInstrument,
    MovePoint,
    RemovePoints,
    SetStays,
    SetUncertainty,
    StayHours,
    plan_cells,
)
from riskdesk.services.points_cells import CellEdit
from riskdesk.services.points_instruments import choices_for
from riskdesk.services.points_page import points_page, stay_sums, typed_cell


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


def add(desk: FileDesk, *rows: dict[str, str], family: str = "noise") -> tuple[PointId, ...]:
    done = desk.do(AddPoints(certification_id=desk.certification, family=family, rows=rows))
    assert isinstance(done.value, tuple)
    return done.value


def cell(point: PointId, column: str, text: str) -> CellEdit:
    return CellEdit(point_id=point, column=column, text=text)


def labels(desk: FileDesk, family: str = "noise") -> list[str]:
    return [point.label for point in desk.dossier().points if point.family == family]


def test_rows_are_added_with_their_texts(file_desk: FileDesk) -> None:
    add(file_desk, {"noise_leq": "84,1; 84,3", "zone": "Цех 1"}, {"label": "станок", "remark": "х"})
    first, second = file_desk.dossier().points
    assert (first.label, first.zone, first.readings) == ("1т", "Цех 1", {"noise_leq": "84,1; 84,3"})
    assert (second.label, second.ordinal, second.remark) == ("станок", 2, "х")
    file_desk.undo()
    assert file_desk.dossier().points == ()


def test_a_new_row_of_a_zone_gets_its_workplaces(file_desk: FileDesk) -> None:
    (own,) = add(file_desk, {"zone": "Цех 1"})
    place = file_desk.workplace(1).id
    stays = (StayHours(workplace_id=place, hours="3,5"),)
    file_desk.do(SetStays(point_ids=(own,), stays=stays))
    (light,) = add(file_desk, {"zone": "Цех 1", "illuminance": "310"}, family="light")
    found = {stay.point_id: (stay.workplace_id, stay.hours) for stay in file_desk.dossier().stays}
    assert found == {own: (place, Decimal("3.5")), light: (place, Decimal("3.5"))}


def test_stays_are_those_of_the_whole_zone(file_desk: FileDesk) -> None:
    one, two, other = add(file_desk, {"zone": "А"}, {"zone": "А"}, {"zone": "Б"})
    first, second = (file_desk.workplace(number).id for number in (1, 2))
    file_desk.do(
        SetStays(point_ids=(one, other), stays=(StayHours(workplace_id=first, hours="4"),))
    )
    file_desk.do(SetStays(point_ids=(one,), stays=(StayHours(workplace_id=second, hours=""),)))
    found = {(stay.point_id, stay.workplace_id, stay.hours) for stay in file_desk.dossier().stays}
    assert found == {(one, second, None), (two, second, None), (other, first, Decimal(4))}
    file_desk.refused(
        SetStays(point_ids=(one,), stays=(StayHours(workplace_id=first, hours="25"),)),
        "hours-wrong",
    )


def test_rows_come_after_one_and_move(file_desk: FileDesk) -> None:
    one, two = add(file_desk, {"label": "а"}, {"label": "б"})
    file_desk.do(
        AddPoints(
            certification_id=file_desk.certification,
            family="noise",
            rows=({"label": "в"},),
            after=one,
        )
    )
    assert labels(file_desk) == ["а", "в", "б"]
    file_desk.do(MovePoint(point_id=two, before=one))
    assert labels(file_desk) == ["б", "а", "в"]
    file_desk.do(MovePoint(point_id=two, before=None))
    assert labels(file_desk) == ["а", "в", "б"]
    assert [point.ordinal for point in file_desk.dossier().points] == [1, 2, 3]


def test_a_block_is_pasted_in_one_step(file_desk: FileDesk) -> None:
    one, two = add(file_desk, {}, {})
    edits = (
        cell(one, "noise_leq", "84,1"),
        cell(one, "noise_character", "тональный"),
        cell(two, "noise_leq", "70"),
        cell(two, "measured_on", "11.04.2026"),
        cell(two, "provenance", "declared"),
        cell(two, "norm/noise_leq", "80"),
    )
    done = file_desk.do(ChangeCells(edits=edits))
    assert done.value == 2
    first, second = file_desk.dossier().points
    assert first.readings == {"noise_leq": "84,1", "noise_character": "tonal"}
    assert (second.readings, second.norms_written) == ({"noise_leq": "70"}, {"noise_leq": "80"})
    assert (second.measured_on, second.provenance) == (date(2026, 4, 11), Provenance.DECLARED)
    file_desk.undo()
    assert [point.readings for point in file_desk.dossier().points] == [{}, {}]


def test_the_plan_tells_of_every_cell_and_stores_nothing(file_desk: FileDesk) -> None:
    (own,) = add(file_desk, {"noise_leq": "70"})
    edits = [
        cell(own, "noise_leq", "81,25"),
        cell(own, "noise_leq", "81,25"),
        cell(own, "noise_leq", "восемь"),
        cell(own, "noise_leq", "1500"),
        cell(own, "noise_leq", "1.234,5"),
        cell(own, "nothing", "1"),
        cell(PointId("нет"), "noise_leq", "1"),
        cell(own, "label", " "),
        cell(own, "uncertainty", "±0,7"),
        cell(own, "uncertainty", "много"),
        cell(own, "noise_leq", "-"),
    ]
    before = file_desk.database.content_hash()
    with file_desk.database.unit_of_work() as uow:
        found = plan_cells(edits, uow, file_desk.context)
    assert [verdict.status for verdict in found.verdicts] == [
        "doubtful",
        "same",
        "refused",
        "refused",
        "refused",
        "refused",
        "refused",
        "refused",
        "change",
        "refused",
        "change",
    ]
    for verdict in found.verdicts:
        told = verdict.status in ("refused", "doubtful")
        for language in LANGUAGES:
            assert bool(verdict.reason.get_exact(language)) is told
    assert "0–200 дБА" in found.verdicts[3].reason.ru
    assert found.points[0].readings == {}
    assert file_desk.database.content_hash() == before


def test_what_does_not_fit_stops_the_paste_or_is_left_out(file_desk: FileDesk) -> None:
    (own,) = add(file_desk, {})
    edits = (cell(own, "noise_leq", "84"), cell(own, "noise_max", "x"))
    file_desk.refused(ChangeCells(edits=edits), "cells-refused")
    file_desk.do(ChangeCells(edits=edits, fitting=True))
    assert file_desk.dossier().points[0].readings == {"noise_leq": "84"}


@pytest.mark.parametrize(
    ("family", "column", "text", "stored"),
    [
        ("noise", "noise_character", "Tonal", "tonal"),
        ("noise", "noise_character", "тоналды", "tonal"),
        ("light", "glare_direct", "да", "yes"),
        ("light", "glare_direct", "жоқ", "no"),
        ("chemical", "air_substance", "1723", "1723"),
        ("noise", "noise_leq", " 84,10 ", "84,10"),
        ("noise", "noise_leq", "—", ""),
    ],
)
def test_texts_become_what_the_family_reads(
    file_desk: FileDesk, family: str, column: str, text: str, stored: str
) -> None:
    (own,) = add(file_desk, {}, family=family)
    file_desk.do(ChangeCells(edits=(cell(own, column, text),)))
    assert file_desk.dossier().points[0].readings.get(column, "") == stored


def test_points_go_with_all_that_is_theirs(file_desk: FileDesk) -> None:
    one, _ = add(file_desk, {}, {})
    stays = (StayHours(workplace_id=file_desk.workplace(1).id),)
    file_desk.do(SetStays(point_ids=(one,), stays=stays))
    file_desk.do(
        AddAttachment(
            certification_id=file_desk.certification,
            owner="point",
            owner_id=one,
            name="фото",
            content=b"\xff\xd8\xff\xe0",
        )
    )
    file_desk.do(RemovePoints(point_ids=(one,)))
    dossier = file_desk.dossier()
    assert (len(dossier.points), dossier.stays, dossier.attachments) == (1, (), ())
    file_desk.undo()
    dossier = file_desk.dossier()
    assert (len(dossier.points), len(dossier.stays), len(dossier.attachments)) == (2, 1, 1)


def test_an_instrument_is_chosen_for_many_rows(file_desk: FileDesk) -> None:
    own = file_desk.meter(ranges="30..140")
    points = add(file_desk, {"noise_leq": "84"}, {"noise_leq": "29; 31"}, {})
    row = file_desk.measured(1, "noise_leq", "60")
    dossier = file_desk.dossier()
    (choice,) = choices_for(dossier, dossier.points, [], file_desk.context)
    assert "29" in choice.reason.ru
    command = ChooseInstrument(instrument_id=own.id, point_ids=points, measurement_ids=(row.id,))
    error = file_desk.refused(command, "instrument-unfit")
    assert error.params["rows"] == "2т"
    fitting = replace(command, point_ids=(points[0], points[2]))
    file_desk.do(fitting)
    dossier = file_desk.dossier()
    assert [point.instrument_id for point in dossier.points] == [own.id, None, own.id]
    assert dossier.measurements[0].instrument_id == own.id
    file_desk.do(ChooseInstrument(instrument_id=None, point_ids=points))
    assert {point.instrument_id for point in file_desk.dossier().points} == {None}


def test_an_instrument_of_another_day_or_quantity(file_desk: FileDesk) -> None:
    own = file_desk.meter(until=date(2026, 4, 11))
    (point,) = add(file_desk, {"measured_on": "12.04.2026"})
    command = ChooseInstrument(instrument_id=own.id, point_ids=(point,))
    file_desk.refused(command, "instrument-unfit")
    (light,) = add(file_desk, {}, family="light")
    file_desk.refused(replace(command, point_ids=(light,)), "instrument-unfit")


def test_uncertainty_of_points_and_rows(file_desk: FileDesk) -> None:
    points = add(file_desk, {}, {})
    row = file_desk.measured(1, "noise_leq", "60")
    file_desk.do(SetUncertainty(text="0,7", point_ids=points, measurement_ids=(row.id,)))
    dossier = file_desk.dossier()
    assert {point.uncertainty for point in dossier.points} == {"0,7"}
    assert dossier.measurements[0].uncertainty == "0,7"
    file_desk.refused(SetUncertainty(text="около", point_ids=points), "number-not-read")


def test_rows_of_the_journal(file_desk: FileDesk) -> None:
    own = file_desk.meter()
    places = tuple(file_desk.workplace(number).id for number in (1, 2))
    file_desk.do(AddMeasurement(workplace_ids=places, quantity="noise_leq", text="84,2"))
    rows = file_desk.dossier().measurements
    assert [(row.value, row.unit, row.instrument_id) for row in rows] == [
        (Decimal("84.2"), "dBA", own.id)
    ] * 2
    file_desk.refused(
        AddMeasurement(workplace_ids=places[:1], quantity="noise_leq", text="1"),
        "measurement-twice",
    )
    file_desk.refused(
        AddMeasurement(workplace_ids=places[:1], quantity="air_temperature", text="900"),
        "value-impossible",
    )
    # energy mean of 80 and 90 dBA is 87,4
    repeats = {"repeats": "80; 90", "uncertainty": "1,5"}
    file_desk.do(ChangeMeasurement(measurement_id=rows[0].id, values=repeats))
    changed = file_desk.dossier().measurements[0]
    assert (changed.value, changed.value_text) == (Decimal("87.4"), "87,4")
    file_desk.do(RemoveMeasurement(measurement_ids=tuple(row.id for row in rows)))
    assert file_desk.dossier().measurements == ()


def test_the_page_has_the_class_of_each_row(file_desk: FileDesk) -> None:
    place = replace(file_desk.workplace(1), noise_row=5, shift_hours=Decimal(8))
    file_desk.change(place)
    loud, quiet = add(file_desk, {"noise_leq": "88"}, {"noise_leq": "70"})
    for point, hours in ((loud, "5"), (quiet, "2")):
        stays = (StayHours(workplace_id=place.id, hours=hours),)
        file_desk.do(SetStays(point_ids=(point,), stays=stays))
    page = points_page(file_desk.snapshot(), "noise", file_desk.context)
    assert page.columns[0].id == "noise_leq"
    first, second = page.rows
    # row 5 of ҚР ДСМ-15, annex 2, table 1: 80 dBA
    part = first.part("noise_leq")
    assert part is not None
    assert part.limit is not None
    assert (part.limit.range.high, first.text("noise_leq")) == (Decimal(80), "88")
    assert first.hazard_class is HazardClass.HARMFUL_1
    assert second.hazard_class is HazardClass.PERMISSIBLE
    assert [(stay.number, stay.hours) for stay in first.stays] == [(1, Decimal(5))]
    (total,) = page.sums
    assert (total.total, total.shift, total.status) == (Decimal(7), Decimal(8), "under")
    assert [problem.code for problem in first.problems] == ["stay-hours"]


def test_a_digit_as_it_is_typed(file_desk: FileDesk) -> None:
    file_desk.change(replace(file_desk.workplace(1), noise_row=5))
    (own,) = add(file_desk, {"noise_leq": "70"})
    stays = (StayHours(workplace_id=file_desk.workplace(1).id),)
    file_desk.do(SetStays(point_ids=(own,), stays=stays))
    snapshot = file_desk.snapshot()
    verdict, found = typed_cell(snapshot, cell(own, "noise_leq", "88"), file_desk.context)
    assert (verdict.status, found is not None) == ("change", True)
    assert found is not None
    assert found.finding.proposed is HazardClass.HARMFUL_1
    verdict, found = typed_cell(snapshot, cell(own, "noise_leq", "88,"), file_desk.context)
    assert (verdict.status, found) == ("refused", None)
    assert file_desk.dossier().points[0].readings == {"noise_leq": "70"}


@pytest.mark.parametrize(
    ("hours", "shift", "status"),
    [
        (("4", "4"), 8, "whole"),
        (("4", "3"), 8, "under"),
        (("5", "4"), 8, "over"),
        (("9", ""), 8, "over"),
        (("4", ""), 8, "open"),
        (("4", "4"), None, "open"),
    ],
)
def test_hours_of_the_shift(
    file_desk: FileDesk, hours: tuple[str, str], shift: int | None, status: str
) -> None:
    given = None if shift is None else Decimal(shift)
    file_desk.change(replace(file_desk.workplace(1), shift_hours=given))
    rows = [{"zone": "А"}, {"zone": "А"}, {"zone": "Б"}]
    points = add(file_desk, *rows)
    for point, typed in ((points[0], hours[0]), (points[2], hours[1])):
        stays = (StayHours(workplace_id=file_desk.workplace(1).id, hours=typed),)
        file_desk.do(SetStays(point_ids=(point,), stays=stays))
    (found,) = stay_sums(file_desk.dossier(), "noise")
    assert found.status == status
    told = file_desk.problems("stay-hours")
    assert bool(told) is (status in ("under", "over"))
