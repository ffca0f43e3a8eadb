"""From the start of the process to the first key in the last certification's page."""

from statistics import median
from tempfile import TemporaryDirectory

from figure import Figure
from starting import own_sample, seconds_of

ROUNDS = 5


def measure() -> Figure:
    """Seconds of the processor of both threads, medians of alternating rounds."""
    with TemporaryDirectory() as folder:
        home = own_sample(folder)
        value, floor = [], []
        for _ in range(ROUNDS):
            floor.append(seconds_of("bare", home))
            value.append(seconds_of("ready", home))
    return Figure(
        name="ready",
        value=median(value),
        floor=median(floor),
        goal=4,
        unit="s",
        floor_is="the first paint of a bare window with a tree and a table of 55 rows",
    )
