"""``rate``: JSON Lines of ``method`` and ``inputs`` in, ratings of risks out."""

import argparse
from collections.abc import Mapping

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.json_lines import Request, answer_lines, calculated, object_of, text_of
from riskdesk.rules.risk import RiskCatalog, rate


def run(_arguments: argparse.Namespace, program: Program) -> int:
    """Rate every line of standard input."""
    catalog = RiskCatalog.load(program.paths.resources)

    def answer(request: Request) -> Mapping[str, object]:
        method, inputs = text_of(request, "method"), object_of(request, "inputs")
        return calculated(lambda: _rated(program, catalog, method, inputs))

    return answer_lines(program, answer)


def _rated(
    program: Program, catalog: RiskCatalog, method: str, inputs: Mapping[str, object]
) -> Mapping[str, object]:
    rating = rate(catalog, method, inputs)
    return {
        "method": rating.method,
        "level": rating.level,
        "title": program.tell(rating.title),
        "score": rating.score,
        "action": program.tell(rating.action),
        "trace": [program.tell(step) for step in rating.trace],
    }
