"""Staff lists in the store: workplaces by count, the same list again, a list that changed."""

from datetime import date
from pathlib import Path

import pytest
from services_desk import DAY, Desk, Rows, context

from riskdesk.domain.errors import UserError
from riskdesk.services.located import ProblemsFound

HEAD = ["№", "Должность", "Кол-во"]
LIST: Rows = [
    HEAD,
    ["Администрация"],
    [1, "Директор", 1],
    ["Цех"],
    [2, "Сборщик", 3],
    [3, "Сторож", 2],
]
ROW = "{};{};illuminance;300;lx;ГОСТ;200\n"
JOURNAL = "workplace_no;position;quantity;value;unit;method;norm\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def names(desk: Desk) -> list[tuple[int, str]]:
    dossier = desk.dossier()
    return [(w.number, dossier.position_of(w).name.ru) for w in dossier.workplaces]


def test_counts_become_workplaces_numbered_in_order(desk: Desk) -> None:
    done = desk.staff(LIST)
    dossier = desk.dossier()
    assert names(desk) == [
        (1, "Директор"),
        (2, "Сборщик"),
        (3, "Сборщик"),
        (4, "Сборщик"),
        (5, "Сторож"),
        (6, "Сторож"),
    ]
    assert [(s.ordinal, s.name.ru) for s in dossier.sections] == [(1, "Администрация"), (2, "Цех")]
    assert [(p.ordinal, p.headcount) for p in dossier.positions] == [(1, 1), (2, 3), (3, 2)]
    assert dossier.code_of(dossier.workplaces[4]) == "01 002 005"
    assert (done.rows, done.added, done.changed, done.unchanged) == (3, 11, 0, 0)


def test_an_empty_database_gets_enterprise_and_certification_named_after_the_file(
    desk: Desk,
) -> None:
    desk.staff(LIST)
    dossier = desk.dossier()
    assert (dossier.enterprise.name.ru, dossier.certification.title) == ("Завод", "Завод")
    assert dossier.certification.measured_on == DAY
    assert dossier.certification.ruleset is None


def test_without_a_date_today_is_taken_and_told(desk: Desk) -> None:
    done = desk.staff(LIST, measured_on=None)
    assert desk.dossier().certification.measured_on == context().clock.now().astimezone().date()
    assert any("10.04.2026" in note.ru for note in done.notes)


def test_the_rule_set_is_chosen_only_when_named(desk: Desk) -> None:
    desk.staff(LIST, ruleset="R2.2.2006-05")
    assert desk.dossier().certification.ruleset == "R2.2.2006-05"
    with pytest.raises(UserError, match="ruleset-unknown"):
        desk.staff(LIST, ruleset="X")


def test_a_chosen_rule_set_is_not_changed_by_an_import(desk: Desk) -> None:
    desk.staff(LIST)
    desk.staff(LIST, ruleset="R2.2.2006-05")
    assert desk.dossier().certification.ruleset == "R2.2.2006-05", "none was chosen yet"
    desk.staff(LIST, ruleset="R2.2.2006-05")
    with pytest.raises(UserError, match="import-ruleset-chosen") as caught:
        desk.staff(LIST, ruleset="KZ1.04.001.2000")
    assert caught.value.params["chosen"] == "R2.2.2006-05"
    assert desk.dossier().certification.ruleset == "R2.2.2006-05"


def test_another_day_is_told(desk: Desk) -> None:
    assert desk.staff(LIST).notes == desk.staff(LIST).notes == ()
    (note,) = desk.staff(LIST, measured_on=date(2026, 4, 11)).notes
    assert "10.04.2026" in note.ru
    assert "теперь 11.04.2026" in note.ru
    assert desk.dossier().certification.measured_on == date(2026, 4, 11)


def test_the_same_list_again_writes_nothing(desk: Desk) -> None:
    desk.staff(LIST)
    before = (dict(desk.store.rows), len(desk.store.changes))
    done = desk.staff(LIST)
    assert (done.added, done.changed, done.unchanged) == (0, 0, 11)
    assert (desk.store.rows, len(desk.store.changes)) == before


def test_a_changed_list_keeps_identities(desk: Desk) -> None:
    desk.staff(LIST)
    before = desk.dossier()
    desk.staff(
        [HEAD, ["Администрация"], [1, "Директор", 1], [2, "Юрист", 1], ["Цех"],
         [3, "Сборщик", 2], [4, "Сторож", 3]]
    )  # fmt: skip
    after = desk.dossier()
    assert [name for _, name in names(desk)] == [
        "Директор", "Юрист", "Сборщик", "Сборщик", "Сторож", "Сторож", "Сторож",
    ]  # fmt: skip
    ids = [w.id for w in after.workplaces]
    old = [w.id for w in before.workplaces]
    assert [ids[0], ids[2], ids[3], ids[4], ids[5]] == [old[0], old[1], old[2], old[4], old[5]]
    assert [w.number for w in after.workplaces] == [1, 2, 3, 4, 5, 6, 7]
    assert {p.id for p in before.positions} < {p.id for p in after.positions}


