"""The parts of ``run.py`` that decide."""

import re
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import run


@pytest.mark.parametrize(
    ("words", "window"),
    [
        ([], True),
        (["--database", "а.db"], True),
        (["--database=а.db"], True),
        (["--database", "а.db", "check"], False),
        (["--version"], False),
        (["demo"], False),
    ],
)
def test_only_a_start_without_command_opens_the_window(words: list[str], window: bool) -> None:  # noqa: FBT001
    assert run.opens_window(words) is window


def test_faults_stands_for_its_folder() -> None:
    assert run.test_arguments(["faults", "--long"]) == ["tests/faults", "--long"]
    assert run.test_arguments(["-k", "faults"]) == ["-k", "faults"]


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries are a matter of Linux")
def test_a_missing_library_is_named_with_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "QT_LIBRARIES", {"libnone.so.9": "libnone9", "libc.so.6": "libc6"})
    monkeypatch.setenv("PATH", str(tmp_path))  # no apt-get here
    monkeypatch.delenv("DISPLAY", raising=False)
    with pytest.raises(run.SetupFailed) as caught:
        run.prepare_libraries(needs_window=True)
    assert "libnone.so.9" in str(caught.value)
    assert "apt-get install libnone9" in str(caught.value)
    assert "libc6" not in str(caught.value)


@pytest.mark.skipif(sys.platform != "linux", reason="system libraries are a matter of Linux")
def test_commands_without_a_window_go_on_without_its_libraries(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "VENV", tmp_path)
    monkeypatch.setattr(run, "QT_LIBRARIES", {"libnone.so.9": "libnone9"})
    monkeypatch.setattr(sys, "argv", ["run.py", "classify"])
    monkeypatch.setenv("PATH", str(tmp_path))
    run.prepare_libraries(needs_window=False)
    assert "libnone9" in capsys.readouterr().err
    assert not list(tmp_path.iterdir()), "nothing may say that the libraries are there"


@pytest.mark.parametrize("lock", sorted(run.LOCKS))
def test_locks_hold_names_versions_and_hashes_alone(lock: str) -> None:
    text = run.LOCKS[lock].read_text(encoding="utf-8")
    assert "://" not in text
    for line in text.replace("\\\n", " ").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==\S+( ; [^#]+?)?( +--hash=sha256:[0-9a-f]{64})+ *", line)


def test_the_development_lock_holds_the_program_s_own() -> None:
    names = [
        set(
            re.findall(
                r"^[a-z0-9-]+==\S+", run.LOCKS[lock].read_text(encoding="utf-8"), re.MULTILINE
            )
        )
        for lock in ("run", "dev")
    ]
    assert names[0] <= names[1]


def test_the_locks_fit_what_the_project_asks_for(root: Path) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = {
        "run": project["dependencies"],
        "dev": [*project["dependencies"], *project["optional-dependencies"]["dev"]],
    }
    for lock, requirements in asked.items():
        text = run.LOCKS[lock].read_text(encoding="utf-8")
        locked = dict(re.findall(r"^([a-z0-9-]+)==(\S+)", text, re.MULTILINE))
        for requirement in map(Requirement, requirements):
            assert locked[canonicalize_name(requirement.name)] in requirement.specifier
