"""Line icons of our own, recoloured by role."""

from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from riskdesk.ui.theme import Theme


class Icons:
    """The SVG files of ``resources/icons`` in the colours of one theme."""

    def __init__(self, resources: Path, theme: Theme) -> None:
        self._folder = resources / "icons"
        self._theme = theme
        self._pictures: dict[tuple[str, str, int, float], QPixmap] = {}
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}

    def pixmap(
        self, name: str, role: str = "text_2", size: int = 16, ratio: float = 1.0
    ) -> QPixmap:
        """The icon as a picture of ``size`` logical pixels at a device ratio."""
        key = (name, role, size, ratio)
        if key not in self._pictures:
            self._pictures[key] = self._drawn(name, self._theme.colour(role), size, ratio)
        return self._pictures[key]

    def icon(self, name: str, role: str = "text_2", size: int = 20) -> QIcon:
        """The icon for buttons, sharp at one and, where a screen has them, at two device pixels."""
        icon = QIcon(self.pixmap(name, role, size))
        if any(screen.devicePixelRatio() > 1 for screen in QGuiApplication.screens()):
            icon.addPixmap(self.pixmap(name, role, size, 2.0))
        return icon

    def paint(self, painter: QPainter, name: str, rect: QRectF, role: str) -> None:
        """Draw the icon into ``rect`` with the colour of ``role``."""
        self._renderer(name, self._theme.colour(role)).render(painter, rect)

    def _renderer(self, name: str, colour: QColor) -> QSvgRenderer:
        found = self._renderers.get((name, colour.name()))
        if found is None:
            text = (self._folder / f"{name}.svg").read_text(encoding="utf-8")
            text = text.replace("currentColor", colour.name())
            text = text.replace("groundColor", self._theme.colour("page").name())
            found = QSvgRenderer(QByteArray(text.encode()))
            self._renderers[name, colour.name()] = found
        return found

    def _drawn(self, name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
        side = round(size * self._theme.scale * ratio)
        picture = QPixmap(side, side)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._renderer(name, colour).render(painter, QRectF(0, 0, side, side))
        painter.end()
        picture.setDevicePixelRatio(ratio)
        return picture
