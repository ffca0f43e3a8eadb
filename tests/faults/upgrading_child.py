"""A program that opens an older database and kills itself at one moment of it.

``python upgrading_child.py FILE MOMENT [in-place]``: a moment is a statement of any connection or
an operation on a file (open, rename, remove); moment 0 never comes. Prints how many there were,
and which of them renamed.
``in-place`` migrates the file itself: the control for a harness that sees nothing.
"""

import os
import signal
import sqlite3
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from riskdesk.data.database import open_database
from riskdesk.data.migrations import upgrade

_EVENTS = {"open", "os.rename", "os.remove", "os.chmod", "sqlite3.connect"}


class _Clock:
    def now(self) -> datetime:
        return datetime(2026, 11, 28, 12, tzinfo=UTC)


class _Moments:
    """Counts them, and kills at one."""

    def __init__(self, folder: Path, last: int) -> None:
        self.folder = str(folder)
        self.last = last
        self.count = 0
        self.renames: list[int] = []

    def pass_one(self, *_arguments: object) -> None:
        self.count += 1
        if self.count == self.last:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _EVENTS and str(arguments[0]).startswith(self.folder):
            self.pass_one()
            if event == "os.rename":
                self.renames.append(self.count)

    def connection(self, *arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        made = sqlite3.Connection(*arguments, **options)
        made.set_trace_callback(self.pass_one)
        return made


def main(path: Path, last: int, *flags: str) -> None:
    """Open the database, or die on the way."""
    moments = _Moments(path.parent, last)
    sys.addaudithook(moments.hear)
    sqlite3.connect = partial(sqlite3.connect, factory=moments.connection)  # type: ignore[assignment]
    if "in-place" in flags:
        connection = sqlite3.connect(path, isolation_level=None)
        upgrade(connection)
        moments.last = moments.count + 1
        moments.pass_one()
    open_database(path, clock=_Clock(), user="child").close()
    print(moments.count, *moments.renames)  # noqa: T201 - the answer


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), *sys.argv[3:])
