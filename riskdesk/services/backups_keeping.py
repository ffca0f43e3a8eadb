"""Which backups stay: all of two days, then one a day, a week, a month (promise R4)."""

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

ALL = timedelta(days=2)
DAILY = timedelta(days=14)
WEEKLY = timedelta(days=91)
MONTHLY = timedelta(days=731)
LEAST = 20
"""So many of the newest stay whatever the clock says: a wrong year must not empty the folder."""
REMIND = timedelta(days=7)
"""After so long without a copy on another disk a person is reminded (U38)."""


def to_remove(moments: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """The moments whose backups may go.

    Of each day, week (from Monday) and month the last one stays; days are those of each moment's
    own zone. What is dated after ``now`` stays: the clock has gone back, and nothing is old by it.
    """
    ordered = sorted(set(moments), reverse=True)
    met: set[object] = set()
    gone = []
    for place, moment in enumerate(ordered):
        bucket = _bucket(moment, now)
        if place >= LEAST and (bucket is None or bucket in met):
            gone.append(moment)
        met.add(bucket)
    return frozenset(gone)


def _bucket(moment: datetime, now: datetime) -> object:
    """What the moment shares a place with; ``None``: too old for any."""
    age = now - moment
    if age <= ALL:
        return moment
    tiers: tuple[tuple[timedelta, Callable[[datetime], object]], ...] = (
        (DAILY, lambda each: each.date()),
        (WEEKLY, lambda each: each.isocalendar()[:2]),
        (MONTHLY, lambda each: (each.year, each.month, "month")),
    )
    return next((name(moment) for limit, name in tiers if age <= limit), None)


def days_without(carried: datetime | None, oldest: datetime | None, now: datetime) -> int | None:
    """Days since the last copy on another disk, once they are too many; else ``None``.

    ``oldest``: the first backup: work began no later.
    """
    since = carried or oldest
    if since is None or now - since < REMIND:
        return None
    return (now - since).days
