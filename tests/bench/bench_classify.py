"""How fast lines are classified: JSON in, class with clause and trace as JSON out."""

import json
import tomllib
from bisect import bisect_left
from decimal import Decimal
from pathlib import Path

from figure import Figure, seconds

from riskdesk.app.bootstrap import make_program
from riskdesk.app.cli.classify import answerer
from riskdesk.app.cli.console import to_json
from riskdesk.app.cli.json_lines import reply

RULESET = "R2.2.2006-05"
LINES = [
    json.dumps({"ruleset": RULESET, "factor": "noise", "inputs": {"excess_db": n / 20}}).encode()
    for n in range(1000)
]


def measure() -> Figure:
    """Seconds for a thousand lines, in one process, files already read."""
    program = make_program()
    answer = answerer(program)
    tables = {RULESET: _table(program.paths.resources)}
    ours = [json.loads(to_json(reply(program, answer, line))) for line in LINES]
    bare = [json.loads(_bare(tables, line)) for line in LINES]
    if [row["class"] for row in ours] != [row["class"] for row in bare]:
        raise AssertionError("the floor and the program disagree")
    return Figure(
        name="classify",
        value=seconds(lambda: [to_json(reply(program, answer, line)) for line in LINES]),
        floor=seconds(lambda: [_bare(tables, line) for line in LINES]),
        goal=25,
        unit="s / 1000",
        floor_is="bisect on bare tuples, JSON read and written, no clause, no trace",
    )


Table = tuple[tuple[Decimal, ...], tuple[str, ...]]


def _table(resources: Path) -> Table:
    text = (resources / "rules" / RULESET / "noise.toml").read_text(encoding="utf-8")
    found = tomllib.loads(text, parse_float=Decimal)
    return tuple(Decimal(bound) for bound in found["upper"]), tuple(found["classes"])


def _bare(tables: dict[str, Table], line: bytes) -> str:
    request = json.loads(line, parse_float=Decimal)
    bounds, classes = tables[request["ruleset"]]
    value = request["inputs"]["excess_db"]
    found = classes[bisect_left(bounds, value)]
    return json.dumps({"class": found, "value": float(value), "limit": float(bounds[0])})
