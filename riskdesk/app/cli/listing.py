"""``list KIND``: rows of one kind, one JSON object a line or an aligned table."""

import argparse
from collections.abc import Callable, Iterable, Mapping

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import Case, choose, read_case
from riskdesk.app.cli import contracts, own, rows
from riskdesk.app.cli.console import note, put_json
from riskdesk.app.cli.remarks import remark_ruleset
from riskdesk.app.cli.table import show
from riskdesk.app.store import make_context, store
from riskdesk.data.database import Database
from riskdesk.domain.model import Certification, Enterprise
from riskdesk.rules.risk import RiskCatalog

Row = Mapping[str, object]

OF_A_CASE: Mapping[str, Callable[[Case, Program], Iterable[Row]]] = {
    "workplaces": rows.workplaces,
    "points": rows.points,
    "measurements": rows.measurements,
    "instruments": rows.instruments,
    "findings": rows.findings,
    "risks": rows.risks,
}
OF_THE_CATALOG: Mapping[str, Callable[[RiskCatalog, Program], Iterable[Row]]] = {
    "hazards": rows.hazards,
    "risk-methods": rows.risk_methods,
}

SCRIPTED: Mapping[str, Callable[[RiskCatalog, Program], Iterable[Row]]] = {
    "hazards": contracts.hazards,
    "risk-methods": contracts.risk_methods,
}
"""The same with all languages in them, as ``--json`` prints them."""

ONLY_IN_JSON: Mapping[str, tuple[str, ...]] = {
    "certifications": ("enterprise",),  # its own id is what --certification takes
    "hazards": (),
    "substances": (),
    "risk-methods": ("verified",),
    "risks": (
        "id", "section", "workplaces", "group", "method",
        "existing", "new", "hazard_class", "basis", "reason",
    ),
    "measurements": ("id", "instrument_id"),
    "findings": (
        "id", "trace", "clause", "verified",
        "limit_clause", "limit_verified", "limit_proposed", "limit_as_written",
    ),
}  # fmt: skip
"""What the readable table of a kind leaves out; of other kinds the id."""


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Print the rows of the kind that was asked for."""

    def put(found: Iterable[Row]) -> None:
        if arguments.json:
            _put_json(found)
        else:
            _put_table(arguments.kind, found, program)

    if arguments.kind == "substances":
        found = own.substances(arguments.database, program)
        put(found if arguments.json else rows.substances(found, program))
        return 0
    if arguments.kind in OF_THE_CATALOG:
        catalog = RiskCatalog.load(program.paths.resources)
        of_kind = SCRIPTED if arguments.json else OF_THE_CATALOG
        put(of_kind[arguments.kind](catalog, program))
        return 0
    with store(program, arguments.database, reading=True) as database:
        if arguments.kind in OF_A_CASE:
            case = read_case(database, make_context(program), arguments.certification)
            if arguments.kind in ("findings", "risks"):
                remark_ruleset(program, case.assessment)
            put(OF_A_CASE[arguments.kind](case, program))
        else:
            put(_top(arguments, program, database))
    return 0


def _top(arguments: argparse.Namespace, program: Program, database: Database) -> Iterable[Row]:
    with database.unit_of_work() as uow:
        enterprises = uow.find(Enterprise)
        certifications = uow.find(Certification)
    if arguments.certification is not None:
        certifications = [choose(certifications, arguments.certification)]
        enterprises = [e for e in enterprises if e.id == certifications[0].enterprise_id]
    if arguments.kind == "enterprises":
        return [rows.enterprise(one, program) for one in enterprises]
    return [rows.certification(one) for one in certifications]


def _put_json(found: Iterable[Row]) -> None:
    for row in found:
        put_json(row)


def _put_table(kind: str, found: Iterable[Row], program: Program) -> None:
    listed = list(found)
    if not listed:
        note(program.say("list-nothing"))
        return
    hidden = ONLY_IN_JSON.get(kind, ("id",))
    show(program, [key for key in listed[0] if key not in hidden], listed)
