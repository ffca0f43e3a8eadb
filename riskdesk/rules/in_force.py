"""The edition that holds on a day."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol, TypeVar

from riskdesk.rules.norms import NormTable


class Dated(Protocol):
    """A norm with a head that says its days."""

    @property
    def head(self) -> NormTable:
        """Act, table and days of the edition."""
        ...


Edition = TypeVar("Edition", bound=Dated)


def in_force_on(day: date, editions: Iterable[Edition]) -> Edition | None:
    """The edition in force on ``day``; ``None`` if none is known for that day."""
    return next((edition for edition in editions if day in edition.head.in_force), None)
