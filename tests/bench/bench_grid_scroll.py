"""One step of the wheel over 30,000 rows and 15 columns, painted: work of the window's thread."""

import time
from statistics import median

from figure import Figure
from grid_rows import Silent, application, rows, shown_bare, shown_grid
from PySide6.QtWidgets import QApplication, QTableView

STEPS, STEP = 60, 84
"""Pixels of a step: three rows, one notch of the wheel."""


def measure() -> Figure:
    app, look = application()
    bare, grid = shown_bare(rows()), shown_grid(look, rows(), Silent())
    app.processEvents()
    floor, value = _step(app, bare), _step(app, grid)
    for view in (bare, grid):
        view.close()
        view.deleteLater()
    app.processEvents()
    return Figure(
        name="grid_scroll",
        value=value * 1000,
        floor=floor * 1000,
        goal=3,
        limit=16,
        unit="ms",
        floor_is="a bare QTableView over the same model",
    )


def _step(app: QApplication, view: QTableView) -> float:
    bar = view.verticalScrollBar()
    taken = []
    for number in range(STEPS):
        started = time.thread_time()
        bar.setValue((number + 1) * STEP)
        app.processEvents()
        taken.append(time.thread_time() - started)
    return median(taken[5:])
