"""The look by role: colours, fonts and sizes of one TOML file, as palette and style sheet.

Code names a role, only the theme file names a colour. Sizes follow the user's scale (80–200 %).
"""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

ThemeName = Literal["light", "dark"]
THEMES: tuple[ThemeName, ...] = ("light", "dark")

FONT_FILES = (
    "inter/Inter-Regular.otf",
    "inter/Inter-Medium.otf",
    "inter/Inter-SemiBold.otf",
    "liberation/LiberationSans-Regular.ttf",
    "liberation/LiberationSans-Bold.ttf",
)
"""Loaded by file, never by name: a name takes whatever the machine has."""

STYLE = ("-style", "fusion")
"""What the application is begun with. To ask Qt which style it has, or to set it later, makes all
the enums of ``QStyle``: 10 ms of the first paint."""

_LITERAL = re.compile(r"\b([4-9]|\d\d+)px\b")
"""Lengths written in the style sheet; strokes up to 3 px keep their width at every scale."""


def load_fonts(resources: Path) -> None:
    """Give Qt the bundled fonts; a missing file leaves the next family of the theme in charge."""
    for name in FONT_FILES:
        file = resources / "fonts" / name
        if file.is_file():
            QFontDatabase.addApplicationFont(str(file))


class Theme:
    """One theme file at one scale. ``scale`` 1.0 is 100 %; lengths are logical pixels."""

    def __init__(self, data: Mapping[str, Any], style: str, scale: float = 1.0) -> None:
        self._data = data
        self._style = style
        self.scale = scale
        self.name: str = data["name"]
        self._fonts: dict[tuple[str, str], QFont] = {}
        self._metrics: dict[tuple[str, str], QFontMetricsF] = {}

    @classmethod
    def load(cls, resources: Path, name: ThemeName, scale: float = 1.0) -> "Theme":
        """Read ``themes/<name>.toml`` and the style sheet both themes share."""
        folder = resources / "themes"
        data = tomllib.loads((folder / f"{name}.toml").read_text(encoding="utf-8"))
        return cls(data, (folder / "style.qss").read_text(encoding="utf-8"), scale)

    def colour(self, role: str) -> QColor:
        """The colour of ``role``."""
        return QColor(self._data["colour"][role])

    def class_colours(self, number: str) -> Mapping[str, str]:
        """fill, text, outline, bar (and hatch) of a hazard class, by its number."""
        found: Mapping[str, str] = self._data["class"][number]
        return found

    def risk_colours(self, level: str) -> Mapping[str, str]:
        """fill, text and outline of a risk level, by its Roman number."""
        found: Mapping[str, str] = self._data["risk"][level]
        return found

    def px(self, group: str, name: str) -> int:
        """A length of the theme file, scaled with the font."""
        return round(float(self._data[group][name]) * self.scale)

    def length(self, pixels: float) -> int:
        """A length given in pixels at 100 %, scaled with the font."""
        return round(pixels * self.scale)

    def stroke(self, name: str) -> int:
        """A stroke width: not scaled below one pixel."""
        return max(1, round(float(self._data["stroke"][name])))

    def font(self, role: str = "body", weight: str = "normal") -> QFont:
        """The font of ``role`` (title, heading, body, small, micro …), tabular figures on."""
        known = self._fonts.get((role, weight))
        if known is None:
            table = self._data["font"]
            known = QFont(list(table["family"]))
            known.setPointSizeF(float(table["pt"][role]) * self.scale)
            known.setWeight(QFont.Weight(int(table[f"weight_{weight}"])))
            known.setFeature(QFont.Tag.fromString("tnum"), 1)
            known.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
            self._fonts[role, weight] = known
        return QFont(known)

    def metrics(self, role: str = "body", weight: str = "normal") -> QFontMetricsF:
        """The measures of a font role."""
        known = self._metrics.get((role, weight))
        if known is None:
            known = self._metrics[role, weight] = QFontMetricsF(self.font(role, weight))
        return known

    def tag_size(self, *, big: bool = False) -> QSize:
        """The size of a class tag."""
        if big:
            return QSize(self.px("width", "tag_big"), self.length(26))
        return QSize(self.px("width", "tag"), self.length(18))

    def palette(self) -> QPalette:
        """The theme as Qt's palette: what the style draws by itself."""
        palette = QPalette()
        roles = QPalette.ColorRole
        for role, name in (
            (roles.Window, "window"),
            (roles.WindowText, "text"),
            (roles.Base, "page"),
            (roles.AlternateBase, "computed_bg"),
            (roles.Text, "text"),
            (roles.Button, "raised"),
            (roles.ButtonText, "text"),
            (roles.BrightText, "on_accent"),
            (roles.Highlight, "sel"),
            (roles.HighlightedText, "text"),
            (roles.Link, "accent"),
            (roles.LinkVisited, "accent"),
            (roles.ToolTipBase, "tip"),
            (roles.ToolTipText, "on_tip"),
            (roles.PlaceholderText, "text_3"),
            (roles.Light, "raised"),
            (roles.Midlight, "grid_line"),
            (roles.Mid, "line"),
            (roles.Dark, "line_strong"),
            (roles.Shadow, "line_strong"),
            (roles.Accent, "accent"),
        ):
            palette.setColor(role, self.colour(name))
        for role in (roles.WindowText, roles.Text, roles.ButtonText):
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("text_disabled"))
        return palette

    def style_sheet(self) -> str:
        """The shared style sheet with this theme's colours, fonts and lengths."""
        text = _LITERAL.sub(lambda found: f"{round(int(found[1]) * self.scale)}px", self._style)
        for role, value in self._data["colour"].items():
            text = text.replace(f"@{role}@", value)
        for group in ("space", "height", "width", "radius", "stroke"):
            for name, value in self._data[group].items():
                if not isinstance(value, list):
                    text = text.replace(f"@{group}.{name}@", f"{round(value * self.scale)}px")
        for role, size in self._data["font"]["pt"].items():
            text = text.replace(f"@pt.{role}@", f"{size * self.scale:g}pt")
        for weight in ("normal", "medium", "strong"):
            text = text.replace(f"@weight.{weight}@", str(self._data["font"][f"weight_{weight}"]))
        return text

    def apply(self, app: QApplication) -> None:
        """Dress the whole program (begun with ``STYLE``): palette, font, style sheet."""
        app.setPalette(self.palette())
        app.setFont(self.font())
        app.setStyleSheet(self.style_sheet())


def system_theme() -> ThemeName:
    """The theme that the desktop asks for."""
    scheme = QGuiApplication.styleHints().colorScheme()
    return "dark" if scheme.name == "Dark" else "light"
