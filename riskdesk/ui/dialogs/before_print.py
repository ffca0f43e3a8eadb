"""What a document lacks, line by line with its place; a reason lets it be printed as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from riskdesk.services.readiness import Lack
from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.fields.reason import Reason
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look

if TYPE_CHECKING:
    from riskdesk.ui.bundle import Bundle
    from riskdesk.ui.main_window import MainWindow
    from riskdesk.ui.screens.documents_work import LackLine
    from riskdesk.ui.session import Session

_HIGH, _LIST = 64, 300


class BeforePrintDialog(Dialog):
    """``reasoned``: the reason that the paper is to carry."""

    reasoned = Signal(str)

    def __init__(
        self,
        desk: Desk,
        parent: QWidget | None,
        title: str,
        lines: Sequence[LackLine],
        reason: str = "",
    ) -> None:
        look, tr = desk.look, desk.look.tr
        blocking = sum(line.lack.blocks for line in lines)
        second = "before.second" if blocking else "before.second_none"
        super().__init__(look, parent, tr("before.title", form=title), tr(second, count=blocking))
        self._desk, self._lines = desk, lines
        self.subject = desk.certification_id
        columns = (
            Column(key="sign", title="", kind="sign", width=34),
            Column(key="place", title=tr("before.place"), width=220),
            Column(key="what", title=tr("before.what"), stretch=True, width=360),
        )
        self.grid = Grid(look, columns, tr("before.list"), orders="here")
        self.grid.set_rows([_row(look, at, line.lack) for at, line in enumerate(lines)])
        self.grid.setMinimumHeight(look.theme.length(_LIST))
        self.grid.opened.connect(self._jump)
        if lines:
            self.grid.go_to("0", "what")
        self.body.addWidget(self.grid, 1)
        self.body.addWidget(Text(look, tr("before.keys"), "small", "text_2", wrap=True))
        self.reason = Reason(look, tr("before.reason"), _HIGH, reason)
        self.reason.textChanged.connect(self._on_typed)
        self.body.addWidget(self.reason.held(shown=bool(blocking)))
        _, self.act = self.verbs(tr("before.act"))
        self.act.setVisible(bool(blocking))
        self.act.clicked.connect(self._take)
        self.setMinimumWidth(look.theme.length(820))
        self._judge()

    def _on_typed(self) -> None:
        self.mark_typed()
        self._judge()

    def _judge(self) -> None:
        given = self.reason.given
        self.act.setEnabled(given)
        self.hint.set_tone("text_2")
        needed = self.act.isVisibleTo(self) and not given
        self.hint.setText(self.look.tr("before.need_reason") if needed else "")

    def _take(self) -> None:
        self.reasoned.emit(self.reason.toPlainText().strip())
        self.accept()

    def _jump(self, key: str) -> None:
        """Where it is mended; what was typed stays as a draft."""
        place = self._lines[int(key)].place
        if place is not None:
            self.done(0)
            self._desk.go(place)


def _row(look: Look, at: int, lack: Lack) -> GridRow:
    icon, severity, tone = (
        ("error", "error", "invalid") if lack.blocks else ("warning", "warning", "attention")
    )
    sign = Sign(icon=icon, meaning=look.tr(f"severity.{severity}"), tone=tone)  # type: ignore[arg-type]
    place, what = look.sentence(lack.place), look.tr.text(lack.message)
    cells = {
        "sign": Cell(before=sign),
        "place": Cell(text=place, tooltip=place),
        "what": Cell(text=what, tooltip=what),
    }
    return GridRow(key=str(at), cells=cells)


def scene(window: MainWindow, _: Bundle) -> QWidget:
    """What the protocol of noise of the sample lacks."""
    from riskdesk.ui.scenes import _application, settle  # noqa: PLC0415 - for pictures alone
    from riskdesk.ui.screens.documents_work import lack_lines  # noqa: PLC0415

    found: list[LackLine] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> tuple[LackLine, ...]:
        return lack_lines(session, certification, "kk-ru", "protocol-noise")

    window.jobs.ask(read).on_done(found.extend).start()
    settle(_application(), window)
    title = window.desk.look.tr("rail.documents")
    dialog = BeforePrintDialog(window.desk, window, title, found)
    dialog.open()
    return dialog
