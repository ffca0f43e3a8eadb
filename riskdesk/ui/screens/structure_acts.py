"""What can be done to rows of the list: added, moved, split, grouped, removed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId, uuid7
from riskdesk.services.edit import Several
from riskdesk.services.groups_members import ChangeGroup, MakeGroup
from riskdesk.services.ports import Done
from riskdesk.services.structure_lists import (
    AddPositions,
    MovePosition,
    MoveSection,
    PositionLine,
    RemovePosition,
    RemoveSection,
)
from riskdesk.services.structure_removal import Gone, what_goes
from riskdesk.services.structure_workplaces import (
    AddWorkplaces,
    MoveWorkplace,
    RemoveWorkplace,
    Renumber,
    SplitByHeadcount,
)
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.screens.structure_data import Entry
from riskdesk.ui.screens.structure_sheet import first_section

if TYPE_CHECKING:
    from riskdesk.ui.screens.structure_list import StructureList
    from riskdesk.ui.session import Session

KEYS: dict[str, str] = {
    "add_line": "Ins",
    "add_place": "Alt+Ins",
    "add_section": "Ctrl+Shift+Ins",
    "split": "F7",
    "move_up": "Alt+Up",
    "move_down": "Alt+Down",
    "move_to": "Ctrl+Shift+M",
    "group": "F9",
    "similar": "Shift+F9",
    "renumber": "",
    "remove": "Ctrl+-",
}
"""The actions and their keys: buttons, menu and tooltips are made of it."""

_QUIET = frozenset({"workplaces"})
"""What is seen to go with a line needs no question."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Where the focus goes when the rows come: a row or a workplace, a column, typing at once."""

    key: str = ""
    workplace: str = ""
    column: str = ""
    edit: bool = False


