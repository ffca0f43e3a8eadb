"""The sheet of a family: what is typed is judged at each key and carried out as one command."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject

from riskdesk.domain.ids import PointId
from riskdesk.domain.model import PointFamily
from riskdesk.rules.families import FamilySpec
from riskdesk.services.edit import Several
from riskdesk.services.edit_point_rows import EnterCells
from riskdesk.services.edit_points import RemovePoints
from riskdesk.services.points_cells import CellEdit
from riskdesk.services.queries_points import PointsAnswer
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow, LazyRows
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_order import ordered, sifted
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict
from riskdesk.ui.screens.points_cells import PointCells
from riskdesk.ui.screens.points_columns import point_columns, spare_columns
from riskdesk.ui.screens.points_live import LiveRows


class PointsSheet(Sheet):
    """The screen's side of the grid of one family."""

    adds = True
    removes = True

    def __init__(self, desk: Desk, answer: PointsAnswer, owner: QObject) -> None:
        self._desk = desk
        self._owner = owner
        self.live = LiveRows(answer)
        points = [row.point for row in answer.page.rows]
        spec, book = self.live.spec, self.live.substances
        self.columns: tuple[Column, ...] = point_columns(
            desk.look, spec, answer.context, book, points
        )
        self.spare = spare_columns(spec, points)
        self._order = ("", False)
        self._texts: Mapping[str, str] = {}
        self.spare_shown = True
        self._read_cells()
        self.grid = Grid(
            desk.look, self.columns, desk.look.tr.text(spec.title), sheet=self, orders="sheet"
        )
        self.grid.typed.connect(self._on_typed)
        self.grid.delegate.closeEditor.connect(lambda *_: self._rest())
        self.grid.keep_view(desk.views, f"points.{spec.id}")
        self.show()
        kept = f"points/{self.live.certification.id}/{spec.id}"
        self.grid.keep_drafts(desk.drafts.of(kept))
        self.grid.problems_changed.connect(lambda: self.show_spare(shown=self.spare_shown))

    @property
    def spec(self) -> FamilySpec:
        """The family and its columns."""
        return self.live.spec

    @property
    def family(self) -> PointFamily:
        """The family of the sheet."""
        return self.live.answer.page.family

    def fits(self, answer: PointsAnswer) -> bool:
        """Whether newer rows have the same columns, so that the grid may stay."""
        if answer.page.family != self.family:
            return False
        points = [row.point for row in answer.page.rows]
        spec, book = self.live.spec, self.live.substances
        columns = point_columns(self._desk.look, spec, answer.context, book, points)
        return {each.key for each in columns} == {each.key for each in self.columns}

    def take(self, answer: PointsAnswer) -> None:
        """Show newer rows."""
        self.live.take(answer)
        self.spare = spare_columns(self.spec, [row.point for row in answer.page.rows])
        self.show_spare(shown=self.spare_shown)
        self._read_cells()
        self.show()

    def show_zone(self, zone: str) -> None:
        """Only the rows of a zone; new ones begin there."""
        self.live.zone = zone
        self.show()

    def show(self) -> None:
        """The rows of the zone in their order, those that the filters leave."""
        keys = self._arranged(self.live.keys(self.live.zone))
        rows = LazyRows(keys, lambda number: self._row(keys[number]),
                        lambda number, column: self._text(keys[number], column))  # fmt: skip
        self.grid.set_rows(rows)

    def show_spare(self, *, shown: bool) -> None:
        """Columns of the family that nothing fills: shown or out of sight.

        A column that holds a refused text is never out of sight.
        """
        self.spare_shown = shown
        refused = {column for _, column, _ in self.grid.problems()}
        for number, column in enumerate(self.columns):
            if self.spec.column(column.key) is not None:
                hidden = column.key in self.spare and column.key not in refused and not shown
                self.grid.setColumnHidden(number, hidden)

    def go_to(self, row: str, column: str) -> bool:
        """The focus to a cell; a column that is out of sight comes into it first."""
        if self.grid.isColumnHidden(self.grid.grid.column_of(column)):
            self.show_spare(shown=True)
        found = self.grid.go_to(row, column)
        if found:
            self.grid.setFocus()
        return found

    def begun(self, row: str) -> Mapping[str, Cell]:
        """The class of a row that begins here."""
        found = self.live.row(row)
        return {} if found is None else self.cells.computed(found)

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """What cannot stand in a cell, and numbers finer than their quantity."""
        planned = self.live.plan(self._cell(edit) for edit in edits)
        return [
            Verdict(
                edit.row,
                edit.column,
                self._desk.look.tr.text(verdict.reason),
                "error" if verdict.status == "refused" else "warning",
            )
            for edit, verdict in zip(edits, planned.verdicts, strict=True)
            if verdict.status in {"refused", "doubtful"}
        ]

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """One command; the rows show at once what is on its way."""
        cells = tuple(self._cell(edit) for edit in edits)
        command: object = EnterCells(
            certification_id=self.live.certification.id,
            family=self.family,
            edits=cells,
            zone=self.live.zone,
        )
        if action != "typing":
            command = Several(commands=(command,), label=f"{action}/{len({e.row for e in edits})}")
        self.live.send(cells)
        self._renew(edits)

        def done(_: object) -> None:
            self.live.arrive(cells, stored=True)
            self.grid.settle(edits)

        def failed(error: object) -> None:
            self.live.arrive(cells, stored=False)
            self.grid.refuse(edits, self._desk.failure_text(error))
            self._renew(edits)

        job = self._desk.jobs.change(command).on_done(while_alive(self._owner, done))
        job.on_failed(while_alive(self._owner, failed)).start()

    def remove(self, rows: Sequence[str]) -> None:
        """The rows go with their stays and photos; one undo brings them back."""
        self._desk.jobs.change(RemovePoints(point_ids=tuple(map(PointId, rows)))).start()

    def sort(self, column: str, *, descending: bool) -> None:
        """In memory: the rows are here."""
        self._order = (column, descending)
        self.show()

    def filter(self, texts: Mapping[str, str]) -> None:
        """In memory."""
        self._texts = dict(texts)
        self.show()

    def selected(self) -> list[str]:
        """The stored rows of the selection, or the one with the focus."""
        rows = self.grid.grid.rows
        keys = rows.keys if isinstance(rows, LazyRows) else [row.key for row in rows]
        wanted = [keys[number] for number in self.grid.hands.area().rows]
        return [key for key in wanted if self.live.stored(key)]

    def _read_cells(self) -> None:
        live = self.live
        sums = {str(each.workplace_id): each for each in live.answer.page.sums}
        self.cells = PointCells(
            self._desk.look, live.spec, self.columns, live.substances, sums, live.norm
        )

    def _row(self, key: str) -> GridRow:
        found, now = self.live.resting(key), self.live.row(key)
        if found is None or now is None:
            return GridRow(key=key)
        made = self.cells.row(found)
        if now is found:
            return made
        return GridRow(key=key, cells={**made.cells, **self.cells.computed(now)})

    def _text(self, key: str, column: str) -> str:
        found = self.live.row(key)
        return "" if found is None else self.cells.cell(found, column).text

    def _arranged(self, keys: list[str]) -> list[str]:
        column, descending = self._order
        spec = next((each for each in self.columns if each.key == column), None)
        wanted = {key for key, text in self._texts.items() if text.strip()}
        wanted |= {column} if spec is not None else set()
        if not wanted:
            return keys
        rows = [self._part(key, wanted) for key in keys]
        rows = sifted(rows, self._texts)
        if spec is not None:
            language = self._desk.look.language
            rows = ordered(rows, spec, descending=descending, language=language)
        return [row.key for row in rows]

    def _part(self, key: str, columns: Iterable[str]) -> GridRow:
        found = self.live.row(key)
        if found is None:
            return GridRow(key=key)
        return GridRow(key=key, cells={each: self.cells.cell(found, each) for each in columns})

    def _renew(self, edits: Sequence[Edit]) -> None:
        for row in {edit.row for edit in edits}:
            self.grid.renew_row(row)

    def _on_typed(self, row: str, column: str, text: str) -> None:
        self.live.try_cell(CellEdit(point_id=PointId(row), column=column, text=text))
        self.grid.renew_row(row)

    def _rest(self) -> None:
        row = self.live.rest()
        if row:
            self.grid.renew_row(row)

    @staticmethod
    def _cell(edit: Edit) -> CellEdit:
        return CellEdit(point_id=PointId(edit.row), column=edit.column, text=edit.text)
