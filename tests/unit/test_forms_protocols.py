"""Protocols of microclimate, light, fields and noise: every number as it was read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from forms_sample import CERTIFICATION, catalog, document, dossier, few, rows, source

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId, WorkplaceId
from riskdesk.domain.model import Point, Stay
from riskdesk.domain.values import Provenance
from riskdesk.forms.document import Cell, Document, Paragraph, Table, lines_text
from riskdesk.forms.records.protocol import numbered
from riskdesk.rules.evaluate import evaluate

PROTOCOLS = ("protocol-microclimate", "protocol-light", "protocol-emf", "protocol-noise")


def main(given: Document) -> list[list[str]]:
    """The rows of the main table as texts, a number with its sign and all its decimals."""
    (table,) = (b for b in given.parts[0].blocks if isinstance(b, Table) and b.main)
    return [[_text(cell) for cell in row] for group in table.groups for row in group.rows]


def _text(cell: Cell | None) -> str:
    if cell is None:
        return "·"
    if cell.number is not None:
        return f"{cell.number.prefix}{cell.number.value}"
    raised = [run.text for line in cell.lines for run in line if run.raised]
    return cell.text.removesuffix("".join(raised)) if raised else cell.text


def words(given: Document) -> str:
    """All paragraphs."""
    blocks = given.parts[0].blocks
    return "\n".join(lines_text(block.lines) for block in blocks if isinstance(block, Paragraph))


def with_points(given: Dossier, *points: Point, workplace: str = "w1") -> Dossier:
    """Only these points; ``workplace`` works at all of them."""
    stays = tuple(
        Stay(id=f"x{point.id}", point_id=point.id, workplace_id=WorkplaceId(workplace))
        for point in points
    )
    return replace(given, points=points, stays=stays)


def point(family: str, label: str = "7т", **more: Any) -> Point:  # noqa: ANN401 - fields of a point
    identity = PointId(f"{family}-{label}-{more.get('zone', '')}")
    return Point(
        id=identity, certification_id=CERTIFICATION, family=family, ordinal=1, label=label, **more
    )


def without_journal(given: Dossier) -> Dossier:
    """Points alone speak, and no list of instruments asks for one."""
    return replace(given, measurements=(), instruments=())


def test_every_point_of_microclimate_stands_with_its_values() -> None:
    printed = main(document("protocol-microclimate", source(), "ru"))
    told = rows("points-microclimate.csv")
    assert [[row[1], row[5], row[7], row[11]] for row in printed[: len(told)]] == [
        [
            row["point"],
            row["air_temperature_degC"].replace(",", "."),
            row["relative_humidity_pct"].replace(",", "."),
            row["pressure_mmHg"],
        ]
        for row in told
    ]
    assert {row[9] for row in printed} == {"–"}  # the air speed was not read
    assert [row[3] for row in printed[: len(told)]] == [row["work_category"] for row in told]


def test_a_value_that_only_the_journal_has_follows_the_points() -> None:
    given = replace(few(), points=(), stays=())
    printed = main(document("protocol-light", source(given), "ru"))
    assert [[*row[:3], row[6]] for row in printed] == [
        ["1", "–", "Директор", "461"],
        ["2", "–", "Главный механик", "505"],
        ["3", "–", "Лаборант", "859"],
    ]


def test_every_level_of_noise_has_its_place_hours_and_character() -> None:
    printed = main(document("protocol-noise", source(), "ru"))
    told = rows("points-noise.csv")
    assert [[row[1], row[3], row[24]] for row in printed[: len(told)]] == [
        [row["point"], row["exposure_h"], f"LАэкв {row['leq_dBA'].replace(',', '.')}"]
        for row in told
    ]
    assert {tuple(row[4:10]) for row in printed[: len(told)]} == {("+", "", "+", "", "", "")}
    alone = [[row[1], row[2]] for row in printed[len(told) :]]  # their points name others
    assert alone == [["–", "Начальник службы безопасности"], ["–", "Технолог оператор"]]
    assert all(len(row) == 26 for row in printed)


def test_fields_have_a_title_and_two_ranges_a_workplace() -> None:
    printed = main(document("protocol-emf", source(few((1,))), "ru"))
    title, first, second = printed
    assert title[0] == "01 001 001, Директор"
    assert first[6:10] == ["4", "≤ 25", "95", "≤ 250"]
    assert second[6:10] == ["0.12", "≤ 2.5", "1", "≤ 25"]
    assert len(main(document("protocol-emf", source(), "ru"))) == 3 * 14


def test_what_was_not_measured_is_named_and_has_no_row() -> None:
    given = source()
    listed = words(document("protocol-microclimate", given, "ru"))
    line = next(each for each in listed.splitlines() if each.startswith("Рабочие места без"))
    assert line.count("01 002 0") == 10
    assert "не измерено" not in listed


@pytest.mark.parametrize("form", PROTOCOLS)
def test_without_any_value_one_line_says_so(form: str) -> None:
    given = replace(few(), points=(), stays=(), measurements=())
    printed = document(form, source(given), "ru")
    assert not [b for b in printed.parts[0].blocks if isinstance(b, Table) and b.main]
    assert words(printed).count("Измерения по этому фактору не проводились") == 1
    assert "Соответствие" not in words(printed)
    assert "неопределенность" not in words(printed)


@pytest.mark.parametrize("form", PROTOCOLS)
def test_each_language_alone_has_nothing_of_the_other(form: str) -> None:
    kk, ru = (_whole(document(form, source(few()), lang)) for lang in ("kk", "ru"))
    assert "хаттамасы" in kk
    assert "Протокол" not in kk
    assert "Протокол" in ru
    assert "хаттама" not in ru.casefold()


def _whole(given: Document) -> str:
    return "\n".join((words(given), *(" ".join(row) for row in _cells(given))))


def _cells(given: Document) -> Iterator[list[str]]:
    for block in given.parts[0].blocks:
        if isinstance(block, Table):
            for row in (*block.head, *(row for group in block.groups for row in group.rows)):
                yield [_text(cell) for cell in row if cell is not None]


def test_repeats_stand_for_their_mean_and_are_told_below() -> None:
    given = without_journal(few((1,)))
    read = {"noise_leq": "60,1; 60,3; 66,0", "noise_max": "71,5", "noise_band_1000": "55,5"}
    spot = point("noise", readings=read, spectrum="тональный", time_character="прерывистый")
    printed = document("protocol-noise", source(with_points(given, spot)), "ru")
    level, maximum = main(printed)
    assert level[24] == "LАэкв 63.1"
    assert maximum[24] == "LАмакс 71.5"
    assert level[4:10] == ["", "+", "", "", "+", ""]
    assert level[20] == "55.5"
    assert [cell for cell in level[10:24] if cell] == ["55.5"]
    assert "№ 1 шум 60,1 / 60,3 / 66,0" in words(printed)


def test_vibration_stands_in_the_form_of_noise_with_its_unit() -> None:
    spot = point(
        "vibration_whole",
        exposure_hours="7",
        readings={
            "vibration_category": "3a",
            "vibration_axis": "Z",
            "vibration_whole_level": "104,5",
            "vibration_whole_reference": "0.000001",
        },
    )
    given = with_points(without_journal(few((1,))), spot)
    (row,) = main(document("protocol-noise", source(given), "ru"))
    assert row[24] == "104,5 дБ"
    assert row[25] == "≤ 100"
    assert "Общая вибрация" in row[3]
    assert row[3].endswith("; 7")
    assert "Не соответствует: корректированный уровень виброускорения – 1" in words(
        document("protocol-noise", source(given), "ru")
    )


def test_axes_of_an_acceleration_are_told_apart_and_come_to_one_level() -> None:
    read = {
        f"vibration_local_{axis}": value
        for axis, value in zip("xyz", ("1,2", "0,8", "2"), strict=True)
    }
    given = with_points(without_journal(few((1,))), point("vibration_local", readings=read))
    printed = main(document("protocol-noise", source(given), "ru"))
    assert [row[24] for row in printed[:3]] == ["X: 1,2 м/с²", "Y: 0,8 м/с²", "Z: 2 м/с²"]
    assert printed[3][24].startswith("расчетный уровень 12")
    assert [row[25] for row in printed] == ["", "", "", "≤ 126"]


def test_the_speed_of_the_air_has_the_norm_of_its_category_and_season() -> None:
    read = {"air_temperature": "22", "relative_humidity": "50", "air_speed": "0,45"}
    spots = [
        point("microclimate", "1т", readings=read, work_category="IIа"),
        point("microclimate", "2т", readings={**read, "air_speed": "0,05"}, work_category="IIа"),
    ]
    given = with_points(without_journal(few((1,))), *spots)
    printed = document("protocol-microclimate", source(given), "ru")
    assert [row[9:11] for row in main(printed)] == [["0.45", "0,2–0,4"], ["0.05", "0,2–0,4"]]
    told = words(printed)
    assert "Соответствует: 2. Не соответствует: скорость движения воздуха – 1." in told


def test_a_value_below_detection_keeps_its_sign() -> None:
    spot = point("light", readings={"illuminance": "<5"}, visual_grade="А-1")
    given = with_points(without_journal(few((1,))), spot)
    (row,) = main(document("protocol-light", source(given), "ru"))
    assert row[6] == "< 5"


def test_uncertainty_is_told_and_decides_conformity() -> None:
    sure = point("light", "1т", readings={"illuminance": "620"}, uncertainty="30")
    open_ = point("light", "2т", readings={"illuminance": "505"}, uncertainty="30")
    dark = point("light", "3т", readings={"illuminance": "120"})
    points = [replace(each, visual_grade="А-1") for each in (sure, open_, dark)]
    given = with_points(without_journal(few((1,))), *points)
    told = words(document("protocol-light", source(given), "ru"))
    assert "Соответствует: 1." in told
    assert "Не соответствует: освещение – 3" in told
    assert "В пределах неопределенности не решено: освещение – 2" in told
    assert "± 30 лк – 1, 2; не указана – 3" in told


def test_workplaces_of_one_point_with_other_norms_show_each_norm() -> None:
    given = without_journal(few((1, 25)))
    spot = point("noise", readings={"noise_leq": "70"})
    given = with_points(given, spot)
    loud = replace(given.workplaces[1], noise_row=5)
    given = replace(
        given,
        workplaces=(given.workplaces[0], loud),
        stays=(*given.stays, Stay(id="y", point_id=spot.id, workplace_id=loud.id)),
    )
    judged = replace(source(given), assessment=evaluate(given, catalog()))
    (row,) = main(document("protocol-noise", judged, "ru"))
    assert row[2] == "Директор, Лаборант"
    assert sorted(row[25].split("; ")) == ["≤ 50", "≤ 80"]


def test_a_value_that_was_not_measured_or_by_an_instrument_out_of_verification_says_so() -> None:
    given = few((1,))
    meter = next(each for each in given.instruments if "illuminance" in each.quantities)
    spot = point(
        "light",
        readings={"illuminance": "400"},
        visual_grade="А-1",
        measured_on=date(2026, 6, 1),
        provenance=Provenance.DECLARED,
    ).read_by((meter.id,))
    told = words(document("protocol-light", source(with_points(given, spot)), "ru"))
    assert "срок поверки прибора истек (20.05.2026)" in told
    assert "заявлено работодателем" in told
    assert "Не оценено: прибор без поверки – 1" in told


@pytest.mark.parametrize("family", ["light", "noise"])
def test_what_no_instrument_covers_still_has_its_norm(family: str) -> None:
    read = {"light": {"illuminance": "400"}, "noise": {"noise_leq": "70"}}[family]
    given = with_points(few((1,)), point(family, readings=read, visual_grade="А-1"))
    printed = document(f"protocol-{family}", source(given), "ru")
    assert "Не оценено: прибор не указан – 1" in words(printed)
    assert main(printed)[0][-1] == {"light": "≥ 500", "noise": "≤ 50"}[family]


def test_what_the_form_has_no_column_for_stands_in_a_second_table() -> None:
    spot = point("light", readings={"illuminance": "600", "pulsation": "12,5"}, visual_grade="А-1")
    given = with_points(without_journal(few((1,))), spot)
    cells = list(_cells(document("protocol-light", source(given), "ru")))
    assert ["1", "7т", "Директор", "Коэффициент пульсации освещенности, %", "12.5"] in [
        row[:5] for row in cells
    ]


def test_a_point_where_nobody_works_is_judged_by_itself() -> None:
    spot = point("light", readings={"illuminance": "120"}, visual_grade="А-1", zone="Коридор")
    given = replace(without_journal(few((1,))), points=(spot,), stays=())
    printed = document("protocol-light", source(given), "ru")
    (row,) = main(printed)
    assert row[2] == "Коридор"
    assert row[6] == "120"
    assert row[8].startswith("≥ ")
    assert "Не соответствует: освещение – 1" in words(printed)


@pytest.mark.parametrize(
    ("numbers", "printed"),
    [((1,), "1"), ((1, 2), "1, 2"), ((1, 2, 3, 5, 7, 8, 9), "1–3, 5, 7–9"), ((), "")],
)
def test_numbers_of_rows_are_told_in_runs(numbers: tuple[int, ...], printed: str) -> None:
    assert numbered(numbers) == printed


def test_numbers_stay_numbers_for_excel() -> None:
    (table,) = (
        block
        for block in document("protocol-light", source(few())).parts[0].blocks
        if isinstance(block, Table) and block.main
    )
    first = table.groups[0].rows[0][6]
    assert first is not None
    assert first.number is not None
    assert first.number.value == Decimal(461)
    assert dossier().points
