"""A certification of 2,000 workplaces and 14 factors judged and checked, from nothing."""

import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from fakes import FakeClock
from figure import Figure
from large import store_large

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import make_context
from riskdesk.data.database import open_database
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.check import check
from riskdesk.services.heap import collector_rests

COUNT = 2000
TIMES = 3


def measure() -> Figure:
    """Seconds of the processor; the floor reads the same rows from their file."""
    context = make_context(make_program())
    with TemporaryDirectory() as folder, collector_rests():
        path, clock = Path(folder) / "large.db", FakeClock()
        made = store_large(path, COUNT, clock)

        def judge() -> None:
            check(made, evaluate(made, context.catalog), context)

        with open_database(path, clock=clock, user="bench") as database:

            def read() -> None:
                with database.unit_of_work() as uow:
                    uow.dossier(made.certification.id)

            evaluate(made, context.catalog)  # the files of the law are read once
            value, floor = _processor(judge), _processor(read)
    return Figure(
        name="judging",
        value=value,
        floor=floor,
        goal=8,
        limit=3,
        unit="s",
        floor_is="reading the same rows from their file",
    )


def _processor(work: Callable[[], None]) -> float:
    taken = []
    for _ in range(TIMES):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken)
