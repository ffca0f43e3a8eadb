"""The permissible level of a quantity at a workplace: a row of the state norm, or as written."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from riskdesk.domain.model import Measurement
from riskdesk.domain.values import HazardClass, LocalizedText, Range, Season
from riskdesk.rules.basis import Basis
from riskdesk.rules.finding import Finding, Limit
from riskdesk.rules.in_force import in_force_on
from riskdesk.rules.methods.levels import limit_by_labour
from riskdesk.rules.norms import LightGrade, MicroclimateRow, NormTable
from riskdesk.rules.outcome import Param, Step, Unit, Word
from riskdesk.rules.selectors import Chosen, Selectors
from riskdesk.rules.specs import QuantitySpec
from riskdesk.rules.written import written_range

LABOUR_NORM = "sn-2.2.4-2.1.8.562-96"
"""The act of the noise limits by heaviness and tension."""

Cards = Mapping[str, Finding]
"""The findings of the cards ``heaviness`` and ``tension``, which may choose the noise limit."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """A limit with what the trace says of its row."""

    limit: Limit
    steps: tuple[Step, ...] = ()
    precise: bool = False
    row: str = field(default="")


class Limits:
    """Limits of one workplace, or of one row of a point there.

    ``day`` chooses the edition; ``measured``: what was measured there by quantity.
    """

    def __init__(
        self,
        basis: Basis,
        day: date,
        selectors: Selectors,
        cards: Callable[[], Cards],
        measured: Mapping[str, Measurement],
    ) -> None:
        self._basis = basis
        self._catalog = basis.catalog
        self._day = day
        self._selectors = selectors
        self._cards = cards
        self._measured = measured

    def of(self, spec: QuantitySpec) -> Ruled | None:
        """The limit by a row of the state norm; ``None`` where no row is chosen or exists."""
        if spec.judge == "illuminance":
            return self._illuminance(spec)
        if spec.judge == "temperature":
            return self._temperature(spec)
        if spec.judge == "humidity":
            return self._humidity(spec)
        return self._noise(spec) if spec.judge == "noise" else None

    def written(self, spec: QuantitySpec, measurement: Measurement) -> Ruled | None:
        """The limit as the journal writes it."""
        found = written_range(measurement.norm_written, spec.bound)
        if found is None:
            return None
        limit = Limit(
            range=found,
            unit=spec.unit_id,
            clause=self._say("clause-as-written"),
            verified="none",
            as_written=True,
        )
        return Ruled(limit, (Step("written-used"),) if spec.judge != "as-written" else ())

    def _illuminance(self, spec: QuantitySpec) -> Ruled | None:
        norm = in_force_on(self._day, self._catalog.light_norms)
        chosen = self._selectors.visual_grade
        if norm is None or chosen.value is None:
            return None
        grade = norm.grades[chosen.value]
        row = self._say("light-row", grade=grade.grade)
        row_is = Step("light-row-is", {"grade": grade.grade, "rooms": grade.rooms})
        limit = Limit(
            range=Range(low=grade.level),
            unit=spec.unit_id,
            clause=self._clause(norm.head, row, table=grade.table),
            verified=norm.head.verified,
            proposed=chosen.proposed,
            note=self._light_note(spec, grade, norm.grades),
        )
        steps = (row_is, *self._proposed(chosen))
        return Ruled(limit, steps, grade.precise)

    def _light_note(
        self, spec: QuantitySpec, grade: LightGrade, grades: Mapping[str, LightGrade]
    ) -> LocalizedText:
        if grade.also is not None:
            return self._say("light-also-value", also=grade.also, unit=Unit(spec.unit_id))
        measurement = self._measured.get(spec.id)
        written = written_range(measurement.norm_written, spec.bound) if measurement else None
        if written is None or written.low is None or written.low == grade.level:
            return LocalizedText()
        fitting = [
            other.grade
            for other in grades.values()
            if other.level == written.low and other.table == grade.table
        ]
        if not fitting:
            return LocalizedText()
        return self._say(
            "light-also",
            written=written.low,
            unit=Unit(spec.unit_id),
            grades=", ".join(fitting),
        )

    def _climate_row(self) -> tuple[NormTable, MicroclimateRow] | None:
        norm = in_force_on(self._day, self._catalog.microclimate_norms)
        category, season = self._selectors.work_category.value, self._selectors.season.value
        if norm is None or category is None or season is None:
            return None
        row = norm.rows.get((season, category))
        return None if row is None else (norm.head, row)

    def _temperature(self, spec: QuantitySpec) -> Ruled | None:
        found = self._climate_row()
        if found is None:
            return None
        head, row = found
        permanent = bool(self._selectors.permanent.value)
        return self._climate(spec, head, row, row.permanent if permanent else row.temporary)

    def _humidity(self, spec: QuantitySpec) -> Ruled | None:
        found = self._climate_row()
        if found is None:
            return None
        head, row = found
        by_temperature = self._basis.options.get("humidity_warm") == "by_temperature"
        temperature = self._measured.get("air_temperature")
        if row.season is not Season.WARM or not by_temperature:
            return self._climate(spec, head, row, Range(high=row.humidity))
        if temperature is None or temperature.value is None:
            return None
        norm = in_force_on(self._day, self._catalog.microclimate_norms)
        humidity = norm.humidity_at(row, temperature.value) if norm else row.humidity
        read = Step(
            "humidity-by-temperature", {"temperature": temperature.value, "unit": Unit("degC")}
        )
        return self._climate(spec, head, row, Range(high=humidity), read)

    def _climate(
        self,
        spec: QuantitySpec,
        head: NormTable,
        row: MicroclimateRow,
        found: Range,
        *more: Step,
    ) -> Ruled:
        chosen = self._selectors
        places = "places-permanent" if chosen.permanent.value else "places-temporary"
        words = self._say(
            "climate-row",
            season=Step(f"season-{row.season}"),
            category=self._catalog.category_titles[row.category],
            places=Step(places),
        )
        steps = self._proposed(chosen.work_category, chosen.season, chosen.permanent)
        limit = Limit(
            range=found,
            unit=spec.unit_id,
            clause=self._clause(head, words),
            verified=head.verified,
            proposed=bool(steps),
        )
        return Ruled(limit, (*steps, *more), row=row.category)

    def _noise(self, spec: QuantitySpec) -> Ruled | None:
        if self._basis.options.get("noise_limit") == "tension_heaviness":
            return self._noise_by_labour(spec)
        norm = in_force_on(self._day, self._catalog.noise_norms)
        chosen = self._selectors.noise_row
        if norm is None or chosen.value is None or chosen.value not in norm.rows:
            return None
        row = norm.rows[chosen.value]
        words = self._say("noise-row", number=row.number)
        row_is = Step("noise-row-is", {"number": row.number, "title": row.title})
        limit = Limit(
            range=Range(high=row.level),
            unit=spec.unit_id,
            clause=self._clause(norm.head, words),
            verified=norm.head.verified,
            proposed=chosen.proposed,
        )
        return Ruled(limit, (row_is, *self._proposed(chosen)))

    def _noise_by_labour(self, spec: QuantitySpec) -> Ruled | None:
        criterion = self._basis.criterion("noise")
        if criterion is None:
            return None
        by_class = criterion.body.table("by_class")
        names: dict[str, str] = {}
        for card in ("tension", "heaviness"):
            judged = _class_of(self._cards()[card])
            if judged is None or judged.value not in by_class.table(card):
                return None
            names[card] = by_class.table(card).text(judged.value)
        level = limit_by_labour(criterion, names["tension"], names["heaviness"])
        if level is None:
            return None
        words = Step(
            "noise-labour-row", {card: Word(f"labour-{name}") for card, name in names.items()}
        )
        limit = Limit(
            range=Range(high=level),
            unit=spec.unit_id,
            clause=self._catalog.phrases.say(
                Step("clause", {"act": self._catalog.acts[LABOUR_NORM].short, "row": words})
            ),
            verified="memory",
        )
        return Ruled(limit)

    def _proposed(
        self, *choices: Chosen[int] | Chosen[str] | Chosen[bool] | Chosen[Season]
    ) -> tuple[Step, ...]:
        return tuple(
            Step("row-proposed", {"reason": choice.reason}) for choice in choices if choice.proposed
        )

    def _clause(self, head: NormTable, row: LocalizedText, table: str = "") -> LocalizedText:
        return self._say(
            "clause-norm",
            act=self._catalog.acts[head.act].short,
            annex=head.annex,
            table=table or head.table,
            row=row,
        )

    def _say(self, key: str, **params: Param) -> LocalizedText:
        return self._catalog.phrases.say(Step(key, params))


def _class_of(card: Finding) -> HazardClass | None:
    """The class of a card; where only both sexes' classes are known, the worse."""
    if card.decided is not None:
        return card.decided
    return max(card.by_sex.values(), key=lambda found: found.ordinal) if card.by_sex else None
