"""One contract, run over the real store and over the fake one."""

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeClock, FakeStore
from specimen import Specimen, specimen
from specimen_desk import PHOTO
from specimen_issue import add_issued, add_seal

from riskdesk.data.database import open_database
from riskdesk.domain.desk import Attachment
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PositionId, WorkplaceId, uuid7
from riskdesk.domain.issue import IssuedDocument, Seal
from riskdesk.domain.model import (
    CardEntry,
    Enterprise,
    Mark,
    Measurement,
    Section,
    Workplace,
)
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.ports import ChangeKind, UnitOfWork

Factory = Callable[[], UnitOfWork]
NOW = datetime(2026, 4, 11, 9, 0, 0, 123456, tzinfo=UTC)


@pytest.fixture(params=["sqlite", "fake"])
def new_uow(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Factory]:
    clock = FakeClock(NOW)
    if request.param == "fake":
        yield FakeStore(clock=clock, user="Әлия").unit_of_work
    else:
        with open_database(tmp_path / "база.db", clock=clock, user="Әлия") as database:
            yield database.unit_of_work


@pytest.fixture
def stored(new_uow: Factory) -> Specimen:
    made = specimen()
    with new_uow() as uow:
        for row in made.rows:
            uow.add(row)
        uow.commit("make-specimen")
    return made


def test_a_dossier_comes_back_equal_and_in_list_order(new_uow: Factory, stored: Specimen) -> None:
    with new_uow() as uow:
        assert uow.dossier(stored.dossier.certification.id) == stored.dossier


def test_a_dossier_holds_no_row_of_another_certification(
    new_uow: Factory, stored: Specimen
) -> None:
    other = specimen(workplaces=1, title="Other")
    with new_uow() as uow:
        for row in other.rows:
            uow.add(row)
        uow.commit("another")
        for made in (stored, other):
            own_norms = stored.dossier.own_norms + other.dossier.own_norms
            own_substances = stored.dossier.own_substances + other.dossier.own_substances
            assert uow.dossier(made.dossier.certification.id) == replace(
                made.dossier, own_norms=own_norms, own_substances=own_substances
            )


def test_every_kind_is_found_in_list_order(new_uow: Factory, stored: Specimen) -> None:
    dossier = stored.dossier
    with new_uow() as uow:
        assert uow.find(Section) == list(dossier.sections)
        assert uow.find(Workplace) == list(dossier.workplaces)
        assert uow.find(Measurement) == list(dossier.measurements)
        assert uow.find(CardEntry, card="tension") == [
            entry for entry in dossier.card_entries if entry.card == "tension"
        ]


@pytest.mark.parametrize("name", [f.name for f in fields(Dossier) if f.default == ()])
def test_a_list_of_the_dossier_is_that_of_find(
    new_uow: Factory, stored: Specimen, name: str
) -> None:
    rows = getattr(stored.dossier, name)
    assert rows, "the specimen has none"
    with new_uow() as uow:
        assert uow.find(type(rows[0])) == list(rows)


def test_find_compares_texts_numbers_classes_and_nothing(
    new_uow: Factory, stored: Specimen
) -> None:
    dossier = stored.dossier
    with new_uow() as uow:
        assert uow.find(Enterprise, name=dossier.enterprise.name) == [dossier.enterprise]
        assert uow.find(Enterprise, name=LocalizedText(ru="x")) == []
        assert uow.find(Enterprise, is_sample=True) == [dossier.enterprise]
        assert uow.find(Workplace, permanent=None) == [
            place for place in dossier.workplaces if place.permanent is None
        ]
        assert len(uow.find(Measurement, value=Decimal("45.40"))) == 3
        assert uow.find(Measurement, value=Decimal("45.4")) == []
        assert len(uow.find(Measurement, value=None, instrument_id=None)) == 3
        assert len(uow.find(Mark, hazard_class=HazardClass.HARMFUL_1, subject="total")) == 3


def test_a_field_that_does_not_exist_is_a_bug(new_uow: Factory) -> None:
    with new_uow() as uow, pytest.raises(KeyError):
        uow.find(Enterprise, nmae="x")


def test_what_is_not_there_is_not_found(new_uow: Factory, stored: Specimen) -> None:
    section = stored.dossier.sections[0]
    with new_uow() as uow:
        for ask in (
            lambda: uow.get(Section, "no-such-id"),
            lambda: uow.get(Workplace, section.id),
            lambda: uow.replace(replace(stored.dossier.workplaces[0], id="no-such-id")),  # type: ignore[arg-type]
            lambda: uow.remove(replace(stored.dossier.marks[0], id="no-such-id")),
            lambda: uow.dossier("no-such-id"),  # type: ignore[arg-type]
        ):
            with pytest.raises(UserError) as error:
                ask()
            assert error.value.code == "not-found"


def test_without_commit_nothing_stays(new_uow: Factory, stored: Specimen) -> None:
    mark = stored.dossier.marks[0]
    with new_uow() as uow:
        uow.replace(replace(mark, reason="x"))
        assert uow.get(Mark, mark.id).reason == "x"
    with new_uow() as uow:
        assert uow.get(Mark, mark.id) == mark
        assert len(uow.changes()) == 1


