"""``python3 run.py bench [NAME …] [--json]``: every ``bench_<name>.py`` of this folder.

Each has ``measure() -> Figure``. One object a line; exit code 1 if one misses its goal.
"""

import argparse
import importlib
import json
import os
import sys
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path[:0] = [str(FOLDER), str(FOLDER.parent)]

from figure import Figure  # noqa: E402 - found through the line above


def main(arguments: list[str]) -> int:
    known = sorted(path.stem.removeprefix("bench_") for path in FOLDER.glob("bench_*.py"))
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("names", metavar="NAME", nargs="*", help=", ".join(known))
    parser.add_argument("--json", action="store_true")
    found = parser.parse_args(arguments)
    unknown = sorted(set(found.names) - set(known))
    if unknown:
        parser.error(f"no bench {', '.join(unknown)}; there are {', '.join(known)}")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    good = True
    for name in found.names or known:
        sys.stderr.write(f"{name} …\n")
        figure: Figure = importlib.import_module(f"bench_{name}").measure()
        good = good and figure.ok
        sys.stdout.write((as_json(figure) if found.json else as_line(figure)) + "\n")
        sys.stdout.flush()
    return 0 if good else 1


def as_json(figure: Figure) -> str:
    return json.dumps(
        {
            "name": figure.name,
            "value": float(f"{figure.value:.4g}"),
            "floor": float(f"{figure.floor:.4g}"),
            "ratio": round(figure.ratio, 2),
            "goal": figure.goal,
            "unit": figure.unit,
            "ok": figure.ok,
            "limit": figure.limit,
            "floor_is": figure.floor_is,
        },
        ensure_ascii=False,
    )


def as_line(figure: Figure) -> str:
    limit = "" if figure.limit is None else f", at most {figure.limit:g} {figure.unit}"
    return (
        f"{figure.name:<10}{figure.value:>10.4g} {figure.unit}  floor {figure.floor:.4g} "
        f"({figure.floor_is})  ratio {figure.ratio:.2f}, goal {figure.goal:g}{limit}  "
        f"{'ok' if figure.ok else 'MISSED'}"
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
