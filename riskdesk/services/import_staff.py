"""Importing a staff list: sections, positions and one workplace per unit of headcount."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TypeVar

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId, uuid7
from riskdesk.domain.model import (
    Certification,
    Position,
    Section,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.services.context import Context
from riskdesk.services.importing import ImportSummary, Tally, certification_for
from riskdesk.services.located import ProblemsFound
from riskdesk.services.names import name_text, nearly_says, says
from riskdesk.services.point_stays import settle_points
from riskdesk.services.ports import Area, Done, SheetReader, UnitOfWork
from riskdesk.services.staff_lines import StaffLine, StaffPreview
from riskdesk.services.staff_list import read_staff_list
from riskdesk.services.staff_places import StaffPlaces
from riskdesk.services.staff_totals import written_totals

N = TypeVar("N", Position, Section)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportStaff:
    """Take a staff list into a certification; ``columns`` (field → column) overrides headings."""

    path: Path
    certification: str | None = None
    measured_on: date | None = None
    ruleset: str | None = None
    columns: Mapping[str, int] | None = None


def preview(
    path: Path, reader: SheetReader, columns: Mapping[str, int] | None = None
) -> StaffPreview:
    """The list as it would be imported: columns found, lines, problems; nothing is stored."""
    return read_staff_list(reader.read(path), columns)


def run(command: ImportStaff, uow: UnitOfWork, context: Context, reader: SheetReader) -> Done:
    """Import the whole list in one transaction, or nothing."""
    listed = preview(command.path, reader, command.columns)
    with uow:
        done = apply(command, listed, uow, context)
        uow.commit(done.label)
    return done


def apply(command: ImportStaff, listed: StaffPreview, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction, for a list already read."""
    if listed.problems:
        raise ProblemsFound(listed.sheet, listed.problems)
    certification, notes = certification_for(uow, command, context)
    staff = _Staff(uow, uow.dossier(certification.id), listed, context)
    staff.store()
    dossier = uow.dossier(certification.id)
    settled = settle_points(staff.tally, dossier, context.catalog, context.texts)
    summary: ImportSummary = staff.tally.summary(
        "staff", certification, len(listed.positions), (*notes, *_notes(listed, context), *settled)
    )
    return Done(
        changes=frozenset({Area.CERTIFICATIONS, Area.STRUCTURE, Area.POINTS}),
        label="import-staff",
        value=summary,
    )


def _notes(listed: StaffPreview, context: Context) -> Iterator[LocalizedText]:
    say = context.texts.say
    for line in listed.wrong_totals:
        yield say("note-total-differs", row=line.row, total=line.count, sum=listed.workplaces)
    if any(line.men and line.women for line in listed.positions):
        yield say("note-sexes-in-order")
    for line in listed.lines:
        if line.kind == "position" and line.count == 0:
            yield say("note-no-workplace", row=line.row, position=line.text)
        elif line.kind == "skipped":
            yield say("note-row-skipped", row=line.row, text=line.text)


