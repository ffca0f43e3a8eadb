"""Occupational risk: hazards of positions, their rating, and the register.

A risk whose hazard is measured by a certified factor stores no rating until a person gives one: it
follows the measured class (``risk_rows``), so it can never disagree with the certification.
"""

from dataclasses import dataclass, replace

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, PositionId, uuid7
from riskdesk.domain.model import Position, Risk
from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.hazard_sets import PositionSet, equipment_of
from riskdesk.rules.hazards import Measure
from riskdesk.rules.risk import MATRIX, RiskCatalog, rate
from riskdesk.services.context import Context
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.risk_rows import (
    MeasureRow,
    RatedStep,
    RiskRow,
    level_counts,
    matrix_counts,
    risk_rows,
    unexplained,
)
from riskdesk.services.spelling import squeezed
from riskdesk.services.typed_fields import text

__all__ = [
    "AddHazard",
    "AssessRisks",
    "MeasureRow",
    "NoteExisting",
    "RateRisk",
    "RatedStep",
    "RemoveRisk",
    "RiskCommand",
    "RiskRow",
    "apply",
    "level_counts",
    "matrix_counts",
    "risk_rows",
    "run",
    "unexplained",
]

_CHANGES = frozenset({Area.RISKS})


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessRisks:
    """Give every position without risks the hazards of its set.

    A position that already has risks is left as it is, so a second time changes nothing. Which
    measures exist stays empty: nobody has looked yet.
    """

    certification_id: CertificationId


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRisk:
    """Rate one risk, now and after new measures, in steps of its method.

    No ``probability`` and ``severity``: follow the measured class again. Measures are ids of the
    hazard's measures or own texts; ``None`` keeps what is there. ``reason``: why the rating is
    another one than the measured class proposes.
    """

    risk_id: str
    probability: int | None
    severity: int | None
    residual_probability: int | None = None
    residual_severity: int | None = None
    existing_measures: tuple[str, ...] | None = None
    new_measures: tuple[str, ...] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteExisting:
    """Say which measures stand at a risk, as typed with ``;`` between; empty: nobody has looked.

    A title of the catalogue, in any language, is that measure; anything else is an own text.
    """

    risk_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddHazard:
    """Identify one more hazard of the catalogue at a position."""

    position_id: PositionId
    hazard_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveRisk:
    """Take a risk off its position; the history keeps it."""

    risk_id: str


RiskCommand = AssessRisks | RateRisk | NoteExisting | AddHazard | RemoveRisk


def run(command: RiskCommand, uow: UnitOfWork, context: Context) -> Done:
    """Carry out one command in its own transaction."""
    with uow:
        done = apply(command, uow, context)
        if done.changes:
            uow.commit(done.label)
    return done


def apply(command: RiskCommand, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction.

    ``Done.value``: the number of new risks of ``AssessRisks``, else the id of the risk.
    """
    risks = context.risks
    match command:
        case AssessRisks():
            return _assess(command, uow, risks)
        case RateRisk():
            return _rate(command, uow, risks)
        case NoteExisting():
            return _note(command, uow, risks)
        case AddHazard():
            return _add(command, uow, risks)
        case RemoveRisk():
            return _remove(command, uow)


def _assess(command: AssessRisks, uow: UnitOfWork, risks: RiskCatalog) -> Done:
    added = 0
    dossier = uow.dossier(command.certification_id)
    for position in dossier.positions:
        if dossier.risks_of(position):
            continue
        section = dossier.section_by_id[position.section_id]
        equipment = equipment_of(dossier, position)
        found = risks.hazards.set_for(position.name, section.name, equipment)
        for risk in _first_list(position, found, risks):
            uow.add(risk)
            added += 1
    return Done(changes=_CHANGES if added else frozenset(), label="assess-risks", value=added)


def _first_list(position: Position, found: PositionSet, risks: RiskCatalog) -> list[Risk]:
    rows = []
    for ordinal, entry in enumerate(found.entries, start=1):
        rated = risks.hazards.hazards[entry.hazard].factor not in risks.measured_factors
        rows.append(
            Risk(
                id=uuid7(),
                position_id=position.id,
                ordinal=ordinal,
                hazard_id=entry.hazard,
                method=MATRIX,
                probability=entry.probability if rated else None,
                severity=entry.severity if rated else None,
                new_measures=entry.new if rated else (),
                residual_probability=entry.residual_probability if rated else None,
                residual_severity=entry.residual_severity if rated else None,
            )
        )
    return rows


def _rate(command: RateRisk, uow: UnitOfWork, risks: RiskCatalog) -> Done:
    risk = uow.get(Risk, command.risk_id)
    now = _score(risk.method, command.probability, command.severity, risks)
    after = _score(risk.method, command.residual_probability, command.residual_severity, risks)
    if now is None and after is not None:
        raise UserError("risk-residual-alone")
    if now is not None and after is not None and after > now:
        raise UserError("risk-residual-higher", before=now, after=after)
    existing, new = command.existing_measures, command.new_measures
    uow.replace(
        replace(
            risk,
            probability=command.probability,
            severity=command.severity,
            residual_probability=command.residual_probability,
            residual_severity=command.residual_severity,
            existing_measures=risk.existing_measures if existing is None else existing,
            new_measures=risk.new_measures if new is None else new,
            reason=command.reason.strip(),
        )
    )
    return Done(changes=_CHANGES, label="rate-risk", value=risk.id)


def _score(
    method: str, probability: int | None, severity: int | None, risks: RiskCatalog
) -> int | None:
    if probability is None and severity is None:
        return None
    rating = rate(risks, method, {"probability": probability, "severity": severity})
    return None if rating.score is None else int(rating.score)


def _note(command: NoteExisting, uow: UnitOfWork, risks: RiskCatalog) -> Done:
    risk = uow.get(Risk, command.risk_id)
    known = {
        measure.title.get_exact(language).casefold(): measure.id
        for measure in (*risks.hazards.measures.values(), *_measures_of(risk, risks))
        for language in LANGUAGES
    }
    texts = filter(None, map(squeezed, text(command.text).split(";")))
    existing = dict.fromkeys(known.get(each.casefold(), each) for each in texts)
    uow.replace(replace(risk, existing_measures=tuple(existing)))
    return Done(changes=_CHANGES, label="note-existing-measures", value=risk.id)


def _measures_of(risk: Risk, risks: RiskCatalog) -> tuple[Measure, ...]:
    """The measures of the risk's hazard: of equal titles, its own."""
    hazard = risks.hazards.hazards.get(risk.hazard_id)
    return () if hazard is None else hazard.measures


def _add(command: AddHazard, uow: UnitOfWork, risks: RiskCatalog) -> Done:
    hazard = risks.hazards.hazards.get(command.hazard_id)
    if hazard is None:
        raise UserError("hazard-unknown", hazard=command.hazard_id)
    position = uow.get(Position, command.position_id)
    present = uow.find(Risk, position_id=position.id)
    if any(risk.hazard_id == hazard.id for risk in present):
        raise UserError("hazard-already", hazard=hazard.title, position=position.name)
    risk = Risk(
        id=uuid7(),
        position_id=position.id,
        ordinal=max((each.ordinal for each in present), default=0) + 1,
        hazard_id=hazard.id,
        method=MATRIX,
    )
    uow.add(risk)
    return Done(changes=_CHANGES, label="add-hazard", value=risk.id)


def _remove(command: RemoveRisk, uow: UnitOfWork) -> Done:
    uow.remove(uow.get(Risk, command.risk_id))
    return Done(changes=_CHANGES, label="remove-risk", value=command.risk_id)
