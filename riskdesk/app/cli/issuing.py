"""The issuing options of ``export``: documents with number, revision and code; their kept files."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import choose
from riskdesk.app.cli.console import note, put_line
from riskdesk.app.cli.remarks import ConsoleProgress
from riskdesk.app.folders import writable_folder
from riskdesk.app.store import make_context, store
from riskdesk.app.writers import document_writers
from riskdesk.data.database import Database
from riskdesk.domain.errors import UserError
from riskdesk.domain.issue import IssuedDocument, latest
from riskdesk.domain.model import Certification
from riskdesk.forms.catalog import FormCatalog
from riskdesk.reports.whole_file import write_whole
from riskdesk.services import edit_documents
from riskdesk.services.edit_documents import IssueDocument, Issuing, ReviseDocument, issued_bytes
from riskdesk.services.verifying import verify_code


def issue(arguments: argparse.Namespace, program: Program) -> int:
    """Issue the named forms, each in its own transaction; write their files, print the paths."""
    press = edit_documents.Press(
        forms=FormCatalog.load(program.paths.forms),
        writers=document_writers(program.paths.resources),
    )
    forms = tuple(dict.fromkeys(form for listed in arguments.form for form in listed))
    forms = forms or press.forms.ids
    if arguments.number and len(forms) > 1:
        raise UserError("number-of-one")
    out, context = writable_folder(arguments.out), make_context(program)
    with store(program, arguments.database, reading=True) as database:
        for command in _commands(arguments, forms, database):
            done = edit_documents.run(
                command, database.unit_of_work(), context, press, ConsoleProgress()
            )
            if isinstance(done.value, IssuedDocument):
                _put(done.value, out, database, program)
    return 0


def write_kept(arguments: argparse.Namespace, program: Program) -> int:
    """The files of a document as they were handed out."""
    out = writable_folder(arguments.out)
    with store(program, arguments.database, reading=True) as database:
        record = verify_code(database.unit_of_work(), arguments.issued).record
        if not isinstance(record, IssuedDocument):
            raise UserError("verify-code-unknown", text=arguments.issued)
        _put(record, out, database, program)
    return 0


def _commands(
    arguments: argparse.Namespace, forms: Sequence[str], database: Database
) -> Sequence[Issuing]:
    with database.unit_of_work() as uow:
        certification = choose(uow.find(Certification), arguments.certification)
        known = latest(uow.find(IssuedDocument, certification_id=certification.id))
    issued = {each.form: each for each in known if each.language == arguments.lang}
    formats = tuple(arguments.format)
    if arguments.revise:
        missing = [form for form in forms if form not in issued]
        if arguments.form and missing:
            raise UserError("revise-nothing", form=missing[0])
        return [
            ReviseDocument(
                document_id=issued[form].id,
                reason=arguments.revise,
                deviations=arguments.deviations,
                formats=formats,
            )
            for form in forms
            if form in issued
        ]
    return [
        IssueDocument(
            certification_id=certification.id,
            form=form,
            language=arguments.lang,
            number=arguments.number,
            deviations=arguments.deviations,
            formats=formats,
        )
        for form in forms
    ]


def _put(document: IssuedDocument, out: Path, database: Database, program: Program) -> None:
    note(
        program.say(
            "export-issued",
            form=document.form,
            number=document.number,
            revision=document.revision,
            code=document.code,
        )
    )
    for name, content in issued_bytes(database.unit_of_work(), document.id).items():
        path = out / f"{document.form}.{name}"
        write_whole(path, content)
        put_line(str(path))
