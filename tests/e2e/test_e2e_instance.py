"""A second start of the same user on the same database brings the first window to the front."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL: POSIX")

_FIRST = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from riskdesk.app.bootstrap import make_program
from riskdesk.app.bundle import window_bundle
from riskdesk.ui import instance, main_window, start

opened, front = start.make_window, instance.bring_to_front

def make(*arguments):
    window = opened(*arguments)
    QTimer.singleShot(700, window, window.showMinimized)
    QTimer.singleShot(900, window, lambda: print("minimized", window.isMinimized(), flush=True))
    return window

def bring(window):
    front(window)
    print("front", not window.isMinimized() and window.isVisible(), flush=True)

start.make_window, start.bring_to_front = make, bring
start.run(window_bundle(Path(sys.argv[1]), make_program()))
"""


def environment(root: Path, home: Path) -> dict[str, str]:
    own = {"HOME": home, "XDG_STATE_HOME": home, "XDG_DATA_HOME": home, "TMPDIR": home}
    return {
        **os.environ,
        **{name: str(path) for name, path in own.items()},
        "PYTHONPATH": str(root),
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONUTF8": "1",
        "RISKDESK_LANGUAGE": "ru",
    }


@contextmanager
def first_window(root: Path, home: Path, database: Path) -> Iterator["subprocess.Popen[str]"]:
    with subprocess.Popen(
        [sys.executable, "-c", _FIRST, str(database)],
        cwd=root,
        env=environment(root, home),
        stdout=subprocess.PIPE,
        text=True,
    ) as first:
        assert first.stdout is not None
        assert first.stdout.readline() == "minimized True\n"
        try:
            yield first
        finally:
            first.kill()


def second(root: Path, home: Path, database: Path) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-m", "riskdesk", "--database", str(database)],
        cwd=root,
        env=environment(root, home),
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )


def test_the_first_window_comes_to_the_front(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "h"
    home.mkdir()
    database = tmp_path / "Әлия Қасымова" / "Деректер қоры.db"
    database.parent.mkdir()
    other = tmp_path / "link.db"
    other.symlink_to(database)
    with first_window(root, home, database) as first:
        assert first.stdout is not None
        for path in (database, other):  # by whatever way it is named
            answer = second(root, home, path)
            assert answer.returncode == 0, answer.stderr
            assert first.stdout.readline() == "front True\n"
            assert len(answer.stderr.splitlines()) == 1, answer.stderr


def test_a_killed_window_and_another_database_hold_nobody_up(root: Path, tmp_path: Path) -> None:
    home = tmp_path / "h"
    home.mkdir()
    database = tmp_path / "a.db"
    with first_window(root, home, database) as killed:
        killed.send_signal(signal.SIGKILL)
        killed.wait()
    left = [path.suffix for path in home.glob("riskdesk-*/*")]
    assert sorted(left) == [".lock", ".sock"], "the test has not left what it is about"
    with (
        first_window(root, home, database) as again,
        first_window(root, home, tmp_path / "b.db") as beside,
    ):
        assert again.stdout is not None
        assert beside.poll() is None
        assert second(root, home, database).returncode == 0
        assert again.stdout.readline() == "front True\n"


def test_a_window_that_does_not_answer_is_not_waited_for_without_end(
    root: Path, tmp_path: Path
) -> None:
    home = tmp_path / "h"
    home.mkdir()
    database = tmp_path / "a.db"
    with first_window(root, home, database) as frozen:
        frozen.send_signal(signal.SIGSTOP)
        with first_window(root, home, database):  # opens, and says that the file is held
            pass
        frozen.send_signal(signal.SIGCONT)


def test_names_are_of_one_database(tmp_path: Path) -> None:
    from riskdesk.app.instance import instance_name  # noqa: PLC0415

    one, two = instance_name(tmp_path / "қ" / ".." / "a.db"), instance_name(tmp_path / "a.db")
    assert one == two
    assert one is not None
    assert len(str(one)) < 90
    assert one != instance_name(tmp_path / "b.db")
