"""What the backups of a database can do: Protocols that ``data`` implements."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


class BackupSource(Protocol):
    """A database as its backups see it."""

    def last_change(self) -> str:
        """The id of the last change; empty where nothing was ever stored."""
        ...

    def backup(self, target: Path, between: Callable[[], object] = ...) -> None:
        """A checked copy in a new file; ``between`` its steps may raise ``Cancelled``."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A copy that passed its check when it was made. ``at``: aware; ``size``: bytes.

    ``certifications``: enterprise and title of each; ``None`` if the file cannot be read now.
    """

    path: Path
    at: datetime
    size: int
    certifications: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """What a person is told of the backups.

    ``last``: when the last copy was made; ``carried``: when one was last put on another disk, into
    the folder ``place`` ("" if none was ever chosen).
    """

    last: datetime | None
    oldest: datetime | None
    carried: datetime | None = None
    place: str = ""


class Vault(Protocol):
    """The backups of one database, and the way back from them."""

    def files(self) -> tuple[BackupFile, ...]:
        """All backups, newest first."""
        ...

    def state(self) -> BackupState:
        """When the last copies were made."""
        ...

    def make(self, source: BackupSource, between: Callable[[], object] = ...) -> Path | None:
        """A backup of the present state, the last one if it holds that; ``None`` of nothing."""
        ...

    def carry(
        self, source: BackupSource, folder: Path, between: Callable[[], object] = ...
    ) -> Path:
        """A checked copy in a folder of the user's choice, which is remembered."""
        ...

    def prepare(self, backup: Path) -> Path:
        """A checked database made of a backup, under a new name beside the present one."""
        ...

    def switch(self, prepared: Path) -> Path | None:
        """Make it the present database, all at once; where the old one is kept now."""
        ...

    def switch_back(self, kept: Path | None) -> None:
        """The old one is the present database again."""
        ...


BROKEN = frozenset({"database-damaged", "database-not-ours", "database-live-missing"})
"""What a restore is for: the present file cannot be opened, and is put aside as it is."""
