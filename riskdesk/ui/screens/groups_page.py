"""Groups of analogous workplaces: made, confirmed, who is measured, what differs."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import LocalizedText
from riskdesk.services.groups_alike import ProposedGroup
from riskdesk.services.groups_draw import DrawMeasured
from riskdesk.services.groups_members import ChangeGroup, ConfirmGroup, DissolveGroup, MakeGroup
from riskdesk.services.ports import Done
from riskdesk.services.queries_groups import GroupRow, Groups
from riskdesk.services.queries_structure import Structure
from riskdesk.ui.desk import Desk
from riskdesk.ui.dialogs.group_similar import GroupSimilarDialog
from riskdesk.ui.dialogs.group_swap import GroupSwapDialog
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.flow import Flow
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Tone
from riskdesk.ui.kit.messages import Message, MessageStrip
from riskdesk.ui.screens.groups_members import MembersGrid

PROPOSED = "proposed/"
_STATE: dict[str, tuple[str, Tone]] = {
    "draft": ("proposed", "text_2"),
    "confirmed": ("tick", "ok"),
    "reopened": ("warning", "attention"),
}


class _Names(Sheet):
    """Names of groups are typed into the list."""

    def __init__(self, page: "GroupsPage") -> None:
        self._page = page

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:  # noqa: ARG002 - of the sheet
        """One group at a time: a paste over many names is many changes."""
        for edit in edits:
            self._page.rename(edit)


class GroupsPage(QWidget):
    """The groups and those that could be made. ``opened``: a workplace should be shown."""

    opened = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = desk.look
        self._groups = Groups(rows=(), proposed=())
        self._places: dict[str, tuple[str, str]] = {}
        self._wanted = ""
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._head())
        self.grid = Grid(self._look, self._columns(), self._tr("group.list"), sheet=_Names(self))
        self.grid.keep_view(desk.views, "groups")
        self.grid.row_changed.connect(lambda *_: self._show_members())
        self.grid.setMinimumHeight(self._look.theme.length(150))
        box.addWidget(self.grid, 2)
        box.addWidget(self._verbs())
        self.members = MembersGrid(desk)
        self.members.setMinimumHeight(self._look.theme.length(130))
        self.members.opened.connect(self.opened)
        box.addWidget(self.members, 3)
        self.messages = MessageStrip(self._look, lambda: None)
        box.addWidget(self.messages)

    def show_groups(self, found: Groups, rows: Structure) -> None:
        """Show the groups of a certification."""
        self._groups = found
        language = self._look.language
        self._places = {
            row.id: (row.code, row.position.get(language))
            for section in rows.sections
            for row in section.workplaces
        }
        self._title.second.setText(
            self._tr("group.counts", groups=len(found.rows), proposed=len(found.proposed))
        )
        made = [self._row(group) for group in found.rows]
        if found.proposed:
            made.append(GridRow(key="head", group=self._tr("group.proposed"),
                                count=str(len(found.proposed))))  # fmt: skip
            made += [self._proposal(n, one) for n, one in enumerate(found.proposed)]
        self.grid.set_rows(made)
        keys = [row.key for row in made if not row.is_group]
        wanted, self._wanted = self._wanted, ""
        if wanted in keys:
            self.grid.go_to(wanted)
        elif keys and self.grid.current_key() not in keys:
            self.grid.go_to(keys[0])
        self._show_members()

    def go_to(self, group: str) -> None:
        """Put the focus on a group, now or when it comes."""
        if not (group and self.grid.go_to(group)):
            self._wanted = group
        self.grid.setFocus()

    def rename(self, edit: Edit) -> None:
        """Another name of a group."""
        group = self._group(edit.row)
        if group is None:
            return
        names = {"kk": group.name.kk, "ru": group.name.ru, edit.column: edit.text}
        command = ChangeGroup(
            group_id=group.id,
            members=tuple(one.id for one in group.members),
            name=LocalizedText(kk=names["kk"], ru=names["ru"], en=group.name.en),
        )
        words = self._desk.failure_text
        job = self._desk.jobs.change(command)
        job.on_done(while_alive(self, lambda _: self.grid.settle([edit])))
        job.on_failed(while_alive(self, lambda error: self.grid.refuse([edit], words(error))))
        job.start()

    def _tr(self, key: str, **params: object) -> str:
        return self._look.tr(key, **params)

    def _head(self) -> PageHead:
        look = self._look
        self.confirm = button(look, self._tr("group.confirm"), "main", keys="Ctrl+Return")
        self.confirm.clicked.connect(self._confirm)
        self._title = PageHead(look, self._tr("group.title"), self.confirm)
        return self._title

    def _verbs(self) -> QWidget:
        look, tr = self._look, self._look.tr
        holder, row = QWidget(), Flow(self._look, (16, 8, 16, 8), gap=8)
        self.count, self.seed = (
            DecimalField(whole=True, stored=False),
            DecimalField(whole=True, stored=False),
        )
        for field, key, wide in ((self.count, "group.count", 64), (self.seed, "group.seed", 92)):
            field.setAccessibleName(tr(key))
            field.setFixedWidth(look.theme.length(wide))
            part = QWidget()
            inside = labelled(look, tr(key), field)
            inside.setContentsMargins(0, 0, 0, 0)
            part.setLayout(inside)
            row.addWidget(part)
        self.seed.setPlaceholderText(tr("group.new_seed"))
        self.draw = button(look, tr("group.draw"))
        self.draw.setToolTip(tr("group.draw_what"))
        self.draw.clicked.connect(self._draw)
        self.swap = button(look, tr("group.swap"), "flat")
        self.swap.setToolTip(tr("group.swap_what"))
        self.swap.clicked.connect(self._swap)
        self.similar = button(look, tr("structure.similar"), "flat")
        self.similar.setToolTip(tr("structure.similar_what"))
        self.similar.clicked.connect(self._similar)
        self.dissolve = button(look, tr("group.dissolve"), "flat")
        self.dissolve.setToolTip(tr("group.dissolve_what"))
        self.dissolve.clicked.connect(self._dissolve)
        for made in (self.draw, self.swap, self.similar, self.dissolve):
            row.addWidget(made)
        holder.setLayout(row)
        return holder

    def _columns(self) -> tuple[Column, ...]:
        tr = self._look.tr
        names = ("kk", "ru") if self._look.language == "kk" else ("ru", "kk")
        return (
            *(Column(key=n, title=tr(f"group.name_{n}"), stretch=True, width=170) for n in names),
            Column(key="members", title=tr("group.members"), kind="value", width=72),
            Column(key="measured", title=tr("group.measured_count"), kind="value", width=92),
            Column(key="state", title=tr("group.state"), width=190),
            Column(key="seed", title=tr("group.seed"), kind="value", width=92),
        )

    def _row(self, group: GroupRow) -> GridRow:
        icon, tone = _STATE[group.state]
        state = self._tr(f"group.state_{group.state}")
        cells = {name: Cell(text=getattr(group.name, name), editable=True) for name in ("kk", "ru")}
        seed = str(group.seed) if group.seed is not None else "–"
        cells |= {
            "members": Cell(text=str(len(group.members))),
            "measured": Cell(text=str(group.measured)),
            "state": Cell(text=state, tone=tone, before=Sign(icon=icon, meaning=state, tone=tone)),
            "seed": Cell(text=seed, tone="text_2"),
        }
        return GridRow(key=group.id, cells=cells)

    def _proposal(self, number: int, one: ProposedGroup) -> GridRow:
        cells = {name: Cell(text=getattr(one.name, name), tone="text_2") for name in ("kk", "ru")}
        words = self._look.tr.text(one.section)
        cells |= {
            "members": Cell(text=str(len(one.members)), tone="text_2"),
            "state": Cell(text=words, tone="text_2", tooltip=words),
        }
        return GridRow(key=f"{PROPOSED}{number}", cells=cells)

    def _group(self, key: str = "") -> GroupRow | None:
        wanted = key or self.grid.current_key()
        return next((one for one in self._groups.rows if one.id == wanted), None)

    def _proposed(self) -> ProposedGroup | None:
        key = self.grid.current_key()
        number = key.removeprefix(PROPOSED)
        return self._groups.proposed[int(number)] if key.startswith(PROPOSED) else None

    def _show_members(self) -> None:
        group, proposed = self._group(), self._proposed()
        self.members.show_group(group, proposed, self._places)
        for part in (self.count, self.seed, self.draw, self.swap, self.similar, self.dissolve):
            part.setEnabled(group is not None)
        words = self._tr("group.make" if proposed is not None else "group.confirm")
        self.confirm.setText(words)
        self.confirm.setAccessibleName(words.replace("&", ""))
        differs = group is not None and bool(group.differences)
        settled = group is not None and group.state == "confirmed"
        self.confirm.setEnabled(proposed is not None or (group is not None and not settled))
        self.confirm.setToolTip(self._tr("group.confirm_differs") if differs else "")
        if group is not None and not self.count.hasFocus():
            self.count.setText(str(group.measured))
        if not self.seed.hasFocus():
            known = group.seed if group is not None else None
            self.seed.setText("" if known is None else str(known))
        self.messages.show_messages(self._said(group))

    def _said(self, group: GroupRow | None) -> list[Message]:
        """Why a group is open again: who came and left, in what its members differ."""
        if group is None:
            return []
        found = []
        come = [f"{one.number:03}" for one in group.members if one.added]
        if come or group.lost:
            words = self._tr("group.changed", come=", ".join(come) or "–", gone=group.lost)
            found.append(Message("warning", "", words))
        for one in group.differences:
            name = self._look.tr.text(self._desk.bundle.texts.say(f"group-field-{one.field}"))
            numbers = " / ".join(", ".join(f"{n:03}" for n in run) for run in one.numbers)
            words = self._tr("group.differ", field=name, numbers=numbers)
            found.append(Message("warning", "", words))
        return found

    def _confirm(self) -> None:
        group, proposed = self._group(), self._proposed()
        if proposed is not None:
            command: object = MakeGroup(
                certification_id=self._desk.certification_id,
                members=proposed.members,
                name=proposed.name,
            )
        elif group is not None:
            command = ConfirmGroup(group_id=group.id)
        else:
            return

        def made(done: Done) -> None:
            self._wanted = str(done.value or "")

        self._desk.jobs.change(command).on_done(while_alive(self, made)).start()

    def _draw(self) -> None:
        group = self._group()
        if group is None or self.count.problem or self.seed.problem:
            return
        count, seed = self.count.value, self.seed.value
        again = seed is not None and int(seed) != group.seed
        self._desk.jobs.change(
            DrawMeasured(
                group_id=group.id,
                count=int(count or 0),
                seed=int(seed) if again and seed is not None else None,
            )
        ).start()
        self.seed.clear()

    def _swap(self) -> None:
        group = self._group()
        if group is not None:
            leaves = self.members.current_key()
            GroupSwapDialog(self._desk, self.window(), group, WorkplaceId(leaves)).open()

    def _similar(self) -> None:
        group = self._group()
        if group is not None:
            source = self.members.current_key()
            first = next((one.id for one in group.members if one.sign == "measured"), "")
            GroupSimilarDialog(self._desk, self.window(), source or first).open()

    def _dissolve(self) -> None:
        group = self._group()
        if group is not None:
            self._desk.jobs.change(DissolveGroup(group_id=group.id)).start()
