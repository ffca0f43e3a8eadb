"""What chooses the row of a norm at a workplace: decided, recorded, proposed or not known."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Point, PointFamily, Workplace
from riskdesk.domain.values import LocalizedText, Season
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.in_force import in_force_on
from riskdesk.rules.outcome import Param, Step

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Chosen(Generic[Value]):
    """A chosen value; ``proposed`` if no person decided or recorded it; why it is so.

    ``value`` is ``None`` where nothing is known: then no row of the norm is chosen.
    """

    value: Value | None
    proposed: bool
    reason: LocalizedText

    @classmethod
    def decided(cls, value: Value | None, reason: LocalizedText) -> "Chosen[Value]":
        """A value that a person decided or recorded, or nothing at all."""
        return cls(value, proposed=False, reason=reason)

    @classmethod
    def proposal(cls, value: Value, reason: LocalizedText) -> "Chosen[Value]":
        """A value derived from what is known."""
        return cls(value, proposed=True, reason=reason)


@dataclass(frozen=True, slots=True, kw_only=True)
class Selectors:
    """All choices of one workplace.

    ``noise_row``: row of ҚР ДСМ-15 annex 2 table 1; ``work_category``: Ia, Ib, IIa, IIb, III;
    ``visual_grade`` as annex 3 writes it (А-1, Б-2, IVб).
    """

    noise_row: Chosen[int]
    work_category: Chosen[str]
    permanent: Chosen[bool]
    visual_grade: Chosen[str]
    season: Chosen[Season]


def selectors_of(dossier: Dossier, workplace: Workplace, catalog: Catalog) -> Selectors:
    """The choices of ``workplace``: its own fields, then its points, then proposals."""
    chooser = _Chooser(dossier, workplace, catalog)
    return Selectors(
        noise_row=chooser.noise_row(),
        work_category=chooser.work_category(),
        permanent=chooser.permanent(),
        visual_grade=chooser.visual_grade(),
        season=chooser.season(),
    )


def selectors_at_point(dossier: Dossier, point: Point, catalog: Catalog) -> Selectors:
    """The choices at a point where nobody works yet: what is recorded there, and the season."""
    chooser = _Chooser(dossier, None, catalog)
    return Selectors(
        noise_row=chooser.noise_row(),
        work_category=chooser.work_category((point,)),
        permanent=chooser.permanent(),
        visual_grade=chooser.visual_grade((point,)),
        season=chooser.season(),
    )


class _Chooser:
    """Chooses for one workplace, or for a point without any."""

    def __init__(self, dossier: Dossier, workplace: Workplace | None, catalog: Catalog) -> None:
        self._dossier = dossier
        self._workplace = workplace
        self._catalog = catalog
        self._day = dossier.certification.measured_on

    def noise_row(self) -> Chosen[int]:
        """Decided at the workplace, else proposed by position and section."""
        if self._workplace is None:
            return Chosen.decided(None, self._say("chosen-nothing"))
        if self._workplace.noise_row is not None:
            return Chosen.decided(self._workplace.noise_row, self._say("chosen-workplace"))
        position = self._dossier.position_of(self._workplace).name.ru
        section = self._dossier.section_of(self._workplace).name.ru
        found = self._catalog.positions.noise_row(position, section)
        if found is None:
            return Chosen.decided(None, self._say("chosen-nothing"))
        return Chosen.proposal(found[0], found[1])

    def work_category(self, points: tuple[Point, ...] | None = None) -> Chosen[str]:
        """Decided at the workplace, else recorded at its microclimate points."""
        norm = in_force_on(self._day, self._catalog.microclimate_norms)
        read = norm.category if norm else _nothing
        own = self._workplace.work_category if self._workplace else None
        recorded = self._points("microclimate") if points is None else points
        return self._recorded(own, recorded, lambda point: point.work_category, read)

    def visual_grade(self, points: tuple[Point, ...] | None = None) -> Chosen[str]:
        """Decided at the workplace, else recorded at its light points."""
        norm = in_force_on(self._day, self._catalog.light_norms)
        read = norm.grade if norm else _nothing
        own = self._workplace.visual_grade if self._workplace else None
        recorded = self._points("light") if points is None else points
        return self._recorded(own, recorded, lambda point: point.visual_grade, read)

    def permanent(self) -> Chosen[bool]:
        """Decided at the workplace, else taken as permanent."""
        if self._workplace is not None and self._workplace.permanent is not None:
            return Chosen.decided(self._workplace.permanent, self._say("chosen-workplace"))
        return Chosen(value=True, proposed=True, reason=self._say("chosen-permanent"))

    def season(self) -> Chosen[Season]:
        """Given in the certification, else by the outdoor air, else by the month."""
        certification = self._dossier.certification
        if certification.season is not None:
            return Chosen.decided(certification.season, self._say("chosen-certification"))
        norm = in_force_on(self._day, self._catalog.microclimate_norms)
        if norm is None:
            return Chosen.decided(None, self._say("chosen-nothing"))
        season, proposed = norm.season_on(certification.outdoor_temperature, self._day)
        if certification.outdoor_temperature is None:
            reason = self._say("chosen-month", month=self._day.month)
            return Chosen(season, proposed, reason)
        outdoor = certification.outdoor_temperature
        return Chosen(season, proposed, self._say("chosen-outdoor", temperature=outdoor))

    def _recorded(
        self,
        own: str | None,
        recorded: tuple[Point, ...],
        field: Callable[[Point], str | None],
        read: Callable[[str | None], str | None],
    ) -> Chosen[str]:
        if own is not None:
            return Chosen.decided(read(own), self._say("chosen-workplace"))
        points = [
            (point.label, value) for point in recorded if (value := read(field(point))) is not None
        ]
        if not points:
            return Chosen.decided(None, self._say("chosen-nothing"))
        label, value = points[0]
        values = sorted({found for _, found in points})
        if len(values) == 1:
            return Chosen.decided(value, self._say("chosen-point", label=label))
        reason = self._say("chosen-points-differ", values=", ".join(values), label=label)
        return Chosen.proposal(value, reason)

    def _points(self, family: PointFamily) -> tuple[Point, ...]:
        return self._dossier.points_of(self._workplace, family) if self._workplace else ()

    def _say(self, key: str, **params: Param) -> LocalizedText:
        return self._catalog.phrases.say(Step(key, params))


def _nothing(_: str | None) -> str | None:
    return None
