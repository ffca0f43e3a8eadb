"""What a program does to files, written down: SQLite's own writes and syncs, and Python's.

Works inside the SQLite that the program uses: the default file layer (VFS) of the loaded
``libsqlite3`` is given other functions for opening and deleting, and each opened file others for
writing, cutting, syncing and closing; each notes and calls the one that was there. So the program,
its settings and its statements are those of the product. ``os.replace``, ``os.unlink`` and
``os.fsync`` are noted the same way. Linux, with SQLite as a shared library.
"""

import ctypes
import ctypes.util
import os
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

Event = tuple[Any, ...]
"""(what, path, …): ``create``, ``write`` at, bytes; ``cut`` size; ``sync``; ``unlink``; ``rename``
to; ``put`` bytes (a whole file as Python left it); ``names`` (a folder was synced); ``said`` word.
"""

_JOURNALS = 0x00000800 | 0x00004000
"""SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_SUPER_JOURNAL: their first sync brings the name along."""
_P, _I, _L = ctypes.c_void_p, ctypes.c_int, ctypes.c_int64
_WRITE = ctypes.CFUNCTYPE(_I, _P, _P, _I, _L)
_CUT = ctypes.CFUNCTYPE(_I, _P, _L)
_SYNC = ctypes.CFUNCTYPE(_I, _P, _I)
_CLOSE = ctypes.CFUNCTYPE(_I, _P)
_OPEN = ctypes.CFUNCTYPE(_I, _P, _P, _P, _I, _P)
_DELETE = ctypes.CFUNCTYPE(_I, _P, _P, _I)


class _Vfs(ctypes.Structure):
    _fields_ = [
        ("version", _I), ("file_size", _I), ("most_path", _I), ("next", _P), ("name", _P),
        ("data", _P), ("open", _P), ("delete", _P),
    ]  # fmt: skip


class _Methods(ctypes.Structure):
    _fields_ = [
        ("version", _I), ("close", _P), ("read", _P), ("write", _P), ("cut", _P), ("sync", _P),
        ("rest", _P * 13),
    ]  # fmt: skip


def shared_library() -> str | None:
    """The ``libsqlite3`` that this Python uses, if it is a shared one."""
    try:
        maps = Path("/proc/self/maps").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    sqlite3.connect(":memory:").close()
    return next((w for w in maps.split() if "libsqlite3" in w), None)


class Recorder:
    """Notes everything below ``folder`` into ``events`` from its making on."""

    def __init__(self, folder: Path) -> None:
        library = shared_library()
        if library is None:
            raise RuntimeError("SQLite is no shared library here")
        self.events: list[Event] = []
        self._known: set[str] = set()
        self._folder = str(folder)
        self._files: dict[int, tuple[str, int]] = {}
        self._methods: dict[int, tuple[_Methods, tuple[object, ...]]] = {}
        found = ctypes.CDLL(library).sqlite3_vfs_find
        found.restype = _P
        vfs = _Vfs.from_address(found(None))
        self._open, self._delete = _OPEN(vfs.open), _DELETE(vfs.delete)
        self._own = _OPEN(self._on_open), _DELETE(self._on_delete)
        vfs.open, vfs.delete = (ctypes.cast(each, _P).value for each in self._own)
        self._python()

    def say(self, word: object) -> None:
        """A word between the events: what was acknowledged."""
        self.events.append(("said", word))

    def _note(self, what: str, path: str, *more: object) -> None:
        if path.startswith(self._folder):
            self.events.append((what, path, *more))

    def _on_open(self, vfs: int, name: int | None, file: int, flags: int, out: int | None) -> int:
        path = os.fsdecode(ctypes.string_at(name)) if name else ""
        new = bool(path) and not os.path.exists(path)  # noqa: PTH110 - called thousands of times
        code = self._open(vfs, name, file, flags, out)
        there = ctypes.c_void_p.from_address(file)
        if code == 0 and path and there.value:
            self._known.add(path)
            if new:
                self._note("create", path)
            self._files[file] = path, flags
            there.value = ctypes.addressof(self._patched(there.value))
        return int(code)

    def _on_delete(self, vfs: int, name: int, sync: int) -> int:
        path = os.fsdecode(ctypes.string_at(name))
        code = self._delete(vfs, name, sync)
        if code == 0:
            self._note("unlink", path)
            if sync:
                self._note("names", os.path.dirname(path))  # noqa: PTH120
        return int(code)

    def _patched(self, at: int) -> _Methods:
        if at not in self._methods:
            made = _Methods()
            ctypes.memmove(ctypes.addressof(made), at, ctypes.sizeof(made))
            write, cut = _WRITE(made.write), _CUT(made.cut)
            sync, close = _SYNC(made.sync), _CLOSE(made.close)

            def on_write(file: int, data: int, count: int, offset: int) -> int:
                path, _ = self._files[file]
                self._note("write", path, offset, ctypes.string_at(data, count))
                return int(write(file, data, count, offset))

            def on_cut(file: int, size: int) -> int:
                self._note("cut", self._files[file][0], size)
                return int(cut(file, size))

            def on_sync(file: int, how: int) -> int:
                code = int(sync(file, how))
                path, flags = self._files[file]
                self._note("sync", path)
                if flags & _JOURNALS:
                    self._note("names", os.path.dirname(path))  # noqa: PTH120
                return code

            def on_close(file: int) -> int:
                self._files.pop(file, None)
                return int(close(file))

            own = _WRITE(on_write), _CUT(on_cut), _SYNC(on_sync), _CLOSE(on_close)
            made.write, made.cut, made.sync, made.close = (
                ctypes.cast(each, _P).value for each in own
            )
            self._methods[at] = made, (*own, write, cut, sync, close)
        return self._methods[at][0]

    def _python(self) -> None:
        """Python's own steps; what it has written is noted when it is synced or renamed."""
        replace, unlink, fsync = os.replace, os.unlink, os.fsync

        def on_replace(one: Any, other: Any, **more: Any) -> None:  # noqa: ANN401
            self._put(os.fspath(one))
            replace(one, other, **more)
            self._known.discard(os.fspath(one))
            self._note("rename", os.fspath(one), os.fspath(other))

        def on_unlink(path: Any, **more: Any) -> None:  # noqa: ANN401
            unlink(path, **more)
            self._note("unlink", os.fspath(path))

        def on_fsync(handle: int) -> None:
            path = os.readlink(f"/proc/self/fd/{handle}")  # noqa: PTH115
            if os.path.isdir(path):  # noqa: PTH112
                fsync(handle)
                self._note("names", path)
                return
            self._put(path)
            fsync(handle)
            self._note("sync", path)

        changed: dict[str, Callable[..., None]] = {
            "replace": on_replace,
            "unlink": on_unlink,
            "fsync": on_fsync,
        }
        for name, function in changed.items():
            setattr(os, name, function)

    def _put(self, path: str) -> None:
        """The content, unless it is known already: SQLite's writes are noted one by one."""
        if path.startswith(self._folder) and path not in self._known:
            self._known.add(path)
            self._note("put", path, Path(path).read_bytes())
