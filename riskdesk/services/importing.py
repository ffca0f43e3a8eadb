"""What all imports share: where the rows go, what was written, what is told afterwards."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Protocol, TypeVar

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId, uuid7
from riskdesk.domain.model import (
    CardEntry,
    CardFoot,
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Mark,
    Measurement,
    Point,
    Position,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import HazardClass, LocalizedText, parse_decimal
from riskdesk.services.context import Context
from riskdesk.services.located import Problems
from riskdesk.services.ports import UnitOfWork
from riskdesk.services.possible import require_possible
from riskdesk.services.text_table import Layout, Record

E = TypeVar(
    "E",
    Enterprise, Certification, Section, Position, Workplace, Point, Instrument,
    Measurement, CardEntry, CardFoot, Mark, Stay,
)  # fmt: skip


Notes = tuple[LocalizedText, ...]
"""What a summary says besides its counts."""


class ImportCommand(Protocol):
    """What every import is told."""

    @property
    def path(self) -> Path:
        """The file."""
        ...

    @property
    def certification(self) -> str | None:
        """Id of the certification; ``None``: the only one, or a new one."""
        ...

    @property
    def measured_on(self) -> date | None:
        """The day of the values; ``None``: the certification's."""
        ...

    @property
    def ruleset(self) -> str | None:
        """The rule set to choose; ``None`` leaves it as it is."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSummary:
    """What an import found and did; ``rows`` counts the rows read."""

    kind: str
    certification_id: CertificationId
    rows: int
    added: int
    changed: int
    unchanged: int
    notes: tuple[LocalizedText, ...] = ()


@dataclass(slots=True)
class Tally:
    """Writes what differs and counts it: a second import of the same file writes nothing."""

    uow: UnitOfWork
    added: int = 0
    changed: int = 0
    unchanged: int = 0
    seen: set[str] = field(default_factory=set)

    def put(self, old: E | None, new: E) -> E:
        """Store ``new`` in place of ``old``, unless they are equal."""
        self.seen.add(new.id)
        if old is None:
            self.uow.add(new)
            self.added += 1
        elif old == new:
            self.unchanged += 1
        else:
            self.uow.replace(new)
            self.changed += 1
        return new

    def note_kept(self, stored: Iterable[E], context: Context) -> Notes:
        """A note of the rows stored before that the file no longer has: they stay."""
        kept = sum(row.id not in self.seen for row in stored)
        return (context.texts.say("note-rows-kept", count=kept),) if kept else ()

    def drop(self, entity: Entity) -> None:
        """Remove what the file no longer has."""
        self.uow.remove(entity)
        self.changed += 1

    def summary(
        self,
        kind: str,
        certification: Certification,
        rows: int,
        notes: tuple[LocalizedText, ...] = (),
    ) -> ImportSummary:
        """The counts so far."""
        return ImportSummary(
            kind=kind,
            certification_id=certification.id,
            rows=rows,
            added=self.added,
            changed=self.changed,
            unchanged=self.unchanged,
            notes=notes,
        )


def certification_for(
    uow: UnitOfWork, command: ImportCommand, context: Context
) -> tuple[Certification, tuple[LocalizedText, ...]]:
    """The certification that an import belongs to, and notes of what was assumed.

    In an empty database it is made, with its enterprise, and named after the file; else it is the
    one named, or the only one. The day of the first values becomes the certification's; a rule
    set that was chosen stays.
    """
    known = uow.find(Certification)
    if command.ruleset is not None:
        context.catalog.ruleset(command.ruleset)
    if not known and command.certification is None:
        return _new_certification(uow, command, context)
    found = _chosen(known, command.certification)
    wanted = replace(
        found,
        ruleset=_ruleset_of(command, found),
        measured_on=_day_of(uow, command, found),
    )
    if wanted != found:
        uow.replace(wanted)
    return wanted, _note_of_day(command, found, wanted, context)


def check_target(uow: UnitOfWork, command: ImportCommand, context: Context) -> None:
    """Refuse a certification or a rule set that is not there, before any row is read."""
    if command.ruleset is not None:
        context.catalog.ruleset(command.ruleset)
    known = uow.find(Certification)
    if known or command.certification is not None:
        _ruleset_of(command, _chosen(known, command.certification))


def _ruleset_of(command: ImportCommand, found: Certification) -> str | None:
    """An import may choose the rule set, never change it: every class would change silently."""
    if command.ruleset is None or command.ruleset == found.ruleset:
        return found.ruleset
    if found.ruleset is not None:
        raise UserError(
            "import-ruleset-chosen",
            title=found.title,
            chosen=found.ruleset,
            ruleset=command.ruleset,
        )
    return command.ruleset


def _day_of(uow: UnitOfWork, command: ImportCommand, found: Certification) -> date:
    if command.measured_on is None or command.measured_on == found.measured_on:
        return found.measured_on
    measured = uow.dossier(found.id).measurements
    return found.measured_on if measured else command.measured_on


def _note_of_day(
    command: ImportCommand, found: Certification, wanted: Certification, context: Context
) -> tuple[LocalizedText, ...]:
    """Which day holds, where the certification had another one than the command gave."""
    if command.measured_on is None or command.measured_on == found.measured_on:
        return ()
    changed = wanted.measured_on != found.measured_on
    before, given = format_date(found.measured_on), format_date(command.measured_on)
    code = "note-day-changed" if changed else "note-day-kept"
    return (context.texts.say(code, before=before, given=given),)


def _chosen(known: list[Certification], named: str | None) -> Certification:
    listed = "; ".join(f"{one.id} ({one.title})" for one in known)
    if named is not None:
        found = [one for one in known if named in (one.id, one.title)]
        if len(found) != 1:
            raise UserError("certification-unknown", named=named, known=listed or "–")
        return found[0]
    if len(known) > 1:
        raise UserError("certification-several", known=listed)
    return known[0]


def _new_certification(
    uow: UnitOfWork, command: ImportCommand, context: Context
) -> tuple[Certification, tuple[LocalizedText, ...]]:
    # A name in another encoding than the system's has bytes that are no text.
    name = (command.path.stem or command.path.name).encode("utf-8", "replace").decode()
    enterprise = Enterprise(id=EnterpriseId(uuid7()), name=LocalizedText(kk=name, ru=name, en=name))
    today = context.clock.now().astimezone().date()
    certification = Certification(
        id=CertificationId(uuid7()),
        enterprise_id=enterprise.id,
        title=name,
        measured_on=command.measured_on or today,
        ruleset=command.ruleset,
    )
    uow.add(enterprise)
    uow.add(certification)
    if command.measured_on is not None:
        return certification, ()
    return certification, (context.texts.say("note-today", date=format_date(today)),)


def format_date(day: date) -> str:
    """The day as Kazakh and Russian papers write it: ``10.04.2026``."""
    return day.strftime("%d.%m.%Y")


_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]00:00(?::00)?)?|(\d{1,2})\.(\d{1,2})\.(\d{4})")


def read_day(text: str) -> date | None:
    """The day of a text, ``2026-04-10`` or ``10.04.2026``; ``None`` when it is no day."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    parts = match.groups()
    year, month, day = parts[:3] if parts[0] else parts[:2:-1]
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class Cells:
    """Reads the cells of text rows into values; what cannot be read becomes a located problem."""

    def __init__(self, layout: Layout, problems: Problems, context: Context) -> None:
        self._layout = layout
        self._problems = problems
        self._context = context

    def wrong(self, record: Record, name: str, code: str, **params: object) -> None:
        """Note a problem at the cell of field ``name``."""
        column, heading = self._layout.place(name)
        self._problems.add(record.line, code, column=column, heading=heading, **params)

    def number(self, record: Record, name: str) -> Decimal | None:
        """The number of a cell; ``None`` when it is empty or was refused."""
        try:
            return parse_decimal(record[name])
        except UserError as error:
            self.wrong(record, name, error.code, **error.params)
            return None

    def measured(self, record: Record, name: str, quantity: str) -> Decimal | None:
        """The number of a cell as a value of ``quantity``: one that cannot be is refused."""
        value = self.number(record, name)
        spec = self._context.catalog.quantities.get(quantity)
        try:
            if spec is not None:
                require_possible(value, spec, self._context.texts)
        except UserError as error:
            self.wrong(record, name, error.code, **error.params)
            return None
        return value

    def day(self, record: Record, name: str) -> date | None:
        """The date of a cell, ``2026-04-10`` or ``10.04.2026``; ``None`` as with ``number``."""
        text = record[name]
        if text in {"", "-", "–"}:
            return None
        found = read_day(text)
        if found is None:
            self.wrong(record, name, "date-not-read", text=text)
        return found

    def hazard_class(self, record: Record, name: str) -> HazardClass | None:
        """The class of a cell: 1, 2, 3.1 … 4, also ``3,1``; ``None`` as with ``number``."""
        text = record[name]
        if text in {"", "-", "–"}:
            return None
        try:
            return HazardClass(text.replace(",", "."))
        except ValueError:
            self.wrong(record, name, "class-not-read", text=text)
            return None
