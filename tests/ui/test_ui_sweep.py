"""Every window in 3 languages × 2 themes × 4 sizes: named, whole, reachable, nothing lost (C.2)."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import pairwise, product

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QWidget,
)
from window_hands import press, type_text

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.help.book import FIRST, HelpBook
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.scenes import dialog_classes, leave, scenes, settle
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.start import make_window
from riskdesk.ui.theme import THEMES, Theme, ThemeName

SCALES = (1.0, 1.25, 1.5, 2.0)
LEAST = (1080, 560)
USUAL = frozenset(
    {
        *product(("kk",), ("light",), SCALES),  # the longest words
        *product(("ru", "en"), ("light",), (1.0, 1.25, 2.0)),
        ("ru", "dark", 1.5),
        ("en", "dark", 1.0),
    }
)
PLAIN = frozenset({("ru", "light", 1.0)})
GROUNDS = ("page", "panel", "window", "grid_head", "sel", "hover", "computed_bg", "raised")
PAIRS = [
    *product(("text", "text_2", "text_3"), GROUNDS),
    *product(("accent",), ("page", "panel", "sel", "window", "hover", "grid_head")),
    *product(("on_accent",), ("accent", "accent_hover", "accent_press")),
    *product(("text", "text_2", "invalid"), ("invalid_bg",)),
    *product(("text", "text_2", "attention"), ("attention_bg",)),
    *product(("invalid", "attention", "ok"), ("page", "panel")),
    ("text", "ok_bg"), ("ok", "ok_bg"), ("on_tip", "tip"), ("text", "sel_inactive"),
]  # fmt: skip


@contextmanager
def window_of(
    app: QApplication, bundle: Bundle, language: str, theme: ThemeName, scale: float
) -> Iterator[MainWindow]:
    options = StartOptions(language=language, theme=theme, scale=scale)  # type: ignore[arg-type]
    window = make_window(bundle, options)
    window.resize(1366, 768)
    window.show()
    settle(app, window)
    try:
        yield window
    finally:
        window.close()
        window.deleteLater()
        app.processEvents()


def seen(shown: QWidget) -> list[QWidget]:
    return [each for each in shown.findChildren(QWidget) if each.isVisibleTo(shown)]


def controls(shown: QWidget) -> list[QWidget]:
    """What Tab reaches."""
    found = (each for each in seen(shown) if each.isEnabled())
    return [each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus]


def is_inner(widget: QWidget) -> bool:
    """A part of a Qt widget, not one of ours."""
    return widget.objectName().startswith("qt_") or isinstance(widget.parent(), QComboBox)


def nameless(shown: QWidget) -> list[str]:
    return [
        repr(each)
        for each in controls(shown)
        if not is_inner(each) and not each.accessibleName() and each.window() is shown.window()
    ]


def cut(shown: QWidget) -> list[str]:
    """Words of one line in less room than they need, and buttons narrower than their words."""
    return [words(each) for each in seen(shown) if words(each) and lacks_room(each)]


def words(widget: QWidget) -> str:
    return widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""


def lacks_room(widget: QWidget) -> bool:
    if isinstance(widget, QLabel):
        if widget.wordWrap():
            leading = widget.fontMetrics().height() // 2  # below a line there is nothing to cut
            return widget.height() + leading < widget.heightForWidth(widget.width())
        return widget.width() + 1 < widget.sizeHint().width()
    if "…" in words(widget):  # the long name of the top bar: its tooltip has it whole
        return False
    return widget.width() + 1 < widget.minimumSizeHint().width()


def letters_twice(shown: QWidget) -> list[str]:
    """Letters that Alt takes to one of two buttons."""
    texts = [
        words(each).replace("&&", "") for each in seen(shown) if isinstance(each, QAbstractButton)
    ]
    letters = [found[1].casefold() for text in texts if (found := re.search("&([^&])", text))]
    return [each for each, count in Counter(letters).items() if count > 1]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Every dress with ``--long``, 10 minutes; else those in which a fault is most likely."""
    if "scale" not in metafunc.fixturenames:
        return
    dresses = [*product(LANGUAGES, THEMES, SCALES)]
    if not metafunc.config.getoption("--long"):
        cut = metafunc.function is test_every_window_is_named_and_whole
        dresses = [each for each in dresses if each in (USUAL if cut else PLAIN)]
    metafunc.parametrize(("language", "theme", "scale"), dresses)


def test_every_window_is_named_and_whole(
    app: QApplication, bundle: Bundle, language: Language, theme: ThemeName, scale: float
) -> None:
    faults: list[tuple[str, str]] = []
    with window_of(app, bundle, language, theme, scale) as window:
        for name, show in scenes():
            shown = show(window, bundle)
            settle(app, window)
            if cut(shown):
                settle(app, window)  # words that wrap ask for their height once more
            faults += [(name, f"no name: {each}") for each in nameless(shown)]
            faults += [(name, f"cut: {each}") for each in cut(shown)]
            faults += [(name, f"letter twice: {each}") for each in letters_twice(shown)]
            if shown.grab().isNull():
                faults.append((name, "no picture"))
            least = shown.minimumSizeHint()
            if scale == 1.0 and (least.width() > LEAST[0] or least.height() > LEAST[1]):
                faults.append((name, f"too large: {least}"))
            leave(window, shown)
    assert faults == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_window_has_a_page_of_help(resources: object, language: Language) -> None:
    book = HelpBook.load(resources, language)  # type: ignore[arg-type]
    wanted = {*FIRST, *(s.id for s in SCREENS), *(kind.help_page() for kind in dialog_classes())}
    assert sorted(wanted - {page.id for page in book.pages}) == []


