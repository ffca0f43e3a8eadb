"""Opens a window and says when it has painted: ours, or the barest one with a tree and a table.

Started as a process of its own, so that the interpreter and its imports count.
"""

import sys
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QMainWindow, QSplitter, QTableView, QTreeView

ROWS = 55


class _Watch(QObject):
    """Ends the event loop after the window's first paint."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt
        if event.type() == QEvent.Type.Paint:
            sys.stdout.write("painted\n")
            sys.stdout.flush()
            watched.removeEventFilter(self)
            QApplication.exit(0)
        return False


def main(kind: str, database: Path) -> int:
    app, window = _bare() if kind == "bare" else _ours(database)
    watch = _Watch()
    window.installEventFilter(watch)
    window.show()
    app.exec()
    window.close()
    return 0


def _bare() -> tuple[QApplication, QMainWindow]:
    app = QApplication([])
    app.setQuitOnLastWindowClosed(False)
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
    return app, window


def _ours(database: Path) -> tuple[QApplication, QMainWindow]:
    # Imported here: the bare window must not pay for them.
    from riskdesk.app.bootstrap import make_program  # noqa: PLC0415
    from riskdesk.app.bundle import window_bundle  # noqa: PLC0415
    from riskdesk.ui.start import make_application, make_window  # noqa: PLC0415

    bundle = window_bundle(database, make_program())
    app = make_application(bundle)
    return app, make_window(bundle)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
