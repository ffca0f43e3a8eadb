"""The check on the command line: accepted errors are told, and no reason to fail."""

from dataclasses import replace
from datetime import UTC, datetime

from riskdesk.app.bootstrap import make_program
from riskdesk.app.cli import check
from riskdesk.domain.desk import Acceptance
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.values import LocalizedText
from riskdesk.services.problem import Problem

ERROR = Problem(
    code="norm-exceeded",
    severity="error",
    workplace=1,
    quantity="noise_leq",
    place=LocalizedText("1", "1", "1"),
    message=LocalizedText("м", "м", "m"),
)
REASON = Acceptance(
    id="a",
    certification_id=CertificationId("c"),
    code=ERROR.code,
    place=ERROR.spot,
    facts=ERROR.facts,
    reason="норма 60",
    accepted_at=datetime(2026, 4, 10, tzinfo=UTC),
)


def test_the_row_keeps_its_shape_and_says_who_accepted() -> None:
    program = make_program()
    open_, accepted = (
        check.row_of(problem, program) for problem in (ERROR, replace(ERROR, accepted=REASON))
    )
    assert "accepted" not in open_
    assert accepted["accepted"] == "норма 60"
    assert {key: open_[key] for key in open_ if key != "accepted"} == {
        key: accepted[key] for key in accepted if key != "accepted"
    }


def test_only_open_errors_fail() -> None:
    assert check.failing([ERROR])
    assert not check.failing([replace(ERROR, accepted=REASON)])
    assert not check.failing([replace(ERROR, severity="warning")])
