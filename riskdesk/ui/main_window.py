"""The window: top bar, rail, screens built when first shown, one place at a time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QGuiApplication, QKeySequence, QPaintEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMainWindow,
    QVBoxLayout,
    QWidget,
)

from riskdesk.domain.values import Language
from riskdesk.services.ports import Done
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import Jobs
from riskdesk.ui.kit.finishing import finish_typing
from riskdesk.ui.kit.scrolling import Pages, Scrolled
from riskdesk.ui.look import Look
from riskdesk.ui.notice_bar import NoticeBar
from riskdesk.ui.rail import Rail
from riskdesk.ui.scale import stepped
from riskdesk.ui.screen import ScreenWidget
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.surface import first_size, program_icon, speak
from riskdesk.ui.theme import ThemeName, system_theme
from riskdesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from riskdesk.services.queries_history import NextSteps
    from riskdesk.ui.session import Session

_HOME = Place("home")
_LEAST = (1080, 560)


class MainWindow(QMainWindow):
    """One window over one database. A change of language or theme builds its parts anew."""

    def __init__(
        self, bundle: Bundle, language: Language, theme: ThemeName, scale: float = 1.0
    ) -> None:
        super().__init__()
        self._bundle = bundle
        self._scale = scale
        self._language: Language = language
        self._theme: ThemeName = theme
        self._kept = dict(bundle.settings)
        self._trail: list[Place] = []
        self._ahead: list[Place] = []
        self._screens: dict[str, ScreenWidget] = {}
        self._painted = False
        self.jobs = Jobs(lambda: _session(bundle))
        self.setWindowTitle("RiskDesk")
        self.setMinimumSize(*_LEAST)
        self.resize(first_size(self.screen().availableGeometry().size()))
        look = Look.load(bundle.resources, language, theme, scale)
        look.theme.apply(_application())
        speak(_application(), language)
        self.setWindowIcon(program_icon(bundle.resources))
        self.desk = Desk(bundle, self.jobs, look)
        self.desk.asked.connect(self.go)
        self.desk.renewed.connect(self._on_renewed)
        self.desk.said.connect(self._on_said)
        self.jobs.saved.connect(self._on_saved)
        self._saved_at: datetime | None = None
        self._next: NextSteps | None = None
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme)
        self._keys()
        self._build()
        self.show_place(_HOME)
        self.reload()
        self._ask_steps()

    @property
    def current(self) -> ScreenWidget:
        """The screen that is shown."""
        return self._screens[self._at]

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

    def show_place(self, place: Place) -> None:
        """Show a place; its screen is built when first shown."""
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

    def change_look(self, language: Language, theme: ThemeName) -> None:
        """Another language, theme or size: the same place in a new dress."""
        finish_typing(self)
        place = self.current.place()
        self._language, self._theme = language, theme
        self.desk.look = Look.load(self._bundle.resources, language, theme, self._scale)
        self.desk.look.theme.apply(_application())
        speak(_application(), language)
        self._build()
        self.show_place(place)

    def step_scale(self, steps: int) -> None:
        """The text so many steps larger or smaller; 0 is back to 100 %."""
        self.change_scale(stepped(self._scale, steps) if steps else 1.0)

    def change_scale(self, scale: float) -> None:
        """The text at another size; 1.0 is 100 %."""
        if scale != self._scale:
            self._scale = scale
            self._keep("scale", f"{scale:g}")
            self.change_look(self._language, self._theme)

    def set_badge(self, errors: int) -> None:
        """The number of blocking problems on the rail."""
        self._rail.set_badge("check", errors)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The first paint is done before the worker begins to load the services."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.jobs.wake)

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being typed is committed; the database is closed when this returns."""
        finish_typing(self)
        self.jobs.close()
        super().closeEvent(event)

    def _build(self) -> None:
        old = self.takeCentralWidget() if self.centralWidget() else None
        self._screens = {}
        whole = QWidget()
        box = QVBoxLayout(whole)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self._top = TopBar(self.desk, self._theme, self._scale)
        self._top.language_chosen.connect(self._on_language)
        self._top.theme_chosen.connect(self._on_theme)
        self._top.scale_chosen.connect(self.change_scale)
        self._top.certification_chosen.connect(self.reload)
        self._top.ruleset_wanted.connect(self._choose_ruleset)
        self._top.names_wanted.connect(self._edit_names)
        self._top.undo.connect(lambda: self._step(back=True))
        self._top.redo.connect(lambda: self._step(back=False))
        self._top.back.connect(self._go_back)
        self._top.forward.connect(self._go_forward)
        self._top.show_saved(self._saved_at)
        box.addWidget(self._top)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._rail = Rail(self.desk.look, SCREENS, self)
        self._rail.chosen.connect(lambda name: self.go(Place(name)))
        self._rail_area = Scrolled(self._rail, bars=False)
        self._rail_area.setFixedWidth(self._rail.sizeHint().width())
        row.addWidget(self._rail_area)
        self._stack = Pages()
        row.addWidget(Scrolled(self._stack), 1)
        box.addLayout(row, 1)
        self.setCentralWidget(whole)
        self._notice = NoticeBar(self.desk.look, whole, self._rail_area.width())
        self._show_steps(self._next)
        self._allow()
        if old is not None:
            old.setParent(None)
            old.deleteLater()

    def _keys(self) -> None:
        keys: tuple[tuple[str, Callable[[], object]], ...] = (
            ("Ctrl+Z", lambda: self._step(back=True)),
            ("Ctrl+Shift+Z", lambda: self._step(back=False)),
            ("Ctrl+Y", lambda: self._step(back=False)),
            ("Ctrl++", lambda: self.step_scale(1)),
            ("Ctrl+=", lambda: self.step_scale(1)),
            ("Ctrl+-", lambda: self.step_scale(-1)),
            ("Ctrl+0", lambda: self.step_scale(0)),
        )
        for name, act in keys:
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)

    def _step(self, *, back: bool) -> None:
        from riskdesk.services.undo import Redo, Undo  # noqa: PLC0415 - start-up, see ``_session``

        key = "undo.done" if back else "undo.redone"

        def tell(done: Done) -> None:
            self.desk.say("ok", self.desk.look.tr(key, what=self._step_name(done.label)))
            self.reload()

        self.jobs.change(Undo() if back else Redo()).on_done(tell).start()

    def _step_name(self, label: str) -> str:
        tr = self.desk.look.tr
        return tr(f"label.{label}") if f"label.{label}" in tr else label

    def _ask_steps(self) -> None:
        self.jobs.ask(lambda session, _: session.next_steps()).on_done(self._show_steps).start()

    def _show_steps(self, steps: NextSteps | None) -> None:
        self._next = steps
        if steps is not None:
            self._top.show_steps(self._step_name(steps.undo), self._step_name(steps.redo))

    def _go_back(self) -> None:
        if self._trail:
            self._ahead.append(self.current.place())
            self.show_place(self._trail.pop())

    def _go_forward(self) -> None:
        if self._ahead:
            self._trail.append(self.current.place())
            self.show_place(self._ahead.pop())

    def _allow(self) -> None:
        some = self.desk.certification is not None
        for screen in SCREENS:
            self._rail.allow(screen.id, enabled=some or not screen.needs_certification)

    def _on_renewed(self) -> None:
        self._top.show_certification()
        self._allow()
        self._count_problems()
        if self.desk.certification is None and self._at != "home":
            self.show_place(_HOME)

    def _on_saved(self) -> None:
        self._notice.settle()
        self._ask_steps()
        self._saved_at = self._bundle.clock.now()
        self._top.show_saved(self._saved_at)
        self._count_problems()

    def _count_problems(self) -> None:
        row = self.desk.certification
        if row is None:
            self.set_badge(0)
            return
        identity = row.id
        self.jobs.ask(lambda session, _: session.snapshot(identity).errors).on_done(
            self.set_badge
        ).start()

    def _choose_ruleset(self) -> None:
        from riskdesk.ui.dialogs.choose_ruleset import (  # noqa: PLC0415 - start-up, see ``_session``
            ChooseRulesetDialog,
        )

        ChooseRulesetDialog(self.desk, self).open()

    def _edit_names(self) -> None:
        from riskdesk.ui.dialogs.edit_names import (  # noqa: PLC0415 - start-up, see ``_session``
            EditNamesDialog,
        )

        EditNamesDialog(self.desk, self).open()

    def _on_said(self, severity: str, text: str) -> None:
        self._notice.say(severity, text)

    def _on_language(self, language: Language) -> None:
        self._keep("language", language)
        self.change_look(language, self._theme)

    def _on_theme(self, theme: ThemeName) -> None:
        self._keep("theme", theme)
        self.change_look(self._language, theme)

    def _on_system_theme(self) -> None:
        """The desktop went dark or light: we follow until the user has chosen here."""
        if "theme" not in self._kept and system_theme() != self._theme:
            self.change_look(self._language, system_theme())

    def _keep(self, name: str, value: str) -> None:
        self._kept[name] = value
        self._bundle.keep(self._kept)


def _session(bundle: Bundle) -> Session:
    """The worker's side, made in the worker."""
    # Services and catalogs would hold the first paint up by 0.2 s (measured).
    from riskdesk.ui import session  # noqa: PLC0415

    return session.Session(bundle)


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no QApplication")
    return app
