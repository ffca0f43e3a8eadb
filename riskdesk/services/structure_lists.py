"""Commands of sections and positions: added, renamed, moved, removed."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import count
from typing import Literal

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, PositionId, SectionId, WorkplaceId, uuid7
from riskdesk.domain.model import Certification, Position, Section, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.structure_order import (
    next_number,
    placed,
    positions_of,
    renumber,
    sections_of,
    settle,
    settle_positions,
)
from riskdesk.services.structure_people import checked_headcount
from riskdesk.services.structure_removal import removal_of
from riskdesk.services.typed_fields import localized

STRUCTURE = frozenset({Area.STRUCTURE})
EVERYTHING = frozenset(Area)
"""What a removal may touch."""

Places = Literal["each", "one"]
"""A workplace for each person, or one for all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddSection:
    """A new section at place ``at`` (from 1; ``None``: the last); its id is the value.

    ``id``: where the screen has one already.
    """

    certification_id: CertificationId
    name: LocalizedText
    at: int | None = None
    id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameSection:
    """Another name of a section."""

    section_id: SectionId
    name: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveSection:
    """Another place of a section, from 1; ``renumber``: numbers follow in the same step."""

    section_id: SectionId
    at: int
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveSection:
    """A section goes with its positions, workplaces and all they hold; the value says what."""

    section_id: SectionId
    renumber: bool = False


@dataclass(frozen=True, slots=True)
class PositionLine:
    """One line of a staff list.

    ``id``: of its position, where the screen has one already. ``workplaces``: as of the command,
    for this line alone.
    """

    name: LocalizedText
    headcount: int = 1
    id: str = ""
    workplaces: Places | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPositions:
    """Lines of the staff list with their workplaces, from place ``at`` of the section.

    ``workplaces``: one for each person, or one for the whole line. Numbers go on after the last,
    or run anew with ``renumber``. The ids of the positions are the value.
    """

    section_id: SectionId
    lines: tuple[PositionLine, ...]
    at: int | None = None
    workplaces: Places = "each"
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AddPosition:
    """One line of the staff list (see ``AddPositions``); its id is the value."""

    section_id: SectionId
    name: LocalizedText
    headcount: int = 1
    at: int | None = None
    workplaces: Places = "each"
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePosition:
    """Another name or headcount of a line; its workplaces stay (see ``SplitByHeadcount``)."""

    position_id: PositionId
    name: LocalizedText
    headcount: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePosition:
    """A line goes to place ``at`` of a section, with its workplaces and what they hold."""

    position_id: PositionId
    section_id: SectionId
    at: int | None = None
    renumber: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovePosition:
    """A line goes with its workplaces, risks and all they hold; the value says what."""

    position_id: PositionId
    renumber: bool = False


def known_name(name: LocalizedText, known: Callable[[str], LocalizedText]) -> LocalizedText:
    """The name with single spaces; one in Russian alone with its translations where known."""
    clean = localized(name)
    if not (clean.ru or clean.kk):
        raise UserError("name-missing")
    if clean.kk or not clean.ru:
        return clean
    found = known(clean.ru)
    return replace(found, en=clean.en or found.en)


def _add_section(command: AddSection, uow: UnitOfWork, context: Context) -> Done:
    uow.get(Certification, command.certification_id)
    known = sections_of(uow, command.certification_id)
    section = Section(
        id=SectionId(command.id or uuid7()),
        certification_id=command.certification_id,
        ordinal=len(known) + 1,
        name=known_name(command.name, context.catalog.section_name),
    )
    uow.add(section)
    settle(uow, placed(known, [section], command.at))
    settle_positions(uow, command.certification_id)
    return Done(changes=STRUCTURE, label="add-section", value=section.id)


def _rename_section(command: RenameSection, uow: UnitOfWork, context: Context) -> Done:
    section = uow.get(Section, command.section_id)
    name = known_name(command.name, context.catalog.section_name)
    uow.replace(replace(section, name=name))
    return Done(changes=STRUCTURE, label="rename-section")


def _move_section(command: MoveSection, uow: UnitOfWork, _: Context) -> Done:
    section = uow.get(Section, command.section_id)
    settle(uow, placed(sections_of(uow, section.certification_id), [section], command.at))
    settle_positions(uow, section.certification_id)
    if command.renumber:
        renumber(uow, section.certification_id)
    return Done(changes=STRUCTURE, label="move-section")