def test_every_dialog_is_swept(app: QApplication, bundle: Bundle) -> None:
    met: set[type[QWidget]] = set()
    with window_of(app, bundle, "ru", "light", 1.0) as window:
        for name, show in scenes():
            if name.startswith("dialog-"):
                shown = show(window, bundle)
                met.add(type(shown))
                settle(app, window)
                leave(window, shown)
    missing = [kind.__name__ for kind in dialog_classes() if kind not in met]
    assert missing == [], "offer scene(window, bundle) in the dialog's module"


def go_on(widget: QWidget) -> None:
    """To the next control: Tab, out of a grid Ctrl+Tab."""
    inside = isinstance(widget, Grid)
    held = Qt.KeyboardModifier.ControlModifier if inside else Qt.KeyboardModifier.NoModifier
    press(widget, Qt.Key.Key_Tab, "" if inside else "\t", held)


def test_tab_reaches_everything_and_leaves(
    app: QApplication, bundle: Bundle, language: Language, theme: ThemeName, scale: float
) -> None:
    faults: list[tuple[str, object]] = []
    with window_of(app, bundle, language, theme, scale) as window:
        for name, show in scenes():
            if name == "search":
                continue  # one line, whose Tab closes it
            shown = show(window, bundle)
            settle(app, window)
            wanted = [each for each in controls(shown) if not is_inner(each)]
            if not wanted:
                continue
            first = wanted[0]
            first.setFocus()
            met: list[QWidget] = []
            at = shown.window().focusWidget()
            while at is not None and at not in met and len(met) < 400:
                met.append(at)
                go_on(at)
                at = shown.window().focusWidget()
            lost = [each for each in wanted if each not in met and not _proxied(each, met)]
            faults += [(name, f"{type(each).__name__} {each.accessibleName()}") for each in lost]
            leave(window, shown)
    assert faults == []


def _proxied(widget: QWidget, met: list[QWidget]) -> bool:
    """One of a group of which Tab reaches the pressed one, or a part of what was met."""
    if isinstance(widget, QAbstractButton) and widget.group() is not None:
        return any(button in met for button in widget.group().buttons())
    return any(each.isAncestorOf(widget) for each in met if isinstance(each, QAbstractItemView))


def value(widget: QWidget) -> object:
    if isinstance(widget, QComboBox | QTabBar):
        return widget.currentIndex()
    if isinstance(widget, QAbstractSpinBox):
        return widget.text()
    return widget.value() if isinstance(widget, QAbstractSlider) else None


def turn(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(0, -120), QPoint(0, -120),
        Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt takes no name here
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_the_wheel_changes_nothing(
    app: QApplication, bundle: Bundle, language: Language, theme: ThemeName, scale: float
) -> None:
    faults, met = [], 0
    with window_of(app, bundle, language, theme, scale) as window:
        for name, show in scenes():
            shown = show(window, bundle)
            settle(app, window)
            for each in seen(shown):
                kinds = QComboBox | QAbstractSpinBox | QAbstractSlider | QTabBar
                if not isinstance(each, kinds) or isinstance(each, QScrollBar):
                    continue
                met += 1
                before = value(each)
                turn(each)
                each.setFocus()
                turn(each)
                if value(each) != before:
                    faults.append((name, each.accessibleName()))
            leave(window, shown)
    assert faults == []
    assert met > 5


def fields(shown: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    lines = [each for each in seen(shown) if isinstance(each, QLineEdit | QPlainTextEdit)]
    return [each for each in lines if each.isEnabled() and not each.isReadOnly()]


def written(field: QLineEdit | QPlainTextEdit) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def test_enter_and_esc_lose_nothing(
    app: QApplication, bundle: Bundle, language: Language, theme: ThemeName, scale: float
) -> None:
    faults: list[tuple[str, str]] = []
    met = 0
    with window_of(app, bundle, language, theme, scale) as window:
        for name, show in scenes():
            shown = show(window, bundle)
            settle(app, window)
            inside = [each for each in fields(shown) if not is_inner(each)]
            if not isinstance(shown, Dialog) or not inside:
                leave(window, shown)
                continue
            met += 1
            field = inside[0]
            field.setFocus()
            type_text(field, "абв 1")
            typed = written(field)
            press(field, Qt.Key.Key_Return)
            after = written(field)
            if isinstance(field, QPlainTextEdit):
                after = after.removesuffix("\n")  # a text of several lines goes on in the next
            if not shown.isVisible() or after != typed:
                faults.append((name, "Enter"))
            QApplication.sendEvent(
                shown,
                QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier),
            )
            if not shown.isVisible() and typed not in _kept(window):
                faults.append((name, "Esc"))
            leave(window, shown)
    assert faults == []
    assert met >= 2


def _kept(window: MainWindow) -> set[str]:
    drafts = window.desk.drafts
    return {text for thing in drafts.things() for text in drafts.of(thing).values()}


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("name", THEMES)
def test_text_stands_out_from_its_ground(resources: object, name: ThemeName) -> None:
    theme = Theme.load(resources, name)  # type: ignore[arg-type]
    weak = []
    for text, ground in PAIRS:
        light, dark = sorted(
            (luminance(theme.colour(text)), luminance(theme.colour(ground))), reverse=True
        )
        if (light + 0.05) / (dark + 0.05) < 4.5:
            weak.append((text, ground, round((light + 0.05) / (dark + 0.05), 2)))
    assert weak == []
    assert all(smaller < larger for smaller, larger in pairwise(SCALES))
