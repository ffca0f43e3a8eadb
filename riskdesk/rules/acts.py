"""Acts and standards that papers cite: titles, aliases as people write them, in force or not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from riskdesk.domain.values import LocalizedText, Period
from riskdesk.rules.finding import Verified
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.table import DataFault, Table

ActStatus = Literal["in-force", "repealed", "replaced", "unknown"]
_STATUSES = ("in-force", "repealed", "replaced", "unknown")
_SHORTEST_INSIDE = 6
"""Shorter names inside a longer text would be found by chance."""

_SIGNS = re.compile(r"[\s.,№\"«»()\-‐-―/]+")
_LOOK_ALIKE = str.maketrans("abcehkmoptxy", "авсенкмортху")


@dataclass(frozen=True, slots=True, kw_only=True)
class Act:
    """An act or a standard.

    ``period``: days in force in Kazakhstan; an open end is unknown or still running, see
    ``status``. ``replaced_by``: id of the act that came instead.
    """

    id: str
    short: LocalizedText
    title: LocalizedText
    aliases: tuple[str, ...]
    status: ActStatus
    period: Period
    replaced_by: str
    source: str
    verified: Verified
    note: LocalizedText

    def repealed_on(self, day: date) -> bool:
        """Whether the act is known to be out of force on ``day``."""
        gone = self.status in ("repealed", "replaced")
        return gone and (self.period.last is None or day > self.period.last)


class Acts:
    """All acts of ``resources/acts.toml``."""

    def __init__(self, acts: Mapping[str, Act]) -> None:
        self._acts = acts
        self._by_name = {
            _fold(name): act
            for act in acts.values()
            for name in (act.short.ru, act.short.kk, *act.aliases)
            if name
        }

    @classmethod
    def of(cls, table: Table) -> "Acts":
        """The typed file."""
        return cls({name: _read(name, table.table(name)) for name in table})

    def __getitem__(self, act_id: str) -> Act:
        return self._acts[act_id]

    def __contains__(self, act_id: str) -> bool:
        return act_id in self._acts

    def __iter__(self) -> Iterator[Act]:
        return iter(self._acts.values())

    def cited(self, text: str, day: date) -> Act | None:
        """The act a citation means, or the first act named inside a longer text.

        Of several editions the one that ``day`` falls into comes first.

        The citation is compared without case, spaces and signs, so «ГОСТ 12.1006-84» is found by
        its alias. An unknown citation is ``None``: nothing is claimed about it.
        """
        act = self._by_name.get(_fold(text))
        if act is not None:
            return act
        whole = _fold(text)
        inside = [
            (day not in found.period, whole.index(name), -len(name), found)
            for name, found in self._by_name.items()
            if len(name) >= _SHORTEST_INSIDE and name in whole
        ]
        return min(inside, key=lambda entry: entry[:3])[3] if inside else None


def _fold(text: str) -> str:
    return _SIGNS.sub("", text.casefold()).translate(_LOOK_ALIKE)


def _read(name: str, table: Table) -> Act:
    status = table.text("status")
    if status not in _STATUSES:
        known = ", ".join(_STATUSES)
        raise DataFault("data-word", f"{table.place}: status", value=status, known=known)
    return Act(
        id=name,
        short=table.localized("short"),
        title=table.localized("title"),
        aliases=table.texts("aliases"),
        status=cast("ActStatus", status),
        period=Period(table.day("from"), table.day("to")),
        replaced_by=table.text("replaced_by", ""),
        source=table.text("source"),
        verified=read_verified(table),
        note=table.localized("note"),
    )
