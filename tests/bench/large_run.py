"""Runs ``large_window`` once for each size."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def window_on(count: int) -> dict[str, float]:
    """``opened``, ``gap``, ``key`` and ``counts`` of ``large_window``, in seconds."""
    script = str(Path(__file__).with_name("large_window.py"))
    done = subprocess.run(
        [sys.executable, "-X", "utf8", script, str(count)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"},
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found
