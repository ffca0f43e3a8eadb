"""A paste of 5,000 × 10 cells, every cell judged, with the preview of what does not fit."""

import gc
import time

from figure import Figure, seconds
from grid_rows import NUMBERS, Silent, application, rows, shown_grid
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from riskdesk.domain.values import parse_decimal
from riskdesk.ui.kit.grid import Grid

LINES = 5_000


def measure() -> Figure:
    """Seconds from Ctrl+V to the preview, then from its button to the command.

    The floor reads the same numbers and makes nothing of them.
    """
    app, look = application()
    sheet = Silent()
    grid = shown_grid(look, rows(), sheet)
    fields = [f"{n},5" for n in range(NUMBERS)]
    text = ("\t".join(fields) + "\n") * (LINES - 1) + "\t".join(["x", *fields[1:]]) + "\n"
    floor = seconds(lambda: [parse_decimal(each) for each in fields * LINES])
    QGuiApplication.clipboard().setText(text)
    gc.collect()
    gc.freeze()  # what was there before is not looked through again
    taken, longest = _paste(app, grid, sheet)
    gc.unfreeze()
    QGuiApplication.clipboard().clear()
    grid.close()
    grid.deleteLater()
    app.processEvents()
    if sheet.landed != LINES * NUMBERS - 1 or longest > 0.1:
        raise RuntimeError(f"landed {sheet.landed}, longest hold {longest:.3f} s")
    return Figure(
        name="grid_paste",
        value=taken,
        floor=floor,
        goal=40,
        limit=2,
        unit="s",
        floor_is="the same numbers read",
    )


def _paste(app: QApplication, grid: Grid, sheet: Silent) -> tuple[float, float]:
    """Seconds of all of it, and of this thread's work in the longest turn of the event loop."""
    grid.go_to("0", "n0")
    longest, started, turn = 0.0, time.perf_counter(), time.thread_time()
    grid.hands.do("paste")
    while not sheet.landed:
        longest, turn = _longer(longest, turn)
        app.processEvents()
        longest, turn = _longer(longest, turn)
        preview = grid.hands.preview
        if preview is not None and preview.isVisible():
            preview.take.click()
    longest, turn = _longer(longest, turn)
    app.processEvents()
    longest, turn = _longer(longest, turn)
    return time.perf_counter() - started, longest


def _longer(longest: float, turn: float) -> tuple[float, float]:
    """The longest turn so far, and the beginning of the next."""
    now = time.thread_time()
    return max(longest, now - turn), now
