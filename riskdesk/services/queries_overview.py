"""The overview: one certification counted for all its charts at once.

Every number is derived from the snapshot. A finding without a class is never counted into one:
``none`` has no class, ``sex`` one that differs for men and women where the sex is not given.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from riskdesk.domain.desk import Measure
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Mark, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.catalog import CARDS, Catalog
from riskdesk.rules.evaluate import TOTAL, evaluate
from riskdesk.rules.finding import Finding, WorkplaceAssessment
from riskdesk.services.progress import Measured
from riskdesk.services.queries_overview_worst import Deciding, deciding, rank
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.queries_structure import Judgement, judgement_of, judgement_of_total

NONE, BY_SEX = "none", "sex"
BANDS = (*(one.value for one in HazardClass), BY_SEX, NONE)
"""What a bar is made of, from the best class on; then what has no single class."""

Places = tuple[WorkplaceId, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar. ``counts``: by band; ``places``: the workplaces behind each band.

    Both are the same but where people are counted. An empty ``title``: the key names it.
    """

    key: str
    title: LocalizedText = LocalizedText()
    counts: Mapping[str, int]
    places: Mapping[str, Places]

    @property
    def total(self) -> int:
        """All that is counted."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How far something is: ``done`` of ``total``; ``left``: the workplaces still to be done."""

    key: str
    done: int
    total: int
    left: Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One workplace of a list: what it is, its class, what decided it.

    ``after``: its class once its measures are carried out, ``None`` where no measure names one.
    """

    id: WorkplaceId
    code: str
    position: LocalizedText
    section: LocalizedText
    judgement: Judgement
    deciding: tuple[Deciding, ...]
    after: Judgement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """All charts of one certification.

    ``worst``: harmful workplaces, the worst first. ``people``: men and women by the class of their
    workplace; ``uncounted``: workplaces whose people are not given. ``stages``: now, after measures
    (if any is ``expected``), and the certification before (if there is one, of the day ``before``).
    """

    total: int
    factors: tuple[Bar, ...]
    sections: tuple[Bar, ...]
    worst: Places
    shares: tuple[Share, ...]
    people: tuple[Bar, ...]
    uncounted: int
    stages: tuple[Bar, ...]
    expected: int
    before: date | None
    spots: Mapping[WorkplaceId, Spot]


def overview(snapshot: Snapshot, catalog: Catalog, before: Snapshot | None = None) -> Overview:
    """Count a certification; ``before``: the one before it (``Certification.parent_id``)."""
    dossier, assessed = snapshot.dossier, snapshot.assessed
    planned = _planned(dossier)
    after = _after(snapshot, planned, catalog)
    spots = {one.id: _spot(one, snapshot, after, catalog) for one in dossier.workplaces}
    ranked = sorted(
        (one for one in dossier.workplaces if _harmful(spots[one.id].judgement)),
        key=lambda one: (*rank(assessed[one.id].total, spots[one.id].deciding), one.number),
    )
    men = _people(snapshot, "men")
    women = _people(snapshot, "women")
    return Overview(
        total=len(dossier.workplaces),
        factors=tuple(_factors(snapshot, catalog)),
        sections=tuple(_sections(snapshot)),
        worst=tuple(one.id for one in ranked),
        shares=tuple(_shares(snapshot)),
        people=(men, women) if men.total or women.total else (),
        uncounted=sum(one.men is None and one.women is None for one in dossier.workplaces),
        stages=tuple(_stages(snapshot, after, before)),
        expected=len(planned),
        before=None if before is None else before.dossier.certification.measured_on,
        spots=spots,
    )


def band_of(finding: Finding) -> str:
    """Which band a finding is counted in."""
    if finding.decided is not None:
        return finding.decided.value
    return BY_SEX if finding.by_sex else NONE


def _bar(key: str, title: LocalizedText, found: Iterable[tuple[WorkplaceId, Finding]]) -> Bar:
    places: dict[str, list[WorkplaceId]] = defaultdict(list)
    for place, finding in found:
        places[band_of(finding)].append(place)
    ordered = {band: tuple(places[band]) for band in BANDS if band in places}
    counts = {band: len(ids) for band, ids in ordered.items()}
    return Bar(key=key, title=title, counts=counts, places=ordered)


def _factors(snapshot: Snapshot, catalog: Catalog) -> Iterable[Bar]:
    """A bar a factor that any workplace lists, then the cards."""
    found: dict[str, list[tuple[WorkplaceId, Finding]]] = defaultdict(list)
    for each in snapshot.assessment.workplaces:
        for finding in (*each.factors, each.heaviness, each.tension):
            found[finding.subject].append((each.workplace_id, finding))
    titles = {name: spec.title for name, spec in catalog.factors.items()}
    titles.update({card: catalog.words[card] for card in CARDS})
    for name, title in titles.items():
        if name in found:
            yield _bar(name, title, found[name])


def _sections(snapshot: Snapshot) -> Iterable[Bar]:
    dossier = snapshot.dossier
    found: dict[str, list[tuple[WorkplaceId, Finding]]] = defaultdict(list)
    for one in dossier.workplaces:
        total = snapshot.assessed[one.id].total
        found[dossier.section_of(one).id].append((one.id, total))
    for section in dossier.sections:
        if section.id in found:
            yield _bar(section.id, section.name, found[section.id])


def _people(snapshot: Snapshot, name: str) -> Bar:
    """Men or women by the class of their workplace."""
    counts: dict[str, int] = defaultdict(int)
    places: dict[str, list[WorkplaceId]] = defaultdict(list)
    for one in snapshot.dossier.workplaces:
        number = getattr(one, name)
        if number:
            band = band_of(snapshot.assessed[one.id].total)
            counts[band] += number
            places[band].append(one.id)
    return Bar(
        key=name,
        counts={band: counts[band] for band in BANDS if band in counts},
        places={band: tuple(places[band]) for band in BANDS if band in places},
    )


def _shares(snapshot: Snapshot) -> Iterable[Share]:
    dossier, assessed = snapshot.dossier, snapshot.assessed
    measured = Measured(dossier)
    faulty = {each.workplace for each in snapshot.problems if each.severity == "error"}
    equipped = {item.workplace_id for item in dossier.ppe_items}
    begun = {
        card: {entry.workplace_id for entry in dossier.card_entries if entry.card == card}
        for card in CARDS
    }
    kinds: tuple[tuple[str, Callable[[Workplace], bool]], ...] = (
        ("measured", measured),
        *((card, lambda one, card=card: one.id in begun[card]) for card in CARDS),
        ("ppe", lambda one: one.id in equipped),
        ("classed", lambda one: assessed[one.id].total.decided is not None),
        ("clean", lambda one: one.number not in faulty),
    )
    for key, done in kinds:
        left = tuple(one.id for one in dossier.workplaces if not done(one))
        total = len(dossier.workplaces)
        yield Share(key=key, done=total - len(left), total=total, left=left)


def _stages(
    snapshot: Snapshot,
    after: Mapping[WorkplaceId, WorkplaceAssessment],
    before: Snapshot | None,
) -> Iterable[Bar]:
    if before is not None:
        past = ((each.workplace_id, each.total) for each in before.assessment.workplaces)
        # The workplaces of another certification are not on the desk: there is no list behind.
        yield replace(_bar("before", LocalizedText(), past), places={})
    now = [(each.workplace_id, each.total) for each in snapshot.assessment.workplaces]
    yield _bar("now", LocalizedText(), now)
    if after:
        then = ((place, after[place].total if place in after else found) for place, found in now)
        yield _bar("after", LocalizedText(), then)


def _planned(dossier: Dossier) -> tuple[Measure, ...]:
    return tuple(
        one
        for one in dossier.measures
        if one.expected is not None and one.workplace_id in dossier.workplace_by_id
    )


def _after(
    snapshot: Snapshot, planned: Sequence[Measure], catalog: Catalog
) -> Mapping[WorkplaceId, WorkplaceAssessment]:
    """The workplaces with measures, judged as if each brought the class it is to bring.

    An expected class stands for the specialist's own of that subject; of several for one subject
    the best counts. All else goes through the engine as it is.
    """
    best: dict[tuple[WorkplaceId, str], HazardClass] = {}
    for one in planned:
        if one.workplace_id is not None and one.expected is not None:
            key = (one.workplace_id, one.subject or TOTAL)
            best[key] = min(one.expected, best.get(key, one.expected))
    if not best:
        return {}
    dossier = snapshot.dossier
    wanted = {place for place, _ in best}
    groups = {dossier.workplace_by_id[place].group_id for place in wanted} - {None}
    marks = tuple(
        Mark(
            id=f"{place}/{subject}",
            workplace_id=place,
            subject=subject,
            hazard_class=found,
            reason="expected",
        )
        for (place, subject), found in best.items()
    )
    kept = (each for each in dossier.marks if (each.workplace_id, each.subject) not in best)
    planned_dossier = replace(
        dossier,
        marks=(*kept, *marks),
        workplaces=tuple(
            one for one in dossier.workplaces if one.id in wanted or one.group_id in groups
        ),
    )
    judged = evaluate(planned_dossier, catalog).workplaces
    return {each.workplace_id: each for each in judged if each.workplace_id in wanted}


def _spot(
    one: Workplace,
    snapshot: Snapshot,
    after: Mapping[WorkplaceId, WorkplaceAssessment],
    catalog: Catalog,
) -> Spot:
    dossier, found = snapshot.dossier, snapshot.assessed[one.id]
    judgement = judgement_of_total(found)
    then = after.get(one.id)
    return Spot(
        id=one.id,
        code=dossier.code_of(one),
        position=dossier.position_of(one).name,
        section=dossier.section_of(one).name,
        judgement=judgement,
        deciding=deciding(found, catalog) if _harmful(judgement) else (),
        after=None if then is None else replace(judgement_of(then.total), accepted=False),
    )


def _harmful(judgement: Judgement) -> bool:
    found = (judgement.hazard_class, judgement.men, judgement.women)
    return any(each is not None and each.harmful for each in found)
