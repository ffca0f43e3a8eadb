"""The panel at the right: why this class, from which clause, and how one comes down (F4)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.rules.families import FamilySpec
from riskdesk.rules.finding import Finding
from riskdesk.rules.safety import INJURY, PPE
from riskdesk.services.points_page import PointRow
from riskdesk.services.queries_ladders import BoundStep
from riskdesk.services.queries_points import CriterionTable, deciding
from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import CARDS, FactorTotal, WorkplacePage
from riskdesk.ui.kit.column import PanelColumn
from riskdesk.ui.kit.labels import KeyHint, Text, Tone, ground
from riskdesk.ui.kit.ladder import Ladder, Step
from riskdesk.ui.kit.paint import class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.screens.finding_cells import strip_of
from riskdesk.ui.tags import grouped, judgement_tag

Tables = Mapping[str, tuple[CriterionTable, ...]]
"""Criteria by the column that they judge."""

_UNVERIFIED = {"memory", "none"}
_MOST_ROWS = 12
_MIDDLE = 0.5
_WORDED = {INJURY, PPE}
"""Their result is a word, no class."""


class WhyPanel(QWidget):
    """The trace of the row that has the focus, then the total of the workplace."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        ground(self, "panel")
        self.setAccessibleName(look.tr("why.name"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, look.theme.length(12), 0, 0)
        box.setSpacing(look.theme.length(4))
        head = QHBoxLayout()
        head.setContentsMargins(look.theme.length(16), 0, look.theme.length(16), 0)
        self._title = Text(look, "", "heading", weight="strong")
        self._subject = Text(look, "", "small", "text_2", wrap=True)
        head.addWidget(self._title, 1)
        head.addWidget(KeyHint(look, "F4"))
        box.addLayout(head)
        second = QHBoxLayout()
        second.setContentsMargins(look.theme.length(16), 0, look.theme.length(16), 0)
        second.addWidget(self._subject)
        box.addLayout(second)
        self._column = PanelColumn(look)
        box.addWidget(self._column, 1)
        self.setMinimumWidth(look.theme.length(260))

    def show_finding(
        self,
        finding: Finding,
        subject: str,
        ladders: Sequence[tuple[Sex, Sequence[BoundStep]]] = (),
        page: WorkplacePage | None = None,
    ) -> None:
        """Explain one finding; ``page`` adds the total of its workplace."""
        look, column = self._look, self._column
        self._title.setText(self._heading(finding))
        self._subject.setText(subject)
        column.start()
        if finding.subject not in _WORDED:
            self._judgement(finding)
        for line in finding.trace:
            column.text(look.sentence(line), role="body")
        for sex, steps in ladders:
            if not steps:
                continue
            if len(ladders) > 1:
                column.head(look.tr(f"sex.{sex.value}"))
            column.gap()
            hit = (finding.by_sex or {}).get(sex, finding.proposed)
            column.add(self._ladder(hit, steps, finding.value))
        self._clause(finding)
        if finding.remedy.get(look.language):
            column.head(look.tr("why.remedy"))
            column.text(look.tr.text(finding.remedy), role="body")
        if page is not None and finding is not page.total:
            self._total(page)
        column.finish()

    def _heading(self, finding: Finding) -> str:
        tr, by_sex = self._look.tr, finding.by_sex
        if by_sex and not (finding.mark_reason and finding.decided):
            both = " / ".join(str(by_sex.get(sex, "–")) for sex in (Sex.MEN, Sex.WOMEN))
            return tr("why.title", number=both)
        if finding.subject in _WORDED:
            return tr("why.title_word")
        if finding.decided is not None:
            return tr("why.title", number=finding.decided.value)
        return tr("why.title_none")

    def show_point(self, row: PointRow, title: str, spec: FamilySpec, tables: Tables) -> None:
        """Explain a row of points: each judgement whole; without one, what would judge it."""
        look, column = self._look, self._column
        first = deciding(row.parts, row.finding)
        known = row.finding.decided
        self._title.setText(
            look.tr("why.title", number=known.value) if known else look.tr("why.title_none")
        )
        self._subject.setText(title)
        column.start()
        parts = sorted(row.parts, key=lambda each: each is not first)
        for part in parts:
            self._part(part, spec, alone=len(parts) == 1)
        if not any(part.proposed for part in parts):
            self._tables(spec, tables, {part.column or part.subject for part in parts})
        column.finish()

    def show_table(self, title: str, spec: FamilySpec, tables: Tables) -> None:
        """Nothing is typed yet: by what it would be judged."""
        self._title.setText(self._look.tr("why.title_none"))
        self._subject.setText(title)
        self._column.start()
        self._tables(spec, tables, set())
        self._column.finish()

    def _part(self, part: Finding, spec: FamilySpec, *, alone: bool) -> None:
        look, column = self._look, self._column
        named = spec.column(part.subject)
        name = look.tr.text(named.title) if named is not None else look.tr.text(spec.title)
        if part.proposed is not None:
            column.gap()
            column.tagged(class_tag(part.proposed, accepted=True), name)
        elif not alone:
            column.head(name)
        if part.status not in {"judged", "marked"}:
            column.signed("info", "text_2", look.tr(f"status.{part.status}"), "text_2")
        for line in part.trace:
            column.text(look.sentence(line), role="body")
        strip = strip_of(part)
        if part.verdict == "undecided" and strip is not None:
            more = look.tr("verdict.more", count=part.more) if part.more else ""
            column.signed("warning", "attention", more or look.tr("verdict.again"), "attention")
        self._clause(part)
        if part.remedy.get(look.language):
            column.head(look.tr("why.remedy"))
            column.text(look.tr.text(part.remedy), role="body")

    def _tables(self, spec: FamilySpec, tables: Tables, wanted: set[str]) -> None:
        """The criterion's table: of the columns that are asked for, else of all."""
        look, column = self._look, self._column
        listed = [name for name in tables if name in wanted] or list(tables)
        if not listed:
            column.text(look.tr("why.no_table", family=spec.title), "text_2")
        for name in listed:
            for table in tables[name]:
                column.head(look.sentence(table.title))
                if look.tr.text(table.unit):
                    column.text(look.tr.text(table.unit), "text_3")
                for title, cells in table.rows[:_MOST_ROWS]:
                    self._table_row(look.tr.text(title), cells)
                rest = len(table.rows) - _MOST_ROWS
                if rest > 0:
                    column.text(look.tr("why.more_rows", count=rest), "text_3")
                column.text(look.tr.text(table.clause), "accent")
                if table.verified in _UNVERIFIED:
                    said = look.tr("sign.unverified")
                    column.signed("unverified", "attention", said, "attention")

    def _table_row(self, title: str, cells: Mapping[str, str]) -> None:
        look, column = self._look, self._column
        if title:
            column.text(title, weight="medium")
        point = "." if look.language == "en" else ","
        known = {each.value: each for each in HazardClass}
        for result, cell in cells.items():
            text = cell.replace(".", point)
            if result in known:
                column.tagged(class_tag(known[result], accepted=True), text)
            else:
                column.pair(result, text)

    def _judgement(self, finding: Finding) -> None:
        look, column = self._look, self._column
        if finding.status not in {"judged", "marked"}:
            column.signed("info", "text_2", look.tr(f"status.{finding.status}"), "text_2")
        if finding.status == "marked":
            column.text(look.tr("status.marked"), "text_2")
        if finding.by_sex is not None:
            for sex in (Sex.MEN, Sex.WOMEN):
                found = finding.by_sex.get(sex)
                if found is not None:
                    column.pair(look.tr(f"sex.{sex.value}"), found.value)
        if finding.differs and finding.mark is not None:
            words = look.tr("why.differs", mark=finding.mark.value)
            role: Tone = "attention" if "/" in finding.subject else "invalid"
            column.signed("differs", role, words, role)
            if finding.mark_reason:
                column.text(look.tr("why.reason", reason=finding.mark_reason), "text_2")

    def _ladder(
        self, hit: HazardClass | None, steps: Sequence[BoundStep], value: Decimal | None
    ) -> Ladder:
        look = self._look
        point = "," if look.language != "en" else "."
        made = [
            Step(
                step.hazard_class.value,
                grouped(step.text.split(" ")[-1].replace(".", point)),
            )
            for step in steps
        ]
        spoken = "; ".join(f"{step.hazard_class.value}: {step.text}" for step in steps)
        number = hit.value if hit is not None else ""
        return Ladder(look, made, number, spoken, part_of_step(steps, hit, value))

    def _clause(self, finding: Finding) -> None:
        look, column = self._look, self._column
        limit = finding.limit
        clauses = [finding.clause] + ([limit.clause] if limit is not None else [])
        texts: list[str] = []
        for clause in clauses:
            text = look.tr.text(clause)
            if text and text not in texts:
                texts.append(text)
        if texts:
            column.head(look.tr("why.clause"))
        for text in texts:
            column.text(text, "accent")
        if finding.status == "judged" and finding.verified in _UNVERIFIED:
            column.signed("unverified", "attention", look.tr("sign.unverified"), "attention")
        if limit is None:
            return
        if limit.as_written:
            column.signed("declared", "attention", look.tr("sign.as_written"), "attention")
        if limit.proposed:
            column.signed("proposed", "text_2", look.tr("sign.row_proposed"), "text_2")
        if _known(limit.note):
            column.text(look.tr.text(limit.note), "text_2")

    def _total(self, page: WorkplacePage) -> None:
        look, column = self._look, self._column
        column.line()
        column.head(look.tr("why.total"))
        for each in page.totals:
            tag = judgement_tag(judgement_of(each.finding))
            text = total_title(look, each)
            status = each.finding.status
            if each.finding.decided is None and status not in {"judged", "marked"}:
                text = f"{text}: {look.tr(f'status_short.{status}')}"
            column.tagged(tag, text, "text" if each.finding.decided is not None else "text_2")
        for line in page.total.trace[-1:]:
            column.text(look.sentence(line), "text_2")


def total_title(look: Look, each: FactorTotal) -> str:
    """The name of a line of the total."""
    if each.subject in CARDS:
        return look.tr(f"tab.{each.subject}")
    return look.tr.text(each.title)


def part_of_step(
    steps: Sequence[BoundStep], hit: HazardClass | None, value: Decimal | None
) -> float:
    """Where a value lies between the bounds of its step; the middle where a bound is open."""
    at = next((n for n, step in enumerate(steps) if step.hazard_class == hit), -1)
    if value is None or not 0 < at < len(steps) - 1:
        return _MIDDLE
    near, far = (Decimal(steps[n].text.split(" ")[-1]) for n in (at - 1, at))
    return float((value - near) / (far - near)) if near != far else _MIDDLE


def _known(text: LocalizedText) -> bool:
    return bool(text.ru or text.kk or text.en)
