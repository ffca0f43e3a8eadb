"""The journal: values, their instruments and days, bad rows, row by row."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeStore
from services_desk import DAY, Desk

from riskdesk.domain.errors import UserError
from riskdesk.services.import_journal import JournalRows
from riskdesk.services.located import ProblemsFound

HEAD = "workplace_no;position;quantity;value;unit;method;norm_written_by_hand\n"
FIRST = "1;Директор;illuminance;461;lx;ГОСТ 24940-96;300\n"
INSTRUMENTS = "instrument;quantities;certificate;verified_on;valid_until\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.positions(("Директор", 1), ("Шеф повар", 2))
    return desk


def faults(desk: Desk, text: str) -> list[tuple[int, int | None, str]]:
    before = dict(desk.store.rows)
    with pytest.raises(ProblemsFound) as found:
        desk.journal(text)
    assert desk.store.rows == before, "nothing is imported"
    return [(problem.row, problem.column, problem.code) for problem in found.value.problems]


def test_a_row_is_stored_as_written(desk: Desk) -> None:
    done = desk.journal(HEAD + FIRST + "2;Шеф повар;air_temperature;24,0;degC;ГОСТ;16-27\n")
    light, warm = desk.dossier().measurements
    assert (light.value, light.value_text, light.unit) == (Decimal(461), "461", "lx")
    assert (light.method, light.norm_written) == ("ГОСТ 24940-96", "300")
    assert (warm.value, warm.value_text) == (Decimal("24.0"), "24,0")
    assert warm.position_written == "Шеф повар"
    assert {light.measured_on, warm.measured_on} == {DAY}
    assert (done.rows, done.added, done.changed) == (2, 2, 0)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
@pytest.mark.parametrize(("separator", "point"), [(";", ","), (";", "."), ("\t", ","), ("\t", ".")])
def test_every_way_of_writing_gives_the_same(
    desk: Desk, encoding: str, separator: str, point: str
) -> None:
    text = (HEAD + f"1;Директор;noise_leq;45{point}4;dBA;ГОСТ;50\r\n").replace(";", separator)
    desk.journal(text.encode(encoding))
    assert [m.value for m in desk.dossier().measurements] == [Decimal("45.4")]


def test_russian_and_kazakh_headings_quantities_and_units(desk: Desk) -> None:
    russian = "№ рабочего места;Должность;Показатель;Значение;Ед. изм.\n"
    desk.journal(russian + "1;Директор;Искусственная освещенность;461;лк\n")
    kazakh = "Жұмыс орны;Лауазымы;Көрсеткіш;Мәні;Бірлігі\n"
    desk.journal(kazakh + "1;Директор;noise_leq;45;дБА\n")
    assert [(m.quantity, m.unit) for m in desk.dossier().measurements] == [
        ("illuminance", "lx"),
        ("noise_leq", "dBA"),
    ]


def test_an_empty_value_is_not_measured_and_zero_is_zero(desk: Desk) -> None:
    desk.journal(HEAD + "1;Директор;illuminance;;lx;;200\n1;Директор;noise_leq;0;dBA;;50\n")
    assert [m.value for m in desk.dossier().measurements] == [None, Decimal(0)]


def test_the_same_file_again_writes_nothing(desk: Desk) -> None:
    text = HEAD + FIRST
    desk.journal(text)
    before = (dict(desk.store.rows), len(desk.store.changes))
    done = desk.journal(text)
    assert (done.added, done.changed, done.unchanged) == (0, 0, 1)
    assert (desk.store.rows, len(desk.store.changes)) == before


def test_a_corrected_value_keeps_its_identity(desk: Desk) -> None:
    desk.journal(HEAD + FIRST)
    before = desk.dossier().measurements[0]
    done = desk.journal(HEAD + FIRST.replace("461", "462"))
    after = desk.dossier().measurements
    assert [(m.id, m.value, m.ordinal) for m in after] == [
        (before.id, Decimal(462), before.ordinal)
    ]
    assert (done.added, done.changed) == (0, 1)


def test_all_bad_cells_are_told_at_once(desk: Desk) -> None:
    text = HEAD + (
        "1;Директор;illuminance;светло;lx;;\n"
        "4;Директор;illuminance;1;lx;;\n"
        "x;Директор;illuminance;1;lx;;\n"
        "1;Директор;brightness;1;lx;;\n"
        "1;Директор;illuminance;1;dBA;;\n"
        "1;Шеф повар;noise_leq;1;dBA;;\n"
        "1;Директор;noise_leq;1;dBA;;\n"
        "1;Директор;noise_leq;2;dBA;;\n"
        "1;Директор\n"
    )
    assert faults(desk, text) == [
        (2, 4, "number-not-read"),
        (3, 1, "workplace-unknown"),
        (4, 1, "workplace-unknown"),
        (5, 3, "quantity-unknown"),
        (6, 5, "unit-wrong"),
        (7, 2, "position-of-another"),
        (9, 3, "journal-row-twice"),
        (10, None, "row-width"),
    ]


def test_a_slip_in_a_position_is_no_error_of_the_file(desk: Desk) -> None:
    desk.journal(HEAD + "2;Шеф-повар;illuminance;1;lx;;\n3;шеф пувар;illuminance;1;lx;;\n")
    assert [m.position_written for m in desk.dossier().measurements] == ["Шеф-повар", "шеф пувар"]


def test_a_day_of_its_own(desk: Desk) -> None:
    desk.journal(HEAD + FIRST)
    desk.journal(
        HEAD + FIRST.replace("illuminance;461;lx", "noise_leq;45;dBA"),
        measured_on=date(2026, 4, 12),
    )
    assert [m.measured_on.day for m in desk.dossier().measurements] == [10, 12]
    assert desk.dossier().certification.measured_on == DAY


def test_the_first_values_set_the_day_of_the_certification(desk: Desk) -> None:
    desk.journal(HEAD + FIRST, measured_on=date(2026, 5, 1))
    assert desk.dossier().certification.measured_on == date(2026, 5, 1)
    assert desk.journal(HEAD + FIRST).unchanged == 1


def linked(desk: Desk) -> list[str]:
    dossier = desk.dossier()
    return [
        dossier.instrument_by_id[m.instrument_id].certificate if m.instrument_id else ""
        for m in dossier.measurements
    ]


COVERING = "Люксметр;illuminance;L2;2026-01-01;2027-01-01\n"
OLDER = "Люксметр;illuminance;L1;2025-05-20;2026-05-20\n"
EXPIRED = "Измеритель;emf;E1;2023-01-01;2024-01-01\nИзмеритель;emf;E2;2024-01-01;2025-01-01\n"
LATE = "Люксметр;illuminance;L3;2026-06-01;2027-06-01\n"


@pytest.mark.parametrize("instruments_first", [True, False])
def test_the_instrument_that_covers_quantity_and_day(
    desk: Desk, *, instruments_first: bool
) -> None:
    journal = (
        HEAD
        + FIRST
        + "1;Директор;emf_magnetic_5Hz_2kHz;95;nT;;250\n1;Директор;noise_leq;4;dBA;;5\n"
    )
    instruments = INSTRUMENTS + OLDER + LATE + COVERING + EXPIRED
    for step in (
        (desk.instruments, desk.journal) if instruments_first else (desk.journal, desk.instruments)
    ):
        step(instruments if step == desk.instruments else journal)
    assert linked(desk) == ["L2", "E2", ""]


def test_a_value_keeps_the_instrument_that_covers_it(desk: Desk) -> None:
    desk.instruments(INSTRUMENTS + OLDER)
    desk.journal(HEAD + FIRST)
    desk.instruments(INSTRUMENTS + COVERING)
    assert linked(desk) == ["L1"]


def test_a_new_verification_takes_the_values_over(desk: Desk) -> None:
    desk.instruments(INSTRUMENTS + "Люксметр;illuminance;L0;2024-01-01;2025-01-01\n")
    desk.journal(HEAD + FIRST)
    assert linked(desk) == ["L0"]
    desk.instruments(INSTRUMENTS + COVERING)
    assert linked(desk) == ["L2"]


def test_a_journal_alone_makes_its_workplaces(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    done = desk.journal(HEAD + FIRST + "2;Сторож;noise_leq;1;dBA;;\n3;Сторож;noise_leq;1;dBA;;\n")
    dossier = desk.dossier()
    assert [(s.ordinal, s.name.ru) for s in dossier.sections] == [(1, "")]
    assert [(p.name.ru, p.headcount) for p in dossier.positions] == [("Директор", 1), ("Сторож", 2)]
    assert [w.number for w in dossier.workplaces] == [1, 2, 3]
    assert any("по журналу" in note.ru for note in done.notes)
    assert dossier.certification.title == "journal"
    assert desk.journal(HEAD + FIRST).unchanged == 1


def test_a_bad_journal_alone_makes_nothing(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    assert faults(desk, HEAD + "1;Директор;illuminance;x;lx;;\n") == [(2, 4, "number-not-read")]


def test_rows_one_by_one(desk: Desk) -> None:
    rows = JournalRows(HEAD.strip(), None, None, desk.store.unit_of_work, desk.context)
    before = len(desk.store.changes)
    rows.accept("1;Директор;illuminance;461;lx;;300")
    with pytest.raises(ProblemsFound) as found:
        rows.accept("1;Директор;noise_leq;тихо;dBA;;300")
    rows.accept("1;Директор;noise_leq;45,4;dBA;;300")
    with pytest.raises(ProblemsFound):
        rows.accept("1;Директор;noise_leq;45,5;dBA;;300")
    with pytest.raises(ProblemsFound):
        rows.accept('1;"Дирек')
    assert len(desk.store.changes) - before == 2, "a commit a row"
    assert [m.value for m in desk.dossier().measurements] == [Decimal(461), Decimal("45.4")]
    assert (found.value.problems[0].row, found.value.problems[0].column) == (2, 4)


def test_rows_one_by_one_make_their_workplaces_also_after_a_break() -> None:
    store = FakeStore()
    desk = Desk(Path(), store)
    for lines in (["1;Директор;illuminance;1;lx;;", "2;Сторож;noise_leq;1;dBA;;"],
                  ["3;Сторож;noise_leq;2;dBA;;", "4;Повар;noise_leq;2;dBA;;"]):  # fmt: skip
        rows = JournalRows(HEAD.strip(), None, DAY, store.unit_of_work, desk.context)
        for line in lines:
            rows.accept(line)
    dossier = desk.dossier()
    assert [(p.name.ru, p.headcount) for p in dossier.positions] == [
        ("Директор", 1),
        ("Сторож", 2),
        ("Повар", 1),
    ]
    assert [w.number for w in dossier.workplaces] == [1, 2, 3, 4]
    assert len(dossier.measurements) == 4
    assert dossier.certification.measured_on == DAY


def test_rows_do_not_make_workplaces_beside_a_staff_list(desk: Desk) -> None:
    rows = JournalRows(HEAD.strip(), None, None, desk.store.unit_of_work, desk.context)
    with pytest.raises(ProblemsFound):
        rows.accept("4;Сторож;noise_leq;1;dBA;;")


def test_a_refused_first_row_leaves_an_empty_database_empty() -> None:
    store = FakeStore()
    rows = JournalRows(HEAD.strip(), None, DAY, store.unit_of_work, Desk(Path()).context)
    with pytest.raises(ProblemsFound):
        rows.accept("1;Директор;illuminance;x;lx;;")
    assert not store.rows
    rows.accept("1;Директор;illuminance;1;lx;;")
    assert len(store.changes) == 1


def test_a_stream_without_headings_is_refused(desk: Desk) -> None:
    with pytest.raises(UserError, match="import-headings"):
        JournalRows("1;Директор", None, None, desk.store.unit_of_work, desk.context)


def test_several_certifications_need_a_name(desk: Desk) -> None:
    from riskdesk.domain.values import LocalizedText  # noqa: PLC0415 - only here
    from riskdesk.services.edit import NewCertification, run  # noqa: PLC0415

    first = desk.dossier().certification
    second = NewCertification(
        enterprise=LocalizedText(ru="Второй"), title="Вторая", measured_on=DAY
    )
    run(second, desk.store.unit_of_work(), desk.context)
    with pytest.raises(UserError) as error:
        desk.journal(HEAD + FIRST)
    assert error.value.code == "certification-several"
    assert first.id in str(error.value.params["known"])
    with pytest.raises(UserError, match="certification-several"):  # before any row is read
        JournalRows(HEAD.strip(), None, None, desk.store.unit_of_work, desk.context)
    assert desk.journal(HEAD + FIRST, certification=first.id).added == 1


def test_a_stream_for_an_unknown_certification_or_rule_set_is_refused_at_once(desk: Desk) -> None:
    told = (HEAD.strip(), "нет", None, desk.store.unit_of_work, desk.context)
    with pytest.raises(UserError, match="certification-unknown"):
        JournalRows(*told)
    told = (HEAD.strip(), None, None, desk.store.unit_of_work, desk.context)  # type: ignore[assignment]
    with pytest.raises(UserError, match="ruleset-unknown"):
        JournalRows(*told, ruleset="нет")
    JournalRows(*told, ruleset="R2.2.2006-05").accept(FIRST.strip())
    with pytest.raises(UserError, match="import-ruleset-chosen"):
        JournalRows(*told, ruleset="KZ1.04.001.2000")


def test_the_day_that_holds_is_told(desk: Desk) -> None:
    desk.journal(HEAD + FIRST)
    (note,) = desk.journal(HEAD + FIRST, measured_on=date(2026, 5, 1)).notes
    assert "остаётся 10.04.2026" in note.ru
    assert "01.05.2026" in note.ru


def test_a_file_name_that_is_no_text_still_names_the_certification(tmp_path: Path) -> None:
    desk = Desk(tmp_path)
    desk.staff([["Должность", "Количество"], ["Слесарь", 1]], path=Path("\udcd8\udcf2.xlsx"))
    assert desk.dossier().certification.title == "??"


@pytest.mark.parametrize(
    ("quantity", "value", "possible"),
    [
        ("illuminance", "-5", "от 0 до 200000 лк"),
        ("relative_humidity", "-3", "от 0 до 100 %"),
        ("relative_humidity", "150", "от 0 до 100 %"),
        ("air_temperature", "-300", "от −100 до 200 °C"),
        ("noise_leq", "-1", "от 0 до 200 дБА"),
        ("emf_magnetic_5Hz_2kHz", "-0,1", "не меньше 0 нТл"),
    ],
)
def test_what_cannot_be_is_refused_at_its_cell(
    desk: Desk, quantity: str, value: str, possible: str
) -> None:
    text = HEAD + f"1;Директор;{quantity};{value};;;\n"
    assert faults(desk, text) == [(2, 4, "value-impossible")]
    with pytest.raises(ProblemsFound) as found:
        desk.journal(text)
    said = found.value.problems[0].say(desk.context.texts)
    assert possible in said.ru
    assert said.kk
    rows = JournalRows(HEAD.strip(), None, None, desk.store.unit_of_work, desk.context)
    with pytest.raises(ProblemsFound):
        rows.accept(f"1;Директор;{quantity};{value};;;")


def test_frost_and_silence_are_values(desk: Desk) -> None:
    desk.journal(HEAD + "1;Директор;air_temperature;-35;;;\n1;Директор;noise_leq;0;;;\n")
    assert [m.value for m in desk.dossier().measurements] == [Decimal(-35), Decimal(0)]


def test_an_emptied_value_goes_and_a_lost_row_stays_and_is_told(desk: Desk) -> None:
    second = "1;Директор;noise_leq;45;dBA;;50\n"
    desk.journal(HEAD + FIRST + second)
    done = desk.journal(HEAD + FIRST.replace("461", ""))
    assert [m.value for m in desk.dossier().measurements] == [None, Decimal(45)]
    assert (done.changed, done.added) == (1, 0)
    assert [note.ru for note in done.notes] == ["Строк, которых в файле больше нет, сохранено: 1."]
    assert not desk.journal(HEAD + FIRST + second).notes
