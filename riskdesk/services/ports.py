"""What the services need from outside: Protocols that ``data`` and ``reports`` implement."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, Protocol, Self, TypeVar

if TYPE_CHECKING:  # the window paints before the domain is loaded (0.03 s measured)
    from pathlib import Path
    from types import TracebackType

    from riskdesk.domain.dossier import Dossier
    from riskdesk.domain.dossier_change import RowStep
    from riskdesk.domain.ids import CertificationId
    from riskdesk.domain.model import Entity

E = TypeVar("E", bound="Entity")


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
    DOCUMENTS = "documents"


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
    """Whether a change was made by a command, by undoing one or by doing it again.

    ``FIX``: a document was issued, a certification sealed or opened; that is never undone.
    """

    DO = "do"
    UNDO = "undo"
    REDO = "redo"
    FIX = "fix"


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


@dataclass(frozen=True, slots=True, kw_only=True)
class DataState:
    """What stands in the database now: the last change of the history, its hash, and ``data``.

    ``data``: SHA-256 over every row that the papers of one certification are made from.
    """

    position: int
    head: str
    data: str


Tampering = Literal[
    "log-cut",  # changes that a seal or a document names are not there
    "log-altered",  # a change of the history, or one of its rows, is not what was written
    "row-altered",  # a row is not what the history left
    "row-missing",  # a row that the history left is gone
    "row-unknown",  # a row that no change has made
    "content-damaged",  # bytes of an attachment or an issued file are gone or others
    "code-differs",  # a seal or a document does not give its own code
    "seal-broken",  # the rows of a sealed certification are not those that were sealed
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tampered:
    """Something that was changed by other means than the program.

    ``table`` and ``row_id``: the record, "" where it is none; ``position``: the number of the
    change of the history, 0 where it is none.
    """

    code: Tampering
    table: str = ""
    row_id: str = ""
    position: int = 0


class UnitOfWork(Protocol):
    """One transaction: rolls back unless ``commit`` was called.

    Every ``add``, ``replace`` and ``remove`` writes its history row in the same transaction.
    A row of a sealed certification is refused with ``UserError("certification-sealed")``; what is
    ``WRITTEN_ONCE`` (``domain/issue``) is only added, and its commit is a ``FIX``.
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

    def state(self, certification: CertificationId) -> DataState:
        """Where the history ends, and the hash of the certification's rows."""
        ...

    def head_at(self, position: int) -> str:
        """The hash of the change with that number in the history; "" where there is none."""
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

    def write_all(
        self,
        documents: Sequence[object],
        title: str,
        target: Path,
        progress: Progress | None = None,
    ) -> int:
        """Write all documents as one file named ``title``, each made when its turn comes."""
        ...
