"""Instruments of rows of points: one for each quantity, by itself, by hand, by imports."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from file_desk import FileDesk, opened
from services_desk import SAMPLE

from riskdesk.domain.ids import PointId, uuid7
from riskdesk.domain.model import Instrument, Point
from riskdesk.rules.finding import PointFinding
from riskdesk.services import import_instruments, import_points
from riskdesk.services.edit_instruments import ChangeInstrument, RemoveInstrument
from riskdesk.services.edit_point_rows import EnterCells
from riskdesk.services.edit_points import (
    AddPoints,
    ChangeCells,
    ChooseInstrument,
    SetStays,
    StayHours,
)
from riskdesk.services.points_cells import CellEdit
from riskdesk.services.queries_instruments import measured_rows

CLIMATE = {"work_category": "Iб", "air_temperature": "23", "relative_humidity": "45"}
QUANTITIES = ("air_temperature", "relative_humidity")


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


@pytest.fixture
def meters(file_desk: FileDesk) -> tuple[Instrument, Instrument]:
    """One line of the register for each quantity of one meter."""
    temperature, humidity = (file_desk.meter(name) for name in QUANTITIES)
    return temperature, humidity


def add(desk: FileDesk, texts: Mapping[str, str], family: str = "microclimate") -> PointId:
    command = AddPoints(certification_id=desk.certification, family=family, rows=(texts,))
    made = desk.do(command).value
    assert isinstance(made, tuple)
    (name,) = made
    stays = (StayHours(workplace_id=desk.workplace(1).id),)
    desk.do(SetStays(point_ids=(name,), stays=stays))
    return PointId(name)


def enter(
    desk: FileDesk, texts: Mapping[str, str], name: str = "", family: str = "microclimate"
) -> PointId:
    point = PointId(name or uuid7())
    edits = tuple(CellEdit(point_id=point, column=c, text=t) for c, t in texts.items())
    desk.do(EnterCells(certification_id=desk.certification, family=family, edits=edits))
    return point


def point(desk: FileDesk, name: str = "") -> Point:
    return next(each for each in desk.dossier().points if name in ("", each.id))


def finding(desk: FileDesk) -> PointFinding:
    (found,) = desk.assessment().workplaces[0].points
    return found


def statuses(desk: FileDesk) -> dict[str, str]:
    return {part.subject: part.status for part in finding(desk).parts}


def test_each_quantity_of_a_row_has_its_instrument(
    file_desk: FileDesk, meters: tuple[Instrument, Instrument]
) -> None:
    temperature, humidity = (meter.id for meter in meters)
    name = add(file_desk, CLIMATE)
    assert set(statuses(file_desk).values()) == {"no-instrument"}
    file_desk.do(ChooseInstrument(instrument_id=temperature, point_ids=(name,)))
    assert statuses(file_desk) == {
        "air_temperature": "judged",
        "relative_humidity": "no-instrument",
    }
    assert finding(file_desk).finding.decided is None
    both = ChooseInstrument(instrument_id=temperature, point_ids=(name,), more=(humidity,))
    file_desk.do(both)
    assert point(file_desk).instruments == (temperature, humidity)
    assert set(statuses(file_desk).values()) == {"judged"}
    assert finding(file_desk).finding.decided is not None
    file_desk.undo()
    assert point(file_desk).instruments == (temperature,)
    file_desk.redo()
    file_desk.do(ChooseInstrument(instrument_id=None, point_ids=(name,)))
    assert point(file_desk).instruments == ()


def test_one_of_several_that_does_not_fit_is_refused(
    file_desk: FileDesk, meters: tuple[Instrument, Instrument]
) -> None:
    temperature, humidity = meters
    noise = file_desk.meter("noise_leq")
    file_desk.change(replace(humidity, ranges={"relative_humidity": "50..90"}))
    name = add(file_desk, CLIMATE)
    command = ChooseInstrument(instrument_id=temperature.id, point_ids=(name,), more=(humidity.id,))
    error = file_desk.refused(command, "instrument-unfit")
    assert "45" in file_desk.context.texts.error(error).ru
    file_desk.refused(replace(command, instrument_id=noise.id, more=()), "instrument-unfit")
    file_desk.do(replace(command, more=(noise.id,)))
    assert point(file_desk).instruments == (temperature.id,), "what measures nothing here is left"


def test_rows_of_the_journal_take_the_one_that_measures_them(
    file_desk: FileDesk, meters: tuple[Instrument, Instrument]
) -> None:
    temperature, humidity = (meter.id for meter in meters)
    rows = tuple(file_desk.measured(1, name, CLIMATE[name]).id for name in QUANTITIES)
    command = ChooseInstrument(instrument_id=humidity, measurement_ids=rows)
    file_desk.refused(command, "instrument-unfit")
    file_desk.do(replace(command, more=(temperature,)))
    found = {row.quantity: row.instrument_id for row in file_desk.dossier().measurements}
    assert found == {"air_temperature": temperature, "relative_humidity": humidity}


def test_a_used_instrument_stays_in_the_register(
    file_desk: FileDesk, meters: tuple[Instrument, Instrument]
) -> None:
    temperature, humidity = (meter.id for meter in meters)
    name = add(file_desk, CLIMATE)
    command = ChooseInstrument(instrument_id=temperature, point_ids=(name,), more=(humidity,))
    file_desk.do(command)
    error = file_desk.refused(RemoveInstrument(instrument_id=humidity), "instrument-used")
    assert error.params["points"] == 1
    (line,) = measured_rows(file_desk.snapshot(), humidity, file_desk.context)
    assert line.key == name
    assert not line.fault.ru, "the temperature is not its business"
    file_desk.do(replace(command, more=()))
    file_desk.do(RemoveInstrument(instrument_id=humidity))


def test_a_new_row_takes_the_only_ones_that_fit(
    file_desk: FileDesk, meters: tuple[Instrument, Instrument]
) -> None:
    name = enter(file_desk, {"position_written": "Цех"})
    assert point(file_desk, name).instruments == tuple(meter.id for meter in meters)
    heat = file_desk.meter("heat_intensity")
    enter(file_desk, {"heat_intensity": "140"}, name)
    assert point(file_desk, name).instruments == (*(meter.id for meter in meters), heat.id)
    file_desk.meter("noise_leq", ranges="30..130")
    loud = enter(file_desk, {"noise_leq": "140"}, family="noise")
    assert point(file_desk, loud).instruments == (), "beyond its range"


def test_of_two_that_fit_none_is_taken(file_desk: FileDesk) -> None:
    first = file_desk.meter("noise_leq")
    second = file_desk.meter("noise_leq")
    name = enter(file_desk, {"noise_leq": "80"}, family="noise")
    assert point(file_desk).instruments == ()
    file_desk.do(ChooseInstrument(instrument_id=second.id, point_ids=(name,)))
    file_desk.do(ChangeCells(edits=(CellEdit(point_id=name, column="noise_leq", text="81"),)))
    assert point(file_desk).instruments == (second.id,)
    late = {"valid_until": "01.03.2026"}
    file_desk.do(ChangeInstrument(instrument_id=first.id, values=late))
    assert point(file_desk).instruments == (second.id,)


def test_imports_link_points_as_they_link_the_journal(file_desk: FileDesk) -> None:
    name = add(file_desk, CLIMATE)
    file = SAMPLE / "instruments.csv"
    command = import_instruments.ImportInstruments(path=file, certification=file_desk.certification)
    import_instruments.run(command, file_desk.database.unit_of_work(), file_desk.context)
    by_name = {each.certificate: each.id for each in file_desk.dossier().instruments}
    assert point(file_desk, name).instruments == (by_name["MT-01"], by_name["MT-02"])
    before = file_desk.database.content_hash()
    import_instruments.run(command, file_desk.database.unit_of_work(), file_desk.context)
    assert file_desk.database.content_hash() == before


def test_an_expired_one_is_linked_so_that_it_is_told(file_desk: FileDesk) -> None:
    late = file_desk.meter("noise_leq", until=date(2026, 1, 1))
    text = (
        "point;position;exposure_h;spectrum;time_character;leq_dBA;norm_dBA_written\n"
        "1т;Грузчик;8;шум;постоянный;70;80\n"
    )
    command = import_points.ImportPoints(path=Path("noise.csv"))
    with file_desk.database.unit_of_work() as uow:
        import_points.apply(command, text, uow, file_desk.context)
        uow.commit("import-points")
    assert point(file_desk).instruments == (late.id,)
    (told,) = file_desk.assessment().workplaces[1].points
    assert {part.status for part in told.parts} == {"instrument-expired"}
    good = file_desk.meter("noise_leq")
    with file_desk.database.unit_of_work() as uow:
        import_points.apply(command, text, uow, file_desk.context)
        uow.commit("import-points")
    assert point(file_desk).instruments == (good.id,)
