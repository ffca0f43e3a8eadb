"""The longest wait of the event loop while 10,000 workplaces are read, judged and checked."""

from figure import Figure
from large_run import window_on


def measure() -> Figure:
    """Seconds of both threads between two looks of the loop at the clock."""
    return Figure(
        name="loop",
        value=window_on(10_000)["gap"],
        floor=window_on(20)["gap"],
        goal=4,
        limit=0.1,
        unit="s",
        floor_is="the same with 20 workplaces",
    )
