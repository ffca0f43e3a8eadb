"""From the start of the process to the first paint of the window."""

from statistics import median
from tempfile import TemporaryDirectory

from figure import Figure
from starting import own_sample, seconds_of

ROUNDS = 7


def measure() -> Figure:
    """Seconds of the processor, medians of alternating rounds, on a database of the sample."""
    with TemporaryDirectory() as folder:
        home = own_sample(folder)
        value, floor = [], []
        for _ in range(ROUNDS):
            floor.append(seconds_of("bare", home))
            value.append(seconds_of("ours", home))
    return Figure(
        name="start",
        value=median(value),
        floor=median(floor),
        goal=1.5,
        limit=1,
        unit="s",
        floor_is="a bare window with a tree and a table of 55 rows",
    )
