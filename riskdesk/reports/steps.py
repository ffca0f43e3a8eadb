"""Progress of a file of several documents."""

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
