"""The bar at the top: back and forward, what is on the desk, what is saved, language, theme."""

from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from riskdesk.domain.values import LANGUAGES
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import TitleButton, button
from riskdesk.ui.kit.labels import IconLabel, Stamp, Text, ground, plain
from riskdesk.ui.scale import STEPS
from riskdesk.ui.theme import THEMES, ThemeName


class TopBar(QWidget):
    """Fixed at the top of the window."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    scale_chosen = Signal(float)
    certification_chosen = Signal(str)
    back = Signal()
    forward = Signal()
    ruleset_wanted = Signal()
    names_wanted = Signal()
    undo = Signal()
    redo = Signal()

    def __init__(self, desk: Desk, theme: ThemeName, scale: float = 1.0) -> None:
        super().__init__()
        self._desk, look = desk, desk.look
        ground(self, "bar", "bottom")
        self.setFixedHeight(look.theme.px("height", "top_bar"))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        row.setSpacing(look.theme.length(8))
        self._trail(row)
        self._steps(row)
        self._title = TitleButton(look)
        self._menu = QMenu(self)
        self._title.clicked.connect(self._show_certifications)
        row.addWidget(self._title)
        self._stamp = Stamp(look, look.tr("top.sample"))
        row.addWidget(self._stamp)
        self._ruleset = button(look, "", "link", icon="warning")
        self._ruleset.clicked.connect(self.ruleset_wanted)
        row.addWidget(self._ruleset)
        row.addStretch(1)
        self._saved_sign = IconLabel(look, "tick", "ok", look.tr("severity.ok"), size=14)
        self._saved = Text(look, "", "small", "text_2")
        row.addWidget(self._saved_sign)
        row.addWidget(self._saved)
        row.addSpacing(look.theme.length(8))
        row.addWidget(self._language_button())
        row.addWidget(self._look_button(theme, scale))
        self.show_saved(None)
        self.show_certification()

    def show_certification(self) -> None:
        """What is on the desk."""
        row, look = self._desk.certification, self._desk.look
        for widget in (self._title, self._stamp):
            widget.setVisible(row is not None)
        self._stamp.setVisible(row is not None and row.is_sample)
        self._ruleset.setVisible(row is not None and row.ruleset is None)
        self._ruleset.setText(look.tr("top.ruleset_proposed"))
        self._ruleset.setAccessibleName(look.tr("top.ruleset_proposed"))
        if row is None:
            return
        enterprise = look.tr.text(row.enterprise)
        title = f"{enterprise}  ·  {row.title}" if row.title != enterprise else enterprise
        self._title.show_name(title)

    def show_saved(self, moment: datetime | None) -> None:
        """The time of the last commit; nothing before the first."""
        for widget in (self._saved_sign, self._saved):
            widget.setVisible(moment is not None)
        if moment is not None:
            local = moment.astimezone()
            self._saved.setText(self._desk.look.tr("top.saved", time=local.strftime("%H:%M")))

    def show_steps(self, undo: str, redo: str) -> None:
        """The names of the next steps; a button without a step is off."""
        look = self._desk.look
        for made, keys, word, name in (
            (self.undo_button, "Ctrl+Z", "top.undo", undo),
            (self.redo_button, "Ctrl+Y", "top.redo", redo),
        ):
            verb = look.tr(word)
            words = f"{verb}: {name}" if name else verb
            made.setEnabled(bool(name))
            made.setToolTip(plain(f"{words}  {keys}"))
            made.setAccessibleName(words)

    def _steps(self, row: QHBoxLayout) -> None:
        look = self._desk.look
        self.undo_button = button(look, "", "flat", icon="undo")
        self.redo_button = button(look, "", "flat", icon="redo")
        for made, signal in ((self.undo_button, self.undo), (self.redo_button, self.redo)):
            made.setFixedWidth(look.theme.length(28))
            made.setStyleSheet("padding: 0px;")
            made.clicked.connect(signal)
            row.addWidget(made)
        self.show_steps("", "")

    def _trail(self, row: QHBoxLayout) -> None:
        look = self._desk.look
        for icon, keys, signal in (
            ("chevron-left", "Alt+Left", self.back),
            ("chevron-right", "Alt+Right", self.forward),
        ):
            step = button(look, "", "flat", keys=keys, icon=icon)
            word = look.tr("top.back" if icon == "chevron-left" else "top.forward")
            step.setAccessibleName(word)
            step.setToolTip(f"{word}  {keys}")
            step.setFixedWidth(look.theme.length(28))
            step.setStyleSheet("padding: 0px;")
            step.clicked.connect(signal)
            row.addWidget(step)

    def _show_certifications(self) -> None:
        self._menu.clear()
        for known in self._desk.known:
            words = f"{self._desk.look.tr.text(known.enterprise)} · {known.title}"
            action = QAction(words.replace("&", "&&"), self._menu)
            action.triggered.connect(lambda _=False, i=known.id: self.certification_chosen.emit(i))
            self._menu.addAction(action)
        self._menu.addSeparator()
        if self._desk.certification is not None:
            names = QAction(self._desk.look.tr("top.names"), self._menu)
            names.triggered.connect(self.names_wanted)
            self._menu.addAction(names)
        criteria = QAction(self._desk.look.tr("top.ruleset"), self._menu)
        criteria.triggered.connect(self.ruleset_wanted)
        self._menu.addAction(criteria)
        self._menu.popup(self._title.mapToGlobal(self._title.rect().bottomLeft()))

    def _language_button(self) -> QPushButton:
        look = self._desk.look
        made = button(look, look.tr("language.short"), "flat", icon="globe")
        made.setAccessibleName(look.tr("top.language"))
        made.setToolTip(look.tr("top.language"))
        menu = QMenu(made)
        for language in LANGUAGES:
            words = look.tr(f"language.{language}")
            action = self._choice(menu, words, chosen=language == look.language)
            action.triggered.connect(lambda _=False, name=language: self.language_chosen.emit(name))
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made

    def _look_button(self, theme: ThemeName, scale: float) -> QPushButton:
        look = self._desk.look
        made = button(look, "", "flat", icon="sun")
        made.setAccessibleName(look.tr("top.look"))
        made.setToolTip(f"{look.tr('top.look')}  Ctrl + / Ctrl −")
        menu = QMenu(made)
        for name in THEMES:
            action = self._choice(menu, look.tr(f"top.theme_{name}"), chosen=name == theme)
            action.triggered.connect(lambda _=False, name=name: self.theme_chosen.emit(name))
        menu.addSeparator()
        for step in STEPS:
            words = look.tr("top.text_size", percent=round(step * 100))
            action = self._choice(menu, words, chosen=step == scale)
            action.triggered.connect(lambda _=False, step=step: self.scale_chosen.emit(step))
        made.clicked.connect(lambda: menu.popup(made.mapToGlobal(made.rect().bottomLeft())))
        return made

    def _choice(self, menu: QMenu, words: str, *, chosen: bool) -> QAction:
        action = QAction(words, menu)
        if chosen:
            action.setIcon(self._desk.look.icons.icon("tick", "accent"))
        menu.addAction(action)
        return action
