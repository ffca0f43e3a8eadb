"""What hands do at the screen of points beyond the cells of the sheet."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from riskdesk.domain.ids import PointId
from riskdesk.services.edit_points import MovePoint
from riskdesk.services.queries_points import without_instrument
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.choose_instrument import ChooseInstrumentDialog
from riskdesk.ui.dialogs.plan import PlanDialog
from riskdesk.ui.dialogs.stays import StaysDialog
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.screens.points_messages import column_at_fault

if TYPE_CHECKING:  # the screen has acts, the acts hold the screen
    from riskdesk.ui.screens.points import PointsScreen


class PointsActs:
    """The verbs of one screen."""

    def __init__(self, screen: PointsScreen) -> None:
        self.screen = screen

    def begin_row(self) -> None:
        """To the blank last row."""
        sheet = self.screen.sheet
        if sheet is None:
            return
        grid = sheet.grid
        grid.finish_editing()
        column = grid.grid.column_of("position_written")
        grid.moves.to(grid.grid.rowCount() - 1, column)
        grid.setFocus()

    def open(self, kind: Callable[..., Dialog]) -> None:
        """A dialog over the selected rows."""
        sheet = self.screen.sheet
        keys = sheet.selected() if sheet is not None else []
        if sheet is None or not keys:
            return
        sheet.grid.finish_editing()
        kind(self.screen.desk, self.screen.window(), tuple(map(PointId, keys))).open()

    def open_plan(self) -> None:
        """The plans, at the place of the row with the focus."""
        sheet = self.screen.sheet
        if sheet is not None:
            sheet.grid.finish_editing()
        keys = sheet.selected() if sheet is not None else []
        points = tuple(map(PointId, keys[:1]))
        PlanDialog(self.screen.desk, self.screen.window(), points).open()

    def choose_all(self) -> None:
        """Instruments for every row of the sheet with a quantity that none of its own measures."""
        sheet = self.screen.sheet
        if sheet is None:
            return
        rows = sheet.live.answer.page.rows
        bare = tuple(row.point.id for row in rows if without_instrument(row))
        ChooseInstrumentDialog(self.screen.desk, self.screen.window(), bare).open()

    def place_first(self) -> None:
        """Who stays at the first row that nobody stays at."""
        sheet = self.screen.sheet
        rows = sheet.live.answer.page.rows if sheet is not None else ()
        bare = next((row.point.id for row in rows if not row.stays), "")
        if sheet is not None and bare and sheet.go_to(bare, sheet.cells.main):
            self.open(StaysDialog)

    def open_journal(self) -> None:
        """The blank journal of the visit."""
        self.screen.desk.go(Place("visit", tab="blank"))

    def judge(self) -> None:
        """The rule of the choice under the focus, in words."""
        if self.screen.sheet is not None:
            grid = self.screen.sheet.grid
            at = grid.visualRect(grid.currentIndex())
            self.screen.guidance.show(grid.current_column(), grid.viewport(), at)

    def next_problem(self) -> None:
        """To the next cell that is marked, then to rows with problems."""
        sheet = self.screen.sheet
        if sheet is None:
            return
        marked = [(row, column) for row, column, _ in sheet.grid.problems()]
        marked += [
            (row.point.id, column_at_fault(row) or sheet.cells.main)
            for row in sheet.live.answer.page.rows
            if any(problem.open for problem in row.problems)
        ]
        here = (sheet.grid.current_key(), sheet.grid.current_column())
        after = marked.index(here) + 1 if here in marked else 0
        for row, column in [*marked[after:], *marked[:after]]:
            if sheet.go_to(row, column):
                return

    def move(self, way: int) -> None:
        """The row with the focus one place up or down."""
        sheet = self.screen.sheet
        key = sheet.grid.current_key() if sheet is not None else ""
        if sheet is None or not sheet.live.stored(key):
            return
        keys = sheet.live.keys()
        at = keys.index(key) + way
        if not 0 <= at < len(keys):
            return
        before = at if way < 0 else at + 1
        follower = PointId(keys[before]) if before < len(keys) else None
        self.screen.wanted = (key, sheet.grid.current_column())
        self.screen.desk.jobs.change(MovePoint(point_id=PointId(key), before=follower)).start()

    def open_workplace(self) -> None:
        """To the page of the first workplace that stays at the row."""
        sheet = self.screen.sheet
        row = sheet.live.row(sheet.grid.current_key()) if sheet is not None else None
        if row is not None and row.stays:
            self.screen.desk.go(Place("structure", row.stays[0].workplace_id, "factors"))
