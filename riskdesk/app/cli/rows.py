"""Rows that ``list`` prints: plain keys and values, texts in the language of messages."""

from collections.abc import Iterable, Iterator, Mapping

from riskdesk.app.bootstrap import Program
from riskdesk.app.case import Case
from riskdesk.domain.model import Certification, Enterprise
from riskdesk.domain.values import HazardClass, LocalizedText, Range
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services.risk_rows import MeasureRow, RatedStep, risk_rows

Row = Mapping[str, object]


def enterprise(found: Enterprise, program: Program) -> Row:
    """An enterprise."""
    return {
        "id": found.id,
        "name": program.tell(found.name),
        "bin": found.bin,
        "sample": found.is_sample,
    }


def certification(found: Certification) -> Row:
    """A certification; ``ruleset`` is null until it was chosen."""
    return {
        "id": found.id,
        "enterprise": found.enterprise_id,
        "title": found.title,
        "date": found.measured_on.isoformat(),
        "ruleset": found.ruleset,
        "options": dict(found.options),
    }


def workplaces(case: Case, program: Program) -> Iterator[Row]:
    """The workplaces in the order of the list."""
    for workplace in case.dossier.workplaces:
        yield {
            "id": workplace.id,
            "number": workplace.number,
            "code": case.dossier.code_of(workplace),
            "section": program.tell(case.dossier.section_of(workplace).name),
            "position": program.tell(case.dossier.position_of(workplace).name),
            "men": workplace.men,
            "women": workplace.women,
        }


def points(case: Case, _program: Program) -> Iterator[Row]:
    """The measurement points with the numbers of their workplaces."""
    numbers = {workplace.id: workplace.number for workplace in case.dossier.workplaces}
    stays: dict[str, list[int]] = {}
    for stay in case.dossier.stays:
        stays.setdefault(stay.point_id, []).append(numbers[stay.workplace_id])
    for point in case.dossier.points:
        yield {
            "id": point.id,
            "family": point.family,
            "number": point.ordinal,
            "label": point.label,
            "position": point.position_written,
            "workplaces": sorted(stays.get(point.id, [])),
            "readings": dict(point.readings),
            "norms_written": dict(point.norms_written),
        }


def measurements(case: Case, _program: Program) -> Iterator[Row]:
    """The values of the journal; ``value`` is null where nothing was measured."""
    numbers = {workplace.id: workplace.number for workplace in case.dossier.workplaces}
    instruments_by_id = case.dossier.instrument_by_id
    for measurement in case.dossier.measurements:
        identity = measurement.instrument_id
        yield {
            "id": measurement.id,
            "workplace": numbers[measurement.workplace_id],
            "quantity": measurement.quantity,
            "value": measurement.value,
            "unit": measurement.unit,
            "date": measurement.measured_on.isoformat(),
            "instrument": None if identity is None else instruments_by_id[identity].name,
            "instrument_id": identity,
            "provenance": str(measurement.provenance),
            "norm_written": measurement.norm_written,
        }


def instruments(case: Case, _program: Program) -> Iterator[Row]:
    """The instruments with their verification."""
    for instrument in case.dossier.instruments:
        verified, until = instrument.verified_on, instrument.valid_until
        yield {
            "id": instrument.id,
            "name": instrument.name,
            "quantities": list(instrument.quantities),
            "certificate": instrument.certificate,
            "verified_on": None if verified is None else verified.isoformat(),
            "valid_until": None if until is None else until.isoformat(),
        }


def findings(case: Case, program: Program) -> Iterator[Row]:
    """All findings of every workplace: quantities, factors, indicators, cards, the total."""
    numbers = {workplace.id: workplace.number for workplace in case.dossier.workplaces}
    for assessed in case.assessment.workplaces:
        for kind, factor, finding in _of_workplace(assessed, case):
            yield {
                "id": f"{assessed.workplace_id}/{kind}/{finding.subject}",
                "workplace": numbers[assessed.workplace_id],
                "kind": kind,
                "factor": factor,
                "subject": finding.subject,
                "class": _class(finding.decided),
                **_finding(finding, program),
            }


