"""Opening the database while another program may still hold it: said at once, tried again (F34)."""

import time
from collections.abc import Callable

from riskdesk.domain.errors import UserError
from riskdesk.ui.bundle import Store

_LOCKED = "database-locked"
_TRIES, _PAUSE = 20, 0.5
"""A file that a virus scanner or a closing window holds comes free within 10 s."""
_SAME = 1.0
"""Seconds after a refusal in which the questions that waited behind get the same answer."""


class Opening:
    """``held``: told once when somebody else has the file. ``wait``: seconds; true: no more."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open = open_store
        self.held: Callable[[UserError], object] = lambda _: None
        self.wait: Callable[[float], bool] = _sleep
        self._refused: tuple[UserError, float] | None = None

    def store(self) -> Store:
        """The open database; ``UserError`` where it can't be opened."""
        if self._refused is not None and time.monotonic() - self._refused[1] < _SAME:
            raise self._refused[0]
        for tried in range(1, _TRIES + 1):
            try:
                return self._open()
            except UserError as error:
                if error.code != _LOCKED:
                    raise
                if tried == 1:
                    self.held(error)
                if self.wait(_PAUSE) or tried == _TRIES:
                    self._refused = error, time.monotonic()
                    raise
        raise AssertionError("the last try returns or raises")


def _sleep(seconds: float) -> bool:
    time.sleep(seconds)
    return False
