"""The global fixtures fail what they must: they are run on tests that misbehave."""

import logging
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from surroundings import NetworkUsed

MISBEHAVING = """
import logging, socket, threading, warnings

release = threading.Event()

def test_good(): ...

def test_leaves_a_thread():
    threading.Thread(target=release.wait, name="left-alone", daemon=True).start()

def test_says_a_warning_line():
    logging.getLogger("riskdesk").warning("said")

def test_warns():
    warnings.warn("old", DeprecationWarning)

def test_leaves_a_file_open():
    open(__file__)

def test_leaves_a_window(qtbot):
    from PySide6.QtWidgets import QWidget
    global window
    window = QWidget()
    window.show()

def test_leaves_a_timer(qtbot):
    from PySide6.QtCore import QTimer
    window.close()
    global timer
    timer = QTimer()
    timer.start(100000)

def test_makes_qt_complain(qtbot):
    timer.stop()
    from PySide6.QtCore import qWarning
    qWarning("complaint")
"""


def test_what_is_left_behind_fails(tmp_path: Path, root: Path) -> None:
    (tmp_path / "test_inside.py").write_text(MISBEHAVING, encoding="utf-8")
    words = ["-p", "conftest", "-p", "no:cacheprovider", "-rA", "--tb=no", str(tmp_path)]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-c", str(root / "pyproject.toml"), *words],
        env={**os.environ, "PYTHONPATH": f"{root / 'tests'}{os.pathsep}{root}"},
        cwd=tmp_path,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    bad = {
        line.split("::")[1].split()[0]
        for line in done.stdout.splitlines()
        if line.startswith(("FAILED", "ERROR"))
    }
    assert bad == {
        "test_leaves_a_thread",
        "test_says_a_warning_line",
        "test_warns",
        "test_leaves_a_file_open",
        "test_leaves_a_window",
        "test_leaves_a_timer",
        "test_makes_qt_complain",
    }, done.stdout


def test_the_network_is_out_of_reach() -> None:
    with pytest.raises(NetworkUsed):
        socket.getaddrinfo("localhost", 80)
    with socket.socket() as opened, pytest.raises(NetworkUsed):
        opened.connect(("127.0.0.1", 9))
    with socket.socket() as opened, pytest.raises(NetworkUsed):
        opened.bind(("127.0.0.1", 0))


def test_an_expected_log_line_is_taken_out(log_lines: list[str]) -> None:
    logging.getLogger("riskdesk.test").error("expected")
    assert log_lines == ["ERROR riskdesk.test: expected"]
    log_lines.clear()
