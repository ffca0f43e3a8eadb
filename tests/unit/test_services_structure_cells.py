"""Cells of the structure grid: judged before they land, written in one step, never in part."""

import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.ids import PositionId, uuid7
from riskdesk.domain.values import LANGUAGES, LONGEST_NAME, LocalizedText
from riskdesk.services.edit import Several
from riskdesk.services.structure_cells import (
    CellEdit,
    CellVerdict,
    ChangeCells,
    ChangeWorkplace,
    plan,
)
from riskdesk.services.structure_grid import GRID_COLUMNS, structure_grid
from riskdesk.services.structure_lists import AddPositions, AddSection, ChangePosition, PositionLine
from riskdesk.services.structure_workplaces import Renumber


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


@pytest.fixture
def shop(hands: Hands) -> Hands:
    section = hands.section("Цех")
    hands.position(section, "Слесарь", 2)
    hands.position(section, "Токарь")
    return hands


def judged(hands: Hands, *edits: CellEdit) -> tuple[CellVerdict, ...]:
    before = hands.database.content_hash(with_history=True)
    found = plan(edits, hands.certification, hands.database.unit_of_work(), hands.context)
    assert hands.database.content_hash(with_history=True) == before, "a plan stores nothing"
    return found


def test_a_pasted_block_is_one_step(shop: Hands) -> None:
    one, two, three = shop.places()
    section = shop.dossier.sections[0]
    edits = (
        CellEdit(one.id, "men", "1"),
        CellEdit(one.id, "women", " "),
        CellEdit(one.id, "shift_hours", "7,2"),
        CellEdit(one.id, "night", "иә"),
        CellEdit(two.id, "permanent", "нет"),
        CellEdit(two.id, "work_category", "IIа"),
        CellEdit(two.id, "noise_row", "2"),
        CellEdit(three.id, "list_entry", " раздел  1 "),
        CellEdit(three.id, "position.kk", "Токарь"),
        CellEdit(three.id, "position.headcount", "4"),
        CellEdit(section.id, "kk", "Цех"),
    )
    assert all(verdict.reason is None for verdict in judged(shop, *edits))
    done = shop.one_step(ChangeCells(certification_id=shop.certification, edits=edits))
    assert (done.label, done.value) == ("change-list", len(edits))
    one, two, three = shop.places()
    assert (one.men, one.women, one.shift_hours, one.night) == (1, None, Decimal("7.2"), True)
    assert (two.permanent, two.noise_row) == (False, 2)
    assert two.work_category == "IIa"
    assert three.list_entry == "раздел 1"
    line = shop.get_position(three.position_id)
    assert (line.name.kk, line.name.ru, line.headcount) == ("Токарь", "Токарь", 4)


@pytest.mark.parametrize(
    ("column", "text", "code"),
    [
        ("men", "два", "staffing-wrong"),
        ("men", "-1", "staffing-wrong"),
        ("men", "10001", "staffing-wrong"),
        ("youth", "1,5", "staffing-wrong"),
        ("shift_hours", "25", "shift-hours-wrong"),
        ("shift_hours", "0", "shift-hours-wrong"),
        ("shift_hours", "1e2", "number-not-read"),
        ("night", "иногда", "yes-no-wrong"),
        ("noise_row", "99", "selector-wrong"),
        ("work_category", "IV", "selector-wrong"),
        ("number", "1", "column-unknown"),
        ("section.kk", "1", "column-unknown"),
        ("position.headcount", "", "staffing-wrong"),
    ],
)
def test_what_does_not_fit_is_told_at_its_cell(
    shop: Hands, column: str, text: str, code: str
) -> None:
    place = shop.places()[0]
    good, bad = CellEdit(place.id, "men", "1"), CellEdit(place.id, column, text)
    kept, refused = judged(shop, good, bad)
    assert kept.reason is None
    assert refused.reason is not None
    assert refused.text == text, "what was typed stays"
    assert all(refused.reason.get_exact(language) for language in LANGUAGES)
    command = ChangeCells(certification_id=shop.certification, edits=(good, bad))
    error = shop.refused(command)
    assert (error.code, error.params["count"]) == ("cells-wrong", 1)
    if "." not in column:
        change = ChangeWorkplace(workplace_id=place.id, values={column: text})
        assert shop.refused(change).code == code


def test_a_name_is_never_emptied(shop: Hands) -> None:
    section = shop.dossier.sections[0]
    (verdict,) = judged(shop, CellEdit(section.id, "ru", " "))
    assert verdict.reason is not None
    renamed = judged(shop, CellEdit(section.id, "kk", "Цех"), CellEdit(section.id, "ru", ""))
    assert [one.reason for one in renamed] == [None, None], "one language is enough"


def test_a_row_of_another_certification_is_refused(shop: Hands) -> None:
    place = shop.places()[0]
    shop.begin("Другой")
    (verdict,) = judged(shop, CellEdit(place.id, "men", "1"))
    assert verdict.reason is not None
    assert judged(shop, CellEdit(uuid7(), "men", "1"))[0].reason is not None


