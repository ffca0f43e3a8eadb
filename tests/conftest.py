"""What holds for every test: no network, a fixed clock, and nothing left behind.

Warnings and Qt messages are errors by the configuration of pytest (``pyproject.toml``).
"""

import gc
import logging
import os
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings
from surroundings import FixedClock, cut_the_network

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

ROOT = Path(__file__).resolve().parent.parent

settings.register_profile("repeatable", derandomize=True, deadline=None, database=None)
settings.load_profile("repeatable")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--long", action="store_true", help="fault tests: as many kills as a night allows"
    )


cut_the_network()


def pytest_collection_finish() -> None:
    """What is loaded by now stays: nobody looks through it after each test."""
    gc.freeze()


@pytest.fixture
def clock() -> FixedClock:
    """2026-04-11 09:00 UTC: the morning after the sample's measurements."""
    return FixedClock(datetime(2026, 4, 11, 9, 0, tzinfo=UTC))


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the program."""
    return ROOT


@pytest.fixture(scope="session")
def resources() -> Path:
    """The program's data."""
    return ROOT / "resources"


class _Collector(logging.Handler):
    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(f"{record.levelname} {record.name}: {record.getMessage()}")


@pytest.fixture(autouse=True)
def log_lines() -> Iterator[list[str]]:
    """Log lines of WARNING and above; a test that expects some checks and clears them."""
    collector = _Collector()
    logging.getLogger().addHandler(collector)
    yield collector.lines
    logging.getLogger().removeHandler(collector)
    assert not collector.lines, "unexpected log lines"


@pytest.fixture(autouse=True)
def _nothing_left(request: pytest.FixtureRequest) -> Iterator[None]:
    before = set(threading.enumerate())
    yield
    for thread in set(threading.enumerate()) - before:
        thread.join(timeout=2)
        assert not thread.is_alive(), f"thread left running: {thread.name}"
    if {"qapp", "qtbot"} & set(request.fixturenames) and "PySide6.QtWidgets" in sys.modules:
        _no_qt_objects_left()


def _no_qt_objects_left() -> None:
    from PySide6.QtCore import QCoreApplication, QEvent, QTimer  # noqa: PLC0415 - Qt tests only
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415
    from shiboken6 import isValid  # noqa: PLC0415

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    windows = [w for w in QApplication.topLevelWidgets() if isValid(w) and w.isVisible()]
    assert not windows, "windows left open"
    there = gc.get_objects()
    kinds = {kind for kind in set(map(type, there)) if issubclass(kind, QTimer)}
    found = [each for each in there if type(each) in kinds]
    timers = [timer for timer in found if isValid(timer) and timer.isActive()]
    assert not timers, "timers left running"
