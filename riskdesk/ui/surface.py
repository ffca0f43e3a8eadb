"""What the desktop sees: the size on its screen, the icon, the language of Qt's own texts."""

from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QSize, QTranslator
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from riskdesk.domain.values import Language

WANTED = QSize(1366, 768)
"""The size of the first showing where the screen has room for it."""
_FRAME = (16, 40)
"""Room for the border and the title bar, which the window's own size does not count."""
_NAME = "qt-texts"


def first_size(room: QSize) -> QSize:
    """The size of the first showing: as wanted, or what the screen leaves."""
    wide, high = room.width() - _FRAME[0], room.height() - _FRAME[1]
    return QSize(min(WANTED.width(), wide), min(WANTED.height(), high))


def program_icon(resources: Path) -> QIcon:
    """The program's icon."""
    return QIcon(str(resources / "icons" / "program.svg"))


def speak(app: QApplication, language: Language) -> None:
    """Qt's own texts (file dialogs, menus of fields) in ``language``, as far as Qt brings it."""
    old = app.findChild(QTranslator, _NAME)
    if old is not None:
        app.removeTranslator(old)
        old.setParent(None)
    new = QTranslator(app)
    new.setObjectName(_NAME)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if language != "en" and new.load(f"qtbase_{language}", folder):
        app.installTranslator(new)
