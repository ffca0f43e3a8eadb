"""The commission as a small sheet: role, name, position; one chairman, one secretary."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView

from riskdesk.domain.desk import CommissionMember, CommissionRole
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import Several
from riskdesk.services.edit_commission import AddMember, ChangeMember, MoveMember, RemoveMember
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Option
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet

ROLES: tuple[CommissionRole, ...] = ("chairman", "member", "secretary")


@dataclass
class _Person:
    role: str = "member"
    name: str = ""
    kk: str = ""
    ru: str = ""

    @property
    def position(self) -> LocalizedText:
        return LocalizedText(kk=self.kk, ru=self.ru)


class _People(Sheet):
    """Each person is one command; a paste of many is one step."""

    adds = True
    removes = True

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.known: dict[str, CommissionMember] = {}
        self.grid: Grid | None = None
        self._adding: set[str] = set()

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """Add and change people; one without a name waits for it."""
        grid, tr = self.grid, self._desk.look.tr
        if grid is None:
            return
        rows = list(dict.fromkeys(edit.row for edit in edits))
        people = {row: self._person(row, edits) for row in rows}
        nameless = {row for row, one in people.items() if not one.name.strip()}
        waiting = [edit for edit in edits if edit.row in nameless]
        if waiting:
            grid.refuse(waiting, tr("enterprise.need_person"))
        commands = [self._command(row, one) for row, one in people.items() if row not in nameless]
        if not commands:
            return
        label = f"{action}/{len(commands)}"
        command = commands[0] if len(commands) == 1 else Several(tuple(commands), label=label)
        drafts = grid.grid.drafts
        stored = [
            Edit(row, column, draft.text)
            for (row, column), draft in drafts.items()
            if row in people and row not in nameless
        ]
        words = self._desk.failure_text
        self._adding.update(row for row in people if row not in nameless)

        def refused(error: Exception) -> None:
            self._adding.difference_update(people)
            grid.refuse(edits, words(error))

        job = self._desk.jobs.change(command)
        job.on_done(while_alive(grid, lambda _: grid.settle(stored)))
        job.on_failed(while_alive(grid, refused)).start()

    def remove(self, rows: Sequence[str]) -> None:
        """They leave the commission."""
        commands = [RemoveMember(member_id=row) for row in rows]
        one = commands[0] if len(commands) == 1 else Several(tuple(commands), "remove-member")
        self._desk.jobs.change(one).start()

    def move(self, row: str, way: int) -> None:
        """One place up or down."""
        order = [one.id for one in sorted(self.known.values(), key=lambda one: one.ordinal)]
        if row in order and 0 <= order.index(row) + way < len(order):
            at = order.index(row) + way + 1
            self._desk.jobs.change(MoveMember(member_id=row, at=at)).start()

    def _command(self, row: str, one: _Person) -> object:
        role = cast("CommissionRole", one.role)
        if row in self.known or row in self._adding:
            return ChangeMember(member_id=row, role=role, name=one.name, position=one.position)
        return AddMember(
            certification_id=self._desk.certification_id, role=role, name=one.name,
            position=one.position, id=row,
        )  # fmt: skip

    def _person(self, row: str, edits: Sequence[Edit]) -> _Person:
        found, known = _Person(), self.known.get(row)
        if known is not None:
            found = _Person(known.role, known.name, known.position.kk, known.position.ru)
        waiting = {self._desk.look.tr("enterprise.need_person"), ""}
        drafts = self.grid.grid.drafts.items() if self.grid is not None else ()
        for (key, column), draft in drafts:
            if key == row and draft.problem in waiting:
                setattr(found, column, draft.text)
        for edit in edits:
            if edit.row == row:
                setattr(found, edit.column, edit.text)
        found.role = found.role or "member"
        return found


class Commission(Grid):
    """The sheet; Alt+Up and Alt+Down move a person."""

    def __init__(self, desk: Desk) -> None:
        look, tr = desk.look, desk.look.tr
        self._people = _People(desk)
        roles = [Option(value=one, words=tr(f"enterprise.role_{one}")) for one in ROLES]
        names = ("kk", "ru") if look.language == "kk" else ("ru", "kk")
        columns = (
            Column(key="role", title=tr("enterprise.role"), kind="choice", options=roles,
                   width=132, typed=True),
            Column(key="name", title=tr("enterprise.person"), width=220, stretch=True, typed=True),
            *(Column(key=one, title=tr(f"enterprise.position_{one}"), width=190, stretch=True,
                     typed=True) for one in names),
        )  # fmt: skip
        super().__init__(look, columns, tr("enterprise.commission"), sheet=self._people)
        self._people.grid = self
        self.keep_view(desk.views, "commission")
        self._kept_of = ""
        self._desk = desk

    def show_people(self, people: Sequence[CommissionMember], certification: str) -> None:
        """Show the commission of a certification."""
        if certification != self._kept_of:
            self._kept_of = certification
            self.keep_drafts(self._desk.drafts.of(f"commission/{certification}"))
        self._people.known = {one.id: one for one in people}
        self.set_rows([self._row(one) for one in people])
        high = self.content_height() + self.look.theme.length(4)
        self.setFixedHeight(min(high, self.look.theme.length(280)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and an arrow move the person."""
        editing = self.state() == QAbstractItemView.State.EditingState
        ways = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() == Qt.KeyboardModifier.AltModifier and not editing:
            way = ways.get(Qt.Key(event.key()))
            if way is not None:
                self._people.move(self.current_key(), way)
                return
        super().keyPressEvent(event)

    def _row(self, one: CommissionMember) -> GridRow:
        texts = {
            "role": self.look.tr(f"enterprise.role_{one.role}"), "name": one.name,
            "kk": one.position.kk, "ru": one.position.ru,
        }  # fmt: skip
        return GridRow(key=one.id, cells={k: Cell(text=t, editable=True) for k, t in texts.items()})
