"""Opens a window and says when it has painted: ours, or the barest one with a tree and a table.

``ready`` says it later: the page of the last run is filled, the tree beside it, the certification
is checked, and a key typed on a value is in its cell.

Started as a process of its own, so that the interpreter and its imports count. Ours is started by
its command line, as a user starts it: Qt is imported where the program imports it. Told are the
seconds of the processor since the process began, of all its threads.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QMainWindow

    from riskdesk.ui.main_window import MainWindow

ROWS = 55


def main(kind: str) -> int:
    if kind == "bare":
        return _bare()
    return _ours(_watch_ready if kind == "ready" else _watch)


def _tell(window: QMainWindow) -> None:
    """The seconds until now; then the window is closed."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    sys.stdout.write(f"{time.process_time()}\n")
    sys.stdout.flush()
    QTimer.singleShot(0, window.close)


def _watch(window: QMainWindow) -> None:
    """Says when the window has painted for the first time, and closes it."""
    from PySide6.QtCore import QEvent, QObject  # noqa: PLC0415

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
            if event.type() == QEvent.Type.Paint:
                watched.removeEventFilter(self)
                _tell(window)
            return False

    window.installEventFilter(Watch(window))


def _watch_ready(window: MainWindow) -> None:
    """Says when the last page is filled and checked and takes a key, and closes the window."""
    from PySide6.QtCore import QTimer  # noqa: PLC0415

    clock = QTimer(window)

    def look() -> None:
        if not window.jobs.busy and _took_a_key(window):
            clock.stop()
            _tell(window)

    clock.timeout.connect(look)
    clock.start(2)


def _took_a_key(window: MainWindow) -> bool:
    if window.desk.certification is None or window.current.place().screen != "structure":
        return False
    from PySide6.QtCore import QEvent, Qt  # noqa: PLC0415
    from PySide6.QtGui import QKeyEvent  # noqa: PLC0415
    from PySide6.QtWidgets import QApplication  # noqa: PLC0415

    from riskdesk.ui.screens.structure import StructureScreen  # noqa: PLC0415

    screen = window.current
    if not isinstance(screen, StructureScreen) or screen.view.page is None:
        return False
    grid = screen.view.factors.grid
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_8, Qt.KeyboardModifier.NoModifier, "8")
    QApplication.sendEvent(grid, key)
    editor = grid.delegate.editor
    return bool(screen.panel.tree.tree.nodes) and editor is not None and editor.text() == "8"


def _bare() -> int:
    from PySide6.QtCore import Qt  # noqa: PLC0415
    from PySide6.QtGui import QStandardItem, QStandardItemModel  # noqa: PLC0415
    from PySide6.QtWidgets import (  # noqa: PLC0415
        QApplication,
        QMainWindow,
        QSplitter,
        QTableView,
        QTreeView,
    )

    app = QApplication([])
    window = QMainWindow()
    window.resize(1366, 768)
    parts = QSplitter(Qt.Orientation.Horizontal)
    tree, table = QTreeView(), QTableView()
    rows, cells = QStandardItemModel(window), QStandardItemModel(ROWS, 8, window)
    for number in range(ROWS):
        rows.appendRow(QStandardItem(f"{number}"))
        for column in range(8):
            cells.setItem(number, column, QStandardItem(f"{number}.{column}"))
    tree.setModel(rows)
    table.setModel(cells)
    parts.addWidget(tree)
    parts.addWidget(table)
    window.setCentralWidget(parts)
    _watch(window)
    window.show()
    return app.exec()


def _ours(watch: Callable[[MainWindow], None]) -> int:
    # The program's own order of imports: its command, then the window.
    from riskdesk.app import main as program  # noqa: I001, PLC0415
    from riskdesk.app.cli import window as command  # noqa: PLC0415, F401
    from riskdesk.app import bundle  # noqa: PLC0415, F401
    from riskdesk.ui import start  # noqa: PLC0415

    made = start.make_window

    def watched(*told: object) -> MainWindow:
        window: MainWindow = made(*told)  # type: ignore[arg-type]
        watch(window)
        return window

    start.make_window = watched  # type: ignore[assignment]
    return program.main([])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
