"""The risk register as rows: what the form prints and the risk page lists."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId
from riskdesk.domain.model import Position, Risk
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.finding import Assessment, Finding, WorkplaceAssessment
from riskdesk.rules.hazard_sets import PositionSet, equipment_of
from riskdesk.rules.hazards import Hazard, MeasureLevel
from riskdesk.rules.risk import ClassProposal, Rating, RiskCatalog, rate


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure as listed; ``level`` is ``None`` for an own text."""

    text: LocalizedText
    level: MeasureLevel | None = None
    level_title: LocalizedText = LocalizedText()
    measure_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RatedStep:
    """Probability, severity and the level they give, at one moment (now or after measures)."""

    probability: int
    severity: int
    rating: Rating

    @property
    def score(self) -> int:
        """Probability x severity."""
        return self.probability * self.severity


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskRow:
    """One hazard at one position, rated now and after new measures.

    ``now`` is ``None`` while nobody and nothing has rated it. ``proposed`` is what the measured
    class of the hazard's factor proposes. ``differs``: a person's level is another one; without
    ``reason`` it does not override the proposal, and ``basis`` says so.
    """

    risk_id: str
    position_id: PositionId
    number: int
    section: LocalizedText
    position: LocalizedText
    workplaces: tuple[int, ...]
    hazard_id: str
    group: LocalizedText
    hazard: LocalizedText
    sources: LocalizedText
    injuries: tuple[LocalizedText, ...]
    factor: LocalizedText
    existing: tuple[MeasureRow, ...]
    now: RatedStep | None
    proposed: RatedStep | None
    hazard_class: HazardClass | None
    differs: bool
    reason: str
    basis: LocalizedText
    new: tuple[MeasureRow, ...]
    after: RatedStep | None


def risk_rows(
    dossier: Dossier, assessment: Assessment, risk_catalog: RiskCatalog
) -> tuple[RiskRow, ...]:
    """The register of a certification in the order of the staff list."""
    return tuple(_Register(dossier, assessment, risk_catalog).rows())


def matrix_counts(rows: Iterable[RiskRow], *, after: bool = False) -> Mapping[tuple[int, int], int]:
    """How many risks stand in each cell (probability, severity), now or after new measures."""
    steps = (row.after if after else row.now for row in rows)
    return Counter((step.probability, step.severity) for step in steps if step is not None)


def level_counts(rows: Iterable[RiskRow], *, after: bool = False) -> Mapping[str, int]:
    """How many risks have each level, now or after new measures."""
    steps = (row.after if after else row.now for row in rows)
    return Counter(step.rating.level for step in steps if step is not None)


def unexplained(rows: Iterable[RiskRow]) -> tuple[RiskRow, ...]:
    """The rows where a person's level differs from the measured class and no reason is given."""
    return tuple(row for row in rows if row.differs and not row.reason)


