"""Remarks and progress on standard error that belong to several commands."""

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note
from riskdesk.rules.finding import Assessment


def remark_ruleset(program: Program, assessment: Assessment) -> None:
    """Say loudly when nobody has chosen the rule set."""
    if assessment.ruleset_proposed:
        text = program.texts.say("ruleset-proposed", title=assessment.ruleset_title)
        note(program.tell(text))


class ConsoleProgress:
    """Progress as lines: one for each new thing that is worked on."""

    def __init__(self) -> None:
        self._last = ""

    def step(self, done: int, total: int, what: str = "") -> None:
        """Say what comes next, once."""
        if what and what != self._last:
            self._last = what
            note(f"{100 * done // max(total, 1):3} % {what}")
