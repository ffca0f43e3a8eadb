"""Another workplace of the group is measured instead of one that was drawn; why is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit, QWidget

from riskdesk.domain.ids import WorkplaceId
from riskdesk.services.groups_draw import SwapMeasured
from riskdesk.services.queries_groups import GroupRow, MemberRow, groups
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labelled import labelled

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow


class GroupSwapDialog(Dialog):
    """``leaves``: proposed to be no longer measured; another one if it inherits already."""

    def __init__(
        self, desk: Desk, parent: QWidget | None, group: GroupRow, leaves: WorkplaceId
    ) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("group.swap_title"), tr("group.swap_second"))
        self._desk, self._group = desk, group
        self.subject = group.id
        measured = [one for one in group.members if one.sign == "measured"]
        inherits = [one for one in group.members if one.sign == "inherits"]
        self.leaves = Choice(look, [(one.id, self._words(one)) for one in measured])
        self.enters = Choice(look, [(one.id, self._words(one)) for one in inherits])
        self.reason = QLineEdit()
        first = next((one for one in measured if one.id == leaves), next(iter(measured), None))
        self.leaves.show_value(first.id if first else None)
        chosen = next((one for one in inherits if one.id == leaves), next(iter(inherits), None))
        self.enters.show_value(chosen.id if chosen else None)
        for field, key in (
            (self.leaves, "group.leaves"), (self.enters, "group.enters"),
            (self.reason, "group.reason"),
        ):  # fmt: skip
            field.setAccessibleName(tr(key))
            self.body.addLayout(labelled(look, tr(key), field))
        self.body.addStretch(1)
        _, self.act = self.verbs(tr("group.swap_act"))
        self.act.clicked.connect(self._swap)
        self.reason.textEdited.connect(self._on_typed)
        self.setMinimumWidth(look.theme.length(560))
        self._judge()

    def _words(self, one: MemberRow) -> str:
        return f"{one.code}  {self.look.tr.text(one.position)}"

    def _on_typed(self, _text: str) -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        missing = ""
        if not (self.leaves.currentData() and self.enters.currentData()):
            missing = "group.nobody_to_swap"
        elif not self.reason.text().strip():
            missing = "group.need_reason"
        self.act.setEnabled(not missing)
        self.hint.set_tone("text_2")
        self.hint.setText(self.look.tr(missing) if missing else "")

    def _swap(self) -> None:
        command = SwapMeasured(
            group_id=self._group.id,
            leaves=WorkplaceId(str(self.leaves.currentData())),
            enters=WorkplaceId(str(self.enters.currentData())),
            reason=self.reason.text(),
        )
        job = self._desk.jobs.change(command).on_done(while_alive(self, lambda _: self.accept()))
        job.on_failed(while_alive(self, self._refuse)).start()

    def _refuse(self, error: Exception) -> None:
        self.hint.set_tone("invalid")
        self.hint.setText(self._desk.failure_text(error))


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """The swap in the first group of the sample, or in one that the window makes up."""
    from riskdesk.domain.values import LocalizedText  # noqa: PLC0415 - for pictures alone
    from riskdesk.ui.scenes import _application, settle  # noqa: PLC0415

    found: list[GroupRow] = []
    certification = window.desk.certification_id

    def read(session: object, _: object) -> None:
        dossier = session.snapshot(certification).dossier  # type: ignore[attr-defined]
        found.extend(groups(dossier).rows)
        if not found:
            members = tuple(
                MemberRow(
                    id=one.id, number=one.number, code=dossier.code_of(one),
                    position=dossier.position_of(one).name, section=dossier.section_of(one).name,
                    sign="inherits" if at else "measured", added=False, swap_reason="",
                )
                for at, one in enumerate(dossier.workplaces[27:32])
            )  # fmt: skip
            found.append(
                GroupRow(id="scene", ordinal=1, name=LocalizedText(), state="draft",
                         members=members, measured=1, seed=4831, lost=0, differences=())
            )  # fmt: skip

    window.jobs.ask(read).start()
    settle(_application(), window)
    dialog = GroupSwapDialog(window.desk, window, found[0], found[0].members[0].id)
    dialog.open()
    return dialog
