"""Where the checks write what they find: the dossier by number, messages with numbers in place."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property

from riskdesk.domain.desk import Guarantee
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId
from riskdesk.domain.model import Measurement, Point, PointFamily, Position, Workplace
from riskdesk.domain.values import LocalizedText, Range, format_decimal
from riskdesk.rules.basis import Basis
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Assessment, WorkplaceAssessment
from riskdesk.rules.row_reading import Row
from riskdesk.rules.specs import QuantitySpec
from riskdesk.rules.trace import Sentence
from riskdesk.services.context import Context
from riskdesk.services.points_read import row_of
from riskdesk.services.problem import SEVERITY, Code, Problem, Target, Told

FAMILY_OF: Mapping[str, PointFamily] = {
    "light": "light",
    "microclimate": "microclimate",
    "noise": "noise",
}
"""The family of points that belongs to a factor."""


Rows = dict[str, tuple[Point, Row | None]]
"""Points as their families read them, by id: they serve the checks after a change too."""


class Board:
    """What is checked, and the problems found so far."""

    def __init__(
        self,
        dossier: Dossier,
        assessment: Assessment,
        context: Context,
        rows: Rows | None = None,
    ) -> None:
        self.dossier = dossier
        self.assessment = assessment
        self.problems: list[Problem] = []
        self.rows: Rows = {} if rows is None else rows
        self.context = context
        self._assessed = {one.workplace_id: one for one in assessment.workplaces}
        self._workplaces: dict[PositionId, list[Workplace]] = defaultdict(list)
        for workplace in dossier.workplaces:
            self._workplaces[workplace.position_id].append(workplace)
        self._guarantees: dict[str, list[Guarantee]] = defaultdict(list)
        for guarantee in dossier.guarantees:
            self._guarantees[guarantee.workplace_id].append(guarantee)

    @property
    def catalog(self) -> Catalog:
        """What is known as data."""
        return self.context.catalog

    @cached_property
    def basis(self) -> Basis:
        """By what the certification is judged."""
        return Basis.of(self.dossier, self.catalog)

    def row_of(self, point: Point) -> Row | None:
        """A point as its family reads it; read once."""
        known = self.rows.get(point.id)
        if known is None or known[0] is not point:
            known = self.rows[point.id] = point, row_of(point, self.catalog)
        return known[1]

    def assessed(self, workplace: Workplace) -> WorkplaceAssessment | None:
        """The findings of a workplace, if it was assessed."""
        return self._assessed.get(workplace.id)

    def workplaces_of(self, position: Position) -> tuple[Workplace, ...]:
        """The workplaces of one line of the staff list."""
        return tuple(self._workplaces[position.id])

    def guarantees_of(self, workplace: Workplace) -> tuple[Guarantee, ...]:
        """The guarantees chosen for a workplace."""
        return tuple(self._guarantees.get(workplace.id, ()))

    def say(self, key: str, /, **params: object) -> LocalizedText:
        """A sentence of ``resources/messages``, put into words when it is read."""
        return Sentence(lambda: self.context.texts.say(key, **params))

    def add(
        self,
        code: Code,
        *,
        place: LocalizedText,
        message: LocalizedText | Told,
        workplace: Workplace | None = None,
        quantity: str | None = None,
        targets: Iterable[Target] = (),
    ) -> None:
        """Note a problem."""
        told = message if isinstance(message, Told) else Told(message)
        self.problems.append(
            Problem(
                code=code,
                severity=SEVERITY[code],
                workplace=None if workplace is None else workplace.number,
                quantity=quantity,
                place=place,
                message=told.message,
                targets=tuple(targets),
                brief=told.brief,
            )
        )

    def at(self, workplace: Workplace, *parts: LocalizedText) -> LocalizedText:
        """The place of a workplace: number, position, and what is meant there."""
        name = self.dossier.position_of(workplace).name
        head = self.say("place-workplace", number=workplace.number, position=name)
        return joined((head, *parts), ": ", ", ")

    def spec(self, row: Measurement) -> QuantitySpec:
        """The quantity of a journal row."""
        return self.catalog.quantities[row.quantity]

    def points(self, workplace: Workplace, spec: QuantitySpec) -> tuple[Point, ...]:
        """The points at which a quantity of the workplace is read; none for fields."""
        family = FAMILY_OF.get(spec.factor)
        return () if family is None else self.dossier.points_of(workplace, family)

    def with_unit(self, row: Measurement, value: Decimal) -> LocalizedText:
        """A value with its unit, in each language's own decimal sign."""
        return joined((number(value), self.spec(row).unit), " ")

    def range(self, limits: Range) -> LocalizedText:
        """Permissible values in words."""
        low, high = limits.low, limits.high
        if low is not None and high is not None:
            return self.say("range-between", low=number(low), high=number(high))
        if high is not None:
            return self.say("range-most", high=number(high))
        return self.say("range-least", low=number(low if low is not None else Decimal(0)))


def number(value: Decimal) -> LocalizedText:
    """A number as each language prints it."""
    return Sentence(
        lambda: LocalizedText(
            kk=format_decimal(value, "kk"),
            ru=format_decimal(value, "ru"),
            en=format_decimal(value, "en"),
        )
    )


def joined(parts: Iterable[LocalizedText], first: str, then: str | None = None) -> LocalizedText:
    """Texts in a row, language by language: ``first`` after the first, ``then`` after others."""
    texts = list(parts)
    if not texts:
        raise ValueError("no texts")
    separator = first if then is None else then

    def one(spoken: list[str]) -> str:
        return spoken[0] if len(spoken) == 1 else spoken[0] + first + separator.join(spoken[1:])

    return Sentence(
        lambda: LocalizedText(
            kk=one([text.get("kk") for text in texts]),
            ru=one([text.get("ru") for text in texts]),
            en=one([text.get("en") for text in texts]),
        )
    )
