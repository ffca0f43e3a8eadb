"""Language, theme and size of the text: chosen here, kept for the next runs, changed at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from riskdesk.domain.values import Language
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.look import Look
from riskdesk.ui.scale import stepped
from riskdesk.ui.surface import speak
from riskdesk.ui.theme import ThemeName, system_theme

if TYPE_CHECKING:
    from riskdesk.ui.main_window import MainWindow


class Dress(QObject):
    """The looks of one window. ``kept``: the settings as they stand in the user's file."""

    def __init__(
        self, window: MainWindow, bundle: Bundle, language: Language, theme: ThemeName, scale: float
    ) -> None:
        super().__init__(window)
        self._window, self._bundle = window, bundle
        self.language: Language = language
        self.theme: ThemeName = theme
        self.scale = scale
        self.kept = dict(bundle.settings)
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._on_system_theme)

    def look(self) -> Look:
        """Theme, icons and words as chosen; the whole program is dressed in them."""
        made = Look.load(self._bundle.resources, self.language, self.theme, self.scale)
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("no QApplication")
        made.theme.apply(app)
        speak(app, self.language)
        return made

    def keep(self, name: str, value: str) -> None:
        """Keep a choice for the next runs; "" forgets it."""
        self.kept[name] = value
        if not value:
            del self.kept[name]
        self._bundle.keep(self.kept)

    def choose_language(self, language: Language) -> None:
        """Another language, without a restart."""
        self.keep("language", language)
        self.language = language
        self._window.dress_anew()

    def choose_theme(self, theme: ThemeName | None) -> None:
        """Another theme; ``None`` follows the system."""
        self.keep("theme", theme or "")
        self.theme = theme or system_theme()
        self._window.dress_anew()

    def choose_scale(self, scale: float) -> None:
        """The text at another size; 1.0 is 100 %."""
        if scale != self.scale:
            self.scale = scale
            self.keep("scale", f"{scale:g}")
            self._window.dress_anew()

    def step_scale(self, steps: int) -> None:
        """The text so many steps larger or smaller; 0 is back to 100 %."""
        self.choose_scale(stepped(self.scale, steps) if steps else 1.0)

    def show_settings(self) -> None:
        """The dialog of these choices; each is seen at once."""
        # Asked for after the window has painted.
        from riskdesk.ui.dialogs.settings import Chosen, SettingsDialog  # noqa: PLC0415

        chosen = Chosen(self.language, self.kept.get("theme", ""), self.scale)
        SettingsDialog(self._window.desk.look, self._window, chosen, self._choose).open()

    def _choose(self, name: str, value: str) -> None:
        if name == "language":
            self.choose_language(cast("Language", value))
        elif name == "theme":
            self.choose_theme(cast("ThemeName", value) if value else None)
        else:
            self.choose_scale(float(value))
        self.show_settings()

    def _on_system_theme(self) -> None:
        """The desktop went dark or light: we follow until the user has chosen here."""
        if "theme" not in self.kept and system_theme() != self.theme:
            self.theme = system_theme()
            self._window.dress_anew()
