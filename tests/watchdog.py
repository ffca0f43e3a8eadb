"""How long the window's thread works without looking up: of one test, and of the whole suite."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

INSIDE = (
    (QApplication, ("processEvents", "sendEvent")),
    (QTest, ("keyClick", "keyClicks", "mouseClick", "mouseDClick", "mouseMove", "qWait")),
)
"""Where a test hands the thread over to the window: what it does itself is not counted."""


class Watchdog:
    """Looks at the clock of the thread whenever the event loop is free.

    ``longest``: seconds of work of the window's own thread; what the worker or another program does
    meanwhile is not counted.
    """

    def __init__(self, interval: int = 0) -> None:
        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer()
        self._timer.setInterval(interval)
        self._timer.timeout.connect(self.look)

    def look(self) -> None:
        now = time.thread_time()
        self.longest = max(self.longest, now - self._last)
        self._last = now

    def start_anew(self) -> None:
        """What was done since the last look is not the window's."""
        self._last = time.thread_time()

    @contextmanager
    def watching(self) -> Iterator["Watchdog"]:
        self.start_anew()
        self._timer.start()
        try:
            yield self
        finally:
            self.look()
            self._timer.stop()

    @contextmanager
    def watching_inside(self, patch: pytest.MonkeyPatch) -> Iterator["Watchdog"]:
        """The same, of what happens inside of ``INSIDE``."""
        for owner, names in INSIDE:
            for name in names:
                patch.setattr(owner, name, staticmethod(self._around(getattr(owner, name))))
        self._timer.start()
        try:
            yield self
        finally:
            self._timer.stop()

    def _around(self, work: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(work)
        def watched(*told: Any, **named: Any) -> Any:  # noqa: ANN401 - passed through
            self.start_anew()
            try:
                return work(*told, **named)
            finally:
                self.look()

        return watched
