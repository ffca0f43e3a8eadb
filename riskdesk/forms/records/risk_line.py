"""One line of the risk register, as the forms need it; the risk service gives such rows."""

from collections.abc import Sequence
from typing import Protocol

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.risk import Rating


class MeasureLine(Protocol):
    """A measure and its step of the hierarchy of control."""

    @property
    def text(self) -> LocalizedText:
        """What is done."""
        ...

    @property
    def level_title(self) -> LocalizedText:
        """The step of the hierarchy; empty for an own text."""
        ...


class RatedLine(Protocol):
    """Probability, severity and the level they give."""

    @property
    def probability(self) -> int:
        """Step of probability."""
        ...

    @property
    def severity(self) -> int:
        """Step of severity."""
        ...

    @property
    def rating(self) -> Rating:
        """The level."""
        ...


class RiskLine(Protocol):
    """One hazard at one position."""

    @property
    def number(self) -> int:
        """Running number."""
        ...

    @property
    def section(self) -> LocalizedText:
        """The section's name."""
        ...

    @property
    def position(self) -> LocalizedText:
        """The position's name."""
        ...

    @property
    def workplaces(self) -> Sequence[int]:
        """Numbers of the workplaces."""
        ...

    @property
    def hazard(self) -> LocalizedText:
        """The hazard."""
        ...

    @property
    def sources(self) -> LocalizedText:
        """Where the hazard comes from."""
        ...

    @property
    def existing(self) -> Sequence[MeasureLine]:
        """Measures in place."""
        ...

    @property
    def now(self) -> RatedLine | None:
        """The rating with the measures in place."""
        ...

    @property
    def new(self) -> Sequence[MeasureLine]:
        """New measures."""
        ...

    @property
    def after(self) -> RatedLine | None:
        """The rating after the new measures."""
        ...

    @property
    def basis(self) -> LocalizedText:
        """Why it is rated so."""
        ...
