"""Runs commands of the program and kills them at one moment; asked by lines of JSON.

``{"words": [...], "moment": 7, "folder": ..., "said": ..., "given": ...}``: a moment is a statement
of any connection, an operation on a file or folder below ``folder``, or a sync; moment 0 never
comes. What the command says goes into the file ``said``; ``given`` is its standard input. The
answer is ``{"status": ..., "moments": ...}``; the status is negative for a killed one.

The commands are loaded once and each run is a fork: what is killed is the program after its start.
"""

import json
import os
import signal
import sqlite3
import sys
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

_EVENTS = {"open", "os.rename", "os.remove", "os.chmod", "os.mkdir", "sqlite3.connect"}
_LOADED = ("backup", "restore", "imports", "export", "issuing")


class Moments:
    """Counts them into a file, and kills at one."""

    def __init__(self, job: dict[str, Any]) -> None:
        self._folder, self._last = job["folder"], job["moment"]
        self.count = 0

    def pass_one(self, *_arguments: object) -> None:
        self.count += 1
        if self.count == self._last:
            os.kill(os.getpid(), signal.SIGKILL)

    def hear(self, event: str, arguments: tuple[object, ...]) -> None:
        if event in _EVENTS and self._folder in str(arguments[0]):
            self.pass_one()

    def connection(self, *arguments: Any, **options: Any) -> sqlite3.Connection:  # noqa: ANN401
        made = sqlite3.Connection(*arguments, **options)
        made.set_trace_callback(self.pass_one)
        return made

    def synced(self, handle: int) -> None:
        self.pass_one()
        _fsync(handle)


_fsync = os.fsync


def command(job: dict[str, Any], answer: int) -> None:
    """The child: one command, to its end or its moment."""
    from riskdesk.app.main import main  # noqa: PLC0415 - loaded by the parent

    os.dup2(os.open(job["given"] or os.devnull, os.O_RDONLY), 0)
    os.dup2(os.open(job["said"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 1)
    moments = Moments(job)
    sys.addaudithook(moments.hear)
    sqlite3.connect = partial(sqlite3.connect, factory=moments.connection)  # type: ignore[assignment]
    os.fsync = moments.synced  # type: ignore[assignment]
    sys.stdin, sys.stdout = os.fdopen(0, encoding="utf-8"), os.fdopen(1, "w", encoding="utf-8")
    code = main(job["words"])
    sys.stdout.flush()
    os.write(answer, str(moments.count).encode())
    os._exit(code)


def main() -> None:
    """Answer until nobody asks."""
    for name in _LOADED:
        import_module(f"riskdesk.app.cli.{name}")
    import_module("riskdesk.app.writers")
    for line in sys.stdin:
        job = json.loads(line)
        reading, writing = os.pipe()
        child = os.fork()
        if child == 0:
            try:
                command(job, writing)
            finally:
                os._exit(71)
        os.close(writing)
        with os.fdopen(reading) as told:
            moments = told.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        print(json.dumps({"status": status, "moments": int(moments or 0)}), flush=True)  # noqa: T201


if __name__ == "__main__":
    print(Path(__file__).name, flush=True)  # noqa: T201 - loaded
    main()
