"""One window a database and user: a second start brings the first window to the front (R10).

Who holds the lock beside the socket is the first; the lock of a process that was killed is void.
The socket is a name of the user's alone; QtNetwork is loaded after the window has painted.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

# The first paint waits for no network library.
# ruff: noqa: PLC0415

_PATIENCE_MS = 2_000
"""So long a first window that is busy may take to answer; after that the second one opens and says
that the database is held."""
_ASK, _ANSWER = b"show\n", b"shown\n"


class Instance(QObject):
    """``asked``: another start of the same user wants this window. ``name``: of lock and socket."""

    asked = Signal()

    def __init__(self, name: Path) -> None:
        super().__init__()
        self._name = str(name)
        self._lock = QLockFile(f"{self._name}.lock")
        self._lock.setStaleLockTime(0)  # a lock gets old by the death of its process alone
        self._server: QLocalServer | None = None

    def first(self) -> bool:
        """Whether no other window has the name; true also where a lock cannot be made."""
        return self._lock.tryLock(0) or self._lock.error() != QLockFile.LockError.LockFailedError

    def call(self) -> bool:
        """Ask the first window to come to the front; whether it has answered."""
        from PySide6.QtNetwork import QLocalSocket

        _let_others_come_to_the_front(self._lock)
        socket = QLocalSocket()
        socket.connectToServer(f"{self._name}.sock")
        if not socket.waitForConnected(_PATIENCE_MS):
            return False
        socket.write(_ASK)
        socket.flush()
        answered = socket.waitForReadyRead(_PATIENCE_MS)
        said = socket.readLine().data() if answered else b""
        socket.abort()
        return said == _ANSWER

    def listen(self) -> None:
        """Answer further starts from now on; without a socket they say that the file is held."""
        from PySide6.QtNetwork import QLocalServer

        if not self._lock.isLocked():
            return
        server = QLocalServer(self)
        server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(f"{self._name}.sock")  # of a process that was killed
        server.newConnection.connect(self._answer)
        if server.listen(f"{self._name}.sock"):
            self._server = server

    def close(self) -> None:
        """The window has closed: the next start is the first one."""
        if self._server is not None:
            self._server.close()
            self._server = None
        self._lock.unlock()

    def _answer(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            socket = self._server.nextPendingConnection()
            socket.disconnected.connect(socket.deleteLater)
            socket.readyRead.connect(self._on_asked)

    def _on_asked(self) -> None:
        from PySide6.QtNetwork import QLocalSocket

        socket = self.sender()
        if isinstance(socket, QLocalSocket) and socket.readLine().data() == _ASK:
            self.asked.emit()
            socket.write(_ANSWER)
            socket.flush()


def bring_to_front(window: QWidget) -> None:
    """Show a window over the others, out of the task bar if it lies there."""
    state = window.windowState() & ~Qt.WindowState.WindowMinimized
    window.setWindowState(state | Qt.WindowState.WindowActive)
    window.show()
    window.raise_()
    window.activateWindow()


def _let_others_come_to_the_front(lock: QLockFile) -> None:
    """Windows lets only the process come forward that the one in front has named."""
    if sys.platform == "win32":
        import ctypes

        process = lock.getLockInfo()[0]
        ctypes.windll.user32.AllowSetForegroundWindow(process or -1)
