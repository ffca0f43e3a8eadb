"""The panel beside the check's list: what does not agree, why, and where it is mended."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.values import Sex
from riskdesk.rules.finding import Finding
from riskdesk.services.queries_check import ProblemRow
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.labels import Text, ground
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.screens.check_rows import code_title, target_place
from riskdesk.ui.tags import mark_tag, range_text


class ProblemPanel(QWidget):
    """One problem. ``opened``: go to its place; ``fixed``: mark the calculated class.

    ``taken``: accept it with a reason, or take the acceptance back.
    """

    opened = Signal()
    fixed = Signal()
    taken = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel")
        self.setAccessibleName(look.tr("check.panel"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(0)
        self._title = Text(look, "", "heading", weight="strong", wrap=True)
        head = QHBoxLayout()
        head.setContentsMargins(look.theme.length(16), 0, look.theme.length(16), 0)
        head.addWidget(self._title)
        box.addLayout(head)
        self._column = PanelColumn(look)
        box.addWidget(self._column, 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 12)))
        foot.setSpacing(look.theme.length(8))
        self.fix = button(look, "…", keys="Ctrl+Return")
        self.fix.clicked.connect(self.fixed)
        self.open = button(look, look.tr("check.open"))
        self.open.setStyleSheet("text-align: left;")  # under the verbs that show their keys
        self.open.clicked.connect(self.opened)
        self.take = button(look, look.tr("check.accept"), keys="F9")
        self.take.clicked.connect(self.taken)
        for verb in (self.fix, self.take):  # the screen has their keys: the panel may be away
            verb.setShortcut(QKeySequence.mnemonic(verb.text()))
        for verb in (self.fix, self.open, self.take):
            foot.addWidget(verb)
        box.addLayout(foot)
        self.setMinimumWidth(look.theme.length(260))

    def show_problem(self, row: ProblemRow | None) -> None:
        """Explain a problem; nothing chosen is said in words."""
        tr, column = self._look.tr, self._column
        column.start()
        self._verbs(row)
        if row is None:
            self._title.setText(tr("check.nothing"))
            column.text(tr("check.nothing_why"), "text_2")
            column.finish()
            return
        self._title.setText(code_title(self._look, row.problem.code))
        icon, role = SEVERITY_SIGN[row.problem.severity]
        severity = tr(f"severity.{row.problem.severity}")
        column.signed(icon, role, severity, "text_2")
        column.gap()
        column.text(tr.text(row.problem.message), role="body")
        self._acceptance(row)
        place = tr.text(row.problem.place)
        if place:
            column.head(tr("check.place"))
            column.text(place[:1].upper() + place[1:])
        if row.finding is not None:
            self._finding(row.finding)
        why = f"problem_why.{row.problem.code}"
        if why in tr:
            column.head(tr("check.why"))
            column.text(tr(why), "text_2")
        column.finish()

    def _verbs(self, row: ProblemRow | None) -> None:
        """What can be done with it; what cannot is disabled, never hidden under the hand."""
        tr = self._look.tr
        self.open.setEnabled(row is not None and target_place(row) is not None)
        fix = row.fix if row is not None else None
        self.fix.setVisible(fix is not None)
        if fix is not None:
            self.fix.setText(tr("check.fix", number=fix.value))
            self.fix.setAccessibleName(self.fix.text())
        self.take.setEnabled(row is not None)
        accepted = row is not None and not row.problem.open
        self.take.setText(tr("check.withdraw" if accepted else "check.accept"))
        self.take.setAccessibleName(self.take.text().replace("&", ""))

    def _acceptance(self, row: ProblemRow) -> None:
        """Who accepted it and why; what was accepted before the data changed."""
        tr, column = self._look.tr, self._column
        for acceptance, head in (
            (row.problem.accepted, "check.accepted_head"),
            (row.problem.reopened, "check.reopened_head"),
        ):
            if acceptance is not None:
                day = acceptance.accepted_at.astimezone().strftime("%d.%m.%Y")
                column.head(tr(head))
                column.text(tr("check.reason_of", day=day, reason=acceptance.reason))

    def _finding(self, finding: Finding) -> None:
        tr, column = self._look.tr, self._column
        column.head(tr("check.judged"))
        if finding.value is not None:
            column.pair(tr("factors.value"), finding.value_text or str(finding.value))
        if finding.limit is not None:
            column.pair(tr("factors.limit"), range_text(finding.limit.range, self._look.language))
        if finding.proposed is not None:
            tag = class_tag(finding.proposed, accepted=False)
            word = self._look.class_word(finding.proposed)
            column.tagged(tag, tr("check.proposed", word=word))
        for sex in (Sex.MEN, Sex.WOMEN):
            found = (finding.by_sex or {}).get(sex)
            if found is not None:
                column.tagged(class_tag(found, accepted=False), tr(f"sex.{sex.value}"))
        if finding.mark is not None:
            word = self._look.class_word(finding.mark)
            column.tagged(mark_tag(finding.mark), tr("check.marked", word=word))
        for line in finding.trace:
            column.text(self._look.sentence(line), "text_2")