def test_an_exception_rolls_back(new_uow: Factory, stored: Specimen) -> None:
    mark = stored.dossier.marks[0]

    def failing() -> None:
        with new_uow() as uow:
            uow.remove(mark)
            raise LookupError

    with pytest.raises(LookupError):
        failing()
    with new_uow() as uow:
        assert uow.get(Mark, mark.id) == mark


def test_it_names_the_rows_of_its_commits(new_uow: Factory, stored: Specimen) -> None:
    row, gone = stored.dossier.measurements[0], stored.dossier.marks[0]
    new = replace(row, value_text="55", value=Decimal(55))
    uow = new_uow()
    with uow:
        uow.replace(new)
    assert uow.committed() == ()
    with uow:
        uow.replace(new)
        uow.commit("value")
        uow.remove(gone)
        uow.commit("mark")
    assert uow.committed() == ((Measurement, row, new), (Mark, gone, None))


def test_one_unit_of_work_serves_several_commits(new_uow: Factory, stored: Specimen) -> None:
    first, second = stored.dossier.marks[:2]
    with new_uow() as uow:
        uow.replace(replace(first, reason="1"))
        uow.commit("one")
        uow.replace(replace(second, reason="2"))
        uow.commit("two")
        uow.replace(replace(second, reason="3"))
    with uow:
        assert [change.label for change in uow.changes()][1:] == ["one", "two"]
        assert uow.get(Mark, second.id).reason == "2"


def test_it_is_used_only_inside_and_not_twice(new_uow: Factory) -> None:
    uow = new_uow()
    with pytest.raises(RuntimeError):
        uow.find(Enterprise)
    with uow, pytest.raises(RuntimeError):
        uow.__enter__()


def test_history_says_who_when_what_before_and_after(new_uow: Factory, stored: Specimen) -> None:
    mark, gone = stored.dossier.marks[:2]
    changed = replace(mark, reason="Өлшенді")
    new = Mark(
        id=uuid7(),
        workplace_id=mark.workplace_id,
        subject="noise_leq",
        hazard_class=HazardClass.PERMISSIBLE,
    )
    with new_uow() as uow:
        uow.replace(changed)
        uow.add(new)
        uow.remove(gone)
        uow.commit("set-marks")
        first, change = uow.changes()
        steps = uow.steps(change.id)
    assert (change.seq, change.at, change.user, change.label) == (2, NOW, "Әлия", "set-marks")
    assert (change.kind, change.target_id) == (ChangeKind.DO, None)
    assert [(s.before, s.after) for s in steps] == [(mark, changed), (None, new), (gone, None)]
    assert [s.row_id for s in steps] == [mark.id, new.id, gone.id]
    assert [s.kind for s in steps] == [Mark, Mark, Mark]
    start = len(stored.rows)
    assert [s.seq for s in steps] == [start + 1, start + 2, start + 3]
    assert {s.change_id for s in steps} == {change.id} != {first.id}


def test_an_equal_entity_and_a_change_that_changes_nothing_write_nothing(
    new_uow: Factory, stored: Specimen
) -> None:
    mark = stored.dossier.marks[0]
    with new_uow() as uow:
        uow.replace(mark)
        uow.commit("equal")
        uow.replace(replace(mark, reason="x"))
        uow.replace(mark)
        uow.remove(stored.dossier.marks[1])
        uow.add(stored.dossier.marks[1])
        uow.commit("there and back")
        assert len(uow.changes()) == 1


def test_a_number_with_another_text_is_another_value(new_uow: Factory, stored: Specimen) -> None:
    value = next(m for m in stored.dossier.measurements if m.value is not None)
    with new_uow() as uow:
        uow.replace(replace(value, value=Decimal("45.400")))
        uow.commit("one more digit")
        assert str(uow.get(Measurement, value.id).value) == "45.400"
        assert len(uow.changes()) == 2


def test_a_parent_with_children_stays(new_uow: Factory, stored: Specimen) -> None:
    dossier = stored.dossier
    with new_uow() as uow:
        for parent in (
            dossier.workplaces[0],
            dossier.certification,
            dossier.instruments[0],
            dossier.instruments[1],
            dossier.analog_groups[0],
            dossier.own_norms[0],
            next(r for r in dossier.risks if r.id == dossier.measures[1].risk_id),
        ):
            with pytest.raises(UserError) as error:
                uow.remove(parent)
            assert error.value.code == "still-used"
        uow.commit("nothing happened")
        assert uow.dossier(dossier.certification.id) == dossier
        assert len(uow.changes()) == 1


def test_what_is_stored_twice_or_refers_to_nothing_is_a_bug(
    new_uow: Factory, stored: Specimen
) -> None:
    mark = stored.dossier.marks[0]
    place = stored.dossier.workplaces[0]
    with new_uow() as uow:
        with pytest.raises(ValueError, match=mark.id):
            uow.add(mark)
        with pytest.raises(ValueError, match="Mark"):
            uow.add(replace(mark, id=uuid7()))
        with pytest.raises(ValueError, match=place.id):
            uow.replace(replace(place, position_id=PositionId("nowhere")))
        uow.commit("nothing happened")
        assert len(uow.changes()) == 1


