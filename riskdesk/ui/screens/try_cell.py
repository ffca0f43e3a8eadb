"""One input of a try: what is typed, and what is wrong with it, under it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QStackedLayout, QVBoxLayout, QWidget

from riskdesk.services.queries_book_fields import Options, TryField
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.labels import Text, plain
from riskdesk.ui.look import Look
from riskdesk.ui.screens.criteria_rows import printed

_NUMBER, _WORD, _LIST = 104, 216, 190
_LONGEST_RANGE = 11


class TryCell(QWidget):
    """``changed``: something was typed or chosen.

    ``name``: what a screen reader says; ``in_grid``: a word may always stay open there.
    """

    changed = Signal()

    def __init__(
        self, look: Look, field: TryField, text: str, name: str, *, in_grid: bool = False
    ) -> None:
        super().__init__()
        self._look = look
        self.field = field
        self._open = in_grid or field.optional
        self._stack = QStackedLayout()
        self.line: QLineEdit | None = None
        self.choice: Choice | None = None
        if field.kind in {"word", "flag"}:
            self._make_choice(field.options, text, name)
        else:
            self._make_line(text, name)
            if field.by_row:
                self._make_choice((), text, name)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.theme.length(2))
        box.addLayout(self._stack)
        self._fault = Text(look, "", "micro", "invalid", wrap=True)
        self._fault.hide()
        box.addWidget(self._fault)

    @property
    def control(self) -> QLineEdit | Choice:
        """What is typed in or chosen from now."""
        shown = self._stack.currentWidget()
        if isinstance(shown, QLineEdit | Choice):
            return shown
        raise TypeError(shown)

    def text(self) -> str:
        """What stands here."""
        shown = self.control
        return str(shown.currentData() or "") if isinstance(shown, Choice) else shown.text()

    def follow(self, row: str) -> None:
        """Ask for words where the chosen row has words, else for a number."""
        if not self.field.by_row or self.choice is None or self.line is None:
            return
        words = self.field.by_row.get(row, ())
        wanted = [value for value, _ in words]
        if wanted != [self.choice.itemData(at) for at in range(1, self.choice.count())]:
            self.choice.set_options([("", self._look.tr("book.not_given")), *self._said(words)])
            self.choice.show_value(self.line.text() if self.line.text() in wanted else "")
        if self.line.text() in self._all_words():
            self.line.clear()
        self._stack.setCurrentWidget(self.choice if words else self.line)

    def show_fault(self, words: str) -> None:
        """Why it is refused, under it; "" where it is not."""
        self._fault.setText(words)
        self._fault.setVisible(bool(words))
        line = self.line
        if line is not None and not (isinstance(line, DecimalField) and line.problem):
            line.setProperty("state", "invalid" if words else "")
            line.style().unpolish(line)
            line.style().polish(line)
        self.control.setAccessibleDescription(words)

    def _make_line(self, text: str, name: str) -> None:
        look, field = self._look, self.field
        if field.kind == "number":
            number = DecimalField(stored=False)
            number.setFixedWidth(look.theme.length(_NUMBER))
            line: QLineEdit = number
        else:
            line = QLineEdit()
            line.setFixedWidth(look.theme.length(_LIST))
        line.setText(text)
        line.setAccessibleName(name)
        if field.allowed:
            allowed = printed(look, field.allowed.replace("-", "\u2212"))
            line.setPlaceholderText(allowed if len(allowed) <= _LONGEST_RANGE else "")
            line.setToolTip(plain(look.tr("book.allowed", range=allowed)))
        line.textEdited.connect(lambda _: self.changed.emit())
        self.line = line
        self._stack.addWidget(line)

    def _make_choice(self, words: Options, text: str, name: str) -> None:
        options = list(self._said(words))
        if self._open:
            options.insert(0, ("", self._look.tr("book.not_given")))
        self.choice = Choice(self._look, options)
        self.choice.setFixedWidth(self._look.theme.length(_WORD))
        self.choice.show_value(text or (options[0][0] if options else ""))
        self.choice.setAccessibleName(name)
        self.choice.chosen.connect(lambda _: self.changed.emit())
        self._stack.addWidget(self.choice)

    def _said(self, words: Options) -> list[tuple[object, str]]:
        tr = self._look.tr
        found: list[tuple[object, str]] = []
        for value, title in words:
            key = f"book.word.{value}"
            found.append((value, tr.text(title) or (tr(key) if key in tr else value)))
        return found

    def _all_words(self) -> set[str]:
        return {word for words in self.field.by_row.values() for word, _ in words}
