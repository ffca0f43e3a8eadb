"""Points: whose they are, in what order, and what is left open."""

from collections.abc import Callable
from pathlib import Path

import pytest
from services_desk import Desk

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Point
from riskdesk.services.importing import ImportSummary
from riskdesk.services.located import ProblemsFound

LIGHT = (
    "point;position;visual_work_grade;lighting_system;lamp_type;illuminance_lx;daylight_factor;"
    "norm_lx_written\n"
)
NOISE = "point;position;exposure_h;spectrum;time_character;leq_dBA;norm_dBA_written\n"
JOURNAL = "workplace_no;position;quantity;value;unit\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.positions(("Директор", 1), ("Сборщик", 3), ("Сторож", 2))
    return desk


def light(*points: tuple[str, str, str]) -> str:
    rows = (
        f"{label};{position};Б-2;общее;LED;{value};-;200\n" for label, position, value in points
    )
    return LIGHT + "".join(rows)


def journal(**values: str) -> str:
    names = {1: "Директор", 2: "Сборщик", 3: "Сборщик", 4: "Сборщик", 5: "Сторож", 6: "Сторож"}
    rows = (
        f"{at};{name};illuminance;{values[f'n{at}']};lx\n"
        for at, name in names.items()
        if f"n{at}" in values
    )
    return JOURNAL + "".join(rows)


def belongs(desk: Desk) -> dict[str, list[int]]:
    """The numbers of the workplaces of each point."""
    dossier = desk.dossier()
    numbers = {w.id: w.number for w in dossier.workplaces}
    found: dict[str, list[int]] = {point.label: [] for point in dossier.points}
    labels = {point.id: point.label for point in dossier.points}
    for stay in dossier.stays:
        found[labels[stay.point_id]].append(numbers[stay.workplace_id])
    return found


THREE = [("1т", "Сборщик", "210"), ("2т", "Сборщик", "220"), ("3т", "Сборщик", "230")]


def test_points_belong_to_the_workplaces_of_their_position_in_order(desk: Desk) -> None:
    done = desk.points(
        light(*THREE, ("4т", "Директор", "500"), ("5т", "сторож", "300"), ("6т", "Сторож", "300"))
    )
    assert belongs(desk) == {"1т": [2], "2т": [3], "3т": [4], "4т": [1], "5т": [5], "6т": [6]}
    assert not done.notes


def test_the_daylight_factor_of_a_file_is_that_of_the_grid(desk: Desk) -> None:
    desk.points(LIGHT + "1т;Директор;А-1;общее;LED;461;0,85;300\n")
    (lamp,) = desk.dossier().points
    assert lamp.readings == {"illuminance": "461", "keo": "0,85"}
    assert "keo" in {column.id for column in desk.context.catalog.families["light"].columns}


def test_a_point_is_kept_as_written(desk: Desk) -> None:
    desk.points(NOISE + "1т;Директор;7-8;broadband;steady;45,4;50\n")
    desk.points(light(("1т", "Директор", "461,0")))
    noise, lamp = sorted(desk.dossier().points, key=lambda point: point.family, reverse=True)
    assert isinstance(noise, Point)
    assert (noise.exposure_hours, noise.spectrum, noise.time_character) == (
        "7-8",
        "broadband",
        "steady",
    )
    assert noise.readings == {"noise_leq": "45,4"}
    assert noise.norms_written == {"noise_leq": "50"}
    assert (lamp.visual_grade, lamp.lighting_system, lamp.lamp_type) == ("Б-2", "общее", "LED")
    assert lamp.readings == {"illuminance": "461,0"}, "a dash is not measured"


def test_the_same_file_again_writes_nothing(desk: Desk) -> None:
    text = light(*THREE)
    desk.points(text)
    before = (desk.store.rows, len(desk.store.changes))
    done = desk.points(text)
    assert (done.added, done.changed, done.unchanged) == (0, 0, 3)
    assert (desk.store.rows, len(desk.store.changes)) == before


def test_a_corrected_file_replaces_the_family(desk: Desk) -> None:
    desk.points(light(THREE[0], THREE[1], ("2т", "Сборщик", "230")))
    before = [point.id for point in desk.dossier().points]
    desk.points(light(*THREE))
    after = desk.dossier().points
    assert [point.label for point in after] == ["1т", "2т", "3т"]
    assert [point.id for point in after][:2] == before[:2]
    assert belongs(desk) == {"1т": [2], "2т": [3], "3т": [4]}


@pytest.mark.parametrize("points_first", [True, False])
def test_fewer_points_than_workplaces_are_settled_by_who_was_measured(
    desk: Desk, *, points_first: bool
) -> None:
    steps: list[Callable[[], ImportSummary]] = [
        lambda: desk.points(light(THREE[0], THREE[1])),
        lambda: desk.journal(journal(n2="210", n4="999")),
    ]
    for step in steps if points_first else reversed(steps):
        step()
    assert belongs(desk) == {"1т": [2], "2т": [4]}