class _Staff:
    """Brings the stored structure to what the list says; identities stay."""

    def __init__(
        self, uow: UnitOfWork, dossier: Dossier, listed: StaffPreview, context: Context
    ) -> None:
        self.tally = Tally(uow)
        self._dossier = dossier
        self._certification: Certification = dossier.certification
        self._uow = uow
        self._listed = listed
        self._written = written_totals(listed.lines)
        self._catalog = context.catalog

    def store(self) -> None:
        """Write what differs; ``ProblemsFound`` before anything is lost."""
        whole = replace(self._certification, headcount_written=self._written.whole)
        if whole != self._certification:
            self._uow.replace(whole)
        sections = self._sections()
        matched = self._matched(sections)
        places, surplus = StaffPlaces(self._dossier, self._listed).kept(matched)
        number = 0
        for ordinal, line in enumerate(self._listed.positions, start=1):
            section = sections[line.section]
            position = self._put_position(line, section, ordinal, matched[line.row])
            number = self._put_workplaces(line, position, places[line.row], number)
        for workplace in surplus:
            self.tally.drop(workplace)
        self._drop_unlisted(matched, sections)

    def _sections(self) -> dict[str, Section]:
        """Every section of the list by its text; those of the same name keep their id."""
        known = list(self._dossier.sections)
        result: dict[str, Section] = {}
        for line in self._listed.positions:
            if line.section in result:
                continue
            old = _take(known, line.section)
            new = Section(
                id=old.id if old else SectionId(uuid7()),
                certification_id=self._certification.id,
                ordinal=len(result) + 1,
                name=self._name(old, line.section, of_section=True),
                headcount_written=self._written.by_section.get(line.section),
            )
            result[line.section] = self.tally.put(old, new)
        return result

    def _matched(self, sections: Mapping[str, Section]) -> dict[int, Position | None]:
        """The stored position of each line: same section and name, in order.

        Else one of a near name in the section, else the same from other sections.
        """
        free: dict[SectionId, list[Position]] = defaultdict(list)
        for position in self._dossier.positions:
            free[position.section_id].append(position)
        result: dict[int, Position | None] = {}
        lines = self._listed.positions
        for line in lines:
            result[line.row] = _take(free[sections[line.section].id], line.text, near=False)
        for line in lines:
            if result[line.row] is None:
                result[line.row] = _take(free[sections[line.section].id], line.text)
        moved = [position for positions in free.values() for position in positions]
        for near in (False, True):
            for line in lines:
                if result[line.row] is None:
                    result[line.row] = _take(moved, line.text, near=near)
        return result

    def _put_position(
        self, line: StaffLine, section: Section, ordinal: int, old: Position | None
    ) -> Position:
        return self.tally.put(
            old,
            Position(
                id=old.id if old else PositionId(uuid7()),
                certification_id=self._certification.id,
                section_id=section.id,
                ordinal=ordinal,
                name=self._name(old, line.text),
                headcount=line.count,
            ),
        )

    def _put_workplaces(
        self, line: StaffLine, position: Position, known: list[Workplace], number: int
    ) -> int:
        sexes = _sexes(line)
        for index in range(max(line.count, len(known))):
            number += 1
            old = known[index] if index < len(known) else None
            new = Workplace(
                id=WorkplaceId(uuid7()),
                certification_id=self._certification.id,
                position_id=position.id,
                number=number,
            )
            if old is not None:
                new = replace(old, number=number, position_id=position.id)
            if index < len(sexes):
                new = replace(new, men=sexes[index][0], women=sexes[index][1])
            self.tally.put(old, new)
        return number

    def _drop_unlisted(
        self, matched: Mapping[int, Position | None], sections: Mapping[str, Section]
    ) -> None:
        kept = {position.id for position in matched.values() if position is not None}
        for position in self._dossier.positions:
            if position.id not in kept:
                for risk in self._dossier.risks_of(position):
                    self.tally.drop(risk)
                self.tally.drop(position)
        listed = {section.id for section in sections.values()}
        for section in self._dossier.sections:
            if section.id not in listed:
                self.tally.drop(section)

    def _name(
        self, old: Position | Section | None, text: str, *, of_section: bool = False
    ) -> LocalizedText:
        """The name of the list with translations known; one that is stored already stays."""
        written = name_text(text)
        if old is not None and says(old.name, text):
            return old.name
        if not written.ru or written.kk:
            return written
        known = self._catalog.section_name if of_section else self._catalog.position_name
        return known(written.ru)


def _take(free: list[N], text: str, *, near: bool = True) -> N | None:
    """The first of ``free`` with that name, taken out; else, if asked, one nearly so named."""
    exact = (one for one in free if says(one.name, text))
    slip = (one for one in free if near and nearly_says(one.name, text))
    found = next(exact, None) or next(slip, None)
    if found is not None:
        free.remove(found)
    return found


def _sexes(line: StaffLine) -> list[tuple[int, int]]:
    """Men and women of each workplace, men first; empty when the list does not say."""
    if line.men is None or line.women is None:
        return []
    return [(1, 0)] * line.men + [(0, 1)] * line.women
