"""What falls due: reports, the next certification, verifications and accreditations that end."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from riskdesk.domain.ids import CertificationId
from riskdesk.domain.model import Certification, Enterprise, Instrument
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.finding import Verified
from riskdesk.rules.procedure import Term
from riskdesk.services.context import Context
from riskdesk.services.ports import UnitOfWork

DueKind = Literal["report", "next", "instrument", "accreditation"]

SOON_DAYS = 60
"""What ends later than this is left out of the list, unless another number is asked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DueRow:
    """One day that matters. ``left``: days until then, negative once it has passed.

    ``what``: the term, the instrument's name or the accreditation's number. ``clause``, ``note``
    and ``verified`` say where a term stands; empty and ``None`` where no law is behind it.
    """

    kind: DueKind
    certification_id: CertificationId
    title: str
    enterprise: LocalizedText
    what: LocalizedText
    day: date
    left: int
    subject_id: str = ""
    clause: LocalizedText = LocalizedText()
    note: LocalizedText = LocalizedText()
    verified: Verified | None = None


def due_rows(uow: UnitOfWork, context: Context, within: int = SOON_DAYS) -> tuple[DueRow, ...]:
    """Everything due within so many days and everything late, the most pressing first."""
    today = context.clock.now().astimezone().date()
    with uow:
        enterprises = {one.id: one for one in uow.find(Enterprise)}
        known = uow.find(Certification)
        rows: list[DueRow] = []
        for one in known:
            due = _Due(one, enterprises[one.enterprise_id], today, context)
            rows += due.terms(known)
            if one.reported_on is None:
                rows += due.papers(uow.find(Instrument, certification_id=one.id))
    rows = [row for row in rows if row.left <= within]
    return tuple(sorted(rows, key=lambda row: (row.day, row.title, row.what.ru)))


@dataclass(frozen=True, slots=True)
class _Due:
    """What falls due at one certification."""

    head: Certification
    enterprise: Enterprise
    today: date
    context: Context

    def terms(self, known: Iterable[Certification]) -> Iterator[DueRow]:
        """The report after the visit, and the next certification if it has not begun."""
        head, procedure = self.head, self.context.catalog.procedure
        if head.ends is not None and head.reported_on is None:
            yield self._term("report", procedure.report, head.ends)
        if not any(_follows(one, head) for one in known):
            yield self._term("next", procedure.next, head.ends or head.measured_on)

    def papers(self, instruments: Iterable[Instrument]) -> Iterator[DueRow]:
        """Verifications and the accreditation that end."""
        for one in instruments:
            if one.valid_until is not None:
                name = _same(one.name)
                yield self._row("instrument", one.valid_until, name, subject_id=one.id)
        if self.head.accredited_until is not None:
            name = _same(self.head.accreditation)
            yield self._row("accreditation", self.head.accredited_until, name)

    def _term(self, kind: DueKind, term: Term, begins: date) -> DueRow:
        return self._row(kind, term.after(begins), term.title, term=term)

    def _row(
        self,
        kind: DueKind,
        day: date,
        what: LocalizedText,
        *,
        subject_id: str = "",
        term: Term | None = None,
    ) -> DueRow:
        clause = LocalizedText() if term is None else self.context.catalog.clause(term.reference)
        return DueRow(
            kind=kind,
            certification_id=self.head.id,
            title=self.head.title,
            enterprise=self.enterprise.name,
            what=what,
            day=day,
            left=(day - self.today).days,
            subject_id=subject_id,
            clause=clause,
            note=LocalizedText() if term is None else term.note,
            verified=None if term is None else term.verified,
        )


def _follows(one: Certification, before: Certification) -> bool:
    """Whether it is a later certification of the same enterprise."""
    if one.id == before.id or one.enterprise_id != before.enterprise_id:
        return False
    return one.parent_id == before.id or one.measured_on > before.measured_on


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)
