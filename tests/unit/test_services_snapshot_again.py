"""A snapshot that follows a change is the one that would be taken anew."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pytest
from services_desk import context
from specimen import specimen

from riskdesk.data.database import Database, open_database
from riskdesk.domain.desk import Measure
from riskdesk.domain.ids import CertificationId, uuid7
from riskdesk.domain.model import (
    CardEntry,
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Mark,
    Measurement,
    Point,
    Position,
    Stay,
    Workplace,
)
from riskdesk.domain.values import HazardClass
from riskdesk.rules import evaluate as evaluating
from riskdesk.services.ports import Clock
from riskdesk.services.queries_snapshot import Snapshot, take, take_again

E = TypeVar("E", bound=Entity)
Change = Callable[[Snapshot], tuple[Entity | None, Entity | None]]


@pytest.fixture
def database(tmp_path: Path, clock: Clock) -> Iterator[Database]:
    with open_database(tmp_path / "a.db", clock=clock, user="test") as opened:
        yield opened


@pytest.fixture
def before(database: Database) -> Snapshot:
    made = specimen(workplaces=6)
    with database.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        uow.commit("fill")
    return _taken(database, made.dossier.certification.id)


def _taken(database: Database, certification: CertificationId) -> Snapshot:
    return take(database.unit_of_work(), certification, context())


def _after(database: Database, before: Snapshot, *rows: tuple[Any, Any]) -> Snapshot | None:
    uow = database.unit_of_work()
    with uow:
        for old, new in rows:
            if old is None:
                uow.add(new)
            elif new is None:
                uow.remove(old)
            else:
                uow.replace(new)
        uow.commit("change")
    return take_again(before, uow.committed(), context())


def _first(rows: tuple[E, ...], at: int = 0) -> E:
    return rows[at]


CHANGES: dict[str, Change] = {
    "value": lambda s: (
        (row := _first(s.dossier.measurements, 3)),
        replace(row, value_text="97", value=Decimal(97)),
    ),
    "value gone": lambda s: (_first(s.dossier.measurements), None),
    "entry": lambda s: ((row := _first(s.dossier.card_entries)), replace(row, value_text="30")),
    "new entry": lambda s: (
        None,
        CardEntry(
            id=uuid7(),
            workplace_id=s.dossier.workplaces[4].id,
            card="heaviness",
            indicator="7.2",
            value_text="4000",
        ),
    ),
    "mark": lambda s: (
        None,
        Mark(
            id=uuid7(),
            workplace_id=s.dossier.workplaces[2].id,
            subject="tension",
            hazard_class=HazardClass.HARMFUL_2,
        ),
    ),
    "mark gone": lambda s: (_first(s.dossier.marks), None),
    "night": lambda s: ((row := _first(s.dossier.workplaces, 5)), replace(row, night=True)),
    "out of its group": lambda s: (
        (row := next(w for w in s.dossier.workplaces if w.group_id)),
        replace(row, group_id=None),
    ),
    "point": lambda s: (
        (row := _first(s.dossier.points)),
        replace(row, readings=dict.fromkeys(row.readings, "7")),
    ),
    "stay gone": lambda s: (_first(s.dossier.stays), None),
    "hours": lambda s: ((row := _first(s.dossier.stays)), replace(row, hours=Decimal(2))),
    "instrument": lambda s: ((row := _first(s.dossier.instruments)), replace(row, name="Другой")),
    "line": lambda s: ((row := _first(s.dossier.positions, 1)), replace(row, headcount=40)),
    "title": lambda s: (s.dossier.certification, replace(s.dossier.certification, title="Другая")),
    "BIN": lambda s: (s.dossier.enterprise, replace(s.dossier.enterprise, bin="111111111111")),
    "measure gone": lambda s: (_first(s.dossier.measures), None),
}


@pytest.mark.parametrize("name", CHANGES)
def test_it_is_the_snapshot_taken_anew(database: Database, before: Snapshot, name: str) -> None:
    _ = before.dossier.risks_of(before.dossier.positions[0]), before.problems_of(1)
    found = _after(database, before, CHANGES[name](before))
    anew = _taken(database, before.dossier.certification.id)
    assert found is not None
    assert found.dossier == anew.dossier
    assert found.assessment == anew.assessment
    assert found.problems == anew.problems
    assert found.dossier != before.dossier


def test_several_changes_of_one_commit(database: Database, before: Snapshot) -> None:
    rows = [CHANGES[name](before) for name in ("value", "mark gone", "point", "line", "title")]
    found = _after(database, before, *rows)
    assert found == _taken(database, before.dossier.certification.id)


def test_only_what_is_concerned_is_judged(
    database: Database, before: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    assess = evaluating._Course.assess

    def noted(course: Any, workplace: Workplace) -> Any:  # noqa: ANN401 - passed through
        judged.append(workplace.id)
        return assess(course, workplace)

    monkeypatch.setattr(evaluating._Course, "assess", noted)
    old, new = CHANGES["value"](before)
    assert isinstance(old, Measurement)
    assert _after(database, before, (old, new)) is not None
    assert judged == [old.workplace_id]


@pytest.mark.parametrize("field", ["ruleset", "outdoor_temperature"])
def test_what_all_judgements_rest_on_is_read_anew(
    database: Database, before: Snapshot, field: str
) -> None:
    head = before.dossier.certification
    told: dict[str, Any] = {"ruleset": "manual", "outdoor_temperature": Decimal(-5)}
    assert _after(database, before, (head, replace(head, **{field: told[field]}))) is None


def test_another_certification_changes_nothing_here(database: Database, before: Snapshot) -> None:
    other = specimen(workplaces=2, title="Другая")
    with database.unit_of_work() as uow:
        for row in other.rows:
            uow.add(row)
        uow.commit("fill")
    kinds = (Certification, Enterprise, Workplace, Point, Stay, Instrument, Position, Measure)
    for kind in kinds:
        row = next(each for each in other.rows if isinstance(each, kind))
        found = take_again(before, [(kind, row, row)], context())
        assert found is not None
        assert found.assessment == before.assessment
        assert found.dossier == before.dossier