def _of_workplace(assessed: WorkplaceAssessment, case: Case) -> Iterable[tuple[str, str, Finding]]:
    quantities = case.context.catalog.quantities
    for finding in assessed.quantities:
        known = quantities.get(finding.subject)
        yield "quantity", finding.subject if known is None else known.factor, finding
    for finding in assessed.factors:
        yield "factor", finding.subject, finding
    for card, found in assessed.indicators.items():
        for finding in found:
            yield "indicator", card, finding
    yield "card", "heaviness", assessed.heaviness
    yield "card", "tension", assessed.tension
    yield "total", "total", assessed.total


def _finding(finding: Finding, program: Program) -> Row:
    limit = finding.limit
    return {
        "value": finding.value if finding.value is not None else finding.value_text or None,
        "limit": None if limit is None else _limit(limit.range),
        "unit": None if limit is None else limit.unit,
        "clause": program.tell(finding.clause),
        "verified": finding.verified,
        "status": finding.status,
        "proposed": _class(finding.proposed),
        "by_sex": None
        if finding.by_sex is None
        else {str(sex): str(found) for sex, found in finding.by_sex.items()},
        "mark": _class(finding.mark),
        "limit_clause": None if limit is None else program.tell(limit.clause),
        "limit_verified": None if limit is None else limit.verified,
        "limit_proposed": None if limit is None else limit.proposed,
        "limit_as_written": None if limit is None else limit.as_written,
        "trace": [program.tell(step) for step in finding.trace],
    }


def _class(found: HazardClass | None) -> str | None:
    return None if found is None else str(found)


def _limit(found: Range) -> object:
    """The one number where there is only one, else both bounds."""
    if found.low is None or found.low == found.high:
        return found.high
    return found.low if found.high is None else {"low": found.low, "high": found.high}


def hazards(catalog: RiskCatalog, program: Program) -> Iterator[Row]:
    """The hazard catalogue."""
    for hazard in catalog.hazards.hazards.values():
        yield {
            "id": hazard.id,
            "group": hazard.group,
            "title": program.tell(hazard.title),
            "factor": ", ".join(hazard.factors),
        }


def risk_methods(catalog: RiskCatalog, program: Program) -> Iterator[Row]:
    """The methods of rating."""
    for method in catalog.methods.values():
        yield {
            "id": method.id,
            "title": program.tell(method.title),
            "inputs": {each.id: each.allowed for each in method.inputs},
            "levels": [level.id for level in method.levels],
            "reference": program.tell(method.reference),
            "verified": method.verified,
        }


def substances(found: Iterable[Row], program: Program) -> Iterator[Row]:
    """Substances for the readable table."""
    for row in found:
        title = row["title"]
        yield {
            "id": row["id"],
            "title": program.tell(LocalizedText(**title)) if isinstance(title, dict) else title,
            "cas": row["cas"],
            "max_single": row["max_single"],
            "shift_average": row["shift_average"],
            "tentative": row["tentative"],
            "hazard_class": row["hazard_class"],
            "own": row["own"],
        }


def risks(case: Case, program: Program) -> Iterator[Row]:
    """The risk register; ``workplaces`` are numbers of the list, ``basis`` says why so rated."""
    known = case.context.risks.hazards.hazards
    for row in risk_rows(case.dossier, case.assessment, case.context.risks):
        yield {
            "id": row.risk_id,
            "number": row.number,
            "section": program.tell(row.section),
            "position": program.tell(row.position),
            "workplaces": list(row.workplaces),
            "hazard": row.hazard_id,
            "group": known[row.hazard_id].group,
            "title": program.tell(row.hazard),
            "method": None if row.now is None else row.now.rating.method,
            "existing": [_measure(measure, program) for measure in row.existing],
            "now": _step(row.now),
            "new": [_measure(measure, program) for measure in row.new],
            "after": _step(row.after),
            "hazard_class": None if row.hazard_class is None else row.hazard_class.value,
            "basis": program.tell(row.basis),
            "reason": row.reason,
        }


def _measure(measure: MeasureRow, program: Program) -> Row:
    return {"level": measure.level, "title": program.tell(measure.text)}


def _step(step: RatedStep | None) -> Row | None:
    if step is None:
        return None
    return {
        "probability": step.probability,
        "severity": step.severity,
        "score": step.score,
        "level": step.rating.level,
    }
