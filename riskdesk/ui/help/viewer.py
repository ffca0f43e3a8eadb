"""The window of the help: pages at the left, the page at the right, a search over all of them."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QUrl
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFragment,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from riskdesk.ui.commands import Command
from riskdesk.ui.help.book import HelpBook, HelpPage
from riskdesk.ui.help.keys import keys_text
from riskdesk.ui.kit.buttons import button, filter_line
from riskdesk.ui.kit.labels import ground
from riskdesk.ui.look import Look

_SIZE, _LIST = (900, 600), 290
_STRONG = 600
"""The heaviest weight of the bundled font."""


class HelpViewer(QDialog):
    """Stands beside the window that is explained; work goes on while it is open."""

    def __init__(
        self,
        look: Look,
        parent: QWidget,
        book: HelpBook,
        commands: Callable[[], Sequence[Command]],
    ) -> None:
        super().__init__(parent)
        self.look, self._book, self._commands = look, book, commands
        self.setWindowTitle(look.tr("help.title"))
        self.setModal(False)
        self.resize(*(look.theme.length(n) for n in _SIZE))
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side())
        self.text = QTextBrowser()
        self.text.setAccessibleName(look.tr("help.page"))
        self.text.setOpenLinks(False)
        self.text.setTabChangesFocus(True)
        self.text.document().setDocumentMargin(look.theme.length(20))
        self.text.document().setDefaultFont(look.theme.font())
        self.text.anchorClicked.connect(self._follow)
        whole.addWidget(self.text, 1)
        self._list_pages("")
        find = QShortcut(QKeySequence("Ctrl+F"), self)
        find.activated.connect(self.filter.setFocus)

    def show_page(self, name: str) -> None:
        """Show a page and its line in the list."""
        page = self._book[name]
        at = next((n for n in range(self.list.count()) if self._name(n) == page.id), -1)
        if at < 0:
            self.filter.clear()
            at = next((n for n in range(self.list.count()) if self._name(n) == page.id), 0)
        if self.list.currentRow() == at:
            self._show(page)
        self.list.setCurrentRow(at)
        self.text.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and down in the search line walk in the list."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                at = self.list.currentRow() + step
                self.list.setCurrentRow(min(max(at, 0), self.list.count() - 1))
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.text.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _side(self) -> QWidget:
        look = self.look
        side = ground(QWidget(), "panel", "right")
        side.setFixedWidth(look.theme.length(_LIST))
        box = QVBoxLayout(side)
        box.setContentsMargins(*(look.theme.length(n) for n in (12, 12, 12, 12)))
        box.setSpacing(look.theme.length(8))
        self.filter = filter_line(look, look.tr("help.search"))
        self.filter.setToolTip(f"{look.tr('help.search')}  Ctrl+F")
        self.filter.textChanged.connect(self._list_pages)
        self.filter.installEventFilter(self)
        box.addWidget(self.filter)
        self.list = QListWidget()
        self.list.setAccessibleName(look.tr("help.pages"))
        self.list.setWordWrap(True)
        self.list.setSpacing(look.theme.length(2))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.currentRowChanged.connect(self._on_row)
        box.addWidget(self.list, 1)
        close = button(look, look.tr("action.close"))
        close.clicked.connect(self.close)
        box.addWidget(close)
        return side

    def _name(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _list_pages(self, words: str) -> None:
        kept = self.list.currentRow()
        wanted = self._name(kept) if kept >= 0 else ""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for page in self._book.find(words):
            item = QListWidgetItem(page.title)
            item.setData(Qt.ItemDataRole.UserRole, page.id)
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        names = [self._name(n) for n in range(self.list.count())]
        if names:
            keep = wanted in names and not words
            self.list.setCurrentRow(names.index(wanted) if keep else 0)
        else:
            self.text.setMarkdown(self.look.tr("help.nothing", text=words))

    def _on_row(self, row: int) -> None:
        if row >= 0:
            self._show(self._book[self._name(row)])

    def _show(self, page: HelpPage) -> None:
        text = page.text
        if page.id == "keys":
            text = keys_text(text, self._commands(), self.look.tr)
        self.text.setMarkdown(text)
        self._set_type()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        words = self.filter.text().split()
        if words:
            self.text.find(words[0])

    def _set_type(self) -> None:
        """Heads in the theme's sizes, and the weights that the bundled font really has."""
        theme, cursor = self.look.theme, QTextCursor(self.text.document())
        block = self.text.document().begin()
        while block.isValid():
            level = block.blockFormat().headingLevel()
            if level:
                role = "title" if level == 1 else "heading"
                cursor.setPosition(block.position())
                cursor.movePosition(
                    QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
                )
                head = QTextCharFormat()
                head.setFont(theme.font(role, "strong"))
                cursor.setCharFormat(head)  # merged, Markdown's own steps of size would stay
                room = QTextBlockFormat()
                room.setTopMargin(theme.length(0 if level == 1 else 14))
                room.setBottomMargin(theme.length(6))
                cursor.mergeBlockFormat(room)
            for piece in pieces(block):
                if not level and piece.charFormat().fontWeight() > _STRONG:
                    cursor.setPosition(piece.position())
                    cursor.setPosition(
                        piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor
                    )
                    strong = QTextCharFormat()
                    strong.setFontWeight(_STRONG)
                    cursor.mergeCharFormat(strong)
            block = block.next()

    def _follow(self, url: QUrl) -> None:
        self.show_page(url.toString())


def pieces(block: QTextBlock) -> list[QTextFragment]:
    """The parts of a block that have one format each."""
    found, part = [], block.begin()
    while not part.atEnd():
        found.append(part.fragment())
        part += 1
    return found
