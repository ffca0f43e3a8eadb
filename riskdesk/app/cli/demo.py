"""``demo [OUT]``: the sample enterprise certified, checked, assessed and printed."""

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import Case, read_case
from riskdesk.app.cli.console import note, put_line, put_table
from riskdesk.app.cli.export import export_case
from riskdesk.app.cli.remarks import ConsoleProgress
from riskdesk.app.cli.table import word
from riskdesk.app.folders import writable_folder
from riskdesk.app.store import make_context, store
from riskdesk.data.database import Database
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Enterprise
from riskdesk.domain.values import HazardClass, Sex
from riskdesk.forms.catalog import FormCatalog
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.services import export, sample

DATABASE = "agro-55.db"
FORMATS = ("pdf", "xlsx")
ENVIRONMENT = ("light", "microclimate", "noise", "emf")


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Make the sample through the same imports, write its dossier, print what came out."""
    started = time.perf_counter()
    out = writable_folder(arguments.out)
    context = make_context(program)
    with _database(arguments, program, out) as database:
        note(program.say("demo-certifying"))
        command = sample.MakeSample(folder=program.paths.sample)
        done = sample.run(command, database.unit_of_work(), context, StaffReader())
        case = read_case(database, context, str(done.value))
    order = export.Export(
        certification=case.dossier.certification.id,
        out=out,
        forms=FormCatalog.load(program.paths.forms).ids,
        formats=FORMATS,
        lang="kk-ru",
    )
    summary = export_case(order, case, program, ConsoleProgress())
    _put_classes(case, program)
    _put_problems(case, program)
    _put_files(summary, program)
    seconds = f"{time.perf_counter() - started:.1f}"
    put_line(program.say("demo-done", out=out, seconds=seconds))
    return 0


@contextmanager
def _database(arguments: argparse.Namespace, program: Program, out: Path) -> Iterator[Database]:
    """The file that was named, or OUT/agro-55.db built anew: whole, or as it was before."""
    if arguments.database is not None:
        with store(program, arguments.database) as database:
            yield database
        return
    target, fresh = out / DATABASE, out / f".{DATABASE}.new"
    # Opening the old file proves that it is ours and that no window has it open, and settles its
    # journal, which must never lie beside a new file.
    with store(program, target) as there:
        _refuse_others_data(there, target)
    for left in out.glob(f"{fresh.name}*"):
        left.unlink()
    with store(program, fresh) as database:
        yield database
    fresh.replace(target)


def _refuse_others_data(there: Database, target: Path) -> None:
    """Nothing but the sample is ever replaced."""
    with there.unit_of_work() as uow:
        if any(not enterprise.is_sample for enterprise in uow.find(Enterprise)):
            raise UserError("demo-not-sample", path=target)


def _put_classes(case: Case, program: Program) -> None:
    catalog = case.context.catalog
    without = program.say("demo-no-class")
    counted = {
        name: Counter(
            _column(finding, program) or without
            for one in case.assessment.workplaces
            if (finding := _finding(one, name)) is not None
        )
        for name in _SUBJECTS
    }
    classes = [str(member) for member in HazardClass]
    both = sorted({c for found in counted.values() for c in found} - {*classes, without})
    columns = [c for c in (*classes, *both, without) if any(counted[n][c] for n in _SUBJECTS)]
    factors = {name: factor.title for name, factor in catalog.factors.items()}
    titles = {name: program.tell(factors.get(name) or catalog.words[name]) for name in _SUBJECTS}
    put_line()
    put_table(
        (program.say("demo-factor"), *columns),
        [
            (
                titles[name][:1].upper() + titles[name][1:],
                *(str(counted[name][column] or "") for column in columns),
            )
            for name in _SUBJECTS
        ],
    )


_SUBJECTS = (*ENVIRONMENT, "heaviness", "tension", "total")


def _finding(assessed: WorkplaceAssessment, name: str) -> Finding | None:
    if name in ENVIRONMENT:
        return assessed.factor(name)
    return {
        "heaviness": assessed.heaviness,
        "tension": assessed.tension,
        "total": assessed.total,
    }[name]


def _column(finding: Finding, program: Program) -> str:
    """The class; both proposals where the sex is not given; nothing where there is no class."""
    if finding.decided is not None:
        return str(finding.decided)
    if finding.by_sex is None:
        return ""
    men, women = (finding.by_sex.get(sex, "–") for sex in (Sex.MEN, Sex.WOMEN))
    return program.say("demo-by-sex", men=men, women=women)


def _put_problems(case: Case, program: Program) -> None:
    counts = Counter((problem.code, str(problem.severity)) for problem in case.problems)
    put_line()
    put_table(
        tuple(program.say(f"demo-{key}") for key in ("problem", "kind", "count")),
        [
            (code, word(program, severity), str(count))
            for (code, severity), count in sorted(counts.items())
        ],
    )


def _put_files(summary: export.ExportSummary, program: Program) -> None:
    put_line()
    put_table(
        tuple(program.say(f"demo-{key}") for key in ("file", "pages")),
        [(file.path.name, str(file.pages)) for file in summary.files],
    )
    put_line()
