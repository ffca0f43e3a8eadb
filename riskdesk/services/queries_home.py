"""The start page: how far each certification is, what is due, where one worked last."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.values import LocalizedText
from riskdesk.services.progress import Progress, progress
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.services.queries_due import DueRow
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.queries_structure import Judgement, judgement_of_total

Stage = Literal["prepare", "measure", "check", "print", "reported"]
SnapshotOf = Callable[[CertificationId], Snapshot]


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeRow:
    """One certification of the start page.

    ``cards``: workplaces with both cards begun, of ``progress.total``. ``report_by``: the day by
    which the results are due, ``None`` before the visit has ended.
    """

    row: CertificationRow
    stage: Stage
    errors: int
    warnings: int
    progress: Progress
    cards: int
    report_by: date | None

    @property
    def begun(self) -> bool:
        """Whether anything is listed to be measured."""
        return self.progress.untouched < self.progress.total


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedPlace:
    """A workplace in words: its class, code, position and enterprise."""

    id: str
    code: str
    position: LocalizedText
    enterprise: LocalizedText
    judgement: Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
    """What the page shows; ``worked``: by the id of the workplace."""

    rows: tuple[HomeRow, ...]
    due: tuple[DueRow, ...]
    worked: tuple[WorkedPlace, ...]


def home(
    rows: Iterable[CertificationRow],
    due: Sequence[DueRow],
    worked: Iterable[tuple[str, str]],
    snapshot: SnapshotOf,
) -> Home:
    """``worked``: pairs of certification and workplace; one that is gone is left out."""
    known = tuple(rows)
    ids = {row.id for row in known}
    places = (
        _worked(snapshot(CertificationId(owner)), place) for owner, place in worked if owner in ids
    )
    return Home(
        rows=tuple(_row(row, due, snapshot(row.id)) for row in known),
        due=tuple(due),
        worked=tuple(place for place in places if place is not None),
    )


def _row(row: CertificationRow, due: Sequence[DueRow], snapshot: Snapshot) -> HomeRow:
    counts = progress(snapshot.dossier, snapshot.problems)
    report = (each.day for each in due if each.kind == "report" and each.certification_id == row.id)
    return HomeRow(
        row=row,
        stage=_stage(row, counts, snapshot.errors),
        errors=snapshot.errors,
        warnings=sum(problem.severity == "warning" for problem in snapshot.problems),
        progress=counts,
        cards=_cards(snapshot.dossier),
        report_by=next(report, None),
    )


def _stage(row: CertificationRow, counts: Progress, errors: int) -> Stage:
    if row.reported_on is not None:
        return "reported"
    if counts.untouched == counts.total:
        return "prepare"
    if counts.measured < counts.total:
        return "measure"
    return "check" if errors else "print"


def _cards(dossier: Dossier) -> int:
    begun = {
        card: {each.workplace_id for each in dossier.card_entries if each.card == card}
        for card in ("heaviness", "tension")
    }
    return len(begun["heaviness"] & begun["tension"])


def _worked(snapshot: Snapshot, place: str) -> WorkedPlace | None:
    dossier = snapshot.dossier
    found = next((each for each in dossier.workplaces if each.id == place), None)
    if found is None:
        return None
    return WorkedPlace(
        id=found.id,
        code=dossier.code_of(found),
        position=dossier.position_of(found).name,
        enterprise=dossier.enterprise.name,
        judgement=judgement_of_total(snapshot.assessed[found.id]),
    )
