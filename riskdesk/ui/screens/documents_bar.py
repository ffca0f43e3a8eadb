"""The bar over the pages: which page, how large, the outline, words to be found."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DigitLine
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.page_view import ZOOMS, PageView
from riskdesk.ui.look import Look
from riskdesk.ui.screens.documents_search import PaperSearch

_SIGN = 28
_HIGH, _SEARCH, _PAGE, _ZOOM = 40, 168, 44, 124


class PaperBar(QWidget):
    """``typed``: other words to be found; ``outlined``: the outline is wanted or not.

    ``stepped``: the next place (1) or the one before (-1).
    """

    typed = Signal(str)
    stepped = Signal(int)
    outlined = Signal(bool)

    def __init__(self, look: Look, view: PageView) -> None:
        super().__init__()
        self._look, self._view = look, view
        tr = look.tr
        ground(self, "page", "bottom")
        self.setFixedHeight(look.theme.length(_HIGH))
        row = QHBoxLayout(self)
        row.setContentsMargins(look.theme.length(8), 0, look.theme.length(10), 0)
        row.setSpacing(look.theme.length(2))
        self.listing = self._sign("documents", tr("rail.documents"), "F2")
        row.addWidget(self.listing)
        self.outline = self._sign("outline", tr("preview.outline"), "Ctrl+Shift+B")
        self.outline.setCheckable(True)
        self.outline.toggled.connect(self.outlined)
        row.addWidget(self.outline)
        row.addSpacing(look.theme.length(4))
        self.page = DigitLine()
        self.page.setFixedWidth(look.theme.length(_PAGE))
        self.page.setAccessibleName(tr("preview.page"))
        self.page.setToolTip(tr("preview.page"))
        self.page.editingFinished.connect(self._on_page)
        row.addWidget(self.page)
        row.addSpacing(look.theme.length(4))
        self._of = Text(look, "", "small", "text_2")
        row.addWidget(self._of)
        row.addSpacing(look.theme.length(8))
        self.smaller = self._sign("minus", tr("preview.smaller"))
        self.smaller.clicked.connect(lambda: view.step_zoom(-1))
        row.addWidget(self.smaller)
        row.addWidget(self._zoom_choice())
        self.larger = self._sign("plus", tr("preview.larger"))
        self.larger.clicked.connect(lambda: view.step_zoom(1))
        row.addWidget(self.larger)
        row.addStretch(1)
        self._add_search(row)
        view.moved.connect(lambda _: self.show_page())
        view.zoomed.connect(self.show_zoom)
        self.show_page()

    def show_page(self) -> None:
        """Which page is looked at."""
        count = self._view.count
        if not self.page.hasFocus() or not self.page.isModified():
            self.page.setText(str(self._view.page + 1) if count else "")
        self._of.setText(self._look.tr("preview.of", pages=count) if count else "")
        for part in (self.page, self.smaller, self.larger, self.zoom, self.words, self.outline):
            part.setEnabled(bool(count))

    def show_zoom(self) -> None:
        """How large the page is."""
        view, known = self._view, self.zoom.findData("own")
        if view.fit or view.percent in ZOOMS:
            self.zoom.removeItem(known)
            self.zoom.show_value(view.fit or view.percent)
        else:
            if known < 0:
                self.zoom.addItem("", "own")
                known = self.zoom.count() - 1
            self.zoom.setItemText(known, f"{view.percent} %")
            self.zoom.setCurrentIndex(known)
        self.zoom.setToolTip(f"{view.percent} %")
        self.zoom.setAccessibleDescription(f"{view.percent} %")

    def show_search(self, search: PaperSearch) -> None:
        """How much was found, and which of it is looked at."""
        tr, total = self._look.tr, len(search.spots)
        words = ""
        if search.words:
            if total:
                words = tr("preview.found", number=search.number, count=total)
            else:
                words = tr("preview.searching" if search.busy else "preview.nothing")
        self.count.setText(words)
        self.count.setVisible(bool(words))
        self.words.setAccessibleDescription(words)
        for part in (self.before, self.after):
            part.setVisible(total > 1)

    def _zoom_choice(self) -> Choice:
        tr = self._look.tr
        options: list[tuple[object, str]] = [
            ("width", tr("preview.fit_width")),
            ("page", tr("preview.fit_page")),
            *((percent, f"{percent} %") for percent in ZOOMS),
        ]
        self.zoom = Choice(self._look, options)
        self.zoom.setAccessibleName(tr("preview.zoom"))
        self.zoom.setFixedWidth(self._look.theme.length(_ZOOM))
        self.zoom.chosen.connect(self._on_zoom)
        return self.zoom

    def _add_search(self, row: QHBoxLayout) -> None:
        look, tr = self._look, self._look.tr
        self.count = Text(look, "", "small", "text_2")
        row.addWidget(self.count)
        self.before = self._sign("chevron-up", tr("preview.before"), "Shift+F3")
        self.after = self._sign("chevron-down", tr("preview.after"), "F3")
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        row.addWidget(self.before)
        row.addWidget(self.after)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("preview.search"))
        self.words.setAccessibleName(tr("preview.search"))
        self.words.setToolTip(f"{tr('preview.search')}  Ctrl+F")
        self.words.setFixedWidth(look.theme.length(_SEARCH))
        self.words.textChanged.connect(self.typed)
        self.words.returnPressed.connect(lambda: self.stepped.emit(1))
        row.addWidget(self.words)
        for part in (self.count, self.before, self.after):
            part.hide()
        self.properties = self._sign("info", tr("documents.panel"), "F4")
        row.addWidget(self.properties)

    def _sign(self, icon: str, words: str, keys: str = "") -> QPushButton:
        look = self._look
        made = button(look, "", "flat", keys=keys, icon=icon)
        made.setAccessibleName(words)
        made.setToolTip(f"{words}  {keys}".rstrip())
        made.setFixedWidth(look.theme.length(_SIGN))
        made.setStyleSheet("padding: 0px;")
        return made

    def _on_page(self) -> None:
        text = self.page.text().strip()
        self.page.setModified(False)
        if text.isdecimal() and self._view.count:
            self._view.go_to(min(max(int(text), 1), self._view.count) - 1)
        self.show_page()

    def _on_zoom(self, value: object) -> None:
        if value == "own":
            return
        if isinstance(value, int):
            self._view.set_percent(value)
        else:
            self._view.set_fit("page" if value == "page" else "width")
