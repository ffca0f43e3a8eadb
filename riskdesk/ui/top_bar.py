"""The bar at the top: back and forward, what is on the desk, the search, what is saved."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from riskdesk.ui.copies import last_words
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.buttons import TitleButton, button
from riskdesk.ui.kit.labels import IconLabel, Stamp, Text, ground, plain
from riskdesk.ui.search.button import SearchButton

if TYPE_CHECKING:
    from riskdesk.ui.main_window import MainWindow

_ROOMY = 1.5
"""Up to this size of the text there is room for the time of the last copy, beside its sign."""


class TopBar(QWidget):
    """Fixed at the top of the window. What its buttons do is the window's business."""

    def __init__(self, desk: Desk, window: MainWindow) -> None:
        super().__init__()
        self._desk, self._window, look = desk, window, desk.look
        ground(self, "bar", "bottom")
        self.setFixedHeight(look.theme.px("height", "top_bar"))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(look.theme.length(16), 0, look.theme.length(12), 0)
        whole.setSpacing(look.theme.length(8))
        row, right = QHBoxLayout(), QHBoxLayout()
        whole.addLayout(row, 1)
        self._trail(row)
        self._steps(row)
        self._title = TitleButton(look)
        self._menu = QMenu(self)
        self._title.clicked.connect(self._show_certifications)
        row.addWidget(self._title)
        self._stamp = Stamp(look, look.tr("top.sample"))
        row.addWidget(self._stamp)
        self._sealed = Stamp(look, look.tr("top.sealed"))
        self._sealed.setToolTip(look.tr("top.sealed_why"))
        self._sealed.setAccessibleDescription(look.tr("top.sealed_why"))
        row.addWidget(self._sealed)
        self._ruleset = button(look, "", "link", icon="warning")
        self._ruleset.clicked.connect(window.choose_ruleset)
        row.addWidget(self._ruleset)
        row.addStretch(1)
        self.search = SearchButton(look)
        self.search.clicked.connect(window.show_search)
        whole.addWidget(self.search)
        # both sides alike: the search stands in the middle and never jumps, where there is room
        whole.addLayout(right, 1 if look.theme.scale <= _ROOMY else 0)
        right.addStretch(1)
        self._right(right)
        self.show_saved(None)
        self.show_certification()

    def _right(self, row: QHBoxLayout) -> None:
        look, window = self._desk.look, self._window
        self._saved_sign = IconLabel(look, "tick", "ok", look.tr("severity.ok"), size=14)
        self._not_saved_sign = IconLabel(
            look, "error", "invalid", look.tr("severity.error"), size=14
        )
        self._saved = Text(look, "", "small", "text_2")
        row.addWidget(self._saved_sign)
        row.addWidget(self._not_saved_sign)
        row.addWidget(self._saved)
        self.copy = button(look, "", "flat", icon="tick")
        self.copy.clicked.connect(lambda: self._desk.copies.show(window))
        row.addWidget(self.copy)
        self._desk.copies.told.connect(self.show_copy)
        self.show_copy()
        row.addSpacing(look.theme.length(8))
        self.settings = button(look, look.tr("language.short"), "flat", icon="globe")
        self.settings.setAccessibleName(look.tr("command.settings"))
        self.settings.setToolTip(f"{look.tr('command.settings')}  Ctrl+,")
        self.settings.clicked.connect(window.dress.show_settings)
        row.addWidget(self.settings)
        self.help = button(look, "", "flat", icon="help")
        self.help.setAccessibleName(look.tr("command.help"))
        self.help.setToolTip(f"{look.tr('command.help')}  F1")
        self.help.setFixedWidth(look.theme.length(30))
        self.help.setStyleSheet("padding: 0px;")
        self.help.clicked.connect(self._show_help)
        row.addWidget(self.help)

    def _show_help(self) -> None:
        self._window.show_help()

    def show_certification(self) -> None:
        """What is on the desk."""
        row, look = self._desk.certification, self._desk.look
        for widget in (self._title, self._stamp):
            widget.setVisible(row is not None)
        self._stamp.setVisible(row is not None and row.is_sample)
        self._sealed.setVisible(row is not None and row.sealed)
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
        self._not_saved_sign.hide()
        for widget in (self._saved_sign, self._saved):
            widget.setVisible(moment is not None)
        if moment is not None:
            local = moment.astimezone()
            self._saved.set_tone("text_2")
            self._saved.setToolTip("")
            self._saved.setText(self._desk.look.tr("top.saved", time=local.strftime("%H:%M")))

    def show_not_saved(self, why: str) -> None:
        """The database took the last change not; what was typed is kept as a draft."""
        self._saved_sign.hide()
        self._saved.set_tone("invalid")
        self._saved.setText(self._desk.look.tr("top.not_saved"))
        self._saved.setToolTip(plain(why))
        self._not_saved_sign.show()
        self._saved.show()

    def show_copy(self) -> None:
        """When the last copy was made; nothing before the first."""
        desk, look = self._desk, self._desk.look
        state, now = desk.copies.state, desk.bundle.clock.now()
        last = state.last if state is not None else None
        self.copy.setVisible(last is not None)
        if last is None:
            return
        local, words = last.astimezone(), last_words(look, state, now)
        form = "%H:%M" if local.date() == now.astimezone().date() else "%d.%m"
        if look.theme.scale <= _ROOMY:
            self.copy.setText(look.tr("top.copy", time=local.strftime(form)))
        self.copy.setAccessibleName(words)
        self.copy.setToolTip(plain(words))

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
        for made, back in ((self.undo_button, True), (self.redo_button, False)):
            made.setFixedWidth(look.theme.length(28))
            made.setStyleSheet("padding: 0px;")
            made.clicked.connect(lambda _=False, back=back: self._window.step(back=back))
            row.addWidget(made)
        self.show_steps("", "")

    def _trail(self, row: QHBoxLayout) -> None:
        look = self._desk.look
        for icon, keys, act in (
            ("chevron-left", "Alt+Left", self._window.go_back),
            ("chevron-right", "Alt+Right", self._window.go_forward),
        ):
            step = button(look, "", "flat", keys=keys, icon=icon)
            word = look.tr("top.back" if icon == "chevron-left" else "top.forward")
            step.setAccessibleName(word)
            step.setToolTip(f"{word}  {keys}")
            step.setFixedWidth(look.theme.length(28))
            step.setStyleSheet("padding: 0px;")
            step.clicked.connect(act)
            row.addWidget(step)

    def _show_certifications(self) -> None:
        self._menu.clear()
        for known in self._desk.known:
            words = f"{self._desk.look.tr.text(known.enterprise)} · {known.title}"
            action = QAction(words.replace("&", "&&"), self._menu)
            action.triggered.connect(lambda _=False, i=known.id: self._window.reload(i))
            self._menu.addAction(action)
        self._menu.addSeparator()
        if self._desk.certification is not None:
            names = QAction(f"{self._desk.look.tr('top.names')}\tAlt+0", self._menu)
            names.triggered.connect(self._window.show_enterprise)
            self._menu.addAction(names)
        criteria = QAction(self._desk.look.tr("top.ruleset"), self._menu)
        criteria.triggered.connect(self._window.choose_ruleset)
        self._menu.addAction(criteria)
        self._menu.popup(self._title.mapToGlobal(self._title.rect().bottomLeft()))
