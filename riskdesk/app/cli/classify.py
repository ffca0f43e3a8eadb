"""``classify``: JSON Lines of ``ruleset``, ``factor``, ``inputs`` in, classes with clauses out."""

import argparse
from collections.abc import Mapping

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.json_lines import (
    Answerer,
    Request,
    answer_lines,
    calculated,
    object_of,
    text_of,
)
from riskdesk.rules.classify import Answer, classify


def run(_arguments: argparse.Namespace, program: Program) -> int:
    """Classify every line of standard input."""
    return answer_lines(program, answerer(program))


def answerer(program: Program) -> Answerer:
    """What answers one request."""
    catalog = program.catalog

    def answer(request: Request) -> Mapping[str, object]:
        ruleset, factor = text_of(request, "ruleset"), text_of(request, "factor")
        inputs = object_of(request, "inputs")
        options = {name: str(choice) for name, choice in _options(request).items()}
        return calculated(
            lambda: _row(program, classify(catalog, ruleset, factor, inputs, options))
        )

    return answer


def _options(request: Request) -> Mapping[str, object]:
    return object_of(request, "options") if "options" in request else {}


def _row(program: Program, answer: Answer) -> Mapping[str, object]:
    return {
        "class": answer.hazard_class,
        "value": answer.value,
        "limit": answer.limit,
        "unit": program.tell(answer.unit) or None,
        "clause": program.tell(answer.clause),
        "trace": [program.tell(step) for step in answer.trace],
    }
