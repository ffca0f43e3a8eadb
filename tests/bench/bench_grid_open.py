"""A grid of 30,000 rows and 15 columns: made, filled, painted."""

import time
from statistics import median

from figure import Figure
from grid_rows import Silent, application, rows, shown_bare, shown_grid
from PySide6.QtWidgets import QTableView

ROUNDS = 5


def measure() -> Figure:
    app, look = application()
    value: list[float] = []
    floor: list[float] = []
    for number in range(ROUNDS + 1):
        for bare, taken in ((True, floor), (False, value)):
            started = time.perf_counter()
            made = rows()
            view: QTableView = shown_bare(made) if bare else shown_grid(look, made, Silent())
            app.processEvents()
            if number:  # the first round loads fonts and icons
                taken.append(time.perf_counter() - started)
            view.close()
            view.deleteLater()
            app.processEvents()
    return Figure(
        name="grid_open",
        value=median(value),
        floor=median(floor),
        goal=4,
        limit=0.5,
        unit="s",
        floor_is="a bare QTableView over the same model",
    )
