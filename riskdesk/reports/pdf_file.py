"""A PDF file written object by object: what is on disk is not kept in memory.

Objects and their syntax are those of ISO 32000-1. The same calls in the same order give the same
bytes: nothing of the clock or of chance goes in.
"""

import hashlib
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

_LEVEL = 6
"""zlib's level: of the pages of a dossier a higher one saves 1 % and costs half as much again."""
_KIDS = 64
"""Pages of one node of the page tree."""


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The properties of a file; ``language`` as in RFC 3066."""

    title: str
    subject: str
    author: str
    language: str
    dated: date


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the outline: ``level`` from 0, the page counted from 0, ``top`` in points."""

    level: int
    title: str
    page: int
    top: float


class PdfFile:
    """Writes to ``stream`` from its beginning; ``close`` makes it a PDF."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._offsets = array("Q")
        self._at = 0
        self._digest = hashlib.md5(usedforsecurity=False)
        self._pages: list[int] = []
        self._nodes: list[tuple[int, list[int]]] = []
        self._out(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self.resources = self.reserve()
        """The number of the resources that all pages share; to be put before ``close``."""

    @property
    def pages(self) -> int:
        """How many pages there are."""
        return len(self._pages)

    def reserve(self) -> int:
        """The number of an object that is put later."""
        self._offsets.append(0)
        return len(self._offsets)

    def put(self, body: str | bytes, number: int = 0) -> int:
        """Write an object; its number."""
        number = number or self.reserve()
        self._offsets[number - 1] = self._at
        data = body.encode("ascii") if isinstance(body, str) else body
        self._out(b"%d 0 obj\n%b\nendobj\n" % (number, data))
        return number

    def put_stream(
        self, data: bytes, entries: str = "", number: int = 0, *, packed: bool = False
    ) -> int:
        """Write a stream, deflated unless its own filter is among ``entries``."""
        if not packed:
            data, entries = zlib.compress(data, _LEVEL), f"{entries} /Filter /FlateDecode"
        head = f"<< /Length {len(data)} {entries} >>\nstream\n".encode("ascii")
        return self.put(head + data + b"\nendstream", number)

    def page(self, width: float, height: float, contents: Sequence[int]) -> int:
        """Add a page of these content streams; its place, counted from 0."""
        if not self._nodes or len(self._nodes[-1][1]) == _KIDS:
            self._nodes.append((self.reserve(), []))
        node, kids = self._nodes[-1]
        drawn = " ".join(f"{number} 0 R" for number in contents)
        page = self.put(
            f"<< /Type /Page /Parent {node} 0 R /Resources {self.resources} 0 R "
            f"/MediaBox [0 0 {width:.2f} {height:.2f}] /Contents [{drawn}] >>"
        )
        kids.append(page)
        self._pages.append(page)
        return len(self._pages) - 1

    def close(self, about: About, bookmarks: Sequence[Bookmark]) -> None:
        """Write the page tree, the outline, the properties and the table of objects."""
        tree = self._tree()
        outline = self._outline(bookmarks)
        shown = f"/Outlines {outline} 0 R /PageMode /UseOutlines " if outline else ""
        catalog = self.put(
            f"<< /Type /Catalog /Pages {tree} 0 R {shown}/Lang ({about.language}) "
            "/ViewerPreferences << /DisplayDocTitle true >> >>"
        )
        day = f"(D:{about.dated:%Y%m%d}000000Z)"
        info = self.put(
            f"<< /Title {_text(about.title)} /Subject {_text(about.subject)} "
            f"/Author {_text(about.author)} /Creator (RiskDesk) /Producer (RiskDesk) "
            f"/CreationDate {day} /ModDate {day} >>"
        )
        self._table(catalog, info)

    def _tree(self) -> int:
        root = self.reserve()
        for node, kids in self._nodes:
            self._node(node, kids, len(kids), f"/Parent {root} 0 R ")
        self._node(root, [node for node, _ in self._nodes], len(self._pages), "")
        return root

    def _node(self, number: int, kids: Sequence[int], count: int, parent: str) -> None:
        listed = " ".join(f"{kid} 0 R" for kid in kids)
        self.put(f"<< /Type /Pages {parent}/Count {count} /Kids [{listed}] >>", number)

    def _outline(self, bookmarks: Sequence[Bookmark]) -> int:
        """The outline as a tree of linked entries; 0 if there are none."""
        if not bookmarks:
            return 0
        root = self.reserve()
        numbers = [self.reserve() for _ in bookmarks]
        parents, children = _family(bookmarks)
        for at, entry in enumerate(bookmarks):
            parent = parents[at]
            brothers = children[parent]
            place = bisect_left(brothers, at)
            links = [f"/Parent {numbers[parent] if parent >= 0 else root} 0 R"]
            if place:
                links.append(f"/Prev {numbers[brothers[place - 1]]} 0 R")
            if place + 1 < len(brothers):
                links.append(f"/Next {numbers[brothers[place + 1]]} 0 R")
            if inside := children.get(at):
                links.append(
                    f"/First {numbers[inside[0]]} 0 R /Last {numbers[inside[-1]]} 0 R "
                    f"/Count {-len(inside)}"
                )
            goal = f"[{self._pages[entry.page]} 0 R /XYZ null {entry.top:.2f} null]"
            self.put(
                f"<< /Title {_text(entry.title)} /Dest {goal} {' '.join(links)} >>", numbers[at]
            )
        top = children[-1]
        self.put(
            f"<< /Type /Outlines /First {numbers[top[0]]} 0 R /Last {numbers[top[-1]]} 0 R "
            f"/Count {len(top)} >>",
            root,
        )
        return root

    def _table(self, catalog: int, info: int) -> None:
        start, count = self._at, len(self._offsets) + 1
        identity = f"<{self._digest.hexdigest()}>"
        self._out(b"xref\n0 %d\n0000000000 65535 f \n" % count)
        for offset in self._offsets:
            self._out(b"%010d 00000 n \n" % offset)
        self._out(
            f"trailer\n<< /Size {count} /Root {catalog} 0 R /Info {info} 0 R "
            f"/ID [{identity} {identity}] >>\nstartxref\n{start}\n%%EOF\n".encode("ascii")
        )

    def _out(self, data: bytes) -> None:
        self._stream.write(data)
        self._digest.update(data)
        self._at += len(data)


def _family(bookmarks: Sequence[Bookmark]) -> tuple[list[int], dict[int, list[int]]]:
    """For each entry its parent (-1: none), and the children of each, in order."""
    parents: list[int] = []
    children: dict[int, list[int]] = {}
    open_: list[int] = []
    for at, entry in enumerate(bookmarks):
        while open_ and bookmarks[open_[-1]].level >= entry.level:
            open_.pop()
        parent = open_[-1] if open_ else -1
        parents.append(parent)
        children.setdefault(parent, []).append(at)
        open_.append(at)
    return parents, children


def _text(text: str) -> str:
    """A text string: UTF-16 with its mark, in hex."""
    return f"<feff{text.encode('utf-16-be', 'replace').hex()}>"
