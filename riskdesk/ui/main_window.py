"""The window: top bar, rail, screens built when first shown, one place at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from riskdesk.domain.values import Language
from riskdesk.services.ports import Area
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.commands import Command, bind, window_commands
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.dress import Dress
from riskdesk.ui.guide import Guide, press_there, when_idle
from riskdesk.ui.jobs import Failure, Jobs, Turn, touches
from riskdesk.ui.kit.finishing import finish_typing
from riskdesk.ui.kit.kept_views import KeptViews
from riskdesk.ui.kit.scrolling import Pages, Scrolled
from riskdesk.ui.looking import Looking
from riskdesk.ui.notice_bar import NoticeBar
from riskdesk.ui.rail import Rail
from riskdesk.ui.resume import Resume
from riskdesk.ui.saving import Saving
from riskdesk.ui.screen import ScreenWidget
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.surface import first_size, program_icon
from riskdesk.ui.theme import ThemeName
from riskdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from riskdesk.services.queries_certifications import CertificationRow
    from riskdesk.ui.kit.dialog import Dialog
    from riskdesk.ui.session import Session

# Dialogs bring the services with them: they are imported when they are asked for.
# ruff: noqa: PLC0415

_HOME = Place("home")
_LEAST = (1080, 560)


class MainWindow(QMainWindow):
    """One window over one database. A change of language or theme builds its parts anew."""

    def __init__(
        self, bundle: Bundle, language: Language, theme: ThemeName, scale: float = 1.0
    ) -> None:
        super().__init__()
        self._bundle = bundle
        self._trail: list[Place] = []
        self._ahead: list[Place] = []
        self._screens: dict[str, ScreenWidget] = {}
        self._painted = False
        self._errors = 0
        self._counting: Turn | None = None
        self._reloading: Turn | None = None
        self.jobs = Jobs(lambda: _session(bundle))
        self.setWindowTitle("RiskDesk")
        self.setMinimumSize(*_LEAST)
        self.resize(first_size(self.screen().availableGeometry().size()))
        self.dress = Dress(self, bundle, language, theme, scale)
        self.setWindowIcon(program_icon(bundle.resources))
        self.desk = Desk(bundle, self.jobs, self.dress.look())
        self.desk.views = KeptViews(self.dress.kept, bundle.keep)
        self.desk.asked.connect(self.go)
        self.desk.renewed.connect(self._on_renewed)
        self.desk.said.connect(self._on_said)
        self.desk.moved.connect(self._on_moved)
        self.jobs.failed.connect(self._on_failed)
        self.jobs.changed.connect(self._on_changed)
        self.resume = Resume(self.desk.drafts, bundle.clock)
        self.guide = Guide(self)
        self.saving = Saving(self.desk)
        self.saving.stored.connect(self._on_stored)
        bind(self, window_commands(self), self._command)
        self.desk.copies.restored.connect(self._on_restored)
        self.desk.copies.broken.connect(lambda: self.desk.copies.show(self))
        self._build()
        self._at = _HOME.screen
        self._rail.show_current(self._at)
        self.reload(self.resume.certification)
        self.saving.ask()
        self.desk.copies.begin()
        self.looking = Looking(self.desk)
        self.looking.begin()
        if self.resume.crashed:
            when_idle(self, self._recover)

    @property
    def current(self) -> ScreenWidget:
        """The screen that is shown; the first one is built after the first paint."""
        self._make_first()
        return self._screens[self._at]

    @property
    def rail(self) -> Rail:
        """The rail at the left."""
        return self._rail

    @property
    def top(self) -> TopBar:
        """The bar at the top."""
        return self._top

    def reload(self, chosen: str = "") -> None:
        """Ask which certifications there are; ``chosen`` comes on the desk."""

        def put(known: tuple[CertificationRow, ...]) -> None:
            self.desk.put(known, chosen)

        self.jobs.ask(lambda session, _: session.certifications()).on_done(put).start()

    def go(self, place: Place) -> None:
        """Show a place and remember where we came from."""
        self._notice.settle()
        self._trail.append(self.current.place())
        self._ahead.clear()
        self.show_place(place)

    def _go_to_screen(self, name: str) -> None:
        self.go(Place(name))
        self.current.focus_main()

    def go_to(self, place: Place, certification: str = "") -> None:
        """Show a place of a certification, which comes on the desk first."""
        now = self.desk.certification
        if certification and (now is None or now.id != certification):
            self.desk.put(self.desk.known, certification)
        self.go(place)

    def show_place(self, place: Place) -> None:
        """Show a place; its screen is built when first shown."""
        if not any(each.id == place.screen for each in SCREENS):
            place = _HOME
        screen = self._screens.get(place.screen)
        if screen is None:
            listed = next(each for each in SCREENS if each.id == place.screen)
            screen = listed.build(self.desk)
            self._screens[place.screen] = screen
            self._stack.addWidget(screen)
            screen.refresh()
        self._at = place.screen
        self._stack.setCurrentWidget(screen)
        self._rail.show_current(place.screen)
        screen.awaken()
        screen.show_place(place)
        row = self.desk.certification
        self.resume.note(place, row.id if row else self.resume.certification)

    def press_there(self, screen: str, words: str) -> None:
        """Go to a screen and press its button with these words."""
        press_there(self, screen, words)

    def show_search(self) -> None:
        """Search everywhere."""
        self.guide.show_search()

    def show_help(self, topic: str = "", beside: QWidget | None = None) -> None:
        """The help at ``topic``, else at the screen that is shown."""
        self.guide.show_help(topic, beside)

    def adopt(self, dialog: Dialog) -> None:
        """A dialog of this window is shown."""
        self.guide.adopt(dialog)

    def show_tour(self) -> None:
        """The walk through the window."""
        self.guide.show_tour()

    def parts(self) -> tuple[tuple[str, QWidget | None], ...]:
        """What the walk shows, in its order."""
        return (
            ("begin", None),
            ("rail", self._rail_area),
            ("search", self._top.search),
            ("saved", self._top.undo_button),
            ("help", None),
        )

    def dress_anew(self) -> None:
        """Another language, theme or size: the same place in a new dress."""
        finish_typing(self)
        place = self.current.place()
        self.desk.look = self.dress.look()
        self.guide.renew()
        self._build()
        self.show_place(place)

    def set_badge(self, errors: int) -> None:
        """The number of blocking problems on the rail."""
        self._errors = errors
        self._rail.set_badge("check", errors)

    def step(self, *, back: bool) -> None:
        """Take the last change back, or do it again."""
        self.saving.step(back=back)

    def go_back(self) -> None:
        """To the place before."""
        if self._trail:
            self._ahead.append(self.current.place())
            self.show_place(self._trail.pop())

    def go_forward(self) -> None:
        """To the place that was left by going back."""
        if self._ahead:
            self._trail.append(self.current.place())
            self.show_place(self._ahead.pop())

    def choose_ruleset(self) -> None:
        """The criteria of the certification on the desk."""
        from riskdesk.ui.dialogs.choose_ruleset import ChooseRulesetDialog

        ChooseRulesetDialog(self.desk, self).open()

    def show_enterprise(self) -> None:
        """The enterprise and the certification on the desk."""
        if self.desk.certification is not None:
            self.go(Place("enterprise"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint is done before the worker begins to load the services."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._begin)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is committed; database and drafts are on disk when this returns."""
        finish_typing(self)
        self.guide.close()
        row = self.desk.certification
        self.resume.note(self.current.place(), row.id if row else "")
        self.resume.close()
        self.looking.close()
        self.desk.copies.close()
        self.jobs.close()
        # The answers to the last changes settle their drafts.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
        self.desk.drafts.flush()
        super().closeEvent(event)

    def _begin(self) -> None:
        """Bar and rail are seen: the first page is read, then made, then the worker begins.

        Piece by piece: between them the window answers.
        """
        next(each for each in SCREENS if each.id == self._at).screen()
        QTimer.singleShot(0, self, self._begin_work)

    def _begin_work(self) -> None:
        self._make_first()
        self.jobs.wake()

    def _make_first(self) -> None:
        if self._at not in self._screens:
            self.show_place(Place(self._at))

    def _build(self) -> None:
        old = self.takeCentralWidget() if self.centralWidget() else None
        self._screens = {}
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._top = TopBar(self.desk, self)
        self.saving.show_on(self._top)
        box.addWidget(self._top)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._rail = Rail(self.desk.look, SCREENS, self)
        self._rail.chosen.connect(self._go_to_screen)
        self._rail_area = Scrolled(self._rail, bars=False)
        self._rail_area.setFixedWidth(self._rail.sizeHint().width())
        row.addWidget(self._rail_area)
        self._stack = Pages()
        row.addWidget(Scrolled(self._stack), 1)
        box.addLayout(row, 1)
        self.setCentralWidget(whole)
        self._notice = NoticeBar(self.desk.look, whole, self._rail_area.width())
        self.set_badge(self._errors)
        self._allow()
        if old is not None:
            old.setParent(None)
            old.deleteLater()

    def _command(self, keys: str) -> Command:
        return next(each for each in window_commands(self) if each.keys == keys)

    def _allow(self) -> None:
        some = self.desk.certification is not None
        for screen in SCREENS:
            self._rail.allow(screen.id, enabled=some or not screen.needs_certification)

    def _on_renewed(self) -> None:
        self._top.show_certification()
        self._allow()
        self._counting = None  # what waits may be asked of another certification
        self._count_problems()
        if self.desk.certification is None:
            if self._at != "home":
                self.show_place(_HOME)
            self.guide.first_time(seen="tour" in self.dress.kept)

    def _recover(self) -> None:
        """The last run ended by a crash or a cut: the same place, and what was typed there."""
        place, some = self.resume.place, self.desk.certification is not None
        if place is not None and (some or place.screen == "home"):
            self.show_place(place)
        typed = self.resume.typed
        key = "draft.recovered" if typed else "draft.nothing_lost"
        self.desk.say("info", self.desk.look.tr(key, count=typed))

    def _on_restored(self) -> None:
        """Another state of everything: from the start page on, nothing remembers the old one."""
        self._trail.clear()
        self._ahead.clear()
        self.show_place(_HOME)
        self.reload()
        self.saving.ask()
        self.jobs.changed.emit(frozenset(Area))
        self.desk.say("ok", self.desk.look.tr("restore.done"))

    def _on_stored(self) -> None:
        self._notice.settle()
        self._count_problems()
        row = self.desk.certification
        if row is not None:
            self.resume.worked(self.current.place(), row.id)
            self._on_moved()

    def _on_moved(self) -> None:
        """After a kill one goes on here, not where the screen was opened."""
        row = self.desk.certification
        self.resume.note(self.current.place(), row.id if row else self.resume.certification)

    def _on_changed(self, changes: object) -> None:
        """A name, a rule set, the number of places: the list of certifications is read anew."""
        if touches(frozenset({Area.CERTIFICATIONS, Area.STRUCTURE}), changes):
            self._reloading = self.jobs.once(self.reload, self._reloading)

    def _on_failed(self, error: object) -> None:
        if isinstance(error, Failure) and error.__cause__ is not None:
            self.guide.show_fault(error.__cause__)

    def _count_problems(self) -> None:
        row = self.desk.certification
        if row is None:
            self.set_badge(0)
            return

        def ask() -> None:
            read = self.jobs.ask(lambda session, _: session.snapshot(row.id).errors)
            read.on_done(self.set_badge).start()

        self._counting = self.jobs.once(ask, self._counting)

    def _on_said(self, severity: str, text: str) -> None:
        self._notice.say(severity, text)


def _session(bundle: Bundle) -> Session:
    """The worker's side, made in the worker."""
    # Services and catalogs would hold the first paint up by 0.2 s (measured).
    from riskdesk.ui import session

    return session.Session(bundle)