def test_a_change_of_many_rows_is_reverted_and_done_again(
    new_uow: Factory, stored: Specimen
) -> None:
    with new_uow() as uow:
        (change,) = uow.changes()
        uow.revert(change.id, ChangeKind.UNDO)
        uow.commit("make-specimen")
        assert uow.find(Enterprise) == []
        uow.revert(change.id, ChangeKind.REDO)
        uow.commit("make-specimen")
        assert uow.dossier(stored.dossier.certification.id) == stored.dossier
        recorded = [(c.kind, c.target_id) for c in uow.changes()[1:]]
    assert recorded == [(ChangeKind.UNDO, change.id), (ChangeKind.REDO, change.id)]


def test_a_row_in_another_state_is_not_overwritten(new_uow: Factory, stored: Specimen) -> None:
    mark = stored.dossier.marks[0]
    with new_uow() as uow:
        uow.replace(replace(mark, reason="1"))
        uow.commit("one")
        uow.replace(replace(mark, reason="2"))
        uow.commit("two")
        with pytest.raises(UserError) as error:
            uow.revert(uow.changes()[1].id, ChangeKind.UNDO)
        assert error.value.code == "undo-conflict"
        assert uow.get(Mark, mark.id).reason == "2"


def test_bytes_are_kept_once_and_come_back(new_uow: Factory, stored: Specimen) -> None:
    attachment = stored.dossier.attachments[0]
    with new_uow() as uow:
        assert uow.keep(PHOTO) == uow.keep(PHOTO) == attachment.sha256
        empty = uow.keep(b"")
        uow.commit("bytes alone")
    with new_uow() as uow:
        assert uow.content(attachment.sha256) == PHOTO
        assert uow.content(empty) == b""
        assert uow.keep(PHOTO) == attachment.sha256
        assert len(uow.changes()) == 1, "bytes have no history"


def test_bytes_without_commit_are_not_kept(new_uow: Factory) -> None:
    with new_uow() as uow:
        identity = uow.keep(PHOTO)
        assert uow.content(identity) == PHOTO
    with new_uow() as uow, pytest.raises(UserError) as error:
        uow.content(identity)
    assert error.value.code == "attachment-missing"


def test_undo_of_an_attachment_leaves_its_bytes(new_uow: Factory, stored: Specimen) -> None:
    model = stored.dossier.attachments[0]
    with new_uow() as uow:
        uow.add(replace(model, id=uuid7(), sha256=uow.keep(b"plan"), name="жоспар.pdf"))
        uow.commit("attach")
        change = uow.changes()[-1]
        uow.revert(change.id, ChangeKind.UNDO)
        uow.commit("attach")
        assert uow.find(Attachment, name="жоспар.pdf") == []
        uow.revert(change.id, ChangeKind.REDO)
        uow.commit("attach")
        (again,) = uow.find(Attachment, name="жоспар.pdf")
        assert uow.content(again.sha256) == b"plan"


def test_what_is_issued_and_sealed_is_only_added(new_uow: Factory, stored: Specimen) -> None:
    head = stored.dossier.certification.id
    with new_uow() as uow:
        document = add_issued(uow, head)
        uow.commit("issue-document")
        seal = add_seal(uow, head)
        uow.commit("seal-certification")
    with new_uow() as uow:
        assert [each.kind for each in uow.changes()][1:] == [ChangeKind.FIX, ChangeKind.FIX]
        for row in (document, seal):
            with pytest.raises(ValueError, match="written once"):
                uow.replace(replace(row, reason="x"))
            with pytest.raises(ValueError, match="written once"):
                uow.remove(row)
        assert uow.find(IssuedDocument)[-1] == document
        assert uow.find(Seal) == [seal]
        assert uow.head_at(seal.position) == seal.head
        assert uow.head_at(99) == ""
        assert uow.state(head).data == seal.data == document.data


def test_a_sealed_certification_keeps_its_rows(new_uow: Factory, stored: Specimen) -> None:
    head = stored.dossier.certification
    with new_uow() as uow:
        add_seal(uow, head.id)
        uow.commit("seal-certification")
    mark, place = stored.dossier.marks[0], stored.dossier.workplaces[0]
    with new_uow() as uow:
        changes: tuple[Callable[[], object], ...] = (
            lambda: uow.replace(replace(head, title="x")),
            lambda: uow.replace(replace(mark, reason="x")),
            lambda: uow.remove(mark),
            lambda: uow.add(replace(place, id=WorkplaceId(uuid7()))),
        )
        for change in changes:
            with pytest.raises(UserError) as error:
                change()
            assert error.value.code == "certification-sealed"
            assert error.value.params == {"title": head.title}
        assert uow.dossier(head.id) == stored.dossier
