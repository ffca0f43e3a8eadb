"""Starts ``first_paint`` as a user starts the program: with his own database, no arguments."""

import json
import os
import subprocess
import sys
from pathlib import Path

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import make_context, store
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.services.sample import MakeSample, run

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("bare", "ours", "ready")
LAST = {"open": "yes", "screen": "structure", "tab": "factors"}
"""Where the last run was when the power failed: the program goes on there by itself."""


def own_sample(folder: str) -> dict[str, str]:
    """The environment of a user whose database is the sample; bytecode is written by now."""
    user = Path(folder) / "RiskDesk"
    home = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home |= {"XDG_DATA_HOME": folder, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    program, database = make_program(), user / "riskdesk.db"
    user.mkdir()
    with store(program, database) as opened:
        made = MakeSample(folder=program.paths.sample)
        run(made, opened.unit_of_work(), make_context(program), StaffReader())
    for kind in KINDS:
        seconds_of(kind, home)
    return home


def seconds_of(kind: str, home: dict[str, str]) -> float:
    """Of the processor, from the start of the process to what ``kind`` waits for."""
    drafts = Path(home["XDG_DATA_HOME"]) / "RiskDesk" / "riskdesk.db-drafts"
    drafts.write_text(json.dumps({"session": LAST} if kind == "ready" else {}), encoding="utf-8")
    script = str(Path(__file__).with_name("first_paint.py"))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", script, kind],
        cwd=ROOT, env=home, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout)
