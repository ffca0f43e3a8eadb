"""Progress of a file of several documents, each of several parts."""

from dataclasses import dataclass

from riskdesk.services.ports import Progress

_THOUSAND = 1000


@dataclass(frozen=True, slots=True)
class Share:
    """Tells the steps of one document as a part of the whole file."""

    progress: Progress | None
    document: int
    documents: int

    def step(self, done: int, total: int, what: str = "") -> None:
        """Report ``done`` of ``total`` parts of this document."""
        if self.progress is not None:
            share = (self.document + done / max(total, 1)) / self.documents
            self.progress.step(round(share * _THOUSAND), _THOUSAND, what)


class Steps:
    """The parts of one document; ``tick`` tells the last step again, so that it can be stopped."""

    def __init__(self, progress: Progress | None, parts: int) -> None:
        self._progress = progress
        self._parts = parts
        self._last = (0, "")

    def part(self, number: int, name: str) -> None:
        """Part ``number`` (from 0) begins."""
        self._last = (number, name)
        self.tick()

    def tick(self) -> None:
        """Still at the same part."""
        if self._progress is not None:
            self._progress.step(self._last[0], self._parts, self._last[1])
