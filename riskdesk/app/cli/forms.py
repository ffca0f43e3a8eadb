"""``forms``: the forms that can be exported."""

import argparse

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import put_json, put_table
from riskdesk.forms.catalog import FormCatalog


def run(arguments: argparse.Namespace, program: Program) -> int:
    """List every edition of every form."""
    catalog = FormCatalog.load(program.paths.forms)
    rows = [
        {
            "id": form.id,
            "in_force": form.in_force.isoformat(),
            "title": program.tell(form.title),
        }
        for identity in catalog.ids
        for form in catalog.editions[identity]
    ]
    if arguments.json:
        for row in rows:
            put_json(row)
    else:
        put_table(("id", "in_force", "title"), [list(row.values()) for row in rows])
    return 0
