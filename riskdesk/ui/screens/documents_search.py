"""Words in the pages of a paper: found from the page on that is looked at, some pages at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from riskdesk.services.ports_pages import Rectangle
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import Job, while_alive
from riskdesk.ui.kit.page_view import Spot
from riskdesk.ui.papers import Paper

_AT_ONCE = 20
"""Pages of one question: others of the worker's questions come in between."""
_MOST = 2000
"""More places are not marked."""

Places = dict[int, list[tuple[Rectangle, ...]]]


class PaperSearch(QObject):
    """``changed``: more places are known, or another one is looked at."""

    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job[Places] | None = None
        self._first = 0
        self.begin_anew()

    def begin_anew(self) -> None:
        """Nothing is looked for."""
        if self._job is not None:
            self._job.cancel()
        self._job = None
        self.words = ""
        self.found: Places = {}
        self.spot: Spot | None = None
        self.busy = False
        self.changed.emit()

    def look_for(self, paper: Paper, words: str, page: int) -> None:
        """Find ``words``; the first place at ``page`` or after it is looked at."""
        self.begin_anew()
        self.words, self._first = words.strip(), page
        if self.words:
            self.busy = True
            self._ask(paper, 0)

    @property
    def spots(self) -> Sequence[Spot]:
        """Every place in the order of the paper."""
        return [(page, at) for page in sorted(self.found) for at in range(len(self.found[page]))]

    @property
    def number(self) -> int:
        """Which of the places is looked at, from 1; 0 if none."""
        return self.spots.index(self.spot) + 1 if self.spot is not None else 0

    def step(self, way: int) -> None:
        """The next place, or the one before; after the last comes the first."""
        spots = self.spots
        if spots:
            self.spot = spots[(self.number - 1 + way) % len(spots)]
            self.changed.emit()

    def _ask(self, paper: Paper, page: int) -> None:
        words, pages = self.words, range(page, min(page + _AT_ONCE, len(paper.sizes)))

        def read(_: object, progress: object) -> Places:
            found = {}
            for each in pages:
                progress.step(0, 0)  # type: ignore[attr-defined]
                if places := paper.pages.find(words, each):
                    found[each] = places
            return found

        def show(found: Places) -> None:
            if job is not self._job:
                return
            self.found |= found
            self.busy = pages.stop < len(paper.sizes) and len(self.spots) < _MOST
            if self.spot is None:
                later = (spot for spot in self.spots if spot[0] >= self._first)
                self.spot = next(later, None if self.busy else next(iter(self.spots), None))
            self.changed.emit()
            if self.busy:
                self._ask(paper, pages.stop)

        job = self._desk.jobs.ask(read)
        self._job = job
        job.on_done(while_alive(self, show)).start()
