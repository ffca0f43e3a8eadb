"""``rules``: the criteria of every rule set, with their clause and how they were verified."""

import argparse
from collections.abc import Iterator

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import put_json, put_table

HEAD = ("ruleset", "factor", "title", "clause", "in_force", "verified")


def run(arguments: argparse.Namespace, program: Program) -> int:
    """List every criterion."""
    rows = list(_rows(program))
    if arguments.json:
        for row in rows:
            put_json(row)
    else:
        put_table(HEAD, [[row[key] for key in HEAD] for row in rows])
    return 0


def _rows(program: Program) -> Iterator[dict[str, str]]:
    catalog = program.catalog
    for ruleset in catalog.rulesets:
        for factor in catalog.criteria.factors(ruleset):
            criterion = catalog.criteria.get(ruleset, factor)
            first = criterion.in_force.first
            yield {
                "id": f"{ruleset}/{factor}",
                "ruleset": ruleset,
                "factor": factor,
                "title": program.tell(criterion.title),
                "clause": program.tell(catalog.clause(criterion.reference)),
                "in_force": "" if first is None else first.isoformat(),
                "verified": criterion.verified,
            }
