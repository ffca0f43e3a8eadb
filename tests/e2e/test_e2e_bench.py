"""The bench runner: what it prints and what its exit code says, on the quickest bench."""

import json
import subprocess
import sys
from pathlib import Path


def _bench(root: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tests.bench", *words],
        cwd=root,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def test_a_bench_is_one_object_and_its_miss_is_the_exit_code(root: Path) -> None:
    done = _bench(root, "classify", "--json")
    (line,) = done.stdout.splitlines()
    row = json.loads(line)
    assert {"name", "value", "floor", "ratio", "goal", "unit", "ok"} <= set(row)
    assert row["name"] == "classify"
    assert row["ok"] == (row["value"] / row["floor"] <= row["goal"])
    assert done.returncode == (0 if row["ok"] else 1)


def test_an_unknown_bench_is_named(root: Path) -> None:
    done = _bench(root, "classify", "speed")
    assert done.returncode == 2
    assert "speed" in done.stderr
    assert done.stdout == ""


def test_the_benches_of_the_readme_are_there(root: Path) -> None:
    names = {path.stem for path in (root / "tests" / "bench").glob("bench_*.py")}
    assert {"bench_classify", "bench_commit", "bench_demo", "bench_start"} <= names
