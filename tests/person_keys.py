"""Key presses of the scripted person, as kept in the repository (promise U1).

The test of the person fails where they grow by over 5 %. After a change that is meant to cost
keys, ``KEYS=keep python -m pytest tests/ui/test_ui_person.py`` writes the file anew.
"""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path

FILE = Path(__file__).parent / "bench" / "keys.toml"
GROWTH = 1.05
_HEAD = "# Key presses for 20 workplaces by language and part; see tests/person_keys.py.\n"


def known(language: str) -> Mapping[str, int]:
    """The kept counts by part; empty: never counted."""
    if not FILE.exists():
        return {}
    tables: dict[str, dict[str, int]] = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return tables.get(language, {})


def keeping() -> bool:
    """Whether this run writes the file."""
    return os.environ.get("KEYS") == "keep"


def keep(language: str, counts: Mapping[str, int]) -> None:
    """Write the counts of a language."""
    tables = tomllib.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}
    tables[language] = {**counts, "all": sum(counts.values())}
    lines = [_HEAD]
    for name, table in sorted(tables.items()):
        lines.append(f"\n[{name}]\n")
        lines += [f"{part} = {count}\n" for part, count in table.items()]
    FILE.write_text("".join(lines), encoding="utf-8")
