"""What stands over the window: the search, the help, the settings, the tour, the fault report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

from riskdesk.services.ports import Area
from riskdesk.ui.commands import (
    Command,
    buttons_of,
    shown_commands,
    window_commands,
    words_of,
)
from riskdesk.ui.desk import Place
from riskdesk.ui.jobs import touches, while_alive
from riskdesk.ui.screens import SCREENS

if TYPE_CHECKING:
    from riskdesk.ui.help.book import HelpBook
    from riskdesk.ui.help.tour import Tour
    from riskdesk.ui.help.viewer import HelpViewer
    from riskdesk.ui.kit.dialog import Dialog
    from riskdesk.ui.main_window import MainWindow
    from riskdesk.ui.search.index import Hit
    from riskdesk.ui.search.palette import Palette
    from riskdesk.ui.session import Session

# Search, help and dialogs are asked for after the window has painted: their modules would hold
# the first paint up.
# ruff: noqa: PLC0415


_EARLY_MS = 1500
"""So long after the first questions are answered the search reads its list."""
_NAMED = frozenset({Area.CERTIFICATIONS, Area.STRUCTURE, Area.POINTS, Area.INSTRUMENTS})
"""Changes that give something another name."""


class Guide(QObject):
    """Belongs to one window; what a change of language makes stale is made anew."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.palette: Palette | None = None
        self._viewer: HelpViewer | None = None
        self._stored: tuple[Hit, ...] | None = None
        self._stale = True
        self._book: HelpBook | None = None
        self._before: QWidget | None = None
        self._tour: Tour | None = None
        self._early = QTimer(self)
        self._early.setSingleShot(True)
        self._early.setInterval(_EARLY_MS)
        self._early.timeout.connect(self._read_ahead)
        window.jobs.changed.connect(self._on_changed)
        window.jobs.idle.connect(self._on_idle)

    def renew(self) -> None:
        """Another language, theme or size: everything is made anew when it is asked for."""
        self._stale, self._stored, self._book = True, None, None
        walking = self._tour is not None and self._tour.isVisible()
        for part in (self.palette, self._viewer, self._tour):
            if part is not None:
                part.hide()
                part.deleteLater()
        self.palette = self._viewer = self._tour = None
        if walking:
            QTimer.singleShot(0, self, self.show_tour)

    def commands(self) -> tuple[Command, ...]:
        """All that can be done now: on the page that is shown, then in the window."""
        window = self._window
        here = shown_commands(window.current, window.current.place().screen)
        return (*here, *window_commands(window))

    def show_search(self) -> None:
        """Open the search; its list of things is made anew where something has changed."""
        from riskdesk.ui.search.palette import Palette

        window = self._window
        if self.palette is None:
            self.palette = Palette(window.desk.look, window, self._offered)
            self.palette.chosen.connect(self._open)
            self.palette.left.connect(self._give_back)
        self._before = window.focusWidget()
        self.palette.open(self._stored or (), whole=not self._stale)
        if self._stale:
            self._ask()

    def show_help(self, topic: str = "", beside: QWidget | None = None) -> None:
        """Open the help at ``topic``, else at the screen that is shown."""
        from riskdesk.ui.help.viewer import HelpViewer

        if self._viewer is not None:
            self._viewer.close()
            self._viewer.deleteLater()
        viewer = HelpViewer(
            self._window.desk.look, beside or self._window, self.book(), self.commands
        )
        self._viewer = viewer
        viewer.destroyed.connect(lambda: self._forget(viewer))
        viewer.show_page(topic or self._window.current.place().screen)
        viewer.show()

    @property
    def viewer(self) -> HelpViewer | None:
        """The open help."""
        return self._viewer

    def book(self) -> HelpBook:
        """The pages in the window's language."""
        from riskdesk.ui.help.book import HelpBook

        if self._book is None:
            desk = self._window.desk
            wanted = tuple(screen.id for screen in SCREENS)
            self._book = HelpBook.load(desk.bundle.resources, desk.look.language, wanted)
        return self._book

    def adopt(self, dialog: Dialog) -> None:
        """What is typed in a dialog survives its closing and a kill, and comes back in it."""
        desk = self._window.desk
        thing = self._thing(dialog)
        if desk.drafts.keep_form(dialog, thing):
            self._tell_back(dialog)
        if not dialog.property("adopted"):
            dialog.setProperty("adopted", True)  # noqa: FBT003 - Qt's signature
            dialog.accepted.connect(lambda: desk.drafts.forget(thing))

    def first_time(self, *, seen: bool) -> None:
        """The walk, if this user has not had it; once a run at most."""
        if not seen and self._tour is None and self._window.isVisible():
            self.show_tour()

    def show_tour(self) -> None:
        """The walk through the window."""
        from riskdesk.ui.help.tour import Tour

        def ended() -> None:
            window.dress.keep("tour", "seen")
            window.current.setFocus()

        window = self._window
        if self._tour is not None:
            self._tour.hide()
            self._tour.deleteLater()
        self._tour = Tour(window.desk.look, window)
        self._tour.ended.connect(ended)
        self._tour.begin()

    def show_fault(self, error: BaseException) -> None:
        """A fault of the program, in words, with a report that can be copied or saved."""
        from riskdesk.ui.dialogs.fault import FaultDialog

        desk = self._window.desk
        if self._window.findChild(FaultDialog) is not None:
            return  # faults in a row: the first one is what matters
        dialog = FaultDialog(desk.look, self._window, desk.bundle.fault_report(error))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def show_about(self) -> None:
        """What the program is made of."""
        from riskdesk.ui.dialogs.about import AboutDialog

        AboutDialog(self._window.desk, self._window).open()

    def _thing(self, dialog: Dialog) -> str:
        row = self._window.desk.certification
        parts = ("dialog", dialog.help_page(), row.id if row else "", dialog.subject)
        return "/".join(parts)

    def _tell_back(self, dialog: Dialog) -> None:
        from riskdesk.ui.kit.labels import Text

        look = self._window.desk.look
        line = Text(look, look.tr("draft.back"), "small", "attention", wrap=True)
        dialog.body.insertWidget(1, line)

    def close(self) -> None:
        """The window closes."""
        self._early.stop()

    def _on_idle(self) -> None:
        if self._stored is None and self._stale:
            self._early.start()

    def _read_ahead(self) -> None:
        """The first search finds its list read: a large database takes a second for it."""
        if self._stored is None and self._stale and not self._window.jobs.busy:
            self._ask()

    def _on_changed(self, changes: object) -> None:
        if not touches(_NAMED, changes):
            return
        self._stale = True
        if self.palette is not None and self.palette.isVisible():
            self._ask()

    def _ask(self) -> None:
        from riskdesk.ui.search.hits import stored_hits

        tr, screens = self._window.desk.look.tr, tuple(screen.id for screen in SCREENS)

        def read(session: Session, _: object) -> tuple[Hit, ...]:
            return stored_hits(session, tr, screens)

        self._stale = False
        ask = self._window.jobs.ask(read)
        ask.on_done(while_alive(self, self._on_stored))
        ask.on_failed(while_alive(self, lambda _: self._set_stale())).start()

    def _set_stale(self) -> None:
        self._stale = True

    def _on_stored(self, hits: tuple[Hit, ...]) -> None:
        self._stored = hits
        if self.palette is not None and self.palette.isVisible():
            self.palette.show_stored(hits, whole=True)

    def _offered(self) -> Sequence[Hit]:
        from riskdesk.ui.search.hits import command_hits, help_hits

        tr = self._window.desk.look.tr
        pages = help_hits(self.book(), self.show_help)
        return (*command_hits(self.commands(), tr), *pages)

    def _open(self, hit: Hit) -> None:
        if hit.run is not None:
            hit.run()
        elif hit.place is not None:
            self._window.go_to(hit.place, hit.certification)

    def _give_back(self) -> None:
        if self._before is not None:
            self._before.setFocus()
        self._before = None

    def _forget(self, viewer: HelpViewer) -> None:
        if self._viewer is viewer:
            self._viewer = None


def when_idle(window: MainWindow, act: Callable[[], object]) -> None:
    """Call ``act`` once the worker has answered everything that is asked now."""
    if not window.jobs.busy:
        QTimer.singleShot(0, window, act)
        return

    def once() -> None:
        window.jobs.idle.disconnect(connection)
        act()

    connection = window.jobs.idle.connect(once)


def press_there(window: MainWindow, screen: str, words: str) -> None:
    """Go to a screen and press its button with these words; where it is off, it gets the focus."""

    def press() -> None:
        for button in buttons_of(window.current):
            if words_of(button) == words:
                button.setFocus()
                button.click()
                return

    window.go(Place(screen))
    when_idle(window, press)
