"""Everything one can do, as one list: shortcuts, search and the page of keys are made of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget

from riskdesk.domain.values import LANGUAGES
from riskdesk.ui.desk import Place
from riskdesk.ui.rail import DIGITS
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.theme import THEMES

if TYPE_CHECKING:
    from riskdesk.ui.main_window import MainWindow


@dataclass(frozen=True)
class Command:
    """One action in words, its keys ("" for none), what it does.

    ``also``: further keys. ``where``: the screen it belongs to, "" everywhere. ``bound``: a button
    has the keys already.
    """

    words: str
    run: Callable[[], object]
    keys: str = ""
    also: tuple[str, ...] = ()
    where: str = ""
    bound: bool = False


def window_commands(window: MainWindow) -> tuple[Command, ...]:
    """What the window itself can do, on every screen."""
    tr = window.desk.look.tr
    return (
        Command(tr("command.search"), window.show_search, "Ctrl+K"),
        Command(tr("command.help"), window.show_help, "F1"),
        Command(tr("command.keys"), partial(window.show_help, "keys"), "Ctrl+F1"),
        Command(tr("command.settings"), window.dress.show_settings, "Ctrl+,"),
        Command(tr("top.undo"), partial(window.step, back=True), "Ctrl+Z"),
        Command(tr("top.redo"), partial(window.step, back=False), "Ctrl+Y", ("Ctrl+Shift+Z",)),
        Command(tr("top.back"), window.go_back, "Alt+Left", bound=True),
        Command(tr("top.forward"), window.go_forward, "Alt+Right", bound=True),
        Command(tr("command.larger"), partial(window.dress.step_scale, 1), "Ctrl++", ("Ctrl+=",)),
        Command(tr("command.smaller"), partial(window.dress.step_scale, -1), "Ctrl+-"),
        Command(tr("command.normal_size"), partial(window.dress.step_scale, 0), "Ctrl+0"),
        Command(tr("command.tour"), window.show_tour),
        Command(tr("command.about"), window.guide.show_about),
        Command(tr("copies.open"), partial(window.desk.copies.show, window)),
        *_places(window),
        *_dress(window),
        *_of_certification(window),
    )


def _places(window: MainWindow) -> Iterator[Command]:
    tr, some = window.desk.look.tr, window.desk.certification is not None
    own = [screen.id for screen in SCREENS if not screen.under]
    for screen in SCREENS:
        if some or not screen.needs_certification:
            number = own.index(screen.id) + 1 if screen.id in own else DIGITS + 1
            yield Command(
                tr("command.go", screen=tr(f"rail.{screen.id}")),
                partial(window.go, Place(screen.id)),
                f"Alt+{number}" if number <= DIGITS else "",
                bound=True,
            )


def _dress(window: MainWindow) -> Iterator[Command]:
    tr = window.desk.look.tr
    for language in LANGUAGES:
        words = f"{tr('top.language')}: {tr(f'language.{language}')}"
        yield Command(words, partial(window.dress.choose_language, language))
    for theme in THEMES:
        yield Command(tr(f"top.theme_{theme}"), partial(window.dress.choose_theme, theme))
    yield Command(tr("settings.theme_system"), partial(window.dress.choose_theme, None))


def _of_certification(window: MainWindow) -> Iterator[Command]:
    tr = window.desk.look.tr
    yield Command(tr("top.ruleset"), window.choose_ruleset)
    yield Command(tr("top.names"), window.show_enterprise, "Alt+0")
    for screen in SCREENS:
        if window.desk.certification is not None or not screen.needs_certification:
            for key in screen.commands:
                words = tr(key).replace("&", "")
                yield Command(
                    words,
                    partial(window.press_there, screen.id, words),
                    where=screen.id,
                )


def shown_commands(shown: QWidget, where: str = "") -> tuple[Command, ...]:
    """The buttons that can be pressed on what is shown now, with their keys."""
    found: dict[str, Command] = {}
    for button in buttons_of(shown):
        words = words_of(button)
        if words and button.isEnabled() and words not in found:
            keys = button.shortcut().toString(QKeySequence.SequenceFormat.PortableText)
            found[words] = Command(words, button.click, keys, where=where, bound=True)
    return tuple(found.values())


def buttons_of(shown: QWidget) -> list[QAbstractButton]:
    """The buttons that are seen."""
    return [each for each in shown.findChildren(QAbstractButton) if each.isVisibleTo(shown)]


def words_of(button: QAbstractButton) -> str:
    """What a button is called."""
    text = button.text().replace("&&", "\0").replace("&", "").replace("\0", "&")
    return text or button.accessibleName()


def bind(window: QWidget, commands: Sequence[Command], current: Callable[[str], Command]) -> None:
    """Give the window the keys; ``current`` finds the command again, whatever is shown by then."""
    for command in commands:
        if command.bound:
            continue
        for keys in filter(None, (command.keys, *command.also)):
            shortcut = QShortcut(QKeySequence(keys), window)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(lambda name=command.keys: current(name).run())
