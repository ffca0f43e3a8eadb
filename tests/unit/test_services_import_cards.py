"""Cards, conclusions, instruments: what a row becomes, and what is refused."""

from datetime import date
from pathlib import Path

import pytest
from services_desk import Desk

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.services.located import ProblemsFound

HEAVINESS = "workplace_no;position;indicator;value_written;class_marked_by_hand\n"
TENSION = "workplace_no;position;indicator;class_marked_by_hand\n"
CONCLUSIONS = (
    "workplace_no;position;heaviness_conclusion_by_hand;tension_count_1;tension_count_2;"
    "tension_count_3.1;tension_count_3.2;tension_conclusion_by_hand\n"
)
INSTRUMENTS = "instrument;quantities;certificate;verified_on;valid_until\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.positions(("Директор", 1), ("Сборщик", 2))
    return desk


def marks(desk: Desk) -> dict[tuple[int, str], HazardClass]:
    dossier = desk.dossier()
    numbers = {w.id: w.number for w in dossier.workplaces}
    return {(numbers[m.workplace_id], m.subject): m.hazard_class for m in dossier.marks}


def faults(desk: Desk, text: str) -> list[tuple[int, int | None, str]]:
    before = desk.store.rows
    with pytest.raises(ProblemsFound) as found:
        desk.cards(text)
    assert desk.store.rows == before, "nothing is imported"
    return [(problem.row, problem.column, problem.code) for problem in found.value.problems]


def test_a_card_of_heaviness(desk: Desk) -> None:
    done = desk.cards(
        HEAVINESS + "1;Директор;1.1;до2500;1\n1;Деректор;1.2а;до 12500;3,1\n1;Директор;5;Сидя;\n"
    )
    entries = desk.dossier().card_entries
    assert [(e.card, e.indicator, e.value_text) for e in entries] == [
        ("heaviness", "1.1", "до2500"),
        ("heaviness", "1.2a", "до 12500"),
        ("heaviness", "5", "Сидя"),
    ]
    assert [e.position_written for e in entries] == ["Директор", "Деректор", "Директор"]
    assert marks(desk) == {
        (1, "heaviness/1.1"): HazardClass.OPTIMAL,
        (1, "heaviness/1.2a"): HazardClass.HARMFUL_1,
    }
    assert (done.kind, done.rows) == ("heaviness", 3)


def test_a_card_of_tension_is_known_by_its_columns_or_indicators(desk: Desk) -> None:
    assert desk.cards(TENSION + "1;Директор;1.1;2\n").kind == "tension"
    assert desk.cards(HEAVINESS + "1;Директор;2.8;;2\n").kind == "tension"
    assert desk.cards(HEAVINESS + "2;Сборщик;1.1;;2\n").kind == "heaviness"


def test_conclusions_and_counts(desk: Desk) -> None:
    desk.cards(
        CONCLUSIONS + "1;Директор;1;11;11;0;0;2\n2;Сборщик;2;-;22;-;-;2\n3;Сборщик;2;;;;;2\n"
    )
    dossier = desk.dossier()
    feet = [dossier.foot_of(w, "tension") for w in dossier.workplaces]
    assert [foot.counts for foot in feet if foot] == [(11, 11, 0, 0), (0, 22, 0, 0), ()]
    assert marks(desk)[1, "heaviness"] is HazardClass.OPTIMAL
    assert marks(desk)[3, "tension"] is HazardClass.PERMISSIBLE


@pytest.mark.parametrize(
    "text",
    [
        HEAVINESS + "1;Директор;1.1;до2500;1\n",
        TENSION + "1;Директор;1.1;2\n",
        CONCLUSIONS + "1;Директор;1;11;11;0;0;2\n",
    ],
)
def test_the_same_file_again_writes_nothing(desk: Desk, text: str) -> None:
    desk.cards(text)
    before = (desk.store.rows, len(desk.store.changes))
    done = desk.cards(text)
    assert (done.added, done.changed) == (0, 0)
    assert (desk.store.rows, len(desk.store.changes)) == before


def test_another_mark_keeps_its_identity(desk: Desk) -> None:
    desk.cards(TENSION + "1;Директор;1.1;2\n")
    before = desk.dossier().marks[0]
    done = desk.cards(TENSION + "1;Директор;1.1;3.1\n")
    after = desk.dossier().marks[0]
    assert (after.id, after.hazard_class) == (before.id, HazardClass.HARMFUL_1)
    assert (done.added, done.changed) == (0, 1)


def test_all_bad_cells_are_told_at_once(desk: Desk) -> None:
    text = HEAVINESS + (
        "1;Директор;1.1;до2500;5\n"
        "1;Директор;9.9;до2500;1\n"
        "7;Директор;1.1;до2500;1\n"
        "1;Сборщик;2.1;до15;1\n"
        "2;Сборщик;2.1;до15;1\n"
        "2;Сборщик;2.1;до15;1\n"
    )
    assert faults(desk, text) == [
        (2, 5, "class-not-read"),
        (3, 3, "indicator-unknown"),
        (4, 1, "workplace-unknown"),
        (5, 2, "position-of-another"),
        (7, 3, "card-row-twice"),
    ]
    wrong = CONCLUSIONS + "1;Директор;x;1,5;11;0;0;2\n1;Директор;1;11;11;0;0;2\n"
    assert faults(desk, wrong) == [
        (2, 3, "class-not-read"),
        (2, 4, "count-not-read"),
        (3, 1, "card-row-twice"),
    ]


