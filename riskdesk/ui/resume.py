"""Where one was: kept with the drafts, so that the next start can go on there (U18, U21)."""

import json
from dataclasses import dataclass
from datetime import datetime

from riskdesk.services.ports import Clock
from riskdesk.ui.desk import Place
from riskdesk.ui.drafts import Drafts

_SESSION, _RECENT, _OPEN = "session", "recent", "open"
_MOST = 8
_NOT_TYPED = (_SESSION, "filters", "points/spare")


@dataclass(frozen=True, slots=True)
class Worked:
    """A place where something was stored last, in which certification, when."""

    place: Place
    certification: str
    at: datetime


class Resume:
    """The session of the last run and the trail of this one.

    ``crashed``: the last run ended without closing its window. ``typed``: how many texts it left
    that were typed and not stored.
    """

    def __init__(self, drafts: Drafts, clock: Clock) -> None:
        self._drafts, self._clock = drafts, clock
        kept = drafts.of(_SESSION)
        self.crashed = kept.get(_OPEN) == "yes"
        self.certification = kept.get("certification", "")
        self.place = _place(kept)
        self.typed = sum(len(drafts.of(t)) for t in drafts.things() if t not in _NOT_TYPED)

    def note(self, place: Place, certification: str) -> None:
        """The window is at a place; until ``close`` a start counts this as a crash."""
        self._drafts.of(_SESSION).update(
            {
                _OPEN: "yes",
                "certification": certification,
                "screen": place.screen,
                "thing": place.thing,
                "tab": place.tab,
                "row": place.row,
            }
        )

    def worked(self, place: Place, certification: str) -> None:
        """Something was stored at a place."""
        if not place.thing:
            return
        same = (place.screen, place.thing)
        others = [w for w in self.recent() if (w.place.screen, w.place.thing) != same]
        rows = [Worked(place, certification, self._clock.now()), *others][:_MOST]
        self._drafts.of(_SESSION)[_RECENT] = json.dumps(
            [
                [w.place.screen, w.place.thing, w.place.tab, w.place.row, w.certification,
                 w.at.isoformat()]
                for w in rows
            ]
        )  # fmt: skip

    def recent(self) -> tuple[Worked, ...]:
        """The places where something was stored, the last first."""
        try:
            rows = json.loads(self._drafts.of(_SESSION).get(_RECENT, "[]"))
            return tuple(
                Worked(Place(*row[:4]), str(row[4]), datetime.fromisoformat(row[5])) for row in rows
            )
        except (ValueError, TypeError, IndexError):
            return ()

    def close(self) -> None:
        """The window closes as it should."""
        self._drafts.of(_SESSION)[_OPEN] = "no"


def _place(kept: dict[str, str]) -> Place | None:
    names = ("screen", "thing", "tab", "row")
    return Place(*(kept.get(name, "") for name in names)) if kept.get("screen") else None