class _Register:
    def __init__(self, dossier: Dossier, assessment: Assessment, catalog: RiskCatalog) -> None:
        self._dossier = dossier
        self._catalog = catalog
        self._assessed = {each.workplace_id: each for each in assessment.workplaces}
        self._numbers: dict[PositionId, list[int]] = {}
        self._findings: dict[PositionId, list[WorkplaceAssessment]] = {}
        for workplace in dossier.workplaces:
            self._numbers.setdefault(workplace.position_id, []).append(workplace.number)
            found = self._assessed.get(workplace.id)
            if found is not None:
                self._findings.setdefault(workplace.position_id, []).append(found)

    def rows(self) -> Iterator[RiskRow]:
        number = 0
        for position in self._dossier.positions:
            section = self._dossier.section_by_id[position.section_id]
            equipment = equipment_of(self._dossier, position)
            chosen_set = self._catalog.hazards.set_for(position.name, section.name, equipment)
            for risk in self._dossier.risks_of(position):
                number += 1
                yield self._row(number, risk, position, chosen_set)

    def _row(self, number: int, risk: Risk, position: Position, chosen_set: PositionSet) -> RiskRow:
        hazard = self._catalog.hazards.hazards[risk.hazard_id]
        hazard_class = self._class_of(position, hazard.factor)
        proposal = self._catalog.proposal(hazard.factor, hazard_class)
        proposed = None if proposal is None else self._proposed(risk, proposal)
        stored = self._step(risk, risk.probability, risk.severity)
        by_set = self._set_steps(risk, chosen_set)
        differs = _differs(stored, proposed)
        holds = stored is not None and (proposed is None or not differs or bool(risk.reason))
        if holds:
            now, after = stored, self._step(risk, risk.residual_probability, risk.residual_severity)
            new = risk.new_measures
        elif proposal is not None:
            now, after = proposed, self._after(risk, proposal)
            new = risk.new_measures or _set_measures(chosen_set, hazard, proposal)
        else:
            now, after = by_set
            new = risk.new_measures or _set_measures(chosen_set, hazard, None)
        return RiskRow(
            risk_id=risk.id,
            position_id=position.id,
            number=number,
            section=self._dossier.section_by_id[position.section_id].name,
            position=position.name,
            workplaces=tuple(self._numbers.get(position.id, ())),
            hazard_id=hazard.id,
            group=self._catalog.hazards.groups[hazard.group].title,
            hazard=hazard.title,
            sources=hazard.sources,
            injuries=hazard.injuries,
            factor=self._factor(hazard),
            existing=self._measures(hazard, risk.existing_measures),
            now=now,
            proposed=proposed,
            hazard_class=hazard_class,
            differs=differs,
            reason=risk.reason,
            basis=self._basis(risk, hazard, (stored, proposed, now), hazard_class, chosen_set),
            new=self._measures(hazard, new),
            after=after,
        )

    def _class_of(self, position: Position, factor: str | None) -> HazardClass | None:
        """The worst class of ``factor`` at the workplaces of ``position``.

        A workplace without a class leaves the position without one, unless another is harmful.
        """
        if factor is None:
            return None
        found = [
            finding
            for assessed in self._findings.get(position.id, ())
            if (finding := _finding(assessed, factor)) is not None
        ]
        classes = [_class(finding) for finding in found]
        known = [each for each in classes if each is not None]
        worst = max(known, default=None, key=lambda each: each.ordinal)
        if worst is None or worst.harmful or len(known) == len(classes):
            return worst
        return None

    def _step(self, risk: Risk, probability: int | None, severity: int | None) -> RatedStep | None:
        if probability is None or severity is None:
            return None
        inputs = {"probability": probability, "severity": severity}
        return RatedStep(
            probability=probability,
            severity=severity,
            rating=rate(self._catalog, risk.method, inputs),
        )

    def _proposed(self, risk: Risk, proposal: ClassProposal) -> RatedStep | None:
        return self._step(risk, proposal.probability, proposal.severity)

    def _after(self, risk: Risk, proposal: ClassProposal) -> RatedStep | None:
        return self._step(risk, proposal.residual_probability, proposal.residual_severity)

    def _set_steps(
        self, risk: Risk, chosen_set: PositionSet
    ) -> tuple[RatedStep | None, RatedStep | None]:
        entry = chosen_set.entry(risk.hazard_id)
        if entry is None:
            return None, None
        return (
            self._step(risk, entry.probability, entry.severity),
            self._step(risk, entry.residual_probability, entry.residual_severity),
        )

    def _measures(self, hazard: Hazard, texts: Iterable[str]) -> tuple[MeasureRow, ...]:
        return tuple(self._measure(hazard, text) for text in texts)

    def _measure(self, hazard: Hazard, text: str) -> MeasureRow:
        known = hazard.measure(text) or self._catalog.hazards.measures.get(text)
        if known is None:
            return MeasureRow(text=LocalizedText(kk=text, ru=text, en=text))
        return MeasureRow(
            text=known.title,
            level=known.level,
            level_title=self._catalog.hazards.levels[known.level],
            measure_id=known.id,
        )

    def _factor(self, hazard: Hazard) -> LocalizedText:
        if hazard.factor is None:
            return LocalizedText()
        return self._catalog.factor_titles[hazard.factor]

    def _basis(
        self,
        risk: Risk,
        hazard: Hazard,
        steps: tuple[RatedStep | None, RatedStep | None, RatedStep | None],
        hazard_class: HazardClass | None,
        chosen_set: PositionSet,
    ) -> LocalizedText:
        """Why the row is rated as it is, in one line."""
        stored, proposed, now = steps
        phrase, factor = self._catalog.phrase, self._factor(hazard)
        if now is None:
            return phrase("basis-unrated")
        if _differs(stored, proposed) and proposed is not None:
            differs = phrase(
                "basis-differs",
                factor=factor,
                hazard_class=hazard_class,
                probability=proposed.probability,
                severity=proposed.severity,
                level=proposed.rating.title,
            )
            why = _same_text(risk.reason) if risk.reason else phrase("basis-no-reason")
            return _joined(differs, why)
        if proposed is not None:
            return phrase("basis-class", factor=factor, hazard_class=hazard_class)
        if stored is None:
            return phrase("basis-no-class", factor=factor)
        entry = chosen_set.entry(hazard.id)
        if entry and (entry.probability, entry.severity) == (stored.probability, stored.severity):
            return phrase("basis-set")
        return _same_text(risk.reason) if risk.reason else phrase("basis-person")


def _set_measures(
    chosen_set: PositionSet, hazard: Hazard, proposal: ClassProposal | None
) -> tuple[str, ...]:
    entry = chosen_set.entry(hazard.id)
    if entry is None or (proposal is not None and not proposal.needs_measures):
        return ()
    return entry.new


def _finding(assessed: WorkplaceAssessment, factor: str) -> Finding | None:
    if factor == "heaviness":
        return assessed.heaviness
    if factor == "tension":
        return assessed.tension
    return assessed.factor(factor)


def _class(finding: Finding) -> HazardClass | None:
    if finding.decided is None and finding.by_sex:
        return max(finding.by_sex.values(), key=lambda each: each.ordinal)
    return finding.decided


def _differs(stored: RatedStep | None, proposed: RatedStep | None) -> bool:
    if stored is None or proposed is None:
        return False
    return stored.rating.level != proposed.rating.level


def _same_text(text: str) -> LocalizedText:
    return LocalizedText(kk=text, ru=text, en=text)


def _joined(first: LocalizedText, second: LocalizedText) -> LocalizedText:
    return LocalizedText(
        kk=f"{first.kk}; {second.kk}",
        ru=f"{first.ru}; {second.ru}",
        en=f"{first.en}; {second.en}",
    )
