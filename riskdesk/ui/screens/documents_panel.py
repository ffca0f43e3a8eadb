"""The panel beside the pages: what the document is, what it lacks, what can be done with it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from riskdesk.domain.issue import PaperLanguage, Seal
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.services.readiness import LackCode
from riskdesk.ui.kit.buttons import button, segment
from riskdesk.ui.kit.fields.choice import Tick
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import IconLabel, Text, ground, hairline, plain
from riskdesk.ui.kit.scrolling import Scrolled
from riskdesk.ui.kit.states import NoticeCard, ProgressCard
from riskdesk.ui.look import Look

_LANGUAGES: tuple[PaperLanguage, ...] = ("kk-ru", "kk", "ru")
_WELL: tuple[LackCode, ...] = ("instrument-unverified", "translation-missing", "commission-missing")
"""What is said to be in order where nothing of it is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What the panel is about. ``row`` ``None``: a heading; ``chosen``: how many are ticked."""

    row: DocumentRow | None
    title: str
    ruleset: str
    seal: Seal | None
    chosen: int
    deviations: str = ""


class DocumentsPanel(QWidget):
    """``languaged``: other languages; ``asked``: what is to be done, by its name.

    Names: ``pdf``, ``xlsx``, ``print``, ``issue``, ``seal``, ``revisions``, ``folder``, ``lacks``,
    ``no-deviations``.
    """

    languaged = Signal(str)
    asked = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._subject: Subject | None = None
        self._facts, self._before = QWidget(), QWidget()
        ground(self, "panel")
        self.setAccessibleName(look.tr("documents.panel"))
        self.setMinimumWidth(look.theme.length(272))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(Scrolled(self._top()), 1)
        box.addWidget(hairline())
        box.addWidget(self._foot())

    def language(self) -> PaperLanguage:
        """The chosen languages of the paper."""
        pressed = self.languages.checkedButton()
        return cast("PaperLanguage", pressed.property("value") if pressed else "kk-ru")

    def show_subject(self, subject: Subject) -> None:
        """Another document, or the same one with other facts."""
        if subject == self._subject:
            return
        self._subject = subject
        look, tr, row = self._look, self._look.tr, subject.row
        self._title.setText(subject.title)
        self._act.setText(look.sentence(row.act) if row is not None else "")
        self._act.setVisible(bool(self._act.text()))
        facts = QWidget()
        box = _column(look, facts)
        if row is not None:
            self._add_number(box, row)
        self._add_fact(box, tr("documents.rules"), subject.ruleset)
        if row is not None and row.issued is not None:
            count = tr("documents.revisions", count=row.issued.revision)
            box.addWidget(self._link(count, "revisions"), 0, Qt.AlignmentFlag.AlignLeft)
        self._facts = self._replace(self._facts, facts)
        before = QWidget()
        self._add_before(_column(look, before), subject)
        self._before = self._replace(self._before, before)
        self._show_verbs(subject)

    def show_folder(self, folder: str) -> None:
        """Where files are written."""
        if self.folder.text() != folder:
            self.folder.setText(folder)

    def refuse(self, reason: str) -> None:
        """Why files cannot be written now; "" if they can."""
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        for verb in (self.pdf, self.xlsx):
            verb.setEnabled(not reason)

    def allow_print(self, *, can: bool, why: str) -> None:
        """Whether there is a paper to print; ``why``: the words that say why not."""
        self.print.setEnabled(can)
        words = self._look.tr(why) if why in self._look.tr else ""
        self._no_print.setText(words)
        self._no_print.setVisible(bool(words))

    def _top(self) -> QWidget:
        look, tr = self._look, self._look.tr
        inner = ground(QWidget(), "panel")
        self._box = box = QVBoxLayout(inner)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 12, 16, 12)))
        box.setSpacing(look.theme.length(6))
        self._title = Text(look, "", "heading", weight="strong", wrap=True)
        self._act = Text(look, "", "micro", "text_2", wrap=True)
        box.addWidget(self._title)
        box.addWidget(self._act)
        box.addWidget(self._facts)
        box.addWidget(Text(look, tr("documents.languages"), "micro", "text_2"))
        options = [(str(name), tr(f"documents.lang_{name}")) for name in _LANGUAGES]
        self.languages = segment(look, options, "kk-ru", tr("documents.languages"))
        self.languages.buttonClicked.connect(lambda _: self.languaged.emit(self.language()))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(4))
        for chip in self.languages.buttons():
            row.addWidget(chip)
        row.addStretch(1)
        box.addLayout(row)
        box.addWidget(self._before)
        self.folder = QLineEdit()
        self.folder.setAccessibleName(tr("documents.folder"))
        self.folder.textChanged.connect(self._on_folder)
        box.addLayout(labelled(look, tr("documents.folder"), self.folder))
        choose = self._link(tr("documents.choose"), "folder")
        box.addWidget(choose, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)
        return inner

    def _foot(self) -> QWidget:
        look, tr = self._look, self._look.tr
        foot = ground(QWidget(), "panel")
        box = QVBoxLayout(foot)
        box.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 12)))
        box.setSpacing(look.theme.length(6))
        self.progress, self.notice = ProgressCard(look), NoticeCard(look, narrow=True)
        for card in (self.progress, self.notice):
            card.hide()
            box.addWidget(card)
        self._reason = Text(look, "", "small", "attention", wrap=True)
        self._what = Text(look, "", "small", "text_2", wrap=True)
        self.together = Tick(look, tr("documents.together"))
        box.addWidget(self._reason)
        box.addWidget(self._what)
        box.addWidget(self.together)
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(6))
        self.pdf = self._verb(row, tr("documents.format_pdf"), "pdf")
        self.xlsx = self._verb(row, tr("documents.format_xlsx"), "xlsx")
        self.print = self._verb(row, tr("documents.print"), "print", icon="print")
        self.print.setToolTip(f"{self.print.accessibleName()}  Ctrl+P")
        box.addLayout(row)
        self._no_print = Text(look, "", "small", "text_2", wrap=True)
        box.addWidget(self._no_print)
        self.issue = button(look, tr("documents.issue"), "main", keys="Ctrl+Return")
        self.issue.clicked.connect(lambda: self.asked.emit("issue"))
        box.addWidget(self.issue)
        self._why_not = Text(look, "", "small", "text_2", wrap=True)
        box.addWidget(self._why_not)
        self.seal = button(look, "…", icon="seal")
        self.seal.clicked.connect(lambda: self.asked.emit("seal"))
        box.addWidget(self.seal)
        return foot

    def _show_verbs(self, subject: Subject) -> None:
        tr, row = self._look.tr, subject.row
        issued = row is not None and row.issued is not None
        words = tr("documents.revise" if issued else "documents.issue")
        if subject.chosen > 1:
            words = tr("documents.issue_ticked", count=subject.chosen)
        self.issue.setText(words)
        self.issue.setAccessibleName(words.replace("&", ""))
        why = ""
        if subject.chosen > 1:
            pass  # those that need none are left out
        elif row is None:
            why = tr("documents.issue_one")
        elif row.issued is not None and row.current:
            why = tr("documents.issue_same")
        self.issue.setEnabled(not why)
        self._why_not.setText(why)
        self._why_not.setVisible(bool(why))
        self.seal.setText(tr("documents.unseal" if subject.seal else "documents.seal"))
        self.seal.setAccessibleName(self.seal.text().replace("&", ""))
        if subject.chosen:
            self._what.setText(tr("documents.written_ticked", count=subject.chosen))
        else:
            self._what.setText(tr("documents.written_this" if row else "documents.written_group"))
        self.together.setEnabled(subject.chosen > 1 or row is None)

    def _add_number(self, box: QVBoxLayout, row: DocumentRow) -> None:
        tr, issued = self._look.tr, row.issued
        label = "documents.number" if issued is not None else "documents.number_next"
        self._add_fact(box, tr(label), row.number)
        if issued is not None:
            day = f"{issued.issued_on:%d.%m.%Y}"
            revision = tr("documents.revision", number=issued.revision)
            self._add_fact(box, tr("documents.date"), f"{day}, {revision}")
            self._add_fact(box, tr("documents.code"), issued.code)

    def _add_fact(self, box: QVBoxLayout, label: str, value: str) -> None:
        words = Text(self._look, value, wrap=True)
        words.setAccessibleName(f"{label}: {value}")
        inner = QVBoxLayout()
        inner.setSpacing(0)
        inner.addWidget(Text(self._look, label, "micro", "text_2", wrap=True))
        inner.addWidget(words)
        box.addLayout(inner)
        box.addWidget(hairline())

    def _add_before(self, box: QVBoxLayout, subject: Subject) -> None:
        """What a document lacks, by kind; a click shows it line by line."""
        look, tr, row = self._look, self._look.tr, subject.row
        if row is None:
            return
        box.addWidget(Text(look, tr("documents.before"), "small", "text_2", weight="strong"))
        lacks = row.lacks.lacks
        counts = Counter(lack.code for lack in lacks)
        blocking = {lack.code for lack in lacks if lack.blocks}
        for code, count in sorted(counts.items(), key=lambda each: each[0] not in blocking):
            sign = ("error", "invalid") if code in blocking else ("warning", "attention")
            link = self._link(tr(f"lack.{code}", count=count), "lacks")
            box.addLayout(self._signed(sign, link))
        for code in _WELL:
            if code not in counts:
                words = Text(look, tr(f"lack_none.{code}"), "small", wrap=True)
                box.addLayout(self._signed(("tick", "ok"), words))
        if subject.deviations:
            said = tr("documents.with_reason", reason=subject.deviations)
            box.addWidget(Text(look, said, "small", "attention", wrap=True))
            box.addWidget(
                self._link(tr("documents.no_reason"), "no-deviations"),
                0,
                Qt.AlignmentFlag.AlignLeft,
            )

    def _signed(self, sign: tuple[str, str], words: QWidget) -> QHBoxLayout:
        meaning = self._look.tr(f"severity.{'ok' if sign[0] == 'tick' else sign[0]}")
        row = QHBoxLayout()
        row.setSpacing(self._look.theme.length(6))
        row.addWidget(IconLabel(self._look, *sign, meaning, size=14))
        row.addWidget(words)
        row.addStretch(1)
        return row

    def _link(self, words: str, name: str) -> QPushButton:
        made = button(self._look, words, "link")
        made.clicked.connect(lambda: self.asked.emit(name))
        return made

    def _verb(self, row: QHBoxLayout, words: str, name: str, *, icon: str = "") -> QPushButton:
        made = button(self._look, words, icon=icon)
        made.clicked.connect(lambda: self.asked.emit(name))
        row.addWidget(made, 1)
        return made

    def _replace(self, old: QWidget, new: QWidget) -> QWidget:
        self._box.replaceWidget(old, new)
        old.setParent(None)
        old.deleteLater()
        new.show()
        return new

    def _on_folder(self, text: str) -> None:
        self.folder.setToolTip(plain(text))


def heading_subject(look: Look, key: str, rows: Sequence[DocumentRow]) -> str:
    """The title of a heading with the number of its documents."""
    count = look.tr("documents.documents", count=len(rows))
    return f"{look.tr(f'documents.{key}')}: {count}"


def _column(look: Look, holder: QWidget) -> QVBoxLayout:
    box = QVBoxLayout(holder)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(look.theme.length(5))
    return box