def test_a_corrected_spelling_is_the_same_position(desk: Desk) -> None:
    desk.staff([HEAD, [1, "Сборшик", 1]])
    before = desk.dossier()
    desk.staff([HEAD, [1, "Сборщик", 1]])
    after = desk.dossier()
    assert [p.id for p in before.positions] == [p.id for p in after.positions]
    assert after.positions[0].name.ru == "Сборщик"


def test_a_workplace_with_values_is_never_dropped(desk: Desk) -> None:
    desk.staff(LIST)
    desk.journal(JOURNAL + ROW.format(4, "Сборщик") + ROW.format(6, "Сторож"))
    before = dict(desk.store.rows)
    with pytest.raises(ProblemsFound) as found:
        desk.staff([HEAD, ["Администрация"], [1, "Директор", 1], ["Цех"], [2, "Сборщик", 2]])
    assert [(p.row, p.column, p.code, p.params["number"]) for p in found.value.problems] == [
        (5, 3, "staff-workplace-has-data", "6")
    ]
    assert desk.store.rows == before


def test_a_workplace_without_values_is_dropped(desk: Desk) -> None:
    desk.staff(LIST)
    desk.staff([HEAD, ["Администрация"], [1, "Директор", 1], ["Цех"], [2, "Сборщик", 2]])
    assert names(desk) == [(1, "Директор"), (2, "Сборщик"), (3, "Сборщик")]
    assert len(desk.dossier().positions) == 2


def test_bad_cells_import_nothing(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.staff([HEAD, [1, "Директор", "x"], [2, "Сторож", 0.5]])
    assert len(found.value.problems) == 2
    assert not desk.store.rows
    said = found.value.problems[0].say(desk.context.texts)
    assert said.ru == (
        "«Лист1», строка 2, столбец 3 (C, Кол-во): "
        "«x» не читается как число. Запишите число рабочих мест целым числом."
    )
    assert "2-жол, 3-баған" in said.kk


def test_men_and_women_go_to_workplaces_in_order_and_it_is_told(desk: Desk) -> None:
    done = desk.staff([["Должность", "Мужчин", "Женщин"], ["Сборщик", 1, 2]])
    assert [(w.men, w.women) for w in desk.dossier().workplaces] == [(1, 0), (0, 1), (0, 1)]
    assert any("мужчинам" in note.ru for note in done.notes)


def test_names_in_kazakh_and_in_both_languages(desk: Desk) -> None:
    desk.staff([["Лауазым", "Саны"], ["Күзетші", 1], ["Күзетші / Сторож", 1], ["Директор", 1]])
    kazakh, both, russian = (p.name for p in desk.dossier().positions)
    assert (kazakh.kk, kazakh.ru) == ("Күзетші", "")
    assert (both.kk, both.ru) == ("Күзетші", "Сторож")
    assert russian.ru == "Директор"
    assert russian.kk


def test_the_only_certification_or_the_one_named(desk: Desk) -> None:
    desk.staff(LIST)
    first = desk.dossier().certification.id
    with pytest.raises(UserError, match="certification-unknown"):
        desk.staff(LIST, certification="x")
    assert desk.staff(LIST, certification=first).changed == 0


def test_a_list_after_the_journal_keeps_the_workplaces_of_the_journal(desk: Desk) -> None:
    desk.journal(
        JOURNAL + "".join(ROW.format(n, "Технолог" if n < 3 else "Сторож") for n in range(1, 6))
    )
    before = [w.id for w in desk.dossier().workplaces]
    desk.staff(
        [HEAD, ["Администрация"], [1, "Технолог", 1], ["Цех"], [2, "Технолог", 1], [3, "Сторож", 3]]
    )
    dossier = desk.dossier()
    assert [w.id for w in dossier.workplaces] == before
    assert [s.name.ru for s in dossier.sections] == ["Администрация", "Цех"]
    assert len(dossier.measurements) == 5


def test_a_list_spells_a_position_of_the_journal_rightly(desk: Desk) -> None:
    desk.journal(JOURNAL + ROW.format(1, "Сборшик") + ROW.format(2, "Сторож"))
    before = [w.id for w in desk.dossier().workplaces]
    desk.staff([HEAD, ["Цех"], [1, "Сборщик", 1], [2, "Сторож", 1]])
    dossier = desk.dossier()
    assert [w.id for w in dossier.workplaces] == before
    assert [p.name.ru for p in dossier.positions] == ["Сборщик", "Сторож"]
