"""Undo and redo: what comes next, under which label, in which areas."""

from dataclasses import replace

import pytest
from fakes import FakeStore
from specimen import Specimen, specimen

from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import WRITTEN_ONCE
from riskdesk.domain.model import Mark, Workplace
from riskdesk.services.ports import Area, ChangeKind, UnitOfWork
from riskdesk.services.undo import AREA_OF, Redo, Undo, run, stacks_of


@pytest.fixture
def made() -> Specimen:
    return specimen()


@pytest.fixture
def uow(made: Specimen) -> UnitOfWork:
    store = FakeStore()
    with store.unit_of_work() as uow:
        for row in made.rows:
            uow.add(row)
        uow.commit("import-staff")
    return uow


def change_mark(uow: UnitOfWork, mark: Mark, reason: str, label: str = "set-mark") -> None:
    with uow:
        uow.replace(replace(mark, reason=reason))
        uow.commit(label)


def reason_of(uow: UnitOfWork, mark: Mark) -> str:
    with uow:
        return uow.get(Mark, mark.id).reason


def test_the_last_change_goes_back_under_its_own_label(uow: UnitOfWork, made: Specimen) -> None:
    mark = made.dossier.marks[0]
    change_mark(uow, mark, "1", "first")
    change_mark(uow, mark, "2", "second")
    done = run(Undo(), uow)
    assert (done.label, done.changes) == ("second", frozenset({Area.MARKS}))
    assert reason_of(uow, mark) == "1"
    assert run(Undo(), uow).label == "first"
    assert reason_of(uow, mark) == ""
    assert [run(Redo(), uow).label for _ in range(2)] == ["first", "second"]
    assert reason_of(uow, mark) == "2"


def test_a_change_of_several_areas_names_them(uow: UnitOfWork, made: Specimen) -> None:
    with uow:
        uow.remove(made.dossier.marks[0])
        uow.replace(replace(made.dossier.workplaces[0], men=9))
        uow.commit("both")
    assert run(Undo(), uow).changes == {Area.MARKS, Area.STRUCTURE}
    with uow:
        assert uow.find(Workplace) == list(made.dossier.workplaces)


def test_a_new_change_forgets_what_was_undone(uow: UnitOfWork, made: Specimen) -> None:
    mark = made.dossier.marks[0]
    change_mark(uow, mark, "1")
    run(Undo(), uow)
    change_mark(uow, mark, "2")
    with pytest.raises(UserError) as error:
        run(Redo(), uow)
    assert error.value.code == "nothing-to-redo"
    assert reason_of(uow, mark) == "2"


def test_nothing_to_undo_is_said(made: Specimen) -> None:
    del made
    with pytest.raises(UserError) as error:
        run(Undo(), FakeStore().unit_of_work())
    assert error.value.code == "nothing-to-undo"


def test_a_hundred_steps_and_back(uow: UnitOfWork, made: Specimen) -> None:
    mark = made.dossier.marks[0]
    for number in range(100):
        change_mark(uow, mark, str(number))
    for _ in range(100):
        run(Undo(), uow)
    assert reason_of(uow, mark) == ""
    with uow:
        changes = uow.changes()
    assert [change.kind for change in changes].count(ChangeKind.UNDO) == 100
    assert [change.label for change in stacks_of(changes).undoable] == ["import-staff"]


def test_every_kind_of_row_belongs_to_an_area(made: Specimen) -> None:
    assert {type(row) for row in made.rows} == set(AREA_OF) - set(WRITTEN_ONCE)
