"""Which backups stay, over years of a clock that cannot be trusted."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as some

from riskdesk.services.backups_keeping import LEAST, days_without, to_remove

START = datetime(2026, 1, 5, 8, 0, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def kept_over(days: int) -> tuple[list[datetime], datetime]:
    """Eight copies a working day, thinned after each."""
    kept: list[datetime] = []
    now = START
    for day in range(days):
        if day % 7 > 4:
            continue
        for hour in range(8):
            now = START + day * DAY + hour * HOUR
            kept.append(now)
            gone = to_remove(kept, now)
            assert now not in gone
            kept = [each for each in kept if each not in gone]
    return kept, now


def test_three_years_leave_the_promised_ones() -> None:
    kept, now = kept_over(3 * 365)
    made = [START + d * DAY + h * HOUR for d in range(3 * 365) if d % 7 <= 4 for h in range(8)]
    made = [each for each in made if each <= now]
    assert [m for m in made if now - m <= 2 * DAY] == [m for m in kept if now - m <= 2 * DAY]
    for within, name in (
        (14 * DAY, lambda m: m.date()),
        (91 * DAY, lambda m: m.isocalendar()[:2]),
        (731 * DAY, lambda m: (m.year, m.month)),
    ):
        # The period at the very edge may have lost its last copy to the next tier.
        wanted = {name(m) for m in made if now - m <= within - 31 * DAY or within < 32 * DAY}
        wanted = {n for n in wanted if all(now - m <= within for m in made if name(m) == n)}
        assert wanted <= {name(m) for m in kept}
    assert all(now - each <= 731 * DAY for each in kept)
    assert len(kept) < 75
    assert all(late - early <= 40 * DAY for early, late in pairwise(sorted(kept)))


def test_a_clock_that_goes_back_deletes_nothing() -> None:
    kept, now = kept_over(200)
    for back in (timedelta(minutes=5), 3 * DAY, 400 * DAY, 20_000 * DAY):
        earlier = now - back
        gone = to_remove([*kept, earlier], earlier)
        assert all(each <= earlier for each in gone)
        assert not gone & {m for m in kept if m > earlier}
    assert to_remove(kept, datetime(1970, 1, 1, tzinfo=UTC)) == frozenset()


def test_a_clock_years_ahead_leaves_the_newest() -> None:
    kept, now = kept_over(60)
    ahead = now + timedelta(days=12 * 365)
    left = {*kept, ahead} - to_remove([*kept, ahead], ahead)
    assert left >= {*sorted(kept)[-(LEAST - 1) :], ahead}


moments = some.integers(0, 68 * 365 * 24).map(
    lambda hours: datetime(1970, 1, 1, tzinfo=UTC) + hours * HOUR
)


@given(some.sets(moments, max_size=60), moments)
def test_whatever_the_dates_the_newest_stay(found: set[datetime], now: datetime) -> None:
    gone = to_remove(found, now)
    assert not gone & set(sorted(found)[-LEAST:])
    assert not {each for each in gone if each > now or now - each <= 2 * DAY}
    assert to_remove(found - gone, now) == frozenset()


def test_after_seven_days_without_another_disk_a_person_is_reminded() -> None:
    now = START + 30 * DAY
    assert days_without(None, None, now) is None
    assert days_without(None, now - 6 * DAY, now) is None
    assert days_without(None, now - 9 * DAY, now) == 9
    assert days_without(now - 6 * DAY, START, now) is None
    assert days_without(now - 7 * DAY, START, now) == 7
    assert days_without(now + DAY, START, now) is None
