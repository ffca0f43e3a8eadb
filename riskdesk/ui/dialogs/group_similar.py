"""What one workplace says, taken over by others like it: cards, points, safety, equipment."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QGridLayout, QWidget

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import LocalizedText
from riskdesk.services.copying_details import ApplyToSimilar, Detail
from riskdesk.services.groups_alike import Likeness
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Tick
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow
    from riskdesk.ui.session import Session

DETAILS: tuple[Detail, ...] = ("cards", "points", "safety", "ppe", "choices")
_HIGH = 220
Target = tuple[WorkplaceId, str, LocalizedText, LocalizedText, bool]
"""Id, code, position, section, whether it is of the same position."""


class _Ticked(Sheet):
    """Which workplaces take it over; nothing is stored before the verb."""

    def __init__(self, dialog: GroupSimilarDialog) -> None:
        self._dialog = dialog

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:  # noqa: ARG002 - of the sheet
        """Tick and untick."""
        self._dialog.tick({edit.row: bool(edit.text) for edit in edits})
        self._dialog.grid.settle(edits)
        self._dialog.show_rows()


class GroupSimilarDialog(Dialog):
    """``source``: the workplace whose details are taken over; those like it are ticked."""

    def __init__(self, desk: Desk, parent: QWidget | None, source: str) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("similar.title"), tr("similar.second"))
        self._desk = desk
        self.subject = self._source = source
        self._targets: tuple[Target, ...] = ()
        self._ticked: set[str] = set()
        self.details: dict[Detail, Tick] = {}
        ticks = QWidget()
        box = QGridLayout(ticks)
        box.setContentsMargins(0, 0, 0, 0)
        for number, name in enumerate(DETAILS):
            tick = Tick(look, tr(f"similar.{name}"))
            tick.setChecked(True)
            tick.clicked.connect(self._judge)
            self.details[name] = tick
            box.addWidget(tick, number // 2, number % 2)
        self.body.addWidget(ticks)
        columns = (
            Column(key="take", title=tr("similar.take"), kind="flag", width=84),
            Column(key="code", title=tr("structure.code"), width=92),
            Column(key="position", title=tr("group.member"), stretch=True, width=190),
            Column(key="section", title=tr("group.section"), width=190),
        )
        self.grid = Grid(look, columns, tr("similar.targets"), sheet=_Ticked(self))
        self.grid.setMinimumHeight(look.theme.length(_HIGH))
        self.body.addWidget(self.grid, 1)
        _, self.act = self.verbs(tr("similar.act"))
        self.act.clicked.connect(self._apply)
        self.setMinimumWidth(look.theme.length(680))
        certification = desk.certification_id

        def read(session: Session, _: object) -> tuple[str, tuple[Target, ...]]:
            return _targets(session.snapshot(certification).dossier, source)

        desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()
        self._judge()

    def tick(self, ticked: dict[str, bool]) -> None:
        """Tick and untick workplaces."""
        for key, yes in ticked.items():
            (self._ticked.add if yes else self._ticked.discard)(key)
        self._judge()

    def show_rows(self) -> None:
        """Show who is ticked."""
        tr = self.look.tr
        self.grid.set_rows([
            GridRow(key=one, cells={
                "take": Cell(text="1" if one in self._ticked else "", editable=True),
                "code": Cell(text=code, tone="text_2"),
                "position": Cell(text=tr.text(position), weight="medium" if like else "normal"),
                "section": Cell(text=tr.text(section), tone="text_2"),
            })
            for one, code, position, section, like in self._targets
        ])  # fmt: skip

    def _show(self, found: tuple[str, tuple[Target, ...]]) -> None:
        source, self._targets = found
        self.setWindowTitle(f"{self.look.tr('similar.title')}: {source}")
        self._ticked = {one[0] for one in self._targets if one[4]}
        self.show_rows()
        if self._targets:
            self.grid.go_to(self._targets[0][0])
        self._judge()

    def _judge(self) -> None:
        tr = self.look.tr
        some = any(tick.isChecked() for tick in self.details.values())
        ready = bool(self._ticked) and some
        self.act.setEnabled(ready)
        self.hint.setText(tr("similar.count", count=len(self._ticked)) if ready
                          else tr("similar.need"))  # fmt: skip

    def _apply(self) -> None:
        command = ApplyToSimilar(
            source_id=WorkplaceId(self._source),
            target_ids=tuple(one[0] for one in self._targets if one[0] in self._ticked),
            details=frozenset(name for name, tick in self.details.items() if tick.isChecked()),
        )
        job = self._desk.jobs.change(command).on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._refuse)).start()

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))


def _targets(dossier: Dossier, source: str) -> tuple[str, tuple[Target, ...]]:
    """The others, those of the same position first."""
    own = dossier.workplace_by_id[WorkplaceId(source)]
    like = set(Likeness(dossier).similar_to(own))
    found = [
        (one.id, dossier.code_of(one), dossier.position_of(one).name,
         dossier.section_of(one).name, one.id in like)
        for one in dossier.workplaces
        if one.id != own.id
    ]  # fmt: skip
    return dossier.code_of(own), tuple(sorted(found, key=lambda each: not each[4]))


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """The first workplace of the sample that has others like it."""
    from riskdesk.ui.scenes import _application, settle  # noqa: PLC0415 - for pictures alone

    found: list[str] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> str:
        dossier = session.snapshot(certification).dossier
        like = Likeness(dossier)
        return next((one.id for one in dossier.workplaces if like.similar_to(one)), "")

    window.jobs.ask(read).on_done(found.append).start()
    settle(_application(), window)
    dialog = GroupSimilarDialog(window.desk, window, found[0])
    dialog.open()
    return dialog
