"""What a bench answers."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One measurement beside its floor: what the same work costs without the program.

    ``goal`` bounds the ratio of ``value`` to ``floor``; ``limit``, where given, bounds the value
    itself, in ``unit``. ``floor_is``: what the floor does, in words.
    """

    name: str
    value: float
    floor: float
    goal: float
    unit: str
    floor_is: str
    limit: float | None = None

    @property
    def ratio(self) -> float:
        return self.value / self.floor

    @property
    def ok(self) -> bool:
        return self.ratio <= self.goal and (self.limit is None or self.value <= self.limit)


def seconds(work: Callable[[], object], times: int = 5) -> float:
    """Median of ``times`` runs of ``work``, in seconds of the wall clock."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return median(taken)


def processor(work: Callable[[], object], times: int = 5) -> float:
    """Median of ``times`` runs of ``work``, in seconds of the processor: others do not slow it."""
    taken = []
    for _ in range(times):
        started = time.process_time()
        work()
        taken.append(time.process_time() - started)
    return median(taken)
