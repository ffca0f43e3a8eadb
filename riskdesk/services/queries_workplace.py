"""The page of one workplace: factors, cards, total, what chooses its norms, its problems."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.desk import Attachment, Measure
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import CardKind, Mark, Measurement, PointFamily, Workplace
from riskdesk.domain.values import LocalizedText, Provenance, Sex
from riskdesk.rules.basis import Basis
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Finding
from riskdesk.rules.indicator_help import IndicatorHelp
from riskdesk.rules.safety_results import PpeResult, SafetyResult, ppe_result, safety_result
from riskdesk.rules.specs import CalcSpec, IndicatorSpec
from riskdesk.rules.table import DataFault
from riskdesk.services.check import Problem
from riskdesk.services.chronometry import Chronometry, chronometry
from riskdesk.services.context import Context
from riskdesk.services.guarantees import GuaranteePage, guarantee_page
from riskdesk.services.points_here import PointLine, point_lines
from riskdesk.services.queries_cards import CardPeers, card_peers
from riskdesk.services.queries_ladders import BoundStep, Ladders, is_precise, scale_steps
from riskdesk.services.queries_selectors import SelectorRow, selector_rows
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.queries_structure import Judgement, judgement_of_total
from riskdesk.services.safety_page import SafetyGuide, safety_guide

CARDS: tuple[CardKind, ...] = ("heaviness", "tension")
_FAMILY: dict[str, PointFamily] = {
    "light": "light",
    "microclimate": "microclimate",
    "noise": "noise",
    "emf": "light",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorLine:
    """One quantity of the journal at this workplace with its finding.

    ``steps``: the bounds of the classes in the quantity's own unit, empty where it has no scale.
    """

    measurement_id: str
    subject: str
    factor: str
    title: LocalizedText
    unit: LocalizedText
    decimals: int
    point: str
    value_text: str
    uncertainty: str
    repeats: str
    provenance: Provenance
    instrument: str
    verified_until: date | None
    measured_on: date
    norm_written: str
    finding: Finding
    steps: tuple[BoundStep, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorLine:
    """One indicator of a card with its bounds by class.

    ``working``: the arithmetic behind the value, by the numbers of ``calc``; ``row``: a number is
    judged here. ``help``: how it is judged, in words.
    """

    number: str
    group_number: str
    group: LocalizedText
    title: LocalizedText
    unit: LocalizedText
    value_text: str
    working: str
    provenance: Provenance
    calc: CalcSpec | None
    row: str
    finding: Finding
    steps: Mapping[Sex, tuple[BoundStep, ...]]
    help: IndicatorHelp | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CardPage:
    """One card: its indicators, its roll-up, what was written at its foot.

    ``rule``: by which rule classes are counted, "" where the rule set leaves no choice.
    """

    card: CardKind
    title: LocalizedText
    lines: tuple[IndicatorLine, ...]
    finding: Finding
    counts_written: tuple[int, ...]
    rule: LocalizedText
    peers: CardPeers


@dataclass(frozen=True, slots=True, kw_only=True)
class FactorTotal:
    """A factor's roll-up: one line of the total."""

    subject: str
    title: LocalizedText
    finding: Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkplacePage:
    """Everything the page shows. ``men`` and ``women`` are ``None`` when not given.

    ``factors``: rows of the journal; ``points``: rows of the points where it stays; ``absent``:
    quantities that the journal lacks.
    ``total_with_ppe``: only where the option is chosen that lowers the class for equipment.
    """

    id: WorkplaceId
    number: int
    code: str
    position: LocalizedText
    section: LocalizedText
    men: int | None
    women: int | None
    factors: tuple[FactorLine, ...]
    cards: tuple[CardPage, ...]
    totals: tuple[FactorTotal, ...]
    total: Finding
    judgement: Judgement
    selectors: tuple[SelectorRow, ...]
    problems: tuple[Problem, ...]
    marks: tuple[Mark, ...]
    workplace: Workplace
    points: tuple[PointLine, ...]
    safety: SafetyResult
    ppe: PpeResult
    safety_guide: SafetyGuide
    chronometry: Chronometry
    guarantees: GuaranteePage
    measures: tuple[Measure, ...]
    attachments: tuple[Attachment, ...]
    total_with_ppe: Finding | None
    absent: tuple[tuple[str, LocalizedText], ...] = ()

    @property
    def sexes(self) -> tuple[Sex, ...]:
        """Whose table applies; both while nobody has said who works here."""
        if self.men and not self.women:
            return (Sex.MEN,)
        if self.women and not self.men:
            return (Sex.WOMEN,)
        return (Sex.MEN, Sex.WOMEN)

    def card(self, kind: str) -> CardPage:
        """One of the two cards."""
        return next(page for page in self.cards if page.card == kind)

    def line(self, subject: str) -> FactorLine | None:
        """The line of one quantity."""
        return next((line for line in self.factors if line.subject == subject), None)

    def mark(self, subject: str) -> Mark | None:
        """The specialist's own mark of a subject."""
        return next((mark for mark in self.marks if mark.subject == subject), None)


