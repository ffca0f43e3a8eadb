"""Back to an earlier state: a new file, a pointer to it, the old file put aside (R6).

A restored database never takes the name of another one: no journal that lies about can meet it.
Which file is the present one stands in ``NAME.live`` beside the name that the program is given.
"""

import contextlib
import glob
import os
import sqlite3
from contextlib import closing
from pathlib import Path

from riskdesk.data.backup import SIDES, copy_pages, is_sound, read_alone, remove, sync
from riskdesk.data.backup_proof import proof_of
from riskdesk.data.faults import faults_of
from riskdesk.data.migrations import APPLICATION_ID, SCHEMA_VERSION
from riskdesk.data.schema import is_as_built
from riskdesk.domain.errors import UserError

POINTER = ".live"
REPLACED = "replaced"


def live_path(named: Path) -> Path:
    """The file behind the name of a database.

    ``UserError("database-live-missing")`` if the file that was switched to has gone: a new empty
    one in its place would hide that.
    """
    pointer = _pointer(named)
    try:
        name = pointer.read_text(encoding="utf-8").strip()
    except (FileNotFoundError, NotADirectoryError):
        return named
    except (OSError, ValueError) as error:
        raise UserError("database-no-access", path=str(pointer)) from error
    path = named.with_name(Path(name).name or named.name)
    if not name or not path.exists():
        raise UserError("database-live-missing", path=str(path), pointer=str(pointer))
    return path


def prepare(backup: Path, named: Path, stamp: str) -> Path:
    """A database made of ``backup`` page by page, proved, under a new name beside ``named``.

    The backup is read without whatever lies beside it. ``UserError("file-missing")``,
    ``"database-not-ours"``, ``"database-too-new"``, ``"backup-damaged"``: nothing is left behind.
    """
    if not backup.is_file():
        raise UserError("file-missing", path=str(backup))
    for left in named.parent.glob(f"{glob.escape(named.stem)} *{named.suffix}.part"):
        remove(left)  # of a restore that was killed
    target = _free(named, stamp)
    part = target.with_name(f"{target.name}.part")
    try:
        with faults_of(backup), closing(read_alone(backup)) as source:
            _refuse_foreign(source, backup)
            if not is_sound(source) or not _is_built(source):
                raise UserError("backup-damaged", path=str(backup))
            with faults_of(target):
                copy_pages(source, part)
                with closing(read_alone(part)) as copy:
                    if not is_sound(copy) or proof_of(copy) != proof_of(source):
                        raise UserError("backup-damaged", path=str(target))
                sync(part)
                part.replace(target)
                sync(target.parent)
    finally:
        remove(part)
    return target


def switch(named: Path, prepared: Path) -> Path | None:
    """Point ``named`` at a prepared database; the old one goes to ``replaced``, journals and all.

    Nobody may hold the old one open. Killed at any moment, one of the two is the present one.
    """
    old = _present(named)
    _point(named, prepared)
    return None if old is None or old == prepared else _put_aside(old)


def switch_back(named: Path, kept: Path | None) -> None:
    """Point ``named`` at the database that was put aside, back in its folder under its name."""
    if kept is None:
        with contextlib.suppress(FileNotFoundError):
            _pointer(named).unlink()
        return
    back = kept if kept.parent == named.parent else _free_in(named.parent, kept)
    if back != kept:
        _move(kept, back)
    _point(named, back)


def _present(named: Path) -> Path | None:
    try:
        path = live_path(named)
    except UserError:
        return None
    return path if path.exists() else None


def _point(named: Path, path: Path) -> None:
    pointer = _pointer(named)
    beside = pointer.with_name(f"{pointer.name}.new")
    with faults_of(pointer):
        with beside.open("w", encoding="utf-8") as file:
            file.write(f"{path.name}\n")
            file.flush()
            os.fsync(file.fileno())
        beside.replace(pointer)
        sync(pointer.parent)


def _put_aside(old: Path) -> Path:
    """Where the old one is now: where it cannot be moved, it stays and is no longer used."""
    folder = old.parent / REPLACED
    try:
        folder.mkdir(exist_ok=True)
        kept = _free_in(folder, old)
        _move(old, kept)
    except OSError:
        return old
    return kept


def _move(old: Path, new: Path) -> None:
    """A database and its journals together; the journals first: they belong to it alone."""
    for side in reversed(SIDES):
        file = old.with_name(f"{old.name}{side}")
        if file.exists():
            file.replace(new.with_name(f"{new.name}{side}"))
    sync(new.parent)
    sync(old.parent)


def _refuse_foreign(source: sqlite3.Connection, path: Path) -> None:
    (application,) = source.execute("PRAGMA application_id").fetchone()
    (version,) = source.execute("PRAGMA user_version").fetchone()
    if application != APPLICATION_ID or version < 1:
        raise UserError("database-not-ours", path=str(path))
    if version > SCHEMA_VERSION:
        raise UserError(
            "database-too-new", path=str(path), version=version, supported=SCHEMA_VERSION
        )


def _is_built(source: sqlite3.Connection) -> bool:
    """An older one is judged when it is upgraded."""
    (version,) = source.execute("PRAGMA user_version").fetchone()
    return version < SCHEMA_VERSION or is_as_built(source)


def _pointer(named: Path) -> Path:
    return named.with_name(f"{named.name}{POINTER}")


def _free(named: Path, stamp: str) -> Path:
    return _free_in(named.parent, named.with_name(f"{named.stem} {stamp}{named.suffix}"))


def _free_in(folder: Path, like: Path) -> Path:
    """A name in ``folder`` beside which nothing lies."""
    path, number = folder / like.name, 1
    while any(path.with_name(f"{path.name}{side}").exists() for side in SIDES):
        number += 1
        path = folder / f"{like.stem} {number}{like.suffix}"
    return path
