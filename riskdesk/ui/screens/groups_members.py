"""The workplaces of one group: who is measured, who inherits, who came, why swapped."""

from collections.abc import Mapping, Sequence

from riskdesk.domain.ids import WorkplaceId
from riskdesk.services.groups_alike import ProposedGroup
from riskdesk.services.groups_draw import ChooseMeasured
from riskdesk.services.groups_members import ChangeGroup
from riskdesk.services.queries_groups import GroupRow, MemberRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet


class _Chosen(Sheet):
    """Space says who is measured; Ctrl+- takes a workplace out of the group."""

    removes = True

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.group: GroupRow | None = None
        self.grid: Grid | None = None

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:  # noqa: ARG002 - of the sheet
        """The members that are measured, all together."""
        group, grid = self.group, self.grid
        if group is None or grid is None:
            return
        chosen = {one.id: one.sign == "measured" for one in group.members}
        chosen |= {WorkplaceId(edit.row): bool(edit.text) for edit in edits}
        measured = tuple(one for one, yes in chosen.items() if yes)
        words = self._desk.failure_text
        job = self._desk.jobs.change(ChooseMeasured(group_id=group.id, measured=measured))
        job.on_done(while_alive(grid, lambda _: grid.settle(edits)))
        job.on_failed(while_alive(grid, lambda error: grid.refuse(edits, words(error))))
        job.start()

    def remove(self, rows: Sequence[str]) -> None:
        """The workplaces leave the group and are measured for themselves."""
        group = self.group
        if group is not None:
            rest = tuple(one.id for one in group.members if one.id not in rows)
            command = ChangeGroup(group_id=group.id, members=rest, name=group.name)
            self._desk.jobs.change(command).start()


class MembersGrid(Grid):
    """The members of a group, or of one that could be made."""

    def __init__(self, desk: Desk) -> None:
        look, tr = desk.look, desk.look.tr
        sheet = _Chosen(desk)
        columns = (
            Column(key="measured", title=tr("group.count"), kind="flag", width=92),
            Column(key="code", title=f"{tr('structure.code')} ƒ", width=92, computed=True),
            Column(key="position", title=tr("group.member"), stretch=True, width=180),
            Column(key="section", title=tr("group.section"), width=190),
            Column(key="sign", title=tr("structure.group"), width=150),
            Column(key="remark", title=tr("group.why"), width=190),
        )
        super().__init__(look, columns, tr("group.members_list"), sheet=sheet)
        self._chosen_by = sheet
        sheet.grid = self
        self.keep_view(desk.views, "group-members")

    def show_group(
        self,
        group: GroupRow | None,
        proposed: ProposedGroup | None,
        places: Mapping[str, tuple[str, str]],
    ) -> None:
        """Show the members; those of a proposal can't be chosen yet."""
        if group is None or self._chosen_by.group is None or group.id != self._chosen_by.group.id:
            self.keep_drafts({})
        self._chosen_by.group = group
        if group is not None:
            self.set_rows([self._member(one, group) for one in group.members])
        elif proposed is not None:
            section = self.look.tr.text(proposed.section)
            self.set_rows([
                GridRow(key=one, cells={
                    "code": Cell(text=places.get(one, ("", ""))[0], tone="text_2"),
                    "position": Cell(text=places.get(one, ("", ""))[1]),
                    "section": Cell(text=section, tone="text_2"),
                })
                for one in proposed.members
            ])  # fmt: skip
        else:
            self.set_rows(())
        if not self.current_key() and self.grid.rows:
            self.go_to(self.grid.rows[0].key)

    def _member(self, one: MemberRow, group: GroupRow) -> GridRow:
        tr = self.look.tr
        measured = one.sign == "measured"
        sources = ", ".join(f"{m.number:03}" for m in group.members if m.sign == "measured")
        words = tr("group.measured") if measured else tr("group.from", numbers=sources)
        icon, tone = ("ticked", "text_2") if measured else ("inherited", "accent")
        added = tr("group.added") if one.added else ""
        remark = "; ".join(filter(None, (added, one.swap_reason)))
        cells = {
            "measured": Cell(text="1" if measured else "", editable=True),
            "code": Cell(text=one.code, tone="text_2"),
            "position": Cell(text=tr.text(one.position)),
            "section": Cell(text=tr.text(one.section), tone="text_2"),
            "sign": Cell(
                text=words,
                before=Sign(icon=icon, meaning=tr(f"group.{one.sign}"), tone=tone),  # type: ignore[arg-type]
            ),
            "remark": Cell(text=remark, tone="text_2", tooltip=remark),
        }
        return GridRow(key=one.id, cells=cells)
