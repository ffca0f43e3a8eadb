"""Protocols of the air of the working zone: substances, and dust with its load and safe years.

Two norms and two results a substance: the maximum single and the shift average
(kz-protocols-2, 3.4).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from riskdesk.domain.model import Point
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.forms.fields import Field, Record, Value, plain, same
from riskdesk.forms.records.judged import ANNEX_1, class_field, clause_note
from riskdesk.forms.records.protocol import notes_of, protocol
from riskdesk.forms.records.protocol_points import (
    measuring,
    missing_places,
    place_key,
    together,
)
from riskdesk.forms.records.protocol_spots import Spot, spots
from riskdesk.forms.records.readings import (
    hours,
    moment,
    number_or_dash,
    reading_field,
    substance_of,
)
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.air import Air
from riskdesk.rules.basis import Basis
from riskdesk.rules.finding import Finding
from riskdesk.rules.own_norms import own_norm
from riskdesk.rules.row_inputs import value_of
from riskdesk.rules.row_reading import Reading, Row, read_row
from riskdesk.rules.substance import Effect, State, Substance

CHEMICAL, DUST = "chemical", "apfd"
_PREFIX = {CHEMICAL: "air", DUST: "dust"}
_STATES = {State.VAPOUR: "п", State.AEROSOL: "а", State.BOTH: "п+а"}
_MARKS = {Effect.ACUTE: "О", Effect.ALLERGEN: "А", Effect.CARCINOGEN: "К", Effect.FIBROGENIC: "Ф"}
"""As the lists of the act mark them; they mark no irritants and no reprotoxic ones."""


def protocol_air(source: Source) -> Record:
    """The protocol of chemical substances."""
    return _protocol(source, CHEMICAL)


def protocol_dust(source: Source) -> Record:
    """The protocol of dust, with the load on the lungs."""
    return _protocol(source, DUST)


def _protocol(source: Source, family: str) -> Record:
    found = spots(source, (family,))
    samples = [_Sample(source, s, s.point, family) for s in found if s.point is not None]
    places = groupby(samples, key=lambda sample: place_key(sample.spot))
    lists = {
        "blocks": tuple(_block(list(here)) for _, here in places),
        "loads": tuple(each.load() for each in samples if "pn" in each.worked),
        "together": _together(source, family),
    }
    return protocol(
        source,
        measuring(source, found, (family,)),
        lists,
        {"unmeasured": missing_places(source, (family,), found)},
    )


@dataclass(frozen=True)
class _Sample:
    """The samples of one substance at one place."""

    source: Source
    spot: Spot
    point: Point
    family: str

    @cached_property
    def row(self) -> Row:
        """What was typed."""
        return read_row(self.point, self.source.catalog.families[self.family], None)

    def column(self, name: str) -> str:
        """A column of the family by the end of its id."""
        return f"{_PREFIX[self.family]}_{name}"

    @cached_property
    def finding(self) -> Finding | None:
        """The judgement of the row: its class, else the first gap."""
        main = {self.column("single"), self.column("average")}
        known = [f for name, parts in self.spot.findings.items() if name in main for f in parts]
        others = [f for parts in self.spot.findings.values() for f in parts]
        return next(iter([*sorted(known, key=_weight, reverse=True), *others]), None)

    @property
    def worked(self) -> dict[str, Decimal]:
        """The numbers of the dust load."""
        return dict(self.finding.worked) if self.finding is not None else {}

    @cached_property
    def substance(self) -> Substance | None:
        """The substance of the lists or an own one."""
        return substance_of(self.source, self.row.word(self.column("substance")))

    @cached_property
    def air(self) -> Air | None:
        """Its limits, with an own norm in their place."""
        if self.substance is None:
            return None
        dossier = self.source.dossier
        own = own_norm(dossier, self.point.own_norm_id, self.spot.day)
        basis = "mr" if own and own.quantity.endswith("_single") else "ss"
        catalog = self.source.catalog
        return Air(
            Basis.of(dossier, catalog), catalog.substances, self.substance, self.family, own, basis
        )

    def fields(self) -> dict[str, Value]:
        """One row of the table."""
        single = self.row.values.get(self.column("single"))
        average = self._average()
        found: dict[str, Value] = {
            "point": plain(self.spot.label),
            "time": moment(self.spot),
            **self._identity(),
            "samples": self._samples(),
            "minutes": self._minutes(),
            "norm_single": self._norm("mr"),
            "single": self._value("single", single),
            "norm_average": self._norm("ss"),
            "average": average,
            "uncertainty": plain(self._uncertainty()),
        }
        if self.finding is not None:
            found["class"] = class_field(self.source, self.finding, ANNEX_1)
        return found

    def _identity(self) -> dict[str, Value]:
        """What the lists say of the substance; the typed text where they do not hold it."""
        substance = self.substance
        if substance is None:
            typed = self.row.word(self.column("substance"))
            return {"substance": plain(typed or "–")}
        cas = (same(f"CAS {substance.cas}"),) if substance.cas else ()
        state = _STATES[substance.state] if substance.state else "–"
        marks = "".join(_MARKS.get(effect, "") for effect in substance.effects) + substance.skin
        degree = substance.hazard_class
        return {
            "substance": Field(text=joined((substance.name, *cas, same(self.point.remark)), "; ")),
            "state": plain(state),
            "hazard": plain(str(degree) if degree is not None else "–"),
            "effect": plain(marks or "–"),
        }

    def _readings(self) -> list[Reading]:
        names = ("samples", "average", "single")
        values = (self.row.values.get(self.column(name)) for name in names)
        return [value for value in values if isinstance(value, Reading)]

    def _samples(self) -> Field:
        found = self._readings()
        return number_or_dash(Decimal(max(len(each.numbers) for each in found)) if found else None)

    def _minutes(self) -> Field:
        value = self.row.values.get(self.column("minutes"))
        if not isinstance(value, Reading):
            return plain("–")
        return plain("; ".join(format_decimal(each) for each in value.numbers))

    def _value(self, name: str, value: object) -> Field:
        column = self.row.family.column(self.column(name))
        if column is None or not isinstance(value, Reading):
            contact = self.row.values.get(self.column("contact"))
            if contact is not None and name == "single":
                return Field(
                    text=self.source.wording.say("contact-yes" if contact else "contact-no")
                )
            return plain("–")
        field = reading_field(self.source, value, column, self.finding)
        instrument = self.spot.instrument(column.id)
        notes = notes_of(self.source, instrument, self.spot.day, self.spot.provenance)
        return replace(field, notes=(*field.notes, *notes))

    def _average(self) -> Field:
        """The shift average as typed, or that of the samples by their times."""
        typed = self.row.values.get(self.column("average"))
        if isinstance(typed, Reading):
            return self._value("average", typed)
        samples = self.row.values.get(self.column("samples"))
        way = f"weighted:{self.column('samples')},{self.column('minutes')}"
        weighted = value_of(way, self.row, lambda _: None)
        if not isinstance(samples, Reading) or not isinstance(weighted, Decimal):
            return plain("–")
        field = self._value("samples", samples)
        note = self.source.wording.say("average-by-time")
        return Field(number=weighted, notes=(*field.notes, note))

    def _uncertainty(self) -> str:
        names = (self.column(name) for name in ("single", "average", "samples"))
        return next((text for name in names if (text := self.spot.uncertainty(name))), "")

    def _norm(self, basis: str) -> Field:
        """A limit with its clause; a tentative level says that it is one."""
        limit = self.air.limit(basis) if self.air is not None else None
        if limit is None or limit.range.high is None or self.air is None:
            return plain("–")
        notes: list[LocalizedText] = [clause_note(self.source, limit)]
        substance = self.air.substance
        tentative = limit.verified != "own" and limit.range.high == substance.tentative
        if tentative and substance.max_single is None and substance.shift_average is None:
            notes.append(self.source.wording.say("tentative"))
        return Field(number=limit.range.high, notes=tuple(notes))

    def load(self) -> Record:
        """The load of dust on the lungs and the years that are safe."""
        worked = self.worked
        fields: dict[str, Value] = {
            "point": plain(self.spot.label),
            "place": Field(text=self.spot.place),
            "substance": self._identity()["substance"],
            "average": self._average(),
            "shifts": self._typed("shifts"),
            "years": self._typed("years"),
            "volume": self._typed("volume"),
            "load": number_or_dash(worked.get("pn")),
            "control": number_or_dash(worked.get("kpn")),
            "ratio": number_or_dash(worked.get("ratio")),
            "control_25": number_or_dash(worked.get("kpn25")),
            "safe_years": number_or_dash(worked.get("t1_years")),
        }
        if self.finding is not None:
            fields["class"] = class_field(self.source, self.finding, ANNEX_1)
        return Record(fields=fields)

    def _typed(self, name: str) -> Field:
        return number_or_dash(self.row.number(self.column(name)))


def _weight(finding: Finding) -> int:
    return finding.decided.ordinal if finding.decided is not None else -1


def _block(samples: Sequence[_Sample]) -> Record:
    first = samples[0].spot
    fields: dict[str, Value] = {"place": Field(text=first.place), "hours": hours(first)}
    return Record(
        fields=fields, lists={"rows": tuple(Record(fields=each.fields()) for each in samples)}
    )


def _together(source: Source, family: str) -> tuple[Record, ...]:
    """Averages of a workplace over its places, and substances that act together."""
    rows = []
    for workplace, finding in together(source, (family,)):
        limit = finding.limit
        high = limit.range.high if limit is not None else None
        notes = (clause_note(source, limit),) if limit is not None else ()
        unit = source.catalog.units.get(limit.unit, same(limit.unit)) if limit else LocalizedText()
        rows.append(
            Record(
                fields={
                    **source.identity(workplace),
                    "what": Field(text=finding.label),
                    "unit": Field(text=unit),
                    "norm": Field(number=high, notes=notes) if high is not None else plain("–"),
                    "value": number_or_dash(finding.value),
                    "class": class_field(source, finding, ANNEX_1),
                }
            )
        )
    return tuple(rows)
