"""Injury safety and protective equipment of a workplace: two sheets as Annexes 4 and 5."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.finding import Finding
from riskdesk.rules.safety import INJURY, PPE
from riskdesk.services.copying_details import ApplyToSimilar, Detail
from riskdesk.services.groups_alike import Likeness
from riskdesk.services.queries_structure import judgement_of
from riskdesk.services.queries_workplace import WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Option
from riskdesk.ui.kit.fields.find_field import found_among
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import IconLabel, TagLabel, Text, plain
from riskdesk.ui.screens.safety_cells import (
    RESULT_SIGN,
    grade_options,
    injury_columns,
    injury_result,
    injury_rows,
    kind_options,
    ppe_columns,
    ppe_result_words,
    ppe_rows,
)
from riskdesk.ui.screens.safety_sheets import PpeSheet, SafetySheet
from riskdesk.ui.session import Session
from riskdesk.ui.tags import judgement_tag


class SafetyPart(QWidget):
    """One sheet with its result over it. ``applied``: to similar workplaces, in one step."""

    applied = Signal()

    def __init__(self, desk: Desk, title: str, grid: Grid) -> None:
        super().__init__()
        self._look = look = desk.look
        self.grid = grid
        self._sign: IconLabel | None = None
        self._word = Text(look, "", weight="strong")
        self._why = Text(look, "", "small", "text_2", wrap=True)
        self.tag = TagLabel(look)
        self.tag_words = Text(look, look.tr("safety.with_ppe"), "small", "text_2")
        self.apply = button(look, look.tr("safety.apply", count=0), icon="inherited")
        self.apply.clicked.connect(self.applied)
        self._row = QHBoxLayout()
        self._row.setSpacing(look.theme.length(8))
        self._row.addWidget(Text(look, title, "heading", weight="strong"))
        for part in (self._word, self.tag_words, self.tag):
            self._row.addWidget(part)
        self._row.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(look.theme.length(2))
        words.addLayout(self._row)
        words.addWidget(self._why)
        head = QHBoxLayout()
        head.setContentsMargins(*(look.theme.length(n) for n in (16, 7, 16, 7)))
        head.setSpacing(look.theme.length(8))
        head.addLayout(words, 1)
        head.addWidget(self.apply)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(grid, 1)
        self.show_similar(0)
        self.tag.hide()
        self.tag_words.hide()

    def show_result(self, result: str, words: tuple[str, str]) -> None:
        """The result as sign and word, and what it comes from."""
        icon, tone = RESULT_SIGN[result]
        if self._sign is not None:
            self._sign.setParent(None)
            self._sign.deleteLater()
        self._sign = IconLabel(self._look, icon, tone, words[0], size=15)
        self._row.insertWidget(1, self._sign)
        self._word.setText(words[0])
        self._word.set_tone("invalid" if tone == "invalid" else "text")
        self._why.setText(words[1])
        self._why.setVisible(bool(words[1]))
        self._why.setToolTip(plain(words[1]))

    def show_similar(self, count: int) -> None:
        """To how many workplaces the sheet can be applied."""
        tr = self._look.tr
        words = tr("safety.apply", count=count) if count else tr("safety.apply_none")
        self.apply.setText(words)
        self.apply.setAccessibleName(f"{self.grid.accessibleName()}: {words}")
        self.apply.setToolTip(plain(tr("safety.apply_what")))
        self.apply.setEnabled(bool(count) and self.grid.grid.rowCount() > 1)


class SafetyTab(QWidget):
    """``focused``: another row, or the other sheet, has the focus."""

    focused = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        look, tr = desk.look, desk.look.tr
        self.page: WorkplacePage | None = None
        self._kinds: Sequence[Option] = ()
        self._grades: Sequence[Option] = ()
        self._similar: tuple[WorkplaceId, ...] = ()
        self._injury_sheet = SafetySheet(desk, lambda: self.page)
        self._ppe_sheet = PpeSheet(desk, lambda: self.page)
        columns = injury_columns(
            look,
            lambda text: found_among(self._kinds, text),
            lambda text: found_among(self._grades, text),
        )
        self.grid = Grid(look, columns, tr("safety.injury"), sheet=self._injury_sheet)
        self.grid.keep_view(desk.views, "safety")
        self.items = Grid(look, ppe_columns(look), tr("safety.ppe"), sheet=self._ppe_sheet)
        self.items.keep_view(desk.views, "ppe")
        self._injury_sheet.grid, self._ppe_sheet.grid = self.grid, self.items
        self._seen = self.grid
        self.injury = SafetyPart(desk, tr("safety.injury"), self.grid)
        self.ppe = SafetyPart(desk, tr("safety.ppe"), self.items)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setHandleWidth(1)
        halves.setChildrenCollapsible(False)
        details: tuple[tuple[SafetyPart, Detail], ...] = (
            (self.injury, "safety"),
            (self.ppe, "ppe"),
        )
        for part, detail in details:
            halves.addWidget(part)
            part.grid.row_changed.connect(lambda key, _, grid=part.grid: self._look_at(grid, key))
            part.grid.installEventFilter(self)
            part.applied.connect(lambda what=detail: self._apply(what))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(halves)

    def show_page(self, page: WorkplacePage) -> None:
        """Show a workplace, or the same one with other rows."""
        look = self._desk.look
        another = self.page is None or self.page.id != page.id
        self.page, guide = page, page.safety_guide
        self._kinds, self._grades = kind_options(look, guide), grade_options(look, guide)
        if another:
            self._injury_sheet.forget()
            self._ppe_sheet.forget()
            self.grid.keep_drafts(self._desk.drafts.of(f"safety/{page.id}"))
            self.items.keep_drafts(self._desk.drafts.of(f"ppe/{page.id}"))
        self.grid.set_rows(list(injury_rows(look, page.safety.rows, guide)))
        self.items.set_rows(list(ppe_rows(look, page.ppe.rows)))
        if another:
            self._injury_sheet.remind()
            self._ppe_sheet.remind()
        for grid in (self.grid, self.items):
            if not grid.currentIndex().isValid():
                grid.moves.to(0, 0)
        self.injury.show_result(page.safety.conformity, injury_result(look, page.safety, guide))
        self.ppe.show_result(page.ppe.provision, ppe_result_words(look, page.ppe))
        lowered = page.total_with_ppe
        for part in (self.ppe.tag, self.ppe.tag_words):
            part.setVisible(lowered is not None)
        if lowered is not None:
            self.ppe.tag.set_tag(judgement_tag(judgement_of(lowered)))
        if another:
            self._seen = self.grid
        self._show_similar()
        self._ask_similar(page.id)

    def finding(self, page: WorkplacePage) -> tuple[Finding, str]:
        """What the Why panel explains: the sheet with the focus, and its criterion in words."""
        tr, guide = self._desk.look.tr, page.safety_guide
        if self._seen is self.items:
            result, clause, verified = page.ppe.provision, guide.ppe_clause, guide.ppe_verified
            found = page.ppe.finding or Finding(subject=PPE, status="not-measured")
            lowered = page.total_with_ppe
            lines = (guide.provision, *(lowered.trace if lowered is not None else ()))
            title = tr("safety.why_ppe", word=tr(f"safety.{result}"))
            trace = (*_trace(found, result), *lines)
            return replace(found, trace=trace, clause=clause, verified=verified), title
        outcome, clause, verified = (
            page.safety.conformity,
            guide.injury_clause,
            guide.injury_verified,
        )
        found = page.safety.finding or Finding(subject=INJURY, status="not-measured")
        grades = (_line(each.number, each.name, each.says) for each in guide.grades)
        title = tr("safety.why_injury", word=tr(f"safety.{outcome}"))
        trace = (*_trace(found, outcome), *grades)
        return replace(found, trace=trace, clause=clause, verified=verified), title

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The Why panel explains the sheet that the focus has come to."""
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, Grid):
            self._look_at(watched, watched.current_key())
        return super().eventFilter(watched, event)

    def _look_at(self, grid: Grid, key: str) -> None:
        """The sheet that was touched last is explained."""
        self._seen = grid
        self.focused.emit(key)

    def _go(self, grid: Grid, row: str, column: str) -> None:
        grid.setFocus()
        grid.go_to(row, column)

    def _show_similar(self) -> None:
        for part in (self.injury, self.ppe):
            part.show_similar(len(self._similar))

    def _ask_similar(self, identity: WorkplaceId) -> None:
        """Workplaces of the same position: they are looked for by the worker."""
        certification = self._desk.certification_id

        def read(session: Session, _: object) -> tuple[WorkplaceId, ...]:
            dossier = session.snapshot(certification).dossier
            workplace = dossier.workplace_by_id.get(identity)
            return Likeness(dossier).similar_to(workplace) if workplace is not None else ()

        def show(found: tuple[WorkplaceId, ...]) -> None:
            if self.page is not None and self.page.id == identity:
                self._similar = found
                self._show_similar()

        self._desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def _apply(self, what: Detail) -> None:
        """One step; the others' rows become these."""
        page, desk = self.page, self._desk
        if page is None:
            return
        targets = self._similar
        command = ApplyToSimilar(source_id=page.id, target_ids=targets, details=frozenset({what}))
        words = desk.look.tr("safety.applied", count=len(targets))
        desk.jobs.change(command).on_done(lambda _: desk.say("info", words)).start()


def _trace(found: Finding, result: str) -> tuple[LocalizedText, ...]:
    """Its steps; what one object alone decides leaves no conclusion open."""
    gap = found.status == "not-measured" and result not in {"open", "none-listed"}
    return found.trace[:-1] if gap else found.trace


def _line(number: int, name: LocalizedText, says: LocalizedText) -> LocalizedText:
    """«2 допустимый: повреждения …»."""
    return LocalizedText(
        kk=f"{number} {name.kk}: {says.kk}",
        ru=f"{number} {name.ru}: {says.ru}",
        en=f"{number} {name.en}: {says.en}",
    )
