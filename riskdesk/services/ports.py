"""What the services need from outside: Protocols that ``data`` and ``reports`` implement."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Protocol, Self, TypeVar

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.dossier_change import RowStep
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Entity

E = TypeVar("E", bound=Entity)


class Area(StrEnum):
    """What kind of thing a change touched; screens subscribe to areas."""

    CERTIFICATIONS = "certifications"
    STRUCTURE = "structure"
    POINTS = "points"
    MEASUREMENTS = "measurements"
    CARDS = "cards"
    MARKS = "marks"
    INSTRUMENTS = "instruments"
    RISKS = "risks"
    SETTINGS = "settings"
    NORMS = "norms"
    SAFETY = "safety"
    GUARANTEES = "guarantees"
    ACCEPTANCES = "acceptances"
    ATTACHMENTS = "attachments"


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a command did: the areas it changed and the key of its name (undo, history)."""

    changes: frozenset[Area]
    label: str
    value: object = None
    notes: tuple[str, ...] = field(default=())


class Clock(Protocol):
    """The one source of time."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...


class Progress(Protocol):
    """How a long piece of work reports and is stopped."""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report ``done`` of ``total``; raises ``Cancelled`` when the user has asked to stop."""
        ...


class Cancelled(Exception):
    """The user stopped the work; the transaction rolls back, no half file stays."""


class ChangeKind(StrEnum):
    """Whether a change was made by a command, by undoing one or by doing it again."""

    DO = "do"
    UNDO = "undo"
    REDO = "redo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One commit in the history: who, when, under which label.

    ``target_id`` names the change that this one undid or did again.
    """

    id: str
    seq: int
    at: datetime
    user: str
    label: str
    kind: ChangeKind = ChangeKind.DO
    target_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row's change inside a commit: ``None`` before if added, ``None`` after if removed."""

    seq: int
    change_id: str
    kind: type[Entity]
    row_id: str
    before: Entity | None
    after: Entity | None


class UnitOfWork(Protocol):
    """One transaction: rolls back unless ``commit`` was called.

    Every ``add``, ``replace`` and ``remove`` writes its history row in the same transaction.
    ``replace`` of an equal entity writes nothing.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None: ...

    def get(self, kind: type[E], identity: str) -> E:
        """The entity with that id; ``UserError("not-found")`` if there is none."""
        ...

    def find(self, kind: type[E], **equal: object) -> list[E]:
        """All entities whose fields equal the given values, in list order."""
        ...

    def add(self, entity: Entity) -> None:
        """Store a new entity."""
        ...

    def replace(self, entity: Entity) -> None:
        """Store the new state of an existing entity."""
        ...

    def remove(self, entity: Entity) -> None:
        """Remove an entity; its history keeps it."""
        ...

    def dossier(self, certification: CertificationId) -> Dossier:
        """The whole certification as one snapshot."""
        ...

    def keep(self, content: bytes) -> str:
        """Store the bytes of an attachment, once; their SHA-256 in hex (``Attachment.sha256``).

        Bytes have no history and are never removed: undo takes back the row, redo finds them.
        """
        ...

    def content(self, sha256: str) -> bytes:
        """The bytes kept under that SHA-256.

        ``UserError("attachment-missing")`` if there are none, ``("attachment-damaged")`` if they
        are not those that were kept.
        """
        ...

    def commit(self, label: str) -> None:
        """Make the change durable (on disk when this returns) under the command's label.

        A commit that changed nothing writes nothing. What follows is a new transaction.
        """
        ...

    def committed(self) -> tuple[RowStep, ...] | None:
        """The rows that the commits of this unit of work changed; ``None``: too many to name."""
        ...

    def changes(self) -> list[Change]:
        """All committed changes, oldest first."""
        ...

    def steps(self, change_id: str) -> list[Step]:
        """What one change did, row by row, in its order."""
        ...

    def revert(self, change_id: str, kind: ChangeKind) -> None:
        """Write back the rows of a change as they were before it (``UNDO``) or after (``REDO``).

        The next commit is recorded as that undoing or redoing. ``UserError("undo-conflict")`` if
        a row has another state than the change left.
        """
        ...


CellValue = str | int | float | Decimal | date | datetime | bool | None
"""What a cell of a sheet holds."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a sheet; ``row`` and ``column`` count from 1.

    ``merged_into``: row and column of the top left cell of the merged range that covers this one
    (``None`` for that cell itself); ``value`` then repeats the value of that cell.
    """

    value: CellValue
    row: int
    column: int
    merged_into: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of a workbook (or a text table) as rows of cells, empty ones included."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


class SheetReader(Protocol):
    """Reads the table of a workbook or a text file, within limits of size."""

    def read(self, path: Path) -> Sheet:
        """The first sheet that holds anything; ``UserError`` when the file cannot be read."""
        ...


UnitOfWorkFactory = Callable[[], UnitOfWork]


class DocumentWriter(Protocol):
    """Draws a form's document into a file: whole or absent."""

    suffix: str

    def write(self, document: object, target: Path, progress: Progress | None = None) -> int:
        """Write ``document`` (a ``forms.document.Document``) to ``target``; returns its pages."""
        ...
