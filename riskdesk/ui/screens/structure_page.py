"""What is typed and decided on the page of a workplace, sent through the one door."""

from collections.abc import Callable

from PySide6.QtCore import QObject

from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import CardKind
from riskdesk.domain.values import HazardClass
from riskdesk.services.edit import (
    ChangeSelector,
    ChangeStaffing,
    ChangeValue,
    SetMark,
)
from riskdesk.services.edit_cards import ChangeCardValue
from riskdesk.services.ports import Done
from riskdesk.services.queries_snapshot import Snapshot, with_entry, with_value
from riskdesk.services.queries_structure import Structure
from riskdesk.services.queries_workplace import CARDS, WorkplacePage, workplace_page
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.screens.workplace_view import WorkplaceView, draft_key
from riskdesk.ui.session import Session

Answer = tuple[Structure | None, WorkplacePage | None]
"""The tree, ``None`` where it stays as it is (a value that is only typed yet), and the page."""


class PageHands(QObject):
    """``judged``: gives the callback for an answer to what is asked now; ``again``: ask anew."""

    def __init__(
        self,
        desk: Desk,
        view: WorkplaceView,
        judged: Callable[[], Callable[[Answer], object]],
        again: Callable[[], object],
    ) -> None:
        super().__init__(view)
        self._desk, self._view = desk, view
        self._judged, self._again = judged, again
        view.typed.connect(self._on_typed)
        view.committed.connect(self._on_committed)
        view.marked.connect(self._on_marked)
        view.selected.connect(self._on_selected)
        view.staffed.connect(self._on_staffed)
        view.accepted.connect(self._on_accepted)

    def _on_typed(self, subject: str, text: str) -> None:
        """Judge what is typed without storing it; only the newest answer is shown."""
        certification, page = self._desk.certification_id, self._view.page
        if page is None:
            return
        identity = page.id
        line = page.line(subject)
        card, indicator = card_of(subject)

        def judge(session: Session, _: object) -> Answer:
            snapshot = session.snapshot(certification)
            if line is not None:
                tried = with_value(snapshot, line.measurement_id, text, session.context)
            elif card is not None:
                tried = with_entry(snapshot, identity, card, indicator, text, session.context)
            else:
                tried = snapshot
            return None, workplace_page(tried, identity, session.context)

        self._desk.jobs.ask(judge).on_done(self._judged()).start()

    def _on_committed(self, subject: str, text: str) -> None:
        page = self._view.page
        if page is None:
            return
        line = page.line(subject)
        command: object
        if line is not None:
            command = ChangeValue(measurement_id=line.measurement_id, text=text)
        else:
            card, indicator = card_of(subject)
            if card is None:
                return
            command = ChangeCardValue(
                workplace_id=page.id, card=card, indicator=indicator, text=text
            )
        thing, drafts = draft_key(page.id, subject), self._desk.drafts
        again = while_alive(self, lambda _: self._again())

        def settled(done: Done) -> None:
            drafts.settle(*thing, text)
            again(done)

        self._desk.jobs.change(command).on_done(settled).start()

    def _on_marked(self, subject: str, mark: HazardClass | None, reason: str) -> None:
        if self._view.page is not None:
            self._change(
                SetMark(
                    workplace_id=self._view.page.id,
                    subject=subject,
                    hazard_class=mark,
                    reason=reason,
                )
            )

    def _on_selected(self, field: str, value: object) -> None:
        if self._view.page is not None:
            self._change(ChangeSelector(workplace_id=self._view.page.id, field=field, value=value))

    def _on_staffed(self, men: int | None, women: int | None) -> None:
        if self._view.page is not None:
            self._change(ChangeStaffing(workplace_id=self._view.page.id, men=men, women=women))

    def _on_accepted(self) -> None:
        """Every proposal without a mark and without a gap becomes the specialist's class."""
        page = self._view.page
        if page is None:
            return
        findings = [line.finding for line in page.factors]
        findings += [card.finding for card in page.cards] + [page.total]
        for finding in findings:
            if finding.mark is None and finding.proposed is not None:
                self._on_marked(finding.subject, finding.proposed, "")

    def _change(self, command: object) -> None:
        self._desk.jobs.change(command).start()


def card_of(subject: str) -> tuple[CardKind | None, str]:
    """The card and the indicator of a subject such as ``heaviness/2.1``."""
    name, _, indicator = subject.partition("/")
    return next((card for card in CARDS if card == name), None), indicator


def answer(
    session: Session, snapshot: Snapshot, chosen: str
) -> tuple[Structure, WorkplacePage | None]:
    """The tree and the page of the chosen workplace, else of the first."""
    workplaces = snapshot.dossier.workplace_by_id
    identity = chosen if chosen in workplaces else next(iter(workplaces), "")
    page = workplace_page(snapshot, WorkplaceId(identity), session.context) if identity else None
    return session.tree(snapshot.dossier.certification.id), page
