"""``backup`` and ``restore`` as a person types them."""

import os
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from fakes import FakeClock

from riskdesk.data.backup import check, read_alone
from riskdesk.data.database import open_database
from riskdesk.data.restoring import live_path

Run = Callable[..., "subprocess.CompletedProcess[str]"]
NAME = "зауыт қоры.db"


@pytest.fixture
def run(root: Path, tmp_path: Path) -> Run:
    home = tmp_path / "Әлия Қасымова"
    home.mkdir()
    own = {name: str(home) for name in ("HOME", "XDG_DATA_HOME", "XDG_STATE_HOME")}
    environment = {**os.environ, **own, "PYTHONPATH": str(root), "RISKDESK_LANG": "ru"}

    def call(*words: object, code: int = 0) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            [sys.executable, "-X", "utf8", "-m", "riskdesk", *map(str, words)],
            capture_output=True,
            cwd=home,
            env=environment,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == code, done.stderr
        assert "Traceback" not in done.stderr
        return done

    return call


def state(path: Path) -> str:
    with open_database(live_path(path), clock=FakeClock(), user="u") as database:
        return database.content_hash(with_history=True)


def test_there_and_back(run: Run, root: Path, tmp_path: Path) -> None:
    named = tmp_path / NAME
    sample = root / "resources" / "samples" / "agro-55"
    given = ("--database", named)
    run("backup", *given, code=2)  # a file that is not there is not made
    assert not named.exists()
    run("import", "staff", sample / "staff-list.xlsx", "--date", "2026-04-10", *given)
    before = state(named)

    made = Path(run("backup", *given).stdout.strip())
    assert made.parent == tmp_path / "backups"
    check(made)
    assert Path(run("backup", *given).stdout.strip()) == made, "nothing has changed since"

    away = tmp_path / "флешка"
    away.mkdir()
    carried = Path(run("backup", "--to", away, *given).stdout.strip())
    assert carried.parent == away
    assert carried.read_bytes() == made.read_bytes()

    run("import", "instruments", sample / "instruments.csv", *given)
    after = state(named)
    assert after != before
    held = set((tmp_path / "backups").iterdir())

    done = run("restore", carried, *given)
    live = Path(done.stdout.strip())
    assert live == live_path(named) != named
    assert state(named) == before
    kept = [path for path in (tmp_path / "replaced").iterdir() if path.suffix == ".db"]
    assert [state(path) for path in kept] == [after], "the old one is kept"
    new = set((tmp_path / "backups").iterdir()) - held
    assert len(new) == 1, "a backup is made before the risky step"
    with closing(read_alone(next(iter(new)))) as copy:
        assert copy.execute("SELECT count(*) FROM instrument").fetchone()[0] > 0

    run("restore", next(iter(new)), *given)  # and forth again
    assert state(named) == after
    run("import", "journal", sample / "field-journal.csv", *given)  # work goes on in it
    assert state(named) != after


def test_what_is_no_backup_changes_nothing(run: Run, root: Path, tmp_path: Path) -> None:
    named = tmp_path / NAME
    sample = root / "resources" / "samples" / "agro-55"
    run("import", "staff", sample / "staff-list.xlsx", "--date", "2026-04-10", "--database", named)
    before, files = state(named), sorted(path.name for path in tmp_path.rglob("*"))
    text = tmp_path / "text.db"
    text.write_text("hello" * 400, encoding="utf-8")
    for wrong in (text, tmp_path / "none.db", tmp_path):
        done = run("restore", wrong, "--database", named, code=2)
        assert len(done.stderr.splitlines()) == 1
    text.unlink()
    assert state(named) == before
    assert sorted(path.name for path in tmp_path.rglob("*")) == files
    done = run("backup", "--to", tmp_path / "no such place", "--database", named, code=2)
    assert "no such place" in done.stderr
