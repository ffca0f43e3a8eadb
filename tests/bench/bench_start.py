"""From the start of the process to the first paint of the window."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from figure import Figure

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 7


def measure() -> Figure:
    """Seconds, medians of alternating rounds, on a database of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        database = Path(folder) / "agro-55.db"
        _run(["-m", "riskdesk", "demo", folder])
        value, floor = [], []
        for _ in range(ROUNDS):
            floor.append(_painted("bare", database))
            value.append(_painted("ours", database))
    return Figure(
        name="start",
        value=median(value),
        floor=median(floor),
        goal=4,
        limit=1,
        unit="s",
        floor_is="a bare window with a tree and a table of 55 rows",
    )


def _run(words: list[str]) -> None:
    subprocess.run(
        [sys.executable, "-X", "utf8", *words], cwd=ROOT, check=True, capture_output=True
    )


def _painted(kind: str, database: Path) -> float:
    started = time.perf_counter()
    script = str(Path(__file__).with_name("first_paint.py"))
    with subprocess.Popen(
        [sys.executable, "-X", "utf8", script, kind, str(database)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        taken = time.perf_counter() - started
    if line != b"painted\n" or process.returncode:
        raise RuntimeError(f"{kind}: {line!r}, exit code {process.returncode}")
    return taken
