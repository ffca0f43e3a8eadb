"""Starts ``first_paint`` as a user starts the program: with his own database, no arguments."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
KINDS = ("bare", "ours")


def own_sample(folder: str) -> dict[str, str]:
    """The environment of a user whose database is the sample; bytecode is written by now."""
    user = Path(folder) / "RiskDesk"
    home = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    home |= {"XDG_DATA_HOME": folder, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "riskdesk", "demo", folder],
        cwd=ROOT, env=home, check=True, capture_output=True,
    )  # fmt: skip
    user.mkdir()
    shutil.move(Path(folder) / "agro-55.db", user / "riskdesk.db")
    for kind in KINDS:
        seconds_of(kind, home)
    return home


def seconds_of(kind: str, home: dict[str, str]) -> float:
    """Of the processor, from the start of the process to what ``kind`` waits for."""
    script = str(Path(__file__).with_name("first_paint.py"))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", script, kind],
        cwd=ROOT, env=home, check=True, capture_output=True, text=True,
    )  # fmt: skip
    return float(done.stdout)
