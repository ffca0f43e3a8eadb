"""``check``: every contradiction in the data; exit code 1 if an error of it is not accepted."""

import argparse
from collections import Counter
from collections.abc import Iterable

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import read_case
from riskdesk.app.cli.console import note, put_json
from riskdesk.app.cli.remarks import remark_ruleset
from riskdesk.app.cli.table import show, word
from riskdesk.app.store import make_context, store
from riskdesk.services.check import Problem

HEAD = ("code", "severity", "place", "message")
"""For people: the place names the workplace and the quantity in words."""


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Print the problems, one a line."""
    with store(program, arguments.database, reading=True) as database:
        case = read_case(database, make_context(program), arguments.certification)
    remark_ruleset(program, case.assessment)
    if arguments.json:
        for problem in case.problems:
            put_json(row_of(problem, program))
    else:
        _put_readable(case.problems, program)
    return int(failing(case.problems))


def failing(problems: Iterable[Problem]) -> bool:
    """Whether one of them is an error that nobody accepted."""
    return any(problem.severity == "error" and problem.open for problem in problems)


def row_of(problem: Problem, program: Program) -> dict[str, object]:
    """A problem with its texts in the language of messages.

    An accepted one has a key more: ``accepted``, the written reason.
    """
    row: dict[str, object] = {
        "code": problem.code,
        "severity": str(problem.severity),
        "workplace": problem.workplace,
        "quantity": problem.quantity,
        "place": program.tell(problem.place),
        "message": program.tell(problem.message),
    }
    if problem.accepted is not None:
        row["accepted"] = problem.accepted.reason
    return row


def _put_readable(problems: list[Problem], program: Program) -> None:
    if problems:
        show(program, HEAD, [_readable(problem, program) for problem in problems])
    counts = Counter(_grade(problem) for problem in problems)
    told = (f"{word(program, grade)}: {count}" for grade, count in sorted(counts.items()))
    note(", ".join(told) or program.say("check-nothing"))


def _readable(problem: Problem, program: Program) -> dict[str, object]:
    """The row for people: an accepted line says so, with the reason."""
    row = row_of(problem, program)
    if problem.accepted is not None:
        row["severity"] = _grade(problem)
        row["message"] = f"{row['message']} [{problem.accepted.reason}]"
    return row


def _grade(problem: Problem) -> str:
    return str(problem.severity) if problem.open else "accepted"
