"""Memory of large certifications: the collector does not stop the window to look at them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SLICE = 5000
"""So many records are let go at once: some milliseconds."""


LARGE = 1000
"""From so many workplaces on a collection over their findings is felt in the window."""


def long_lived(workplaces: int) -> None:
    """What was just read stays long: where it is large, no collection looks at it any more.

    A full collection over the findings of 2,000 workplaces stops every thread for a second.
    Records hold no cycles: they go when nobody refers to them. A cycle of somebody else's that is
    dead now stays until the program ends, so this is for what is large and rare.
    """
    if workplaces >= LARGE:
        gc.freeze()


@contextmanager
def collector_rests() -> Iterator[None]:
    """No garbage collection inside: many records are made, which hold no cycles."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def let_go(piles: list[list[object]]) -> Iterator[None]:
    """Drop the records of ``piles`` in slices; the caller rests between them."""
    while piles:
        pile = piles[-1]
        del pile[-SLICE:]
        if not pile:
            piles.pop()
        yield
