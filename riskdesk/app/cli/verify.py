"""``verify``: whether a paper, a file, or the whole database is what the program wrote.

Exit code 1 when something was changed by other means.
"""

import argparse
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note, put_json, put_line
from riskdesk.app.store import store
from riskdesk.data.database import Database
from riskdesk.domain.issue import IssuedDocument, Seal, sealed
from riskdesk.services.ports import Tampered
from riskdesk.services.verifying import Verified, tampered, verify_code, verify_file

_ONCE = ("issued_document", "seal")
_UNREAD = ("row-altered", "row-missing", "row-unknown")
"""Records of ``_ONCE`` that were changed so may not even be read."""


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Print what was found and what is wrong, one a line."""
    named: str | None = arguments.what
    with store(program, arguments.database, reading=True) as database:
        faults, found = tampered(database, whole=True), None
        row: dict[str, object] = {"kind": "damaged"}
        if not any(fault.table in _ONCE and fault.code in _UNREAD for fault in faults):
            found = None if named is None else _find(database, named)
            row = _whole(database) if found is None else _told(found)
            faults = tuple(dict.fromkeys((*(found.faults if found else ()), *faults)))
    if arguments.json:
        put_json({**row, "faults": [_fault(each, program) for each in faults]})
        return int(bool(faults))
    for line in _lines(row, found, program):
        put_line(line)
    for each in faults:
        note(_message(each, program))
    return int(bool(faults))


def _find(database: Database, named: str) -> Verified:
    path = Path(named)
    if path.is_file():
        return verify_file(database.unit_of_work(), path.read_bytes(), path.name)
    return verify_code(database.unit_of_work(), named)


def _told(found: Verified) -> dict[str, object]:
    record = found.record
    row: dict[str, object] = {
        "certification": found.title,
        "code": record.code,
        "data": "same" if found.current else "changed",
    }
    if isinstance(record, Seal):
        return {"kind": "seal", "day": record.day, "reason": record.reason, **row}
    later = None if found.later is None else found.later.revision
    return {
        "kind": "document",
        "number": record.number,
        "day": record.issued_on,
        "revision": record.revision,
        "later": later,
        "form": record.form,
        "language": record.language,
        "editions": record.editions,
        **row,
    }


def _whole(database: Database) -> dict[str, object]:
    with database.unit_of_work() as uow:
        seals = uow.find(Seal)
        places = dict.fromkeys(seal.certification_id for seal in seals)
        held = [sealed(each for each in seals if each.certification_id == at) for at in places]
        return {
            "kind": "database",
            "changes": len(uow.changes()),
            "documents": len(uow.find(IssuedDocument)),
            "seals": sum(each is not None for each in held),
        }


def _lines(row: dict[str, object], found: Verified | None, program: Program) -> list[str]:
    if found is None:
        return [program.say("verify-counted", **row)] if "changes" in row else []
    record = found.record
    state = program.say("verify-current" if found.current else "verify-changed")
    if isinstance(record, Seal):
        day = f"{record.day:%d.%m.%Y}"
        return [program.say("verify-seal", title=found.title, day=day), state]
    said = program.say(
        "verify-document",
        number=record.number,
        day=f"{record.issued_on:%d.%m.%Y}",
        revision=record.revision,
        form=record.form,
        title=found.title,
    )
    if found.later is None:
        return [said, state]
    day = f"{found.later.issued_on:%d.%m.%Y}"
    later = program.say("verify-later", revision=found.later.revision, day=day)
    return [said, state, later]


def _fault(fault: Tampered, program: Program) -> dict[str, object]:
    return {
        "code": fault.code,
        "table": fault.table,
        "id": fault.row_id,
        "change": fault.position or None,
        "message": _message(fault, program),
    }


def _message(fault: Tampered, program: Program) -> str:
    row = f"{fault.table} {fault.row_id}".strip()
    position = fault.position or "–"
    return program.say(f"tampered-{fault.code}", row=row, position=position)