@pytest.mark.parametrize("points_first", [True, False])
def test_fewer_points_than_measured_workplaces_are_settled_by_their_values(
    desk: Desk, *, points_first: bool
) -> None:
    steps: list[Callable[[], ImportSummary]] = [
        lambda: desk.points(light(THREE[0], THREE[1])),
        lambda: desk.journal(journal(n2="220", n3="190", n4="210")),
    ]
    for step in steps if points_first else reversed(steps):
        step()
    assert belongs(desk) == {"1т": [4], "2т": [2]}


def test_what_stays_ambiguous_is_told_and_not_guessed(desk: Desk) -> None:
    desk.journal(journal(n2="210", n3="210", n4="300"))
    done = desk.points(light(THREE[0], THREE[1]))
    assert belongs(desk) == {"1т": [], "2т": []}
    assert len(done.notes) == 1
    assert done.notes[0].ru.startswith("Освещение, «Сборщик»: неясно, к какому рабочему месту")
    assert "(2–4)" in done.notes[0].ru
    assert "1т, 2т" in done.notes[0].ru


def test_all_points_of_the_only_workplace_are_its_own(desk: Desk) -> None:
    desk.points(light(("1т", "Директор", "500"), ("2т", "Директор", "510")))
    assert belongs(desk) == {"1т": [1], "2т": [1]}


def test_one_name_in_two_lines_of_the_list(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.staff(
        [["Должность", "Кол-во"], ["Контора"], ["Технолог", 1], ["Цех"], ["Технолог", 2]],
    )
    desk.points(NOISE + "".join(f"{n}т;Технолог;;;;6{n};80\n" for n in (1, 2, 3)))
    assert belongs(desk) == {"1т": [1], "2т": [2], "3т": [3]}


def test_bad_points_are_told_at_once(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.points(
            light(("1т", "Агроном", "500"), ("", "Сторож", "300"), ("3т", "Сторож", "светло"))
        )
    assert [(p.row, p.column, p.code) for p in found.value.problems] == [
        (2, 2, "position-unknown"),
        (3, 1, "cell-empty"),
        (4, 6, "number-not-read"),
    ]
    assert not desk.dossier().points


def test_points_need_workplaces(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-workplaces-first"):
        Desk(tmp_path).points(light(*THREE))


def test_an_unknown_kind_of_file_names_what_was_looked_for(desk: Desk) -> None:
    with pytest.raises(UserError) as error:
        desk.points("point;position;radiation\n1т;Директор;1\n")
    assert error.value.code == "import-kind-unknown"
    assert "illuminance_lx" in str(error.value.params["expected"])


def test_a_file_without_rows_takes_no_points_away(desk: Desk) -> None:
    desk.points(light(*THREE))
    with pytest.raises(UserError, match="import-without-rows"):
        desk.points(LIGHT)
    assert len(desk.dossier().points) == 3


@pytest.mark.parametrize("grade", ["", "-", "–", "А-1", "а 1", "VI"])
def test_a_grade_as_people_write_it_or_none(desk: Desk, grade: str) -> None:
    desk.points(light(("1т", "Директор", "500")).replace("Б-2", grade))
    assert desk.dossier().points[0].visual_grade == (grade if grade not in ("", "-", "–") else None)


MICROCLIMATE = (
    "point;position;work_category;air_temperature_degC;relative_humidity_pct\n"
    "1т;Директор;{};{};{}\n"
)


def test_an_unknown_grade_or_category_names_the_known_ones(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.points(light(("1т", "Директор", "500")).replace("Б-2", "ЖЖ"))
    (problem,) = found.value.problems
    assert (problem.row, problem.column, problem.code) == (2, 3, "visual-grade-unknown")
    assert "А-1, А-2, Б-1" in problem.say(desk.context.texts).ru
    with pytest.raises(ProblemsFound) as found:
        desk.points(MICROCLIMATE.format("XX", "21", "40"))
    (problem,) = found.value.problems
    assert (problem.column, problem.code) == (3, "work-category-unknown")
    desk.points(MICROCLIMATE.format("1б", "21", "40"))
    desk.points(MICROCLIMATE.format("-", "21", "40"))
    assert desk.dossier().points[0].work_category is None


def test_what_cannot_be_is_refused_at_its_cell(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.points(MICROCLIMATE.format("", "-300", "150"))
    assert [(p.column, p.code) for p in found.value.problems] == [
        (4, "value-impossible"),
        (5, "value-impossible"),
    ]
