"""A disk that loses what was not synced: the files as they may be after a power cut.

Synced bytes stay. Of what was written since the last sync each 512-byte sector is there or not; a
cut may have happened or not. Names (made, renamed, removed) since the last sync of a folder are
there up to some moment, as file systems with a journal keep them in their order. A file that grew
without its content holds zeros or rubbish there.
"""

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from faults.recorder import Event

_SECTOR = 512
_KEPT = (0.1, 0.5, 0.9)


@dataclass
class _File:
    """``sure``: the bytes that are on the disk; ``late``: what is not yet."""

    sure: bytearray = field(default_factory=bytearray)
    late: list[tuple[int, bytes | None]] = field(default_factory=list)
    """(at, bytes), or (size, ``None``) for a cut."""

    def sync(self) -> None:
        for at, data in self.late:
            _apply(self.sure, at, data)
        self.late.clear()


def _apply(content: bytearray, at: int, data: bytes | None) -> None:
    if data is None:
        del content[at:]
        content.extend(bytes(at - len(content)))
        return
    if len(content) < at:
        content.extend(bytes(at - len(content)))
    content[at : at + len(data)] = data


class Disk:
    """Follows events; ``after_cut`` says what may be there."""

    def __init__(self) -> None:
        self._now: dict[str, _File] = {}
        self._names: dict[str, _File] = {}
        self._late: list[dict[str, _File]] = []
        self.said: list[object] = []

    def follow(self, events: Sequence[Event]) -> None:
        """Let them happen."""
        for what, path, *more in events:
            if what == "said":
                self.said.append(path)
            elif what == "names":
                self._names = dict(self._now)
                self._late.clear()
            elif what == "sync":
                if path in self._now:
                    self._now[path].sync()
            elif what in {"write", "cut", "put"}:
                self._write(what, path, more)
            else:
                self._name(what, path, more)

    def _write(self, what: str, path: str, more: Sequence[object]) -> None:
        if path not in self._now:
            self._name("create", path, ())
        late = self._now[path].late
        if what == "write":
            at, data = more
            assert isinstance(at, int)
            assert isinstance(data, bytes)
            late.append((at, data))
        elif what == "cut":
            assert isinstance(more[0], int)
            late.append((more[0], None))
        else:
            assert isinstance(more[0], bytes)
            late += [(0, None), (0, more[0])]

    def _name(self, what: str, path: str, more: Sequence[object]) -> None:
        if what == "create":
            self._now[path] = _File()
        elif what == "unlink":
            self._now.pop(path, None)
        elif path in self._now:
            self._now[str(more[0])] = self._now.pop(path)
        self._late.append(dict(self._now))

    def after_cut(self, chance: random.Random) -> dict[str, bytes]:
        """Path → content, once the power is back."""
        moment = chance.randint(0, len(self._late))
        names = self._late[moment - 1] if moment else self._names
        kept = chance.choice(_KEPT)
        return {path: _torn(file, kept, chance) for path, file in names.items()}


def _torn(file: _File, kept: float, chance: random.Random) -> bytes:
    content = bytearray(file.sure)
    for at, data in file.late:
        if data is None:
            if chance.random() < kept:
                _apply(content, at, None)
            continue
        if len(content) < at + len(data):  # the size may be there before the bytes
            grown = at + len(data) - len(content)
            content.extend(chance.randbytes(grown) if chance.random() < 0.5 else bytes(grown))
        for begin in range(0, len(data), _SECTOR):
            if chance.random() < kept:
                _apply(content, at + begin, data[begin : begin + _SECTOR])
    return bytes(content)


def lay_out(files: dict[str, bytes], was: Path, now: Path) -> None:
    """Put them into another folder."""
    for path, content in files.items():
        target = now / Path(path).relative_to(was)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content)
