"""Opens a window and says when it has painted: ours, or the barest one with a tree and a table.

Started as a process of its own, so that the interpreter and its imports count. Ours is started by
its command line, as a user starts it: Qt is imported where the program imports it. Told are the
seconds of the processor since the process began, of all its threads.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtWidgets import QMainWindow

ROWS = 55


def main(kind: str) -> int:
    return _bare() if kind == "bare" else _ours()


def _watch(window: QMainWindow) -> None:
    """Says when the window has painted for the first time, and closes it."""
    from PySide6.QtCore import QEvent, QObject, QTimer  # noqa: PLC0415

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
            if event.type() == QEvent.Type.Paint:
                sys.stdout.write(f"{time.process_time()}\n")
                sys.stdout.flush()
                watched.removeEventFilter(self)
                QTimer.singleShot(0, window.close)
            return False

    window.installEventFilter(Watch(window))


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


def _ours() -> int:
    # The program's own order of imports: its command, then the window.
    from riskdesk.app import main as program  # noqa: I001, PLC0415
    from riskdesk.app.cli import window as command  # noqa: PLC0415, F401
    from riskdesk.app import bundle  # noqa: PLC0415, F401
    from riskdesk.ui import start  # noqa: PLC0415

    made = start.make_window

    def watched(*told: object) -> QMainWindow:
        window: QMainWindow = made(*told)  # type: ignore[arg-type]
        _watch(window)
        return window

    start.make_window = watched  # type: ignore[assignment]
    return program.main([])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
