"""A fault at a chosen moment of the work on a database."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import event

from riskdesk.data.database import Database

MOMENTS = ("before_cursor_execute", "after_cursor_execute", "commit")


class Injected(Exception):
    """The fault of a test."""


class Injector:
    """Raises at the ``at``-th moment: before and after each statement, and at the commit."""

    def __init__(self, at: int) -> None:
        self.at = at
        self.seen = 0

    def __call__(self, *_arguments: object, **_more: object) -> None:
        self.seen += 1
        if self.seen == self.at:
            raise Injected


@contextmanager
def injected(database: Database, at: int) -> Iterator[Injector]:
    """A fault at the ``at``-th moment inside; with 0 there is none and the moments are counted."""
    injector = Injector(at)
    for name in MOMENTS:
        event.listen(database.engine, name, injector)
    try:
        yield injector
    finally:
        for name in MOMENTS:
            event.remove(database.engine, name, injector)


def fails_at(database: Database, at: int, work: Callable[[], object]) -> bool:
    """Whether the fault came: false if the work ended before its moment."""
    with injected(database, at) as injector:
        try:
            work()
        except Injected:
            assert injector.seen == at
            return True
    return False
