"""A card as on the printed form: indicators with their bounds in the class columns, "+" in one."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from riskdesk.domain.values import HazardClass, Sex
from riskdesk.rules.finding import Finding
from riskdesk.services.queries_structure import Judgement
from riskdesk.services.queries_workplace import CardPage, IndicatorLine, WorkplacePage
from riskdesk.ui.drafts import Drafts
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import TagLabel, Text, ground
from riskdesk.ui.kit.paint import Tag, class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.screens.factor_rows import gutter
from riskdesk.ui.screens.mark_editor import MarkEditor
from riskdesk.ui.screens.staffing import Staffing
from riskdesk.ui.tags import grouped, judgement_tag, mark_tag, typed_text

CLASSES = (
    HazardClass.OPTIMAL,
    HazardClass.PERMISSIBLE,
    HazardClass.HARMFUL_1,
    HazardClass.HARMFUL_2,
)
"""The class columns of Annexes 2 and 3."""

_WIDTHS = {"heaviness": (45, 66, 80), "tension": (38, 52, 60)}
"""Number, value and class columns: bounds of tension are short, its names are long."""


class CardTab(QWidget):
    """One card. Signals as in the tab of factors; a subject is ``heaviness/2.1`` or the card."""

    focused = Signal(str)
    typed = Signal(str, str)
    committed = Signal(str, str)
    marked = Signal(str, object, str)
    staffed = Signal(object, object)

    def __init__(self, look: Look, card: str, drafts: Drafts) -> None:
        super().__init__()
        self._look = look
        self._card = card
        self._page: CardPage | None = None
        self._workplace = ""
        self._drafts = drafts
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.grid = Grid(look, _columns(look, *_WIDTHS[card]), look.tr(f"tab.{card}"))
        self.grid.row_changed.connect(self._on_row)
        self.grid.typed.connect(self._on_typed)
        self.grid.committed.connect(self._on_committed)
        box.addWidget(self.grid, 1)
        self._strip = QWidget()
        ground(self._strip, "page", "top")
        row = QHBoxLayout(self._strip)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        self._name = Text(look, "", "small", "text_2", weight="strong", wrap=True)
        self._name.setMinimumWidth(look.theme.length(140))
        self._name.setMaximumWidth(look.theme.length(230))
        row.addWidget(self._name, 2)
        self.editor = MarkEditor(look)
        self.editor.marked.connect(self.marked)
        row.addWidget(self.editor, 5)
        box.addWidget(self._strip)
        box.addWidget(self._foot())

    def show_card(self, page: CardPage, workplace: WorkplacePage) -> None:
        """Show a card of a workplace; its people decide whose bounds apply."""
        self._page, self._workplace = page, workplace.id
        sexes = workplace.sexes
        kept = self._drafts.of(f"{workplace.id}/people")
        self.staffing.show_counts(workplace.men, workplace.women, kept)
        self.grid.set_rows(list(_rows(self._look, page, self.drafts, sexes)))
        if not self.grid.current_key():
            self.grid.go_to(page.lines[0].number, "value")
        self._show_strip()
        self._proposed.setText(_proposal_words(self._look, page.finding))
        self._tag.set_tag(_proposal_tag(page.finding))
        self.conclusion.show_finding(page.finding)
        written = self._look.tr("card.counts", counts=_counts_text(page))
        self._counts.setText(written if page.counts_written else "")
        self._counts.setVisible(bool(page.counts_written))

    @property
    def drafts(self) -> dict[str, str]:
        """Texts typed at this workplace that are not on disk, by indicator."""
        return self._drafts.of(f"{self._workplace}/{self._card}")

    def go_to(self, indicator: str) -> bool:
        """Put the focus on an indicator."""
        return self.grid.go_to(indicator, "value")

    def line(self) -> IndicatorLine | None:
        """The indicator with the focus."""
        key = self.grid.current_key()
        if self._page is None:
            return None
        return next((line for line in self._page.lines if line.number == key), None)

    def _foot(self) -> QWidget:
        look = self._look
        foot = QWidget()
        ground(foot, "panel", "top")
        row = QHBoxLayout(foot)
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 8)))
        row.setSpacing(look.theme.length(10))
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(4))
        row_a = QHBoxLayout()
        row_a.addWidget(Text(look, look.tr("factors.proposed"), "small", "text_2"))
        self._tag = TagLabel(look)
        row_a.addWidget(self._tag)
        self._proposed: QLabel = Text(look, "", "small", "text_2")
        row_a.addWidget(self._proposed)
        row_a.addStretch(1)
        words.addLayout(row_a)
        self._counts = Text(look, "", "small", "text_2", wrap=True)
        words.addWidget(self._counts)
        row.addLayout(words)
        self.staffing = Staffing(look)
        self.staffing.staffed.connect(self.staffed)
        self.staffing.setVisible(self._card == "heaviness")
        row.addWidget(self.staffing)
        self.conclusion = MarkEditor(look)
        self.conclusion.marked.connect(self.marked)
        row.addWidget(self.conclusion, 1)
        return foot

    def _show_strip(self) -> None:
        line = self.line()
        self._strip.setVisible(line is not None)
        if line is not None:
            self._name.setText(f"{line.number}  {self._look.tr.text(line.title)}")
            self.editor.show_finding(line.finding)

    def _on_row(self, key: str, column: str) -> None:  # noqa: ARG002 - the column does not matter here
        self._show_strip()
        self.focused.emit(f"{self._card}/{key}")

    def _on_typed(self, key: str, column: str, text: str) -> None:
        if column == "value":
            self.drafts[key] = text
            self.typed.emit(f"{self._card}/{key}", text)

    def _on_committed(self, key: str, column: str, text: str) -> None:
        if column == "value":
            self.drafts[key] = text
            self.committed.emit(f"{self._card}/{key}", text)


def _columns(look: Look, number: int, value: int, wide: int) -> tuple[Column, ...]:
    tr = look.tr
    classes = tuple(
        Column(
            key=each.value,
            title=f"{each.value} {look.tr(f'class_column.{each.value}')}",
            kind="value",
            width=wide,
            wrap_head=True,
        )
        for each in CLASSES
    )
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        Column(key="number", title="№", width=number),
        Column(key="title", title=tr("card.indicator"), stretch=True, width=120),
        Column(key="value", title=tr("factors.value"), kind="value", width=value),
        *classes,
        Column(key="mark", title=tr("factors.mark"), kind="tag", width=56),
    )


def _rows(
    look: Look, page: CardPage, drafts: Mapping[str, str], sexes: tuple[Sex, ...]
) -> Iterator[GridRow]:
    group, shared = "", ""
    for line in page.lines:
        if line.group_number != group:
            group, shared = line.group_number, ""
            if line.number != group:
                units = {
                    look.tr.text(each.unit) for each in page.lines if each.group_number == group
                }
                shared = units.pop() if len(units) == 1 else ""
                yield GridRow(key=f"group/{group}", group=_headed(look, line, shared))
        yield _row(look, line, drafts.get(line.number), sexes, shared)


def _headed(look: Look, line: IndicatorLine, unit: str) -> str:
    """The head of a group with the unit that all its indicators have."""
    title = look.tr.text(line.group)
    return (
        f"{line.group_number}  {title}, {unit}"
        if unit and unit not in title
        else (f"{line.group_number}  {title}")
    )


def _row(
    look: Look, line: IndicatorLine, draft: str | None, sexes: tuple[Sex, ...], shared: str
) -> GridRow:
    """``shared``: the unit that stands in the head of the group already."""
    unit = look.tr.text(line.unit) if not shared else ""
    title = look.tr.text(line.title)
    words = f"{title}, {unit}" if unit and unit not in title else title
    value = draft if draft is not None else typed_text(line.value_text, look.language)
    number = line.number if look.language == "en" else line.number.replace("b", "б")
    cells = {
        "gutter": gutter(look, line.finding),
        "number": Cell(text=number, tone="text_2"),
        "title": Cell(text=words, tooltip=words),
        "value": Cell(text=grouped(value) if draft is None else value, weight="medium",
                      editable=True, draft=draft is not None),
        "mark": _mark(look, line.finding),
    }  # fmt: skip
    cells.update(_class_cells(look, line, sexes))
    return GridRow(key=line.number, cells=cells)


def _class_cells(look: Look, line: IndicatorLine, sexes: tuple[Sex, ...]) -> dict[str, Cell]:
    hits = _hits(line.finding)
    lines = {each: _bound_lines(look, line, each, sexes, hits) for each in CLASSES}
    cells = {}
    for each, words in lines.items():
        hit = each in hits.values()
        text = "\n".join(words)
        if hit and len(words) == 1:
            text = f"{text} +".strip()
        cells[each.value] = Cell(
            text=text,
            tone="text_3",
            weight="strong" if hit else "normal",
            hit=each.value if hit else "",
        )
    return cells


def _hits(finding: Finding) -> dict[Sex, HazardClass]:
    """The class column that is met: one, or one for men and one for women."""
    if finding.by_sex is not None:
        return dict(finding.by_sex)
    decided = finding.decided
    return dict.fromkeys(Sex, decided) if decided is not None else {}


def _bound_lines(
    look: Look,
    line: IndicatorLine,
    column: HazardClass,
    sexes: tuple[Sex, ...],
    hits: Mapping[Sex, HazardClass],
) -> list[str]:
    """The bound of one column; two lines where men and women have different ones."""
    found = {}
    for sex in sexes:
        step = next((s for s in line.steps.get(sex, ()) if s.hazard_class == column), None)
        found[sex] = _number(look, step.text) if step is not None else ""
    texts = list(dict.fromkeys(found.values()))
    if len(texts) == 1 and len({hits.get(sex) for sex in sexes}) == 1:
        return texts
    return [
        f"{look.tr(f'sex_short.{sex.value}')} {text}{' +' if hits.get(sex) == column else ''}"
        for sex, text in found.items()
    ]


def _number(look: Look, text: str) -> str:
    sign, _, number = text.partition(" ")
    return f"{sign} {grouped(number.replace('.', ',') if look.language != 'en' else number)}"


def _mark(look: Look, finding: Finding) -> Cell:
    if finding.mark is None:
        return Cell()
    if not finding.differs:
        return Cell(text=finding.mark.value, tone="text_2")
    sign = Sign(icon="differs", meaning=look.tr("sign.differs"), tone="invalid")
    return Cell(tag=mark_tag(finding.mark), after=sign)


def _proposal_tag(finding: Finding) -> Tag:
    if finding.proposed is not None:
        return class_tag(finding.proposed, accepted=False)
    by_sex = finding.by_sex or {}
    return judgement_tag(
        Judgement(
            hazard_class=None,
            accepted=False,
            status=finding.status,
            men=by_sex.get(Sex.MEN),
            women=by_sex.get(Sex.WOMEN),
        )
    )


def _proposal_words(look: Look, finding: Finding) -> str:
    return look.class_word(finding.proposed) if finding.proposed is not None else ""


def _counts_text(page: CardPage) -> str:
    names = [each.value for each in CLASSES]
    pairs = zip(names, page.counts_written, strict=False)
    return ", ".join(f"{name}: {count}" for name, count in pairs)
