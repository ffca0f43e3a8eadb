"""From a key press to class and clause on the page, at 10,000 workplaces."""

from figure import Figure
from large_run import window_on


def measure() -> Figure:
    """Seconds of both threads; median of eight keys."""
    return Figure(
        name="key",
        value=window_on(10_000)["key"],
        floor=window_on(20)["key"],
        goal=3,
        limit=0.05,
        unit="s",
        floor_is="the same key at 20 workplaces",
    )
