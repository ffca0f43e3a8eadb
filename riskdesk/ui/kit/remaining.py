"""How long a piece of work still takes, from how far it has come."""

import time
from collections.abc import Callable

from riskdesk.ui.look import Look

_AFTER = 2.0
"""Seconds of work before a guess is worth saying."""
_SHARE = 0.02
_MINUTE = 60


class Remaining:
    """Begun with the work; ``clock`` gives seconds."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._began = clock()

    def seconds(self, done: int, total: int) -> float | None:
        """The rest at the speed so far; ``None`` while nothing can be said."""
        passed = self._clock() - self._began
        if passed < _AFTER or total <= 0 or done < total * _SHARE:
            return None
        return passed * (total - done) / done

    def words(self, look: Look, done: int, total: int) -> str:
        """How much is done, and the rest in words as soon as it can be said."""
        share = f"{round(100 * done / total)} %" if total > 0 else ""
        rest = self._rest(look, done, total)
        return f"{share}, {rest}" if rest else share

    def _rest(self, look: Look, done: int, total: int) -> str:
        rest = self.seconds(done, total)
        if rest is None:
            return ""
        if rest < _MINUTE:
            return look.tr("remaining.seconds", count=max(round(rest), 1))
        return look.tr("remaining.minutes", count=round(rest / _MINUTE))
