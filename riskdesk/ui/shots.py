"""A picture of every screen and dialog on the sample, and a page that shows them all."""

import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from riskdesk.domain.values import Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.scenes import leave, scenes, settle
from riskdesk.ui.start import make_application, make_window
from riskdesk.ui.theme import ThemeName

__all__ = ["scenes", "settle", "take"]

_SIZE = (1366, 768)


def take(
    bundle: Bundle,
    out: Path,
    *,
    languages: tuple[Language, ...] = ("kk", "ru", "en"),
    themes: tuple[ThemeName, ...] = ("light", "dark"),
) -> list[Path]:
    """Write ``<screen>-<language>-<theme>.png`` and ``index.html``; returns the files."""
    before = qInstallMessageHandler(_message)
    app = make_application(bundle)
    taken: list[Path] = []
    for theme in themes:
        for language in languages:
            window = make_window(bundle, StartOptions(language=language, theme=theme, scale=1.0))
            try:
                for name, path in _pictures(app, window, bundle, out):
                    taken.append(path.rename(out / f"{name}-{language}-{theme}.png"))
            finally:
                window.close()
                window.deleteLater()
                app.processEvents()
    qInstallMessageHandler(before)
    index = out / "index.html"
    index.write_text(_index(taken), encoding="utf-8")
    return [*taken, index]


def _pictures(
    app: QApplication, window: MainWindow, bundle: Bundle, out: Path
) -> Iterator[tuple[str, Path]]:
    window.resize(*_SIZE)
    window.show()
    settle(app, window)
    for name, show in scenes():
        shown = show(window, bundle)
        settle(app, window)
        settle(app, window)
        path = out / f"{name}.png"
        shown.grab().save(str(path))
        leave(window, shown)
        yield name, path


def _message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """The offscreen platform says of every window that it has no size hints: no news."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _index(taken: list[Path]) -> str:
    rows = "\n".join(
        f'<figure><a href="{escape(path.name)}"><img src="{escape(path.name)}" width="680" alt="">'
        f"</a><figcaption>{escape(path.stem)}</figcaption></figure>"
        for path in taken
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>RiskDesk</title>\n{rows}\n'
