"""Random changes on a real file: undo all is the first state, redo all is the end (U13)."""

import tempfile
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeClock
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from specimen import specimen

from riskdesk.data.database import open_database
from riskdesk.domain.desk import (
    Acceptance,
    AnalogGroup,
    Attachment,
    CommissionMember,
    FieldCheck,
    Guarantee,
    Measure,
    Operation,
    OwnNorm,
    OwnSubstance,
    PpeItem,
    SafetyCheck,
)
from riskdesk.domain.errors import UserError
from riskdesk.domain.headings import DayConditions, PlanMark, ProtocolFacts
from riskdesk.domain.ids import PositionId, WorkplaceId, uuid7
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Entity,
    Mark,
    Measurement,
    Position,
    Workplace,
)
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services.undo import Redo, Undo, run, stacks_of

TEXTS = st.text(max_size=8)


class UndoMachine(RuleBasedStateMachine):
    """Keeps the content hash after every change, as undo and redo should restore it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = FakeClock()
        path = Path(self.folder.name) / "қор.db"
        self.database = open_database(path, clock=self.clock, user="u")
        self.past: list[str] = []
        self.future: list[str] = []

    def teardown(self) -> None:
        self.undo_all_and_redo_all()
        self.database.close()
        self.folder.cleanup()

    @initialize()
    def start(self) -> None:
        self.past = [self.database.content_hash()]
        self.apply(*specimen(workplaces=2).rows)

    def apply(self, *added: Entity, changed: tuple[Entity, ...] = ()) -> None:
        self.clock.go_on(timedelta(seconds=-1))
        with self.database.unit_of_work() as uow:
            for row in added:
                uow.add(row)
            for row in changed:
                uow.replace(row)
            uow.commit("change")
        self.committed()

    def committed(self) -> None:
        now = self.database.content_hash()
        if now != self.past[-1]:
            self.past.append(now)
            self.future = []

    @rule(text=TEXTS)
    def change_a_text(self, text: str) -> None:
        with self.database.unit_of_work() as uow:
            rows = uow.find(Certification)
        self.apply(changed=tuple(replace(row, title=text) for row in rows[:1]))

    @rule(number=st.decimals(-100, 100, places=2), pick=st.integers(0, 3))
    def change_a_value(self, number: Decimal, pick: int) -> None:
        with self.database.unit_of_work() as uow:
            rows = uow.find(Measurement)[pick : pick + 1]
        self.apply(changed=tuple(replace(r, value=number, value_text=str(number)) for r in rows))

    @rule(head=st.integers(1, 3))
    def add_a_position_with_its_workplaces(self, head: int) -> None:
        with self.database.unit_of_work() as uow:
            positions = uow.find(Position)
        if not positions:
            return
        new = replace(positions[0], id=PositionId(uuid7()), headcount=head)
        places = [
            Workplace(
                id=WorkplaceId(uuid7()),
                certification_id=new.certification_id,
                position_id=new.id,
                number=number,
            )
            for number in range(head)
        ]
        self.apply(new, *places, changed=(replace(positions[0], headcount=head + 1),))

    @rule(text=TEXTS, pick=st.integers(0, 3))
    def add_change_and_remove_rows_of_the_desk(self, text: str, pick: int) -> None:
        with self.database.unit_of_work() as uow:
            for check in uow.find(SafetyCheck)[pick : pick + 1]:
                uow.replace(replace(check, name=text))
            for part in uow.find(Operation)[pick : pick + 1]:
                uow.replace(replace(part, name=text))
            for member in uow.find(CommissionMember)[pick : pick + 1]:
                uow.replace(replace(member, name=text))
            for ppe in uow.find(PpeItem)[pick : pick + 1]:
                uow.replace(replace(ppe, issued=(None, True, False)[pick % 3]))
            for group in uow.find(AnalogGroup):
                uow.replace(replace(group, members=(*group.members, text), swaps={text: text}))
            for line in uow.find(Acceptance)[:1]:
                uow.add(replace(line, id=uuid7(), accepted_at=self.clock.now()))
            for found in (uow.find(Measure), uow.find(FieldCheck), uow.find(Guarantee)):
                for gone in found[pick : pick + 1]:
                    uow.remove(gone)
            for photo in uow.find(Attachment)[:1]:
                kept = uow.keep(text.encode())
                uow.add(replace(photo, id=uuid7(), sha256=kept))
            uow.commit("desk")
        self.committed()

    @rule(text=TEXTS, pick=st.integers(0, 1))
    def change_what_papers_are_headed_with(self, text: str, pick: int) -> None:
        with self.database.unit_of_work() as uow:
            for spot in uow.find(PlanMark)[pick : pick + 1]:
                uow.replace(replace(spot, x=spot.y, y=spot.x))
            for facts in uow.find(ProtocolFacts)[pick : pick + 1]:
                uow.replace(replace(facts, method=text))
            for air in uow.find(DayConditions)[pick : pick + 1]:
                uow.remove(air)
            uow.commit("headings")
        self.committed()

    @rule(number=st.decimals(0, 100, places=1))
    def change_the_norms_of_the_whole_database(self, number: Decimal) -> None:
        with self.database.unit_of_work() as uow:
            norms, substances = uow.find(OwnNorm), uow.find(OwnSubstance)
        self.apply(
            *(replace(row, id=uuid7(), single=number) for row in substances[:1]),
            changed=tuple(replace(row, high=number) for row in norms[:1]),
        )

    @rule(pick=st.integers(0, 5))
    def remove_a_mark_and_put_another_in_its_place(self, pick: int) -> None:
        with self.database.unit_of_work() as uow:
            for mark in uow.find(Mark)[pick : pick + 1]:
                uow.remove(mark)
                uow.add(replace(mark, id=uuid7(), hazard_class=HazardClass.DANGEROUS))
            uow.commit("swap")
        self.committed()

    @rule()
    def remove_a_whole_certification(self) -> None:
        with self.database.unit_of_work() as uow:
            heads = uow.find(Certification)
            if not heads:
                return
            dossier = uow.dossier(heads[0].id)
            for rows in (
                dossier.plan_marks,
                dossier.protocol_facts,
                dossier.day_conditions,
                dossier.attachments,
                dossier.acceptances,
                dossier.measures,
                dossier.guarantees,
                dossier.operations,
                dossier.ppe_items,
                dossier.safety_checks,
                dossier.field_checks,
                dossier.commission,
                dossier.risks,
                dossier.marks,
                dossier.card_feet,
                dossier.card_entries,
                dossier.measurements,
                dossier.stays,
                dossier.points,
                dossier.instruments,
                dossier.workplaces,
                dossier.positions,
                dossier.sections,
                dossier.analog_groups,
                dossier.own_norms,
                dossier.own_substances,
                (dossier.certification, dossier.enterprise),
            ):
                for row in rows:
                    uow.remove(row)
            uow.commit("remove-all")
        self.committed()

    @rule(name=TEXTS)
    def a_change_that_is_rolled_back(self, name: str) -> None:
        with self.database.unit_of_work() as uow:
            for row in uow.find(Enterprise):
                uow.replace(replace(row, name=LocalizedText(name)))

    @rule()
    def undo(self) -> None:
        if len(self.past) > 1:
            run(Undo(), self.database.unit_of_work())
            self.future.append(self.past.pop())
        else:
            self.refused(Undo(), "nothing-to-undo")

    @rule()
    def redo(self) -> None:
        if self.future:
            run(Redo(), self.database.unit_of_work())
            self.past.append(self.future.pop())
        else:
            self.refused(Redo(), "nothing-to-redo")

    def refused(self, command: Undo | Redo, code: str) -> None:
        with pytest.raises(UserError) as error:
            run(command, self.database.unit_of_work())
        assert error.value.code == code

    @rule()
    def undo_all_and_redo_all(self) -> None:
        end = self.database.content_hash()
        steps = 0
        while len(self.past) > 1:
            self.undo()
            steps += 1
        assert self.database.content_hash() == self.past[0], "undo all is not the first state"
        for _ in range(steps):
            self.redo()
        assert self.database.content_hash() == end, "redo all is not the end"

    @invariant()
    def the_state_is_the_expected_one(self) -> None:
        if self.past:
            assert self.database.content_hash() == self.past[-1]
            stacks = stacks_of(self.database.changes())
            assert len(stacks.undoable) == len(self.past) - 1
            assert len(stacks.redoable) == len(self.future)


TestUndo = UndoMachine.TestCase
TestUndo.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)
