"""The size of the text: Ctrl and the wheel; nothing is squeezed, a small window scrolls."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QScrollArea, QWidget
from window_hands import OpenWindow

from riskdesk.domain.values import Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.scale import STEPS, ScaleWheel, kept_scale, stepped
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.shots import scenes, settle
from riskdesk.ui.start import make_window


@contextmanager
def opened(
    app: QApplication, bundle: Bundle, language: Language, scale: float, width: int, height: int
) -> Iterator[MainWindow]:
    options = StartOptions(language=language, theme="light", scale=scale)
    window = make_window(bundle, options)
    window.resize(width, height)
    window.show()
    settle(app, window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()


def squeezed(shown: QWidget) -> list[str]:
    """Labels and buttons that are smaller than their words."""
    found = []
    for label in shown.findChildren(QLabel):
        one_line = label.text() and not label.wordWrap() and label.isVisibleTo(shown)
        if one_line and label.width() + 1 < label.sizeHint().width():
            found.append(label.text())
    for button in shown.findChildren(QPushButton):
        if button.isVisibleTo(shown) and button.text() and button.property("flat") is None:
            least = button.minimumSizeHint()
            if button.width() + 1 < least.width() or button.height() + 1 < least.height():
                found.append(button.text())
    return found


@pytest.mark.parametrize(
    ("language", "scale"), [("kk", 1.0), ("kk", 1.5), ("kk", 2.0), ("ru", 2.0), ("en", 2.0)]
)
def test_nothing_is_squeezed(
    app: QApplication, bundle: Bundle, language: Language, scale: float
) -> None:
    with opened(app, bundle, language, scale, 1080, 560) as window:
        for name, show in scenes():
            shown = show(window, bundle)
            settle(app, window)
            assert squeezed(shown) == [], name
            if isinstance(shown, QDialog):
                shown.done(0)
                shown.deleteLater()


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_the_window_never_asks_for_more_room(
    app: QApplication, bundle: Bundle, scale: float
) -> None:
    with opened(app, bundle, "kk", scale, 1080, 560) as window:
        for screen in ("home", "structure", "check", "risk", "documents"):
            window.show_place(Place(screen))
            settle(app, window)
        assert (window.width(), window.height()) == (1080, 560)


def test_a_page_that_needs_more_room_scrolls(app: QApplication, bundle: Bundle) -> None:
    with opened(app, bundle, "ru", 2.0, 1080, 560) as window:
        window.show_place(Place("risk"))
        settle(app, window)
        areas = [a for a in window.findChildren(QScrollArea) if a.isAncestorOf(window.current)]
        assert any(area.verticalScrollBar().maximum() > 0 for area in areas)


def turn(window: MainWindow, notches: int, held: Qt.KeyboardModifier) -> bool:
    inverted = False
    event = QWheelEvent(
        QPointF(600, 400),
        QPointF(600, 400),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        held,
        Qt.ScrollPhase.NoScrollPhase,
        inverted,
    )
    return ScaleWheel(window, window.dress.step_scale).eventFilter(window, event)


def test_the_wheel_with_ctrl_changes_the_size(
    open_window: OpenWindow, app: QApplication, kept: dict[str, str]
) -> None:
    window: MainWindow = open_window()
    before = window.desk.look.theme.font().pointSizeF()
    assert turn(window, 1, Qt.KeyboardModifier.ControlModifier)
    settle(app, window)
    assert window.desk.look.theme.font().pointSizeF() == pytest.approx(before * 1.1)
    assert kept["scale"] == "1.1"
    assert turn(window, -1, Qt.KeyboardModifier.ControlModifier)
    assert not turn(window, 1, Qt.KeyboardModifier.NoModifier)
    settle(app, window)
    assert window.desk.look.theme.scale == 1.0


def test_sizes_have_ends() -> None:
    assert stepped(STEPS[-1], 1) == STEPS[-1]
    assert stepped(STEPS[0], -1) == STEPS[0]
    assert [kept_scale(text) for text in ("1.5", "", "x", "9")] == [1.5, 1.0, 1.0, 2.0]


def test_a_narrow_window_lays_the_panes_over_the_page(app: QApplication, bundle: Bundle) -> None:
    with opened(app, bundle, "ru", 1.0, 1366, 768) as window:
        window.show_place(Place("structure"))
        settle(app, window)
        screen = window.current
        assert isinstance(screen, StructureScreen)
        assert screen.why.isVisible()
        wide = screen.view.width()
        window.resize(1100, 700)
        settle(app, window)
        assert not screen.why.isVisible()
        assert screen.panel.isVisible()
        assert screen.view.width() >= wide
        screen._panes.toggle(screen.why)
        settle(app, window)
        assert screen.why.isVisible()
        assert screen.why.geometry().right() == screen.rect().right()
        assert screen._panes.close_over()
        window.resize(1366, 768)
        settle(app, window)
        assert screen.why.isVisible()
        assert abs(screen.view.width() - wide) <= 2
