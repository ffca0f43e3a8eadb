"""Parts of the start page: the steps of a certification, cards to go on, ways to begin."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from riskdesk.ui.kit.buttons import CardButton
from riskdesk.ui.kit.labels import KeyHint, TagLabel, Text
from riskdesk.ui.look import Look

if TYPE_CHECKING:  # the first page that is painted: the services come after it
    from riskdesk.services.queries_home import HomeRow, WorkedPlace


class EnterCard(CardButton):
    """A card that Enter presses, as its hint says."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)


class RowButton(QPushButton):
    """A button as wide as its column and as high as the words in it."""

    def __init__(self, look: Look, name: str) -> None:
        super().__init__()
        self._look = look
        self.setProperty("card", "true")
        self.setAutoDefault(False)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.click()
        else:
            super().keyPressEvent(event)

    def settle(self) -> None:
        """The words take no mouse."""
        for label in self.findChildren(QWidget):
            label.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def sizeHint(self) -> QSize:
        """As the words ask."""
        layout = self.layout()
        return layout.sizeHint() if layout is not None else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As the words ask."""
        layout = self.layout()
        return layout.minimumSize() if layout is not None else super().minimumSizeHint()

    def hasHeightForWidth(self) -> bool:
        """Words wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height at which all words are seen."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout is not None else -1


def worked_card(look: Look, place: WorkedPlace, when: str, *, first: bool) -> QPushButton:
    """A place where one worked last; Enter opens the first."""
    # With it come the services of the tree: needed only once there is something to go on with.
    from riskdesk.ui.tags import judgement_tag  # noqa: PLC0415

    position = look.tr.text(place.position)
    card = RowButton(look, look.tr("home.go_on_to", name=position, code=place.code))
    row = QHBoxLayout(card)
    row.setContentsMargins(*(look.theme.length(n) for n in (16, 9, 16, 9)))
    row.setSpacing(look.theme.length(12))
    row.addWidget(TagLabel(look, judgement_tag(place.judgement)))
    words = QVBoxLayout()
    words.setSpacing(look.theme.length(1))
    words.addWidget(Text(look, position, weight="strong", wrap=True))
    second = f"{place.code} · {look.tr.text(place.enterprise)} · {when}"
    words.addWidget(Text(look, second, "small", "text_2", wrap=True))
    row.addLayout(words, 1)
    if first:
        row.addWidget(Text(look, look.tr("home.go_on_verb"), "small", "text_2"))
        row.addWidget(KeyHint(look, "Enter"))
    card.settle()
    return card


class _Bar(QWidget):
    """A thin bar: how much of a step is done, from 0 to 1."""

    def __init__(self, look: Look, share: float) -> None:
        super().__init__()
        self._look, self._share = look, share
        self.setFixedHeight(look.theme.length(4))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - Qt's signature
        """The whole, then what is done."""
        painter = QPainter(self)
        theme = self._look.theme
        high = theme.length(3)
        painter.fillRect(QRectF(0, 0, self.width(), high), theme.colour("line"))
        painter.fillRect(QRectF(0, 0, self.width() * self._share, high), theme.colour("accent"))
        painter.end()


class Steps(QWidget):
    """The six steps of one certification, each with a bar, a name and what is done."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._box = QHBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.theme.length(10))

    def show_row(self, row: HomeRow) -> None:
        """The steps of another certification."""
        empty(self._box)
        look = self._look
        for name, share, done in _steps(look, row):
            step = QWidget()
            box = QVBoxLayout(step)
            box.setContentsMargins(0, 0, 0, 0)
            box.setSpacing(look.theme.length(3))
            box.addWidget(_Bar(look, share))
            weight = "strong" if 0 < share < 1 else "normal"
            words = look.tr(f"home.step_{name}")
            box.addWidget(Text(look, words, "small", weight=weight, wrap=True))
            box.addWidget(Text(look, done, "small", "text_2", wrap=True))
            box.addStretch(1)
            self._box.addWidget(step, 1)


def _steps(look: Look, row: HomeRow) -> Sequence[tuple[str, float, str]]:
    tr, counts = look.tr, row.progress
    total = counts.total
    clean = (total - counts.with_errors) / total if total and row.begun else 0.0
    by = row.report_by or row.row.reported_on
    reported = row.row.reported_on is not None
    day = tr("home.step_none") if by is None else by.strftime("%d.%m.%Y")
    ready = tr("home.step_ready" if row.stage == "print" else "home.step_later")
    return (
        ("prepare", float(total > 0),
         tr("home.step_places", places=total, positions=row.row.positions)),
        ("measure", counts.measured / total if total else 0.0, f"{counts.measured} / {total}"),
        ("cards", row.cards / total if total else 0.0, f"{row.cards} / {total}"),
        ("check", 1.0 if row.begun and not row.errors else clean,
         tr("home.step_problems", errors=row.errors, warnings=row.warnings)),
        ("print", float(reported), ready),
        ("report", float(reported), day),
    )  # fmt: skip


def cards(look: Look, *, keys: bool) -> Sequence[tuple[str, EnterCard]]:
    """The ways to begin, by name."""
    tr = look.tr
    found = []
    for icon, name, shortcut in (
        ("sample", "sample", "Ctrl+O"),
        ("import", "import", "Ctrl+I"),
        ("plus", "empty", "Ctrl+N"),
    ):
        title, second = tr(f"home.{name}"), tr(f"home.{name}_second")
        found.append((name, EnterCard(look, icon, title, second, shortcut if keys else "")))
    return found


def empty(box: QBoxLayout) -> None:
    """Take the widgets out of a row or a column."""
    while (item := box.takeAt(0)) is not None:
        if (old := item.widget()) is not None:
            old.setParent(None)
            old.deleteLater()
