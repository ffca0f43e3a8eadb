"""One card for several workplaces: who takes it, chosen and confirmed in one place."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.services.edit_cards import ApplyCard
from riskdesk.services.queries_cards import Peer
from riskdesk.services.queries_workplace import CardPage, WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.screens.card_rows import shown_number

_STATES = {"empty": "text_2", "same": "ok", "differs": "attention"}
_MOST_SAID = 4


class PeersSheet(Sheet):
    """Ticks that wait for the verb; nothing is stored before it."""

    def __init__(self, panel: "PeersPanel") -> None:
        self._panel = panel

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """Take the ticks."""
        del action
        self._panel.tick(edits)


class PeersPanel(QWidget):
    """``applied``: to how many workplaces the card went."""

    applied = Signal(int)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._look = look = desk.look
        self._card: CardPage | None = None
        self._page: WorkplacePage | None = None
        self._ticked: dict[str, bool] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        tr = look.tr
        columns = (
            Column(key="take", title=tr("peers.take"), kind="flag", width=56),
            Column(key="code", title=tr("peers.code"), width=84),
            Column(key="name", title=tr("peers.place"), stretch=True, width=120),
            Column(key="state", title=tr("peers.state"), width=170),
        )
        self.grid = Grid(look, columns, tr("peers.name"), sheet=PeersSheet(self))
        row.addWidget(self.grid, 1)
        side = QVBoxLayout()
        side.setContentsMargins(*(look.theme.length(n) for n in (16, 8, 16, 8)))
        self._said = Text(look, "", "small", "text_2", wrap=True)
        self._said.setFixedWidth(look.theme.length(190))
        side.addWidget(self._said)
        side.addStretch(1)
        self.act = button(look, "", keys="Ctrl+Shift+Return")
        self.act.clicked.connect(self.apply)
        side.addWidget(self.act)
        row.addLayout(side)

    def show_card(self, card: CardPage, page: WorkplacePage) -> None:
        """Show who could take the card; members of the group are ticked at first."""
        if self._page is None or self._page.id != page.id:
            self._ticked = {}
        self._card, self._page = card, page
        self.grid.set_rows([self._row(peer) for peer in card.peers.peers])
        self._say()

    def tick(self, edits: Sequence[Edit]) -> None:
        """Ticks were set or taken away."""
        for edit in edits:
            self._ticked[edit.row] = bool(edit.text)
        self.grid.settle(edits)
        if self._card is not None:
            self.grid.set_rows([self._row(peer) for peer in self._card.peers.peers])
        self._say()

    def targets(self) -> tuple[Peer, ...]:
        """The workplaces that are ticked."""
        peers = self._card.peers.peers if self._card is not None else ()
        return tuple(peer for peer in peers if self._is_ticked(peer))

    def apply(self) -> None:
        """The card becomes theirs in one step, which one undo takes back."""
        card, page, targets = self._card, self._page, self.targets()
        if card is None or page is None or not targets:
            return
        command = ApplyCard(
            source_id=page.id,
            card=card.card,
            target_ids=tuple(peer.id for peer in targets),
        )
        count, tr = len(targets), self._look.tr

        def told(_: object) -> None:
            self._desk.say("ok", tr("peers.applied", count=count))
            self.applied.emit(count)

        self._desk.jobs.change(command).on_done(while_alive(self, told)).start()

    def _is_ticked(self, peer: Peer) -> bool:
        return self._ticked.get(peer.id, peer.grouped)

    def _row(self, peer: Peer) -> GridRow:
        look = self._look
        sign = Sign(icon="inherited", meaning=look.tr("sign.inherited"), tone="accent")
        cells = {
            "take": Cell(text="1" if self._is_ticked(peer) else "", editable=True),
            "code": Cell(text=peer.code, tone="text_2"),
            "name": Cell(
                text=f"{look.tr.text(peer.position)} · {look.tr.text(peer.section)}",
                before=sign if peer.inherited else None,
            ),
            "state": Cell(text=state_words(look, peer), tone=_STATES[peer.state]),  # type: ignore[arg-type]
        }
        return GridRow(key=peer.id, cells=cells)

    def _say(self) -> None:
        tr, count = self._look.tr, len(self.targets())
        replaced = sum(peer.state == "differs" for peer in self.targets())
        words = [tr("peers.will", count=count)]
        if replaced:
            words.append(tr("peers.replaced", count=replaced))
        self._said.setText(" ".join(words))
        self.act.setText(tr("peers.apply", count=count))
        self.act.setAccessibleName(tr("peers.apply", count=count))
        self.act.setEnabled(count > 0)
        self.act.updateGeometry()


def state_words(look: Look, peer: Peer) -> str:
    """What another workplace has of the card."""
    if peer.state != "differs":
        return look.tr(f"peers.{peer.state}")
    numbers = ", ".join(shown_number(look, one) for one in peer.differing[:_MOST_SAID])
    rest = len(peer.differing) - _MOST_SAID
    if rest > 0:
        numbers = look.tr("messages.and_more", name=numbers, count=rest)
    return look.tr("peers.differs", numbers=numbers)


def peers_line(look: Look, card: CardPage) -> str:
    """One line over the card: for how many workplaces it is, and what is its own."""
    peers, tr = card.peers, look.tr
    grouped = sum(peer.grouped for peer in peers.peers)
    parts = []
    if look.tr.text(peers.group):
        parts.append(tr("peers.group", name=look.tr.text(peers.group), count=grouped + 1))
    elif peers.peers:
        parts.append(tr("peers.similar", count=len(peers.peers)))
    if peers.inherited:
        parts.append(tr("peers.inherited", count=peers.inherited))
    if peers.own:
        parts.append(
            tr("peers.own", numbers=", ".join(shown_number(look, one) for one in peers.own))
        )
    return " · ".join(parts)
