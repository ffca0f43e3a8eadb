"""A sealed certification refuses every command, until it is opened again for a reason."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from fakes import FakeClock
from file_desk import FileDesk, opened
from sealed_commands import HARMLESS, NAME, commands_of, desk
from services_desk import context as desk_context

from riskdesk.data.database import Database
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import WRITTEN_ONCE, Seal
from riskdesk.domain.model import Certification, Risk
from riskdesk.domain.values import LANGUAGES
from riskdesk.services import copying_certification, edit, import_journal, risk
from riskdesk.services.context import Context
from riskdesk.services.edit_own import AddOwnNorm, ChangeOwnNorm
from riskdesk.services.own_records import TypedNorm
from riskdesk.services.ports import ChangeKind
from riskdesk.services.queries_certifications import certification_rows
from riskdesk.services.sealing import SealCertification, UnsealCertification, seal_state
from riskdesk.services.undo import Undo, UndoTo, stacks_of
from riskdesk.services.undo import run as run_undo
from riskdesk.services.verifying import anchor_faults, verify_code

Sealed = tuple[Database, Dossier, Context]


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    database, dossier = desk(tmp_path_factory.mktemp("мөр") / "a.db")
    context = replace(desk_context(), clock=FakeClock())
    command = SealCertification(certification_id=dossier.certification.id, reason="берілді")
    edit.run(command, database.unit_of_work(), context)
    yield database, dossier, context
    database.close()


@pytest.fixture(scope="module")
def free(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sealed]:
    database, dossier = desk(tmp_path_factory.mktemp("ашық") / "a.db")
    yield database, dossier, replace(desk_context(), clock=FakeClock())
    database.close()


COMMANDS = sorted(set(edit.HANDLERS) - HARMLESS, key=lambda kind: (kind.__module__, kind.__name__))


def named(kind: type[object]) -> str:
    return f"{kind.__module__.rsplit('.', 1)[-1]}.{kind.__name__}"


@pytest.mark.parametrize("kind", COMMANDS, ids=named)
def test_a_sealed_certification_refuses_the_command(sealed: Sealed, kind: type[object]) -> None:
    database, dossier, context = sealed
    command = commands_of(dossier)[kind]
    before = database.content_hash(with_history=True)
    with pytest.raises(UserError) as error:
        edit.run(command, database.unit_of_work(), context)
    assert error.value.code == "certification-sealed"
    said = context.texts.error(error.value)
    assert all(dossier.certification.title in said.get_exact(each) for each in LANGUAGES)
    assert database.content_hash(with_history=True) == before


@pytest.mark.parametrize("kind", COMMANDS, ids=named)
def test_the_same_command_changes_an_open_one(free: Sealed, kind: type[object]) -> None:
    """What is refused above would have changed what a seal holds."""
    database, dossier, context = free
    with database.unit_of_work() as uow:
        before = uow.state(dossier.certification.id).data
        edit.apply(commands_of(dossier)[kind], uow, context)
        assert uow.state(dossier.certification.id).data != before


def test_imports_risks_and_undo_are_refused_too(sealed: Sealed, tmp_path: Path) -> None:
    database, dossier, context = sealed
    journal = tmp_path / "journal.csv"
    place = dossier.workplaces[0]
    name = dossier.position_of(place).name.ru
    row = f"{place.number};{name};relative_humidity;41;%"
    journal.write_text(f"workplace_no;position;quantity;value;unit\n{row}\n", encoding="utf-8")
    command = import_journal.ImportJournal(path=journal, certification=dossier.certification.id)
    works: list[Callable[[], object]] = [
        lambda: import_journal.run(command, database.unit_of_work(), context),
        lambda: risk.run(
            risk.RemoveRisk(risk_id=dossier.risks[0].id), database.unit_of_work(), context
        ),
        lambda: run_undo(Undo(), database.unit_of_work()),
        lambda: run_undo(UndoTo(database.changes()[0].id), database.unit_of_work()),
    ]
    for number, work in enumerate(works):
        with pytest.raises(UserError) as error:
            work()
        assert error.value.code == "certification-sealed", number


def test_every_kind_of_row_is_held(sealed: Sealed) -> None:
    database, dossier, _ = sealed
    held = 0
    for name in dossier.__dataclass_fields__:
        value = getattr(dossier, name)
        rows = value if isinstance(value, tuple) else (value,)
        for row in rows[:1]:
            with database.unit_of_work() as uow, pytest.raises(UserError) as error:
                uow.remove(row)
            assert error.value.code == "certification-sealed", name
            held += 1
    assert held == len(dossier.__dataclass_fields__)


def test_a_copy_and_another_certification_are_free(sealed: Sealed) -> None:
    database, dossier, context = sealed
    copy = copying_certification.CopyCertification(
        source_id=dossier.certification.id,
        title="2027",
        measured_on=dossier.certification.measured_on,
    )
    other = edit.run(copy, database.unit_of_work(), context).value
    chosen = edit.ChooseRuleset(certification_id=other, ruleset="KZ1.04.001.2000")  # type: ignore[arg-type]
    edit.run(chosen, database.unit_of_work(), context)
    run_undo(Undo(), database.unit_of_work())
    with database.unit_of_work() as uow:
        assert seal_state(uow, dossier.certification.id).seal is not None
        assert uow.find(Risk)


def test_sealed_opened_and_sealed_again(file_desk: FileDesk) -> None:
    head = file_desk.certification
    first = file_desk.do(SealCertification(certification_id=head, reason="берілді")).value
    assert isinstance(first, Seal)
    file_desk.refused(SealCertification(certification_id=head), "seal-closed-already")
    file_desk.refused(UnsealCertification(certification_id=head, reason="  "), "seal-reason")
    place = file_desk.workplace(1).id
    change = edit.ChangeStaffing(workplace_id=place, men=1, women=2)
    file_desk.refused(change, "certification-sealed")
    file_desk.do(UnsealCertification(certification_id=head, reason="қате"))
    file_desk.refused(
        UnsealCertification(certification_id=head, reason="қате"), "seal-open-already"
    )
    file_desk.do(change)
    second = file_desk.do(SealCertification(certification_id=head)).value
    assert isinstance(second, Seal)
    assert first.code != second.code
    assert first.data != second.data
    with file_desk.database.unit_of_work() as uow:
        acts = seal_state(uow, head).acts
    assert [(act.ordinal, act.action, act.reason) for act in acts] == [
        (1, "seal", "берілді"),
        (2, "open", "қате"),
        (3, "seal", ""),
    ]
    uow = file_desk.database.unit_of_work()
    assert [row.sealed for row in certification_rows(uow)] == [True]
    assert verify_code(uow, second.code).current
    assert not verify_code(uow, first.code).current
    assert anchor_faults(uow) == ()


def test_a_seal_is_never_undone_and_what_was_done_before_can_be(file_desk: FileDesk) -> None:
    place = file_desk.workplace(1).id
    file_desk.do(edit.ChangeStaffing(workplace_id=place, men=1, women=2))
    head = file_desk.certification
    file_desk.do(SealCertification(certification_id=head))
    file_desk.do(UnsealCertification(certification_id=head, reason="қате"))
    kinds = [change.kind for change in file_desk.database.changes()]
    assert kinds[-2:] == [ChangeKind.FIX, ChangeKind.FIX]
    assert file_desk.undo().label == "change-staffing"
    assert file_desk.workplace(1).men is None
    assert file_desk.redo().label == "change-staffing"
    with file_desk.database.unit_of_work() as uow:
        assert len(uow.find(Seal)) == 2
        assert len(stacks_of(uow.changes()).undoable) == 2


def test_an_own_norm_that_nothing_sealed_uses_may_change(file_desk: FileDesk) -> None:
    typed = TypedNorm(quantity="noise_leq", title=NAME, reference="№ 7", high="60")
    norm = str(file_desk.do(AddOwnNorm(typed=typed)).value)
    row = file_desk.measured(1, "noise_leq", "55")
    file_desk.do(SealCertification(certification_id=file_desk.certification))
    other = replace(typed, high="65")
    file_desk.do(ChangeOwnNorm(norm_id=norm, typed=other))
    file_desk.do(UnsealCertification(certification_id=file_desk.certification, reason="x"))
    file_desk.change(replace(row, own_norm_id=norm))
    file_desk.do(SealCertification(certification_id=file_desk.certification))
    file_desk.refused(ChangeOwnNorm(norm_id=norm, typed=typed), "certification-sealed")


def test_what_is_written_once_is_only_added(file_desk: FileDesk) -> None:
    seal = file_desk.do(SealCertification(certification_id=file_desk.certification)).value
    assert isinstance(seal, WRITTEN_ONCE)
    with file_desk.database.unit_of_work() as uow:
        with pytest.raises(ValueError, match="written once"):
            uow.replace(replace(seal, reason="x"))
        with pytest.raises(ValueError, match="written once"):
            uow.remove(seal)
        assert uow.find(Seal) == [seal]
        assert uow.find(Certification)


def test_every_command_is_thought_of(free: Sealed) -> None:
    known: Mapping[type[object], object] = commands_of(free[1])
    assert set(known) == set(edit.HANDLERS) - HARMLESS