def workplace_page(
    snapshot: Snapshot, workplace_id: WorkplaceId, context: Context
) -> WorkplacePage:
    """The page of one workplace of the certification."""
    dossier = snapshot.dossier
    workplace = dossier.workplace_by_id[workplace_id]
    found = snapshot.assessed[workplace_id]
    catalog = context.catalog
    findings = {finding.subject: finding for finding in found.quantities}
    selectors = selector_rows(dossier, workplace, catalog)
    grade = next(row.value for row in selectors if row.field == "visual_grade")
    ladders = Ladders(catalog, Basis.of(dossier, catalog), precise=is_precise(catalog, grade))
    cards = tuple(_card(snapshot, workplace, card, catalog) for card in CARDS)
    totals = [
        FactorTotal(subject=each.subject, title=catalog.factors[each.subject].title, finding=each)
        for each in found.factors
    ]
    totals += [
        FactorTotal(subject=page.card, title=page.title, finding=page.finding) for page in cards
    ]
    return WorkplacePage(
        id=workplace.id,
        number=workplace.number,
        code=dossier.code_of(workplace),
        position=dossier.position_of(workplace).name,
        section=dossier.section_of(workplace).name,
        men=workplace.men,
        women=workplace.women,
        factors=tuple(
            _factor_line(dossier, workplace, row, findings[row.quantity], ladders)
            for row in dossier.measurements_of(workplace)
        ),
        cards=cards,
        totals=tuple(totals),
        total=found.total,
        judgement=judgement_of_total(found),
        selectors=selectors,
        problems=snapshot.problems_of(workplace.number),
        marks=tuple(mark for mark in dossier.marks if mark.workplace_id == workplace.id),
        workplace=workplace,
        points=point_lines(dossier, found, catalog),
        safety=safety_result(dossier, workplace, found),
        ppe=ppe_result(dossier, workplace, found),
        safety_guide=safety_guide(dossier, catalog),
        chronometry=chronometry(dossier, workplace, context),
        guarantees=guarantee_page(dossier, workplace, found.total, context),
        measures=tuple(each for each in dossier.measures if each.workplace_id == workplace.id),
        attachments=tuple(
            each
            for each in dossier.attachments
            if each.owner == "workplace" and each.owner_id == workplace.id
        ),
        total_with_ppe=found.total_with_ppe,
        absent=tuple(
            (spec.id, spec.title) for spec in catalog.quantities.values() if spec.id not in findings
        ),
    )


def _factor_line(
    dossier: Dossier, workplace: Workplace, row: Measurement, finding: Finding, ladders: Ladders
) -> FactorLine:
    spec = ladders.catalog.quantities[row.quantity]
    points = dossier.points_of(workplace, _FAMILY[spec.factor])
    instrument = dossier.instrument_by_id.get(row.instrument_id) if row.instrument_id else None
    return FactorLine(
        measurement_id=row.id,
        subject=row.quantity,
        factor=spec.factor,
        title=spec.short,
        unit=spec.unit,
        decimals=spec.decimals,
        point=", ".join(point.label for point in points),
        value_text=row.value_text,
        uncertainty=row.uncertainty,
        repeats=row.repeats,
        provenance=row.provenance,
        instrument=f"{instrument.name} · {instrument.certificate}" if instrument else "",
        verified_until=instrument.valid_until if instrument else None,
        measured_on=row.measured_on,
        norm_written=row.norm_written,
        finding=finding,
        steps=ladders.of(spec, finding.limit),
    )


def _card(snapshot: Snapshot, workplace: Workplace, card: CardKind, catalog: Catalog) -> CardPage:
    dossier, found = snapshot.dossier, snapshot.assessed[workplace.id]
    entries = {entry.indicator: entry for entry in dossier.entries_of(workplace, card)}
    findings = {finding.subject.rpartition("/")[2]: finding for finding in found.indicators[card]}
    lines = []
    for spec in catalog.indicators[card]:
        entry = entries.get(spec.number)
        finding = findings.get(spec.number)
        if finding is None:
            finding = Finding(subject=f"{card}/{spec.number}", status="not-measured")
        lines.append(
            IndicatorLine(
                number=spec.number,
                group_number=spec.group_number,
                group=spec.group,
                title=spec.title,
                unit=spec.unit,
                value_text=entry.value_text if entry is not None else "",
                working=entry.working if entry is not None else "",
                provenance=entry.provenance if entry is not None else Provenance.MEASURED,
                calc=spec.calc,
                row=spec.row,
                finding=finding,
                steps={sex: _steps(snapshot, card, spec, sex, catalog) for sex in Sex},
                help=spec.help,
            )
        )
    foot = dossier.foot_of(workplace, card)
    return CardPage(
        card=card,
        title=catalog.words[card],
        lines=tuple(lines),
        finding=found.heaviness if card == "heaviness" else found.tension,
        counts_written=foot.counts if foot is not None else (),
        rule=_rule(dossier, card, catalog),
        peers=card_peers(dossier, workplace, card),
    )


def _rule(dossier: Dossier, card: CardKind, catalog: Catalog) -> LocalizedText:
    """The chosen reading of the count rule of a card."""
    basis = Basis.of(dossier, catalog)
    option = basis.criteria.options.get(f"{card}_count")
    return LocalizedText() if option is None else option.choices[basis.options[f"{card}_count"]]


def _steps(
    snapshot: Snapshot, card: CardKind, spec: IndicatorSpec, sex: Sex, catalog: Catalog
) -> tuple[BoundStep, ...]:
    """The bounds of an indicator by the chosen rule set; none where it is only marked."""
    options = snapshot.dossier.certification.options
    criterion = catalog.criteria.find(snapshot.assessment.ruleset, card, options)
    if criterion is None or not spec.row:
        return ()
    try:
        return scale_steps(criterion.scale(spec.row, sex.value))
    except (DataFault, KeyError, ValueError):
        return ()  # a row of words, not of bounds: only a mark is possible