class Acts:
    """The actions of one list, by the names of ``KEYS``."""

    def __init__(self, desk: Desk, page: StructureList) -> None:
        self._desk = desk
        self._page = page

    def do(self, name: str) -> None:
        """Carry an action out."""
        if self._page.data is not None:
            getattr(self, name)()

    def add_line(self) -> None:
        """A new line after the one with the focus, its name to be typed over."""
        page, entry = self._page, self._page.entry(self._page.grid.current_key())
        section = entry.section if entry is not None else page.section_for_new()
        if not section:
            self.add_section()
            return
        key, name = uuid7(), self._desk.bundle.texts.say("new-position")
        at = self._place_of(entry) + 1 if entry is not None else None
        command = AddPositions(
            section_id=SectionId(section), lines=(PositionLine(name, 1, key),), at=at
        )
        page.want(Wanted(key=key, column=self._desk.look.language, edit=True))
        self._change(command)

    def add_place(self) -> None:
        """One more workplace of the line, like the one with the focus."""
        entry = self._current()
        if entry is not None and entry.position is not None:
            command = AddWorkplaces(position_id=entry.position, like=entry.workplace)
            self._change(command, self._want_first)

    def add_section(self) -> None:
        """A new section after the one with the focus, its name to be typed over."""
        page, entry, at, key = self._page, self._current(), None, uuid7()
        if entry is not None and page.data is not None:
            at = [one for one, _ in page.data.sections].index(entry.section) + 2
        page.want(Wanted(key=key, column=self._desk.look.language, edit=True))
        self._change(first_section(self._desk, key, at))

    def split(self) -> None:
        """Lines of the selection: as many workplaces as people, or back to one for all."""
        data = self._page.data
        lines = {one.id: one for one in data.lines} if data else {}
        chosen = [lines[one] for one in self._positions() if one in lines]
        apart = [line for line in chosen if line.workplaces < line.headcount]
        if apart:
            self._change(_several([SplitByHeadcount(position_id=one.id) for one in apart],
                                  "split-by-headcount"))  # fmt: skip
            return
        together = [line.id for line in chosen if line.workplaces > 1]
        rows = (
            [e for e in data.rows if e.position in together and e.kind == "place"] if data else []
        )
        if rows:
            commands = [SplitByHeadcount(position_id=one, into="one") for one in together]
            self._ask([e.workplace for e in rows if e.workplace],
                      _several(commands, "join-workplaces"), "structure.ask_join")  # fmt: skip

    def move_up(self) -> None:
        """One place up; at the top of a section into the one before."""
        self._move(-1)

    def move_down(self) -> None:
        """One place down; at the end of a section into the next."""
        self._move(1)

    def move_to(self) -> None:
        """Choose the section to which the lines of the selection go."""
        self._page.show_sections()

    def to_section(self, section: str) -> None:
        """The lines of the selection go to the end of a section."""
        positions = self._positions()
        commands = [MovePosition(position_id=one, section_id=SectionId(section))
                    for one in positions]  # fmt: skip
        if commands:
            self._page.want(Wanted(key=positions[0]))
            self._change(_several(commands, "move-position"))

    def renumber(self) -> None:
        """Running numbers in the order of the list."""
        self._change(Renumber(certification_id=self._desk.certification_id))

    def group(self) -> None:
        """The workplaces of the selection become a group, or join the group that is among them."""
        entries = [e for e in self._selected() if e.workplace is not None]
        known = {e.group.group_id for e in entries if e.group is not None}
        members = tuple(WorkplaceId(e.workplace) for e in entries if e.workplace)
        data = self._page.data
        found = next((g for g in data.groups if g.id in known), None) if data else None
        if found is not None and len(known) == 1 and data is not None:
            there = tuple(WorkplaceId(e.workplace) for e in data.rows
                          if e.workplace and e.group and e.group.group_id == found.id)  # fmt: skip
            command: object = ChangeGroup(
                group_id=found.id, members=(*there, *members), name=found.name
            )
        else:
            command = MakeGroup(certification_id=self._desk.certification_id, members=members)
        self._change(
            command, lambda done: self._page.grouped.emit(str(done.value or (found and found.id)))
        )

    def similar(self) -> None:
        """What this workplace says, for others like it."""
        entry = self._current()
        if entry is not None and entry.workplace is not None:
            from riskdesk.ui.dialogs.group_similar import GroupSimilarDialog  # noqa: PLC0415

            GroupSimilarDialog(self._desk, self._page.window(), entry.workplace).open()

    def remove(self) -> None:
        """The rows of the selection go; what goes with them is said first."""
        self.remove_rows([entry.key for entry in self._selected()])

    def remove_rows(self, keys: Sequence[str]) -> None:
        """Sections, whole lines or single workplaces, as one step."""
        data = self._page.data
        if data is None:
            return
        entries = [e for key in keys if (e := self._page.entry(key)) is not None]
        sections = [e.section for e in entries if e.kind == "section"]
        rest = [e for e in entries if e.kind != "section" and e.section not in sections]
        commands: list[object] = [RemoveSection(section_id=one) for one in sections]
        targets: list[str] = list(sections)
        for position in dict.fromkeys(e.position for e in rest if e.position):
            own = [e for e in rest if e.position == position]
            every = [e for e in data.rows if e.position == position]
            if len(own) == len(every):
                commands.append(RemovePosition(position_id=position))
                targets.append(position)
                continue
            for one in own:
                if one.workplace is not None:
                    commands.append(RemoveWorkplace(workplace_id=one.workplace))
                    targets.append(one.workplace)
        if commands:
            label = {RemoveSection: "remove-section", RemovePosition: "remove-position"}
            name = label.get(type(commands[0]), "remove-workplace")
            self._ask(targets, _several(commands, name), "structure.ask_remove",
                      always=bool(sections))  # fmt: skip

    def _ask(
        self, targets: Sequence[str], command: object, key: str, *, always: bool = False
    ) -> None:
        """Say what goes, where anything does; then do it."""

        def read(session: Session, _: object) -> list[Gone]:
            texts = session.context.texts
            return [gone for one in targets
                    for gone in what_goes(session.unit_of_work(), one, texts)]  # fmt: skip

        def told(gone: list[Gone]) -> None:
            counts: dict[str, list[Gone]] = {}
            for one in gone:
                counts.setdefault(one.kind, []).append(one)
            if not always and set(counts) <= _QUIET:
                self._change(command)
                return
            tr = self._desk.look.tr
            parts = [f"{tr.text(many[0].title)}: {sum(one.count for one in many)}"
                     for many in counts.values()]  # fmt: skip
            words = tr(key, count=len(targets), what="; ".join(parts) or tr("structure.nothing"))
            verb = tr("structure.join" if "join" in key else "structure.remove").replace("&", "")
            self._page.ask(words, verb, lambda: self._change(command))

        self._desk.jobs.ask(read).on_done(while_alive(self._page, told)).start()

    def _move(self, way: int) -> None:
        entry, data = self._current(), self._page.data
        if entry is None or data is None:
            return
        sections = [one for one, _ in data.sections]
        at = sections.index(entry.section)
        self._page.want(Wanted(key=entry.key, workplace=entry.workplace or ""))
        if entry.kind == "section":
            if 0 <= at + way < len(sections):
                self._change(MoveSection(section_id=entry.section, at=at + way + 1))
            return
        if entry.kind == "place":
            self._move_place(entry, way)
            return
        own = [line.id for line in data.lines if line.section_id == entry.section]
        place = own.index(PositionId(str(entry.position)))
        target, to = entry.section, place + 1 + way
        if not 0 <= place + way < len(own):
            if not 0 <= at + way < len(sections):
                return
            target = sections[at + way]
            to = 1 if way > 0 else 1 + sum(line.section_id == target for line in data.lines)
        self._change(
            MovePosition(position_id=PositionId(str(entry.position)), section_id=target, at=to)
        )

    def _move_place(self, entry: Entry, way: int) -> None:
        rows = self._page.data.rows if self._page.data else ()
        own = [e for e in rows if e.position == entry.position]
        place = next(n for n, one in enumerate(own) if one.key == entry.key) + way
        if 0 <= place < len(own) and entry.workplace and (other := own[place].workplace):
            moved, before = (entry.workplace, other) if way < 0 else (other, entry.workplace)
            self._page.want(Wanted(workplace=entry.workplace))
            self._change(MoveWorkplace(workplace_id=moved, before=before))

    def _place_of(self, entry: Entry) -> int:
        lines = self._page.data.lines if self._page.data else ()
        own = [line.id for line in lines if line.section_id == entry.section]
        return own.index(entry.position) + 1 if entry.position in own else 0

    def _current(self) -> Entry | None:
        return self._page.entry(self._page.grid.current_key())

    def _selected(self) -> list[Entry]:
        return self._page.selected()

    def _positions(self) -> list[PositionId]:
        found = [e.position for e in self._selected() if e.position is not None]
        return list(dict.fromkeys(found))

    def _want_first(self, done: Done) -> None:
        if isinstance(done.value, tuple) and done.value:
            self._page.want(Wanted(workplace=str(done.value[0]), column="men"))

    def _change(self, command: object, then: Callable[[Done], object] | None = None) -> None:
        job = self._desk.jobs.change(command)
        if then is not None:
            job.on_done(while_alive(self._page, then))
        job.start()


def _several(commands: Sequence[object], label: str) -> object:
    return commands[0] if len(commands) == 1 else Several(tuple(commands), label=label)
