"""Reading many rows at once."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_rests() -> Iterator[None]:
    """No garbage collection while rows become records, which hold no cycles.

    Medians of nine reads in turns, on a busy machine: 30,000 points 0.43 s instead of 0.56 s, a
    dossier of 60,000 rows 1.07 s instead of 1.34 s; 30,000 measurements the same 0.42 s.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()
