"""Accepted lines of the check: graded apart, reopened by other facts, never without a reason."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.services.edit import ChangeValue
from riskdesk.services.edit_acceptance import AcceptProblem, WithdrawAcceptance
from riskdesk.services.problem import Problem


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        desk.measured(1, "noise_leq", "190")
        yield desk


def line(desk: FileDesk, code: str = "norm-exceeded") -> Problem:
    (found,) = desk.problems(code)
    return found


def accept(desk: FileDesk, problem: Problem, reason: str = "станок выведен из работы") -> str:
    command = AcceptProblem(
        certification_id=desk.certification,
        code=problem.code,
        place=problem.spot,
        facts=problem.facts,
        reason=reason,
    )
    return str(desk.do(command).value)


def test_a_line_is_accepted_and_stays_listed(file_desk: FileDesk) -> None:
    assert line(file_desk).open
    accept(file_desk, line(file_desk))
    found = line(file_desk)
    assert not found.open
    assert found.severity == "error"
    assert found.accepted is not None
    assert found.accepted.reason == "станок выведен из работы"
    file_desk.undo()
    assert line(file_desk).open


def test_other_facts_reopen_it(file_desk: FileDesk) -> None:
    accept(file_desk, line(file_desk))
    row = file_desk.dossier().measurements[0]
    file_desk.do(ChangeValue(measurement_id=row.id, text="150"))
    found = line(file_desk)
    assert found.open
    assert found.reopened is not None
    file_desk.do(ChangeValue(measurement_id=row.id, text="190"))
    assert not line(file_desk).open


def test_a_second_reason_takes_the_place_of_the_first(file_desk: FileDesk) -> None:
    first = accept(file_desk, line(file_desk))
    assert accept(file_desk, line(file_desk), "другая причина") == first
    (kept,) = file_desk.dossier().acceptances
    assert (kept.reason, kept.accepted_at) == ("другая причина", file_desk.clock.now())


def test_it_is_withdrawn(file_desk: FileDesk) -> None:
    own = accept(file_desk, line(file_desk))
    file_desk.do(WithdrawAcceptance(acceptance_id=own))
    assert line(file_desk).open
    file_desk.refused(WithdrawAcceptance(acceptance_id=own), "not-found")


@pytest.mark.parametrize("reason", ["", "  ", "...", "12"])
def test_the_reason_is_in_words(file_desk: FileDesk, reason: str) -> None:
    problem = line(file_desk)
    command = AcceptProblem(
        certification_id=file_desk.certification,
        code=problem.code,
        place=problem.spot,
        facts=problem.facts,
        reason=reason,
    )
    file_desk.refused(command, "acceptance-reason")


def test_only_a_known_code_is_accepted(file_desk: FileDesk) -> None:
    command = AcceptProblem(
        certification_id=file_desk.certification, code="нет", place="", facts="", reason="да"
    )
    file_desk.refused(command, "problem-unknown")
