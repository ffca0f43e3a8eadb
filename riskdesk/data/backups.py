"""The folder of backups beside a database: made when something changed, thinned by age."""

import contextlib
import json
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

from riskdesk.data.backup import read_alone, remove
from riskdesk.data.faults import faults_of
from riskdesk.data.restoring import prepare, switch, switch_back
from riskdesk.domain.errors import UserError
from riskdesk.services.backups import BackupFile, BackupSource, BackupState
from riskdesk.services.backups_keeping import to_remove
from riskdesk.services.ports import Clock

FOLDER = "backups"
_STAMP = "%Y-%m-%d %H-%M-%S%z"
_TITLES = (
    "SELECT coalesce(nullif(e.name_ru, ''), e.name_kk), c.title FROM certification AS c"
    " JOIN enterprise AS e ON e.id = c.enterprise_id ORDER BY c.measured_on DESC, c.title"
)


class Backups:
    """The ``Vault`` of the database that is named ``named``."""

    def __init__(self, named: Path, clock: Clock) -> None:
        self._named = named
        self._clock = clock
        self.folder = named.parent / FOLDER
        self._known: dict[tuple[Path, int, int], BackupFile] = {}
        self._making = threading.Lock()

    def files(self) -> tuple[BackupFile, ...]:
        """All backups, newest first; nothing where the folder cannot be read."""
        found = [self._file(path, at) for path, at in self._named_files()]
        return tuple(sorted(found, key=lambda file: file.at, reverse=True))

    def state(self) -> BackupState:
        """When the last copies were made."""
        moments = sorted(at for _, at in self._named_files())
        carried, place = self._carried()
        return BackupState(
            last=moments[-1] if moments else None,
            oldest=moments[0] if moments else None,
            carried=carried,
            place=place,
        )

    def make(
        self, source: BackupSource, between: Callable[[], object] = lambda: None
    ) -> Path | None:
        """A backup of the present state, then the older ones thinned; see ``Vault``.

        An environment fault of the folder or ``UserError("backup-damaged")``: nothing is removed.
        """
        with self._making:
            change = source.last_change()
            if not change:
                return None
            for path in self._newest_first():
                if _last_change(path) == change:
                    return path
            with faults_of(self.folder):
                self.folder.mkdir(exist_ok=True)
                self._clear()
            made = self._free(self.folder)
            source.backup(made, between)
            self._thin()
            return made

    def carry(
        self, source: BackupSource, folder: Path, between: Callable[[], object] = lambda: None
    ) -> Path:
        """A checked copy in a folder of the user's choice, which is remembered."""
        if not folder.is_dir():
            raise UserError("backup-no-place", folder=str(folder))
        with self._making:
            made = self._free(folder)
            source.backup(made, between)
            self._remember(folder)
            return made

    def prepare(self, backup: Path) -> Path:
        """A checked database made of a backup, under a new name (see ``restoring``)."""
        return prepare(backup, self._named, stamp(self._clock))

    def switch(self, prepared: Path) -> Path | None:
        """Make it the present database; where the old one is kept."""
        return switch(self._named, prepared)

    def switch_back(self, kept: Path | None) -> None:
        """The old one is the present database again."""
        switch_back(self._named, kept)

    def _free(self, folder: Path) -> Path:
        stem, suffix, number = f"{self._named.stem} {stamp(self._clock)}", self._named.suffix, 1
        path = folder / f"{stem}{suffix}"
        while path.exists():
            number += 1
            path = folder / f"{stem} {number}{suffix}"
        return path

    def _named_files(self) -> Iterator[tuple[Path, datetime]]:
        stem, suffix = re.escape(self._named.stem), re.escape(self._named.suffix)
        stamp = r"(\d{4}-\d\d-\d\d \d\d-\d\d-\d\d[+-]\d{4})"
        name = re.compile(rf"{stem} {stamp}(?: \d+)?{suffix}")
        with contextlib.suppress(OSError):  # no folder, no backups
            for path in self.folder.iterdir():
                found = name.fullmatch(path.name)
                if found is not None:
                    with contextlib.suppress(ValueError):  # the 31st of June: not a name of ours
                        yield path, datetime.strptime(found[1], _STAMP)  # noqa: DTZ007 - %z is in it

    def _newest_first(self) -> list[Path]:
        return [path for path, _ in sorted(self._named_files(), key=lambda p: p[1], reverse=True)]

    def _file(self, path: Path, at: datetime) -> BackupFile:
        try:
            facts = path.stat()
        except OSError:
            return BackupFile(path=path, at=at, size=0, certifications=None)
        key = (path, facts.st_size, facts.st_mtime_ns)
        if key not in self._known:
            self._known[key] = BackupFile(
                path=path, at=at, size=facts.st_size, certifications=titles(path)
            )
        return self._known[key]

    def _clear(self) -> None:
        """Remove what a killed run has left half made."""
        for path in self.folder.glob("*.part"):
            if path.name.startswith(f"{self._named.stem} "):
                remove(path)

    def _thin(self) -> None:
        """Remove what has had its time; a file that cannot be removed is left for the next time."""
        files = list(self._named_files())
        gone = to_remove([at for _, at in files], self._clock.now())
        for path, at in files:
            if at in gone:
                with contextlib.suppress(OSError):
                    path.unlink()

    def _record(self) -> Path:
        return self.folder / f"{self._named.stem}.json"

    def _carried(self) -> tuple[datetime | None, str]:
        try:
            found = json.loads(self._record().read_text(encoding="utf-8"))
            at = datetime.fromisoformat(found["carried"]) if found.get("carried") else None
            return at, str(found["place"])
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None, ""

    def _remember(self, folder: Path) -> None:
        """A copy on the same disk is remembered as a place, not as one that outlives the disk."""
        carried, _ = self._carried()
        if other_disk(folder, self._named.parent):
            carried = self._clock.now()
        facts = {"place": str(folder), "carried": carried.isoformat() if carried else ""}
        beside = self._record().with_suffix(".json.new")
        with contextlib.suppress(OSError):  # the copy is made; only the reminder comes again
            self.folder.mkdir(exist_ok=True)
            beside.write_text(json.dumps(facts, ensure_ascii=False), encoding="utf-8")
            beside.replace(self._record())


def stamp(clock: Clock) -> str:
    """The moment in a file's name: local time with its distance from UTC."""
    return clock.now().astimezone().strftime(_STAMP)


def other_disk(folder: Path, home: Path) -> bool:
    """Whether a folder lies on another volume than the database."""
    try:
        return folder.stat().st_dev != home.stat().st_dev
    except OSError:
        return False


def titles(path: Path) -> tuple[str, ...] | None:
    """Enterprise and title of each certification in a copy; ``None`` if it cannot be read."""
    try:
        with closing(read_alone(path)) as copy:
            return tuple(f"{name} · {title}" for name, title in copy.execute(_TITLES))
    except (sqlite3.Error, OSError):
        return None


def _last_change(path: Path) -> str:
    try:
        with closing(read_alone(path)) as copy:
            row = copy.execute("SELECT id FROM change ORDER BY seq DESC LIMIT 1").fetchone()
    except (sqlite3.Error, OSError):
        return ""
    return str(row[0]) if row else ""
