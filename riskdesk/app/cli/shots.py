"""``shots OUT``: a picture of every screen and dialog on the sample, and an index page."""

import argparse
import os
import tempfile
from pathlib import Path
from typing import cast

from riskdesk.app.bootstrap import Program
from riskdesk.app.bundle import window_bundle
from riskdesk.app.cli.console import put_line
from riskdesk.app.folders import writable_folder
from riskdesk.app.store import make_context, store
from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.services import sample
from riskdesk.ui import shots
from riskdesk.ui.theme import THEMES, ThemeName


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Take the pictures on a sample of their own, never on the user's data."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    out = writable_folder(arguments.out)
    with tempfile.TemporaryDirectory(prefix="riskdesk-") as folder:
        database = Path(folder) / "sample.db"
        with store(program, database) as opened:
            sample.run(
                sample.MakeSample(folder=program.paths.sample),
                opened.unit_of_work(),
                make_context(program),
                StaffReader(),
            )
        taken = shots.take(
            window_bundle(database, program),
            out,
            languages=cast("tuple[Language, ...]", tuple(arguments.lang or LANGUAGES)),
            themes=cast("tuple[ThemeName, ...]", tuple(arguments.theme or THEMES)),
        )
    for path in taken:
        put_line(str(path))
    return 0
