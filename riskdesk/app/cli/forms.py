"""``forms``: the forms that can be exported."""

import argparse

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli import contracts
from riskdesk.app.cli.console import put_json
from riskdesk.app.cli.table import show
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
        for row in contracts.forms(catalog, program):
            put_json(row)
    else:
        show(program, ("id", "in_force", "title"), rows)
    return 0
