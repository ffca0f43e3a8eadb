"""Memory of large certifications: the collector does not stop the window to look at them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SLICE = 5000
"""So many records are let go at once: some milliseconds."""


@contextmanager
def long_lived() -> Iterator[None]:
    """What is made inside stays long: no collection meanwhile, and none looks at it afterwards.

    A full collection over the findings of 2,000 workplaces stops every thread for a second.
    Records hold no cycles: they go when nobody refers to them. A cycle of somebody else's that is
    dead at the end of the block stays until the program ends, so this is for what happens rarely.
    """
    with collector_rests():
        yield
        gc.freeze()


@contextmanager
def collector_rests() -> Iterator[None]:
    """No collection inside."""
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
