"""``export``: the forms of a certification as files."""

import argparse

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import Case, read_case
from riskdesk.app.cli import issuing
from riskdesk.app.cli.console import put_line
from riskdesk.app.cli.remarks import ConsoleProgress, remark_ruleset
from riskdesk.app.folders import writable_folder
from riskdesk.app.store import make_context, store
from riskdesk.app.writers import document_writers
from riskdesk.forms.catalog import FormCatalog
from riskdesk.services import export
from riskdesk.services.leftovers import clear_leftovers
from riskdesk.services.pictures import SHOW_PLANS
from riskdesk.services.ports import Progress
from riskdesk.services.previous import TELL_OF_IT


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Write one file a form and format; print their paths."""
    if arguments.issued:
        return issuing.write_kept(arguments, program)
    if arguments.issue or arguments.revise:
        return issuing.issue(arguments, program)
    forms = tuple(dict.fromkeys(form for listed in arguments.form for form in listed))
    with store(program, arguments.database, reading=True) as database:
        printed = forms or (*TELL_OF_IT, *SHOW_PLANS)
        case = read_case(database, make_context(program), arguments.certification, printed)
    remark_ruleset(program, case.assessment)
    out = writable_folder(arguments.out)
    clear_leftovers(out, program.clock.now())
    command = export.Export(
        certification=case.dossier.certification.id,
        out=out,
        forms=forms,
        formats=tuple(arguments.format),
        lang=arguments.lang,
        together=arguments.dossier,
    )
    summary = export_case(command, case, program, ConsoleProgress())
    for file in summary.files:
        put_line(str(file.path))
    return 0


def export_case(
    command: export.Export, case: Case, program: Program, progress: Progress
) -> export.ExportSummary:
    """Run the export; no form named means all of them."""
    return export.run(
        command,
        case.dossier,
        case.assessment,
        case.problems,
        case.context,
        FormCatalog.load(program.paths.forms),
        document_writers(program.paths.resources),
        progress,
        case.previous,
        case.pictures,
    )
