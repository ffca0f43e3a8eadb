"""The window on a large certification: how long its loop waits while it opens, and a key press.

Started as a process of its own; a line of JSON. Times are of the processor, of all threads
together: what another program does meanwhile is not counted, what the worker does is.
"""

import json
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from large import store_large
from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from riskdesk.app.bootstrap import make_program
from riskdesk.app.bundle import window_bundle
from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.start import make_application, make_window

TICK = 4
"""Milliseconds between two looks at the clock."""
ROW = "noise_leq"
TEXTS = ("8", "84", "84,", "84,2", "7", "79", "79,", "79,9", "88")


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


class Gaps:
    """The longest time between two looks, in seconds."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._last = time.process_time()
        self._timer = QTimer()
        self._timer.setInterval(TICK)
        self._timer.timeout.connect(self._look)
        self._timer.start()

    def _look(self) -> None:
        now = time.process_time()
        self.longest, self._last = max(self.longest, now - self._last), now


def main(count: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "large.db"
        store_large(path, count, _Clock())
        bundle = window_bundle(path, make_program())
        bundle = replace(bundle, settings={}, keep=lambda _: None)
        app = make_application(bundle)
        window = make_window(bundle)
        window.show()
        gaps, before = Gaps(), time.process_time()
        _until(app, lambda: window.desk.certification is not None and not window.jobs.busy)
        told = {"opened": time.process_time() - before, "gap": gaps.longest}
        keys, counts = _typed(app, window, count)
        window.close()
    sys.stdout.write(json.dumps({**told, "key": median(keys), "counts": counts}) + "\n")


def _typed(app: QApplication, window: MainWindow, count: int) -> tuple[list[float], float]:
    """Seconds from each key to its class on the page; from a commit to the counts of the tree."""
    certification, found = window.desk.certification_id, list[str]()

    def read(session: Session, _: object) -> str:
        return session.snapshot(certification).dossier.workplaces[count // 2].id

    window.jobs.ask(read).on_done(found.append).start()
    _until(app, lambda: bool(found))
    window.show_place(Place("structure", found[0], "factors", ROW))
    screen = window.current
    assert isinstance(screen, StructureScreen)
    _until(app, lambda: screen.view.page is not None and not window.jobs.busy)
    for _ in range(100):  # the tree is made in slices
        app.processEvents()
    keys = [_until_other(app, screen, text, commit=False) for text in TEXTS]
    return keys[1:], _until_other(app, screen, TEXTS[-1], commit=True)


def _until_other(app: QApplication, screen: StructureScreen, text: str, *, commit: bool) -> float:
    view, page, tree = screen.view, screen.view.page, screen.panel._rows
    started = time.process_time()
    (view.committed if commit else view.typed).emit(ROW, text)
    if commit:
        _until(app, lambda: screen.panel._rows is not tree)
    else:
        _until(app, lambda: view.page is not page)
    app.processEvents()  # and it is painted
    return time.process_time() - started


def _until(app: QApplication, there: Callable[[], bool], seconds: float = 600) -> None:
    ends = time.monotonic() + seconds
    while not there():
        if time.monotonic() > ends:
            raise TimeoutError
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)


if __name__ == "__main__":
    main(int(sys.argv[1]))