def test_the_grid_shows_what_cells_read_back(shop: Hands) -> None:
    place = shop.places()[0]
    values = {"men": "1", "shift_hours": "7,2", "night": "да", "visual_grade": "IIIв"}
    shop.do(ChangeWorkplace(workplace_id=place.id, values=values))
    grid = structure_grid(shop.dossier, "ru")
    row = grid.rows[0]
    assert {name: row.cells[name] for name in values} == values
    edits = tuple(CellEdit(row.id, name, row.cells[name]) for name in GRID_COLUMNS)
    before = len(shop.database.changes())
    shop.do(ChangeCells(certification_id=shop.certification, edits=edits))
    assert len(shop.database.changes()) == before, "what is shown is what is stored"
    assert structure_grid(shop.dossier, "kk").rows[0].cells["night"] == "иә"
    assert structure_grid(shop.dossier, "en").rows[0].cells["shift_hours"] == "7.2"


def test_the_grid_tells_order_people_and_duplicates(shop: Hands) -> None:
    section = shop.dossier.sections[0]
    first = shop.position(section.id, "Мастер", at=1)
    grid = structure_grid(shop.dossier, "ru")
    assert grid.out_of_order
    assert [row.number for row in grid.rows] == [4, 1, 2, 3]
    shop.do(Renumber(certification_id=shop.certification))
    grid = structure_grid(shop.dossier, "ru")
    assert not grid.out_of_order
    assert not any(row.duplicate for row in grid.rows)
    shop.do(ChangePosition(position_id=first, name=shop.dossier.positions[0].name, headcount=3))
    line = structure_grid(shop.dossier, "ru").lines[0]
    assert (line.headcount, line.people, line.workplaces) == (3, 1, 1)


def test_a_large_paste_takes_a_moment(shop: Hands) -> None:
    shop.position(shop.dossier.sections[0].id, "Оператор", 2000)
    columns = ("men", "women", "youth", "disabled", "remark")
    edits = tuple(CellEdit(one.id, name, "1") for one in shop.places() for name in columns)
    start = time.perf_counter()
    shop.do(ChangeCells(certification_id=shop.certification, edits=edits))
    assert time.perf_counter() - start < 5, "2,000 rows × 5 columns"


def test_a_line_added_by_a_screen_has_its_id_and_cells_of_its_place(shop: Hands) -> None:
    section, line = shop.dossier.sections[0], uuid7()
    lines = (PositionLine(LocalizedText(ru="Сборщик"), 3, line, "one"),)
    cells = tuple(CellEdit(line, f"workplace.{name}", "1") for name in ("men", "women"))
    commands = (
        AddPositions(section_id=section.id, lines=lines),
        ChangeCells(certification_id=shop.certification, edits=cells),
    )
    shop.one_step(Several(commands, label="paste/1"))
    assert shop.get_position(PositionId(line)).headcount == 3
    (place,) = [one for one in shop.dossier.workplaces if one.position_id == line]
    assert (place.men, place.women) == (1, 1)
    (verdict,) = judged(shop, CellEdit(section.id, "workplace.men", "1"))
    assert verdict.reason is not None


def test_a_placeholder_goes_whole_when_one_language_is_typed(hands: Hands) -> None:
    texts = hands.context.texts
    section = hands.do(
        AddSection(certification_id=hands.certification, name=texts.say("new-section"))
    )
    line = PositionLine(texts.say("new-position"))
    (position,) = hands.do(AddPositions(section_id=section, lines=(line,)))
    assert all(texts.say("new-section").get_exact(each) for each in LANGUAGES)
    for row, text in ((section, "Цех розлива"), (position, "Лаборант")):
        edits = (CellEdit(row, "ru", text),)
        hands.do(ChangeCells(certification_id=hands.certification, edits=edits))
    names = [hands.dossier.sections[-1].name, hands.get_position(position).name]
    assert names[0] == hands.context.catalog.section_name("Цех розлива")
    assert names[1] == hands.context.catalog.position_name("Лаборант")
    edits = (CellEdit(section, "kk", "Құю цехы"),)
    hands.do(ChangeCells(certification_id=hands.certification, edits=edits))
    kept = hands.dossier.sections[-1].name
    assert (kept.kk, kept.ru) == ("Құю цехы", "Цех розлива"), "a name of one's own stays"


def test_men_of_a_line_without_workplaces_are_refused_in_words(shop: Hands) -> None:
    section = shop.dossier.sections[0].id
    (line,) = shop.do(AddPositions(section_id=section, lines=(PositionLine(ru("Сторож"), 0),)))
    edits = (CellEdit(line, "workplace.men", "2"),)
    (verdict,) = judged(shop, *edits)
    assert verdict.reason is not None
    assert line not in verdict.reason.ru
    assert "численность" in verdict.reason.ru


@pytest.mark.parametrize("column", ["kk", "ru", "en"])
def test_a_name_without_an_end_is_refused_at_its_cell(shop: Hands, column: str) -> None:
    row = shop.dossier.positions[0].id
    fits, too_long = (CellEdit(row, column, "я" * count) for count in (LONGEST_NAME, 10_000))
    one, two = judged(shop, fits, too_long)
    assert one.reason is None
    assert two.reason is not None
    assert str(LONGEST_NAME) in two.reason.ru
    error = shop.refused(
        AddSection(certification_id=shop.certification, name=ru("я" * (LONGEST_NAME + 1)))
    )
    assert error.code == "text-long"
