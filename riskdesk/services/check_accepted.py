"""Lines of the check that a person accepted: still listed, graded apart, reopened by new facts."""

from collections.abc import Iterable
from dataclasses import replace

from riskdesk.domain.desk import Acceptance
from riskdesk.services.problem import Problem


def with_acceptances(
    problems: Iterable[Problem], acceptances: Iterable[Acceptance]
) -> list[Problem]:
    """The problems, each with its acceptance; one whose facts have changed is open again."""
    by_place = {(each.code, each.place): each for each in acceptances}
    codes = {each.code for each in acceptances}
    found = []
    for problem in problems:
        if problem.code not in codes:
            found.append(problem)
            continue
        acceptance = by_place.get((problem.code, problem.spot))
        if acceptance is None:
            found.append(problem)
        elif acceptance.facts == problem.facts:
            found.append(replace(problem, accepted=acceptance))
        else:
            found.append(replace(problem, reopened=acceptance))
    return found
