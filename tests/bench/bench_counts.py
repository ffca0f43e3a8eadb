"""From a committed value to the counts of the tree, at 10,000 workplaces."""

from figure import Figure
from large_run import window_on


def measure() -> Figure:
    """Seconds of both threads: stored, judged and checked anew where it is concerned, shown."""
    found = window_on(10_000)
    return Figure(
        name="counts",
        value=found["counts"],
        floor=found["opened"],
        goal=0.1,
        limit=1,
        unit="s",
        floor_is="opening the certification: everything read, judged and checked",
    )
