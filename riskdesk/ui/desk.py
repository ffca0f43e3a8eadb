"""What all screens share: looks, words, the worker, the certification on the desk, where to go."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from riskdesk.domain.errors import UserError
from riskdesk.services.ports import Cancelled
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.copies import Copies
from riskdesk.ui.drafts import Drafts
from riskdesk.ui.jobs import Jobs
from riskdesk.ui.kit.kept_views import KeptViews
from riskdesk.ui.look import Look
from riskdesk.ui.tr import Translator

if TYPE_CHECKING:  # the window paints before the domain is loaded
    from riskdesk.domain.ids import CertificationId
    from riskdesk.services.queries_certifications import CertificationRow


@dataclass(frozen=True)
class Place:
    """Where one can be: a screen, a thing on it, a tab, a row."""

    screen: str
    thing: str = ""
    tab: str = ""
    row: str = ""


@dataclass
class _State:
    certification: CertificationRow | None = None
    known: tuple[CertificationRow, ...] = field(default_factory=tuple)


class Desk(QObject):
    """Shared by the screens of one window.

    ``asked``: a screen wants to go to a place. ``renewed``: another certification, or the same one
    with other facts, is on the desk. ``said``: (severity, text) for the bar under the top.
    ``moved``: a screen shows another thing of its own, where the next start may go on.
    """

    asked = Signal(object)
    renewed = Signal()
    said = Signal(str, str)
    moved = Signal()

    def __init__(self, bundle: Bundle, jobs: Jobs, look: Look) -> None:
        super().__init__()
        self.bundle = bundle
        self.jobs = jobs
        self.look = look
        self.drafts = Drafts(bundle.read_drafts, bundle.keep_drafts)
        self.views = KeptViews(dict(bundle.settings), bundle.keep)
        self._state = _State()
        self.copies = Copies(self)
        jobs.failed.connect(self.say_failure)

    @property
    def words(self) -> Translator:
        """The interface's words."""
        return self.look.tr

    @property
    def certification(self) -> CertificationRow | None:
        """The certification on the desk."""
        return self._state.certification

    @property
    def known(self) -> tuple[CertificationRow, ...]:
        """All certifications of the database."""
        return self._state.known

    @property
    def certification_id(self) -> CertificationId:
        """The id of the certification on the desk; only asked where there is one."""
        if self._state.certification is None:
            raise UserError("ui-no-certification")
        return self._state.certification.id

    def put(self, known: tuple[CertificationRow, ...], chosen: str = "") -> None:
        """Take note of the certifications; the chosen, the same or the first comes on the desk."""
        wanted = chosen or (self.certification.id if self.certification else "")
        found = next((row for row in known if row.id == wanted), known[0] if known else None)
        self._state = _State(found, known)
        self.renewed.emit()

    def go(self, place: Place) -> None:
        """Ask the window to show a place."""
        self.asked.emit(place)

    def say(self, severity: str, text: str) -> None:
        """A line in the bar under the top of the window."""
        self.said.emit(severity, text)

    def say_failure(self, error: object) -> None:
        """What went wrong, in words; a stopped piece of work is not a failure."""
        if isinstance(error, Cancelled):
            return
        self.say("error", self.failure_text(error))

    def failure_text(self, error: object) -> str:
        """The words of an error."""
        if isinstance(error, UserError) and error.code in self.bundle.texts:
            return self.look.tr.text(self.bundle.texts.error(error))
        return self.look.tr("error.unexpected")
