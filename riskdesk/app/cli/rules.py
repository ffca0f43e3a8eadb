"""``rules``: the criteria of every rule set with their clauses (``show``), or proved (``lint``)."""

import argparse
from collections.abc import Iterator

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note, put_json, put_line
from riskdesk.app.cli.table import show, word
from riskdesk.rules.lint import lint

HEAD = ("ruleset", "factor", "title", "clause", "in_force", "verified")
OPTIONS = ("ruleset", "option", "conflict", "title", "choice", "what")


def run(arguments: argparse.Namespace, program: Program) -> int:
    """List every criterion, or every fault of the rule files."""
    if arguments.action == "lint":
        return _lint(arguments, program)
    rows = list(_rows(program))
    if arguments.json:
        for row in rows:
            put_json(row)
    else:
        show(program, HEAD, rows)
        _put_options(program)
    return 0


def _put_options(program: Program) -> None:
    """What rule sets leave to choose, ``*`` at the default; conflicts without a choice."""
    tell = program.tell
    rows = [
        {
            "ruleset": ruleset.id,
            "option": option.id,
            "conflict": option.conflict,
            "title": tell(option.title),
            "choice": ("* " if choice == option.default else "") + choice,
            "what": tell(words),
        }
        for ruleset in program.catalog.rulesets.values()
        for option in ruleset.options.values()
        for choice, words in option.choices.items()
    ]
    put_line()
    show(program, OPTIONS, rows)
    put_line()
    conflicts = program.catalog.conflicts.items()
    told = [{"conflict": number, "what": tell(text)} for number, text in conflicts]
    show(program, ("conflict", "what"), told)


def _lint(arguments: argparse.Namespace, program: Program) -> int:
    """Prove tables, references, days and translations; exit code 1 with the faults."""
    faults = lint(program.paths.resources)
    for fault in faults:
        message = program.tell(program.texts.error(fault))
        if arguments.json:
            put_json({"place": fault.params["place"], "code": fault.code, "message": message})
        else:
            put_line(message)
    if faults:
        note(f"{word(program, 'error')}: {len(faults)}")
        return 1
    catalog = program.catalog
    count = sum(len(catalog.criteria.factors(ruleset)) for ruleset in catalog.rulesets)
    norms = len(list((program.paths.resources / "norms").rglob("*.toml")))
    note(program.tell(program.texts.say("data-whole-rules", criteria=count, norms=norms)))
    return 0


def _rows(program: Program) -> Iterator[dict[str, object]]:
    catalog = program.catalog
    for ruleset, its in catalog.rulesets.items():
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
                "options": {
                    option.id: {"default": option.default, "choices": list(option.choices)}
                    for option in its.options.values()
                    if option.id in criterion.body.table("variants") or factor in option.subjects
                },
            }