def test_cards_need_workplaces(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="import-workplaces-first"):
        Desk(tmp_path).cards(TENSION + "1;Директор;1.1;2\n")


def test_instruments_with_their_dates_and_quantities(desk: Desk) -> None:
    done = desk.instruments(
        INSTRUMENTS
        + "Метеометр;air_temperature, relative_humidity;M1;2025-05-23;23.05.2026\n"
        + "Аспиратор;radon;A1;2025-05-23;2025-11-23\n"
        + "Измеритель;emf;E1;;\n"
    )
    first, second, third = desk.dossier().instruments
    assert first.quantities == ("air_temperature", "relative_humidity")
    assert (first.verified_on, first.valid_until) == (date(2025, 5, 23), date(2026, 5, 23))
    assert second.quantities == ("radon",)
    assert (third.verified_on, third.valid_until) == (None, None)
    assert [note.ru for note in done.notes] == [
        "Показателя «radon» (Аспиратор) в этой версии нет; он сохранён как есть."
    ]


def test_a_prolonged_verification_is_a_change_a_new_certificate_a_new_row(desk: Desk) -> None:
    desk.instruments(INSTRUMENTS + "Шумомер;noise_leq;N1;2025-06-03;2026-06-03\n")
    before = desk.dossier().instruments[0]
    assert (
        desk.instruments(INSTRUMENTS + "Шумомер;noise_leq;N1;2025-06-03;2026-06-03\n").changed == 0
    )
    desk.instruments(
        INSTRUMENTS
        + "Шумомер;noise_leq;N1;2025-06-03;2026-07-03\n"
        + "Шумомер;noise_leq;N2;2026-07-01;2027-07-01\n"
    )
    first, second = desk.dossier().instruments
    assert (first.id, first.valid_until) == (before.id, date(2026, 7, 3))
    assert second.certificate == "N2"


def test_bad_instruments_are_told_at_once(desk: Desk) -> None:
    with pytest.raises(ProblemsFound) as found:
        desk.instruments(
            INSTRUMENTS
            + ";noise_leq;N1;2025-06-03;2026-06-03\n"
            + "Шумомер;;N2;2025-06-31;2026-06-03\n"
            + "Шумомер;noise_leq;N3;2025-06-03;2024-06-03\n"
            + "Шумомер;noise_leq;N3;2025-06-03;2026-06-03\n"
        )
    assert [(p.row, p.column, p.code) for p in found.value.problems] == [
        (2, 1, "cell-empty"),
        (3, 2, "cell-empty"),
        (3, 4, "date-not-read"),
        (4, 5, "instrument-dates"),
        (5, 1, "instrument-twice"),
    ]
    assert not desk.dossier().instruments


def test_an_emptied_mark_goes_and_a_lost_row_stays_and_is_told(desk: Desk) -> None:
    second = "1;Директор;1.2a;до 12500;1\n"
    desk.cards(HEAVINESS + "1;Директор;1.1;до2500;2\n" + second)
    done = desk.cards(HEAVINESS + "1;Директор;1.1;;\n")
    assert marks(desk) == {(1, "heaviness/1.2a"): HazardClass.OPTIMAL}
    assert [e.value_text for e in desk.dossier().card_entries] == ["", "до 12500"]
    assert [note.ru for note in done.notes] == ["Строк, которых в файле больше нет, сохранено: 1."]
    desk.cards(CONCLUSIONS + "1;Директор;1;11;11;0;0;2\n2;Сборщик;2;0;22;0;0;2\n")
    done = desk.cards(CONCLUSIONS + "1;Директор;;;;;;2\n")
    assert {subject for _, subject in marks(desk)} == {"heaviness/1.2a", "heaviness", "tension"}
    assert (1, "heaviness") not in marks(desk)
    assert len(done.notes) == 1
    again = desk.cards(CONCLUSIONS + "1;Директор;;;;;;2\n")
    assert (again.added, again.changed) == (0, 0)


def test_a_lost_instrument_stays_and_is_told(desk: Desk) -> None:
    desk.instruments(INSTRUMENTS + "Шумомер;noise_leq;N1;2025-06-03;2026-06-03\n")
    done = desk.instruments(INSTRUMENTS + "Люксметр;illuminance;L1;2025-06-03;2026-06-03\n")
    assert len(desk.dossier().instruments) == 2
    assert [note.ru for note in done.notes] == ["Строк, которых в файле больше нет, сохранено: 1."]


def test_a_class_that_a_card_of_tension_has_no_column_for(desk: Desk) -> None:
    assert faults(desk, TENSION + "1;Директор;1.1;3.3\n1;Директор;1.2;3,2\n") == [
        (2, 4, "class-not-on-card")
    ]
