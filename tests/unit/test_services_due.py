"""What falls due: terms of the law from its data, papers that end, the most pressing first."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk

from riskdesk.domain.ids import InstrumentId, uuid7
from riskdesk.domain.model import Certification, Instrument
from riskdesk.services.copying_certification import CopyCertification
from riskdesk.services.queries_certifications import certification_rows
from riskdesk.services.queries_due import DueRow, due_rows


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


TODAY = date(2026, 4, 10)
"""The day of the fake clock."""


def due(hands: Hands, within: int = 60) -> list[DueRow]:
    return list(due_rows(hands.database.unit_of_work(), hands.context, within))


def visit(hands: Hands, ends: date, reported_on: date | None = None) -> None:
    with hands.database.unit_of_work() as uow:
        head = uow.get(Certification, hands.certification)
        uow.replace(replace(head, ends=ends, reported_on=reported_on))
        uow.commit("visit")


def test_a_report_is_due_ten_days_after_the_visit(hands: Hands) -> None:
    visit(hands, date(2026, 4, 3))
    (row,) = due(hands)
    assert (row.kind, row.day, row.left) == ("report", date(2026, 4, 13), 3)
    assert (row.certification_id, row.verified) == (hands.certification, "source")
    assert "183" in row.clause.ru
    assert "183" in row.clause.kk
    assert row.note.kk
    visit(hands, date(2026, 3, 1))
    assert [one.left for one in due(hands)] == [-30]
    visit(hands, date(2026, 3, 1), reported_on=date(2026, 3, 9))
    assert due(hands) == []


def test_the_next_one_is_due_after_five_years_unless_it_has_begun(hands: Hands) -> None:
    visit(hands, date(2021, 4, 30), reported_on=date(2021, 5, 5))
    (row,) = due(hands)
    assert (row.kind, row.day, row.left) == ("next", date(2026, 4, 30), 20)
    hands.do(CopyCertification(source_id=hands.certification, title="2026", measured_on=TODAY))
    assert due(hands) == []
    assert [one.day.year for one in due(hands, within=3000)] == [2031]


def test_a_leap_day_ends_on_the_28th(hands: Hands) -> None:
    term = hands.context.catalog.procedure.next
    assert term.after(date(2024, 2, 29)) == date(2029, 2, 28)
    assert term.after(date(2024, 3, 1)) == date(2029, 3, 1)


def test_papers_that_end_are_told_while_the_work_goes_on(hands: Hands) -> None:
    with hands.database.unit_of_work() as uow:
        for name, until in (("Люксметр", date(2026, 4, 1)), ("Шумомер", date(2027, 1, 1))):
            uow.add(
                Instrument(
                    id=InstrumentId(uuid7()),
                    certification_id=hands.certification,
                    name=name,
                    quantities=("light",),
                    certificate="1",
                    verified_on=None,
                    valid_until=until,
                )
            )
        head = uow.dossier(hands.certification).certification
        uow.replace(replace(head, accreditation="KZ.T.02", accredited_until=date(2026, 5, 1)))
        uow.commit("papers")
    rows = due(hands)
    assert [(one.kind, one.what.ru, one.left) for one in rows] == [
        ("instrument", "Люксметр", -9),
        ("accreditation", "KZ.T.02", 21),
    ]
    assert rows[0].subject_id
    visit(hands, date(2026, 4, 3), reported_on=TODAY)
    assert due(hands) == []
    (row,) = certification_rows(hands.database.unit_of_work())
    assert (row.ends, row.reported_on, row.kind) == (date(2026, 4, 3), TODAY, "periodic")
