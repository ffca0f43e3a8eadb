"""``run.py`` on a clone of its own: no libraries to install, so no network."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import os, sys
sys.stdout.write(f"{os.getcwd()}|{'|'.join(sys.argv[1:])}|{sys.stdin.read()}|{sys.flags.utf8_mode}")
sys.stderr.write("қате")
if "--called" in sys.argv:
    sys.stderr.write(os.environ["RISKDESK_CALLED"])
sys.exit(7)
"""


@pytest.fixture(scope="module")
def clone(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The start script in a folder with spaces, Cyrillic and Kazakh letters, set up twice at once
    over what an interrupted set-up left."""
    folder = tmp_path_factory.mktemp("clone") / "Мои документы Қ"
    (folder / "riskdesk").mkdir(parents=True)
    shutil.copy(root / "run.py", folder)
    for lock in ("requirements.lock", "requirements-dev.lock"):
        (folder / lock).touch()
    (folder / "riskdesk" / "__init__.py").touch()
    (folder / "riskdesk" / "__main__.py").write_text(PROGRAM, encoding="utf-8")
    (folder / ".venv").mkdir()
    (folder / ".venv" / "half-made").touch()
    starts = [_start(folder, "list") for _ in range(2)]
    outputs = [start.communicate("", timeout=120) for start in starts]
    assert [start.returncode for start in starts] == [7, 7], outputs
    assert sum(errors.count("setting up") for _, errors in outputs) == 1
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    folder = tmp_path / "Жұмыс"
    folder.mkdir()
    return folder


def _start(clone: Path, *words: str, folder: Path | None = None) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(clone / "run.py"), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=folder,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
    )


def test_a_half_made_environment_was_rebuilt(clone: Path) -> None:
    assert not (clone / ".venv" / "half-made").exists()


def test_words_streams_folder_and_exit_code_pass_unchanged(clone: Path, elsewhere: Path) -> None:
    start = _start(clone, "--database", "а б.db", "list", "--json", folder=elsewhere)
    output, errors = start.communicate("мәтін", timeout=60)
    assert output == f"{elsewhere}|--database|а б.db|list|--json|мәтін|1"
    assert errors == "қате"
    assert start.returncode == 7


def test_the_program_is_told_how_it_was_called(clone: Path) -> None:
    errors = _start(clone, "--called").communicate("", timeout=60)[1]
    python = "py" if sys.platform == "win32" else Path(sys.executable).name
    assert errors == f'қате{python} "{clone / "run.py"}"'


def test_the_second_start_takes_less_than_a_moment_of_its_own(clone: Path) -> None:
    python = clone / ".venv" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    direct = [str(python), "-X", "utf8", "-P", "-m", "riskdesk", "list"]
    through = [sys.executable, str(clone / "run.py"), "list"]
    own = min(_seconds(through) for _ in range(5)) - min(_seconds(direct) for _ in range(5))
    assert own < 0.15


def _seconds(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, input=b"", capture_output=True, check=False)
    return time.perf_counter() - started


def test_another_lock_sets_up_anew(clone: Path) -> None:
    (clone / "requirements.lock").write_text("# another lock\n", encoding="utf-8")
    errors = _start(clone, "list").communicate("", timeout=120)[1]
    assert "setting up" in errors
    assert _start(clone, "list").communicate("", timeout=60)[1] == "қате"


def test_a_lock_that_cannot_be_installed_is_a_sentence_and_begins_again(clone: Path) -> None:
    lock = clone / "requirements.lock"
    lock.write_text("no-such-thing\n", encoding="utf-8")  # no hash: refused before any look-up
    start = _start(clone, "list")
    errors = start.communicate("", timeout=120)[1]
    assert start.returncode == 2
    assert "could not be installed" in errors
    assert "Traceback" not in errors
    lock.write_text("", encoding="utf-8")
    start = _start(clone, "list")
    start.communicate("", timeout=120)
    assert start.returncode == 7
