"""Starting the window: fonts, looks, one window, and until it is closed."""

import gc
import sys
from collections.abc import Callable
from types import TracebackType
from typing import cast

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.instance import Instance, bring_to_front
from riskdesk.ui.kit.keyboard import LatinShortcuts
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.scale import ScaleWheel, kept_scale
from riskdesk.ui.surface import WANTED
from riskdesk.ui.theme import STYLE, THEMES, ThemeName, load_fonts, system_theme

_DEFAULT = StartOptions()

_SWITCH = 0.001
"""Seconds that the worker may keep the interpreter while the window waits for it (Python's: 0.005):
a paint asks for it many times."""

_LISTEN_MS = 300
"""The first paint is done by then."""

_BEGUN_MS = 3000
"""So long after the start the first pages stand."""

Hook = Callable[[type[BaseException], BaseException, TracebackType | None], object]
"""What is called with an exception that nobody caught."""


def run(
    bundle: Bundle,
    options: StartOptions = _DEFAULT,
    shown: Callable[[], object] = lambda: None,
) -> int:
    """Open the window on the bundle's database; returns Qt's exit code when it is closed.

    Where one is open already it comes to the front instead, and ``shown`` is called.
    """
    instance = None if bundle.instance is None else Instance(bundle.instance)
    if instance is not None and not instance.first() and instance.call():
        shown()
        return 0
    app = make_application(bundle)
    window = make_window(bundle, options)
    if instance is not None:
        instance.asked.connect(lambda: bring_to_front(window))
        QTimer.singleShot(_LISTEN_MS, instance, instance.listen)
    if window.size() == WANTED:
        window.show()
    else:
        window.showMaximized()  # a small screen is used whole, title bar included
    told = sys.excepthook
    sys.excepthook = _teller(window, told)
    handle = window.windowHandle()
    if handle is not None:
        handle.installEventFilter(LatinShortcuts(window))
        handle.installEventFilter(ScaleWheel(window, window.dress.step_scale))
    begun = QTimer(singleShot=True, interval=_BEGUN_MS)
    begun.timeout.connect(_collect)
    begun.start()
    try:
        return app.exec()
    finally:
        begun.stop()
        sys.excepthook = told
        if instance is not None:
            instance.close()


def _collect() -> None:
    """The collector begins to work; what the start has made stays and is never looked at."""
    gc.freeze()
    gc.enable()


def _teller(window: MainWindow, told: Hook) -> Hook:
    """A fault outside the worker is kept as a report by ``told`` and said in words, once."""

    def tell(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        told(kind, error, trace)
        if isValid(window) and issubclass(kind, Exception):
            window.guide.show_fault(error)

    return tell


def make_application(bundle: Bundle) -> QApplication:
    """The one QApplication with the bundled fonts; an existing one is used as it is."""
    existing = QCoreApplication.instance()
    app = existing if isinstance(existing, QApplication) else QApplication([*sys.argv[:1], *STYLE])
    app.setApplicationName("RiskDesk")
    sys.setswitchinterval(_SWITCH)
    load_fonts(bundle.resources)
    return app


def make_window(bundle: Bundle, options: StartOptions = _DEFAULT) -> MainWindow:
    """The window in the options' language and theme, else the last ones, else the system's."""
    scale = options.scale or kept_scale(bundle.settings.get("scale", ""))
    return MainWindow(bundle, _language(bundle, options), _theme(bundle, options), scale)


def _language(bundle: Bundle, options: StartOptions) -> Language:
    kept = bundle.settings.get("language", "")
    if options.language is None and kept not in LANGUAGES:
        return "ru"
    return options.language or cast("Language", kept)


def _theme(bundle: Bundle, options: StartOptions) -> ThemeName:
    kept = bundle.settings.get("theme", "")
    if options.theme is None and kept not in THEMES:
        return system_theme()
    return options.theme or cast("ThemeName", kept)
