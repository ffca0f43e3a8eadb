"""The entry: reads the command line, runs the command, turns faults into one line and a code.

Exit codes: 0 done; 1 the check found errors, or rows were refused; 2 a fault the user can mend
(arguments, files); 70 a fault of the program (a report is kept); 130 stopped by Ctrl+C;
141 the reader of the output has gone.
"""

import argparse
import importlib
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol, cast

from riskdesk.app.bootstrap import Program, make_program
from riskdesk.app.cli.arguments import parse
from riskdesk.app.cli.console import note
from riskdesk.app.crash import FAULT, keep_report
from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Cancelled

DONE, REFUSED, MISTAKE, DEFECT, STOPPED, UNREAD = 0, 1, 2, 70, 130, 141


class _Command(Protocol):
    def run(self, arguments: argparse.Namespace, program: Program) -> int: ...


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code."""
    _speak_utf8()
    program = make_program()
    try:
        return _answered(sys.argv[1:] if arguments is None else arguments, program)
    except Exception as error:  # noqa: BLE001 - start-up: one of the three places for this
        report = keep_report(error, program.paths.user_logs, program.clock)
        note(program.tell(FAULT) + report)
        return DEFECT


def _answered(words: Sequence[str], program: Program) -> int:
    try:
        arguments = parse(words, say=program.say, called=program.called)
        program = program.on(arguments.database)
        code = _run(arguments, program)
        sys.stdout.flush()
    except UserError as error:
        note(program.say(error.code, **error.params))
        return MISTAKE
    except (KeyboardInterrupt, Cancelled):
        return STOPPED
    except MemoryError:
        note(program.say("memory-out"))
        return MISTAKE
    except BrokenPipeError:
        _drop_output()
        return UNREAD
    except OSError as error:
        reason = error.strerror or str(error)
        fault = UserError("system-fault", what=error.filename or "–", reason=reason)
        note(program.say(fault.code, **fault.params))
        _drop_output()
        return MISTAKE
    return code


def _drop_output() -> None:
    """What cannot be written must not complain again when the process ends."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _run(arguments: argparse.Namespace, program: Program) -> int:
    # Loaded by name: importing the modules of all commands (SQLAlchemy, reportlab, Qt) would
    # add 0.5 s to the start of each.
    try:
        command = cast("_Command", importlib.import_module(arguments.module))
        return command.run(arguments, program)
    except ImportError as error:
        # "libEGL.so.1: cannot open shared object file": the system's part of Qt is not there.
        if ".so" not in str(error) and not (error.name or "").startswith("PySide6"):
            raise
        raise UserError("window-libraries-missing", reason=error) from error


def _speak_utf8() -> None:
    """Files and pipes get UTF-8 and plain line ends on every system.

    A program without a console (Windows) or with a closed stream has none: nobody listens then.
    """
    for name in ("stdin", "stdout", "stderr"):
        if getattr(sys, name) is None:
            mode = "r" if name == "stdin" else "w"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
