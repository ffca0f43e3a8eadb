"""``import KIND FILE``: a whole file all or nothing; ``import journal -`` row by row."""

import argparse
import sys

from riskdesk.app.backing_up import back_up_first
from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note, put_line
from riskdesk.app.store import make_context, store
from riskdesk.data.database import Database
from riskdesk.domain.errors import UserError
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.services import (
    import_cards,
    import_instruments,
    import_journal,
    import_points,
    import_staff,
)
from riskdesk.services.context import Context
from riskdesk.services.importing import ImportSummary
from riskdesk.services.located import ProblemsFound

STANDARD_INPUT = "-"


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Import one file, or the journal row by row from standard input."""
    streamed = str(arguments.file) == STANDARD_INPUT
    if streamed and arguments.kind != "journal":
        raise UserError("import-not-streamed", kind=arguments.kind)
    if not streamed and arguments.file.is_dir():
        raise UserError("file-is-folder", path=arguments.file)
    if not streamed and not arguments.file.is_file():
        raise UserError("file-missing", path=arguments.file)
    context = make_context(program)
    with store(program, arguments.database) as database:
        back_up_first(program, arguments.database, database)
        if streamed:
            return _stream_journal(arguments, program, database, context)
        try:
            summary = _import(arguments, database, context)
        except ProblemsFound as found:
            for problem in found.problems:
                note(program.tell(problem.say(program.texts)))
            note(program.tell(program.texts.error(found)))
            return 1
    for remark in summary.notes:
        note(program.tell(remark))
    put_line(
        program.tell(
            program.texts.say(
                "import-done",
                rows=summary.rows,
                added=summary.added,
                changed=summary.changed,
                unchanged=summary.unchanged,
            )
        )
    )
    return 0


def _import(arguments: argparse.Namespace, database: Database, context: Context) -> ImportSummary:
    told = {
        "path": arguments.file,
        "certification": arguments.certification,
        "measured_on": arguments.date,
        "ruleset": arguments.ruleset,
    }
    uow = database.unit_of_work()
    match arguments.kind:
        case "staff":
            done = import_staff.run(import_staff.ImportStaff(**told), uow, context, StaffReader())
        case "journal":
            done = import_journal.run(import_journal.ImportJournal(**told), uow, context)
        case "points":
            done = import_points.run(import_points.ImportPoints(**told), uow, context)
        case "cards":
            done = import_cards.run(import_cards.ImportCards(**told), uow, context)
        case _:
            done = import_instruments.run(
                import_instruments.ImportInstruments(**told), uow, context
            )
    assert isinstance(done.value, ImportSummary)  # noqa: S101 - what every import returns
    return done.value


def _stream_journal(
    arguments: argparse.Namespace, program: Program, database: Database, context: Context
) -> int:
    """Protocol: ``ok N`` after row N is committed, ``error N: …`` when it was refused."""
    # Without a heading line it is an empty file: refused as one.
    journal = import_journal.JournalRows(
        _decoded(sys.stdin.buffer.readline()),
        arguments.certification,
        arguments.date,
        database.unit_of_work,
        context,
        arguments.ruleset,
    )
    code = 0
    for number, raw in enumerate(sys.stdin.buffer, start=1):
        try:
            journal.accept(_decoded(raw))
        except UserError as error:
            code = 1
            put_line(f"error {number}: {_one_line(error, program)}")
        else:
            put_line(f"ok {number}")
        sys.stdout.flush()
    return code


def _one_line(error: UserError, program: Program) -> str:
    texts = program.texts
    if isinstance(error, ProblemsFound):
        return "; ".join(program.tell(problem.say(texts)) for problem in error.problems)
    return program.tell(texts.error(error))


def _decoded(raw: bytes) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("cp1251", errors="replace")
    return text.rstrip("\r\n")