def _remove_section(command: RemoveSection, uow: UnitOfWork, context: Context) -> Done:
    section = uow.get(Section, command.section_id)
    return remove(uow, context, section, "remove-section", again=command.renumber)


def _add_position(command: AddPosition, uow: UnitOfWork, context: Context) -> Done:
    many = AddPositions(
        section_id=command.section_id,
        lines=(PositionLine(command.name, command.headcount),),
        at=command.at,
        workplaces=command.workplaces,
        renumber=command.renumber,
    )
    (added,) = _add_lines(many, uow, context)
    return Done(changes=STRUCTURE, label="add-position", value=added)


def _add_positions(command: AddPositions, uow: UnitOfWork, context: Context) -> Done:
    added = _add_lines(command, uow, context)
    return Done(changes=STRUCTURE, label="add-positions", value=added)


def _add_lines(command: AddPositions, uow: UnitOfWork, context: Context) -> tuple[PositionId, ...]:
    section = uow.get(Section, command.section_id)
    certification = section.certification_id
    numbers = count(next_number(uow, certification))
    last = len(positions_of(uow, certification))
    added: list[Position] = []
    for ordinal, line in enumerate(command.lines, start=last + 1):
        position = Position(
            id=PositionId(line.id or uuid7()),
            certification_id=certification,
            section_id=section.id,
            ordinal=ordinal,
            name=known_name(line.name, context.catalog.position_name),
            headcount=checked_headcount(line.headcount),
        )
        uow.add(position)
        added.append(position)
        one = (line.workplaces or command.workplaces) == "one"
        places = min(1, line.headcount) if one else line.headcount
        for _ in range(places):
            uow.add(new_workplace(position, next(numbers)))
    settle_positions(uow, certification, added, command.at)
    if command.renumber:
        renumber(uow, certification)
    return tuple(each.id for each in added)


def new_workplace(position: Position, number: int) -> Workplace:
    """An empty workplace of a line."""
    return Workplace(
        id=WorkplaceId(uuid7()),
        certification_id=position.certification_id,
        position_id=position.id,
        number=number,
    )


def _change_position(command: ChangePosition, uow: UnitOfWork, context: Context) -> Done:
    position = uow.get(Position, command.position_id)
    uow.replace(
        replace(
            position,
            name=known_name(command.name, context.catalog.position_name),
            headcount=checked_headcount(command.headcount),
        )
    )
    return Done(changes=STRUCTURE, label="change-position")


def _move_position(command: MovePosition, uow: UnitOfWork, _: Context) -> Done:
    position = uow.get(Position, command.position_id)
    section = uow.get(Section, command.section_id)
    if section.certification_id != position.certification_id:
        raise UserError("other-certification")
    moved = replace(position, section_id=section.id)
    uow.replace(moved)
    settle_positions(uow, position.certification_id, [moved], command.at)
    if command.renumber:
        renumber(uow, position.certification_id)
    return Done(changes=STRUCTURE, label="move-position")


def _remove_position(command: RemovePosition, uow: UnitOfWork, context: Context) -> Done:
    position = uow.get(Position, command.position_id)
    return remove(uow, context, position, "remove-position", again=command.renumber)


def remove(
    uow: UnitOfWork, context: Context, row: Section | Position | Workplace, label: str, *,
    again: bool,
) -> Done:  # fmt: skip
    """The thing goes with all it holds; ordinals close up, numbers only if told ``again``."""
    removal = removal_of(uow, row.id)
    removal.carry_out(uow)
    settle(uow, sections_of(uow, row.certification_id))
    settle_positions(uow, row.certification_id)
    if again:
        renumber(uow, row.certification_id)
    return Done(changes=EVERYTHING, label=label, value=removal.told(context.texts))


HANDLERS: Handlers = {
    AddSection: _add_section,
    RenameSection: _rename_section,
    MoveSection: _move_section,
    RemoveSection: _remove_section,
    AddPosition: _add_position,
    AddPositions: _add_positions,
    ChangePosition: _change_position,
    MovePosition: _move_position,
    RemovePosition: _remove_position,
}
