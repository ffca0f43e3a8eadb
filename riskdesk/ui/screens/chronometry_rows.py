"""The rows of a chronometry, and what is typed into them."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from decimal import Decimal

from riskdesk.domain.ids import WorkplaceId
from riskdesk.services.chronometry import POSTURES, Chronometry, OperationRow
from riskdesk.services.edit import Several
from riskdesk.services.edit_safety import AddSafetyRow, ChangeSafetyRow, RemoveSafetyRow
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Option, Sign
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet
from riskdesk.ui.look import Look
from riskdesk.ui.tags import number_text

_MINUTE = 60


def operation_columns(look: Look) -> tuple[Column, ...]:
    """The heads of a chronometry."""
    tr = look.tr
    options = [Option(value=each, words=posture_words(look, each), second="") for each in POSTURES]
    return (
        Column(key="key", title="", width=42),
        Column(key="name", title=tr("chrono.operation"), typed=True, stretch=True, width=100),
        Column(
            key="posture", title=tr("chrono.posture"), kind="choice", options=options, typed=True,
            width=98,
        ),
        Column(key="times", title=tr("chrono.times"), computed=True, width=96),
        Column(key="minutes", title=tr("chrono.minutes"), kind="number", typed=True, width=66),
    )  # fmt: skip


def operation_rows(look: Look, found: Chronometry) -> Iterator[GridRow]:
    """One row an operation; its digit begins the operation of that name again."""
    digits = digits_of(found)
    for row in found.rows:
        each = row.operation
        running = Sign(icon="play", meaning=look.tr("chrono.running"), tone="accent")
        cells = {
            "key": Cell(text=digits.get(each.name, ""), tone="text_3"),
            "name": Cell(text=each.name, before=running if row.running else None, editable=True),
            "posture": Cell(
                text=posture_words(look, each.posture) if each.posture else "", editable=True
            ),
            "times": Cell(text=_times(row), tone="text_2"),
            "minutes": Cell(
                text=number_text(row.minutes, look.language),
                weight="medium",
                editable=not row.running,
            ),
        }
        yield GridRow(key=each.id, cells=cells)


def digits_of(found: Chronometry) -> dict[str, str]:
    """The digit of each operation by its name, nine at most."""
    names = dict.fromkeys(row.operation.name for row in found.rows)
    return {name: str(number) for number, name in enumerate(names, 1) if number <= 9}


def posture_words(look: Look, posture: str) -> str:
    """A posture in words."""
    return look.tr(f"posture.{posture}")


def span(minutes: Decimal | float) -> str:
    """Minutes as hours and minutes: 4:52."""
    whole = int(minutes)
    return f"{whole // _MINUTE}:{whole % _MINUTE:02d}"


def _times(row: OperationRow) -> str:
    each = row.operation
    if not each.started:
        return ""
    begun = datetime.fromisoformat(each.started).strftime("%H:%M")
    ended = datetime.fromisoformat(each.stopped).strftime("%H:%M") if each.stopped else "…"
    return f"{begun} – {ended}"


class OperationSheet(Sheet):
    """Typed names, postures and minutes; ``place``: the workplace, ``known``: its lines."""

    adds = True
    removes = True

    def __init__(
        self, desk: Desk, place: Callable[[], str], known: Callable[[], Sequence[str]]
    ) -> None:
        self._desk = desk
        self._place = place
        self._known = known
        self._adding: set[str] = set()
        self.grid: Grid | None = None

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """One command; a row that has no name yet waits in its cells."""
        grid = self.grid
        if grid is None:
            return
        rows = dict.fromkeys(edit.row for edit in edits)
        values = {row: self._values(row) for row in rows}
        nameless = {row for row in rows if not self._is_known(row) and not values[row].get("name")}
        kept = [edit for edit in edits if edit.row not in nameless]
        commands = [self._command(row, values[row]) for row in rows if row not in nameless]
        if not commands:
            return
        self._adding.update(row for row in rows if row not in nameless)
        several = Several(commands=tuple(commands), label=f"{action}/{len(commands)}")
        words = self._desk.failure_text
        settled = [edit for row in rows for edit in self._drafts(row)] or kept

        def refused(error: Exception) -> None:
            self._adding.difference_update(rows)
            grid.refuse(kept, words(error))

        change = self._desk.jobs.change(commands[0] if len(commands) == 1 else several)
        change.on_done(while_alive(grid, lambda _: grid.settle(settled)))
        change.on_failed(while_alive(grid, refused))
        change.start()

    def remove(self, rows: Sequence[str]) -> None:
        """Lines go as one step."""
        commands = tuple(RemoveSafetyRow(kind="operation", row_id=row) for row in rows)
        label = f"clear/{len(commands)}" if len(commands) > 1 else "remove-operation"
        self._desk.jobs.change(Several(commands=commands, label=label)).start()

    def _is_known(self, row: str) -> bool:
        return row in self._known() or row in self._adding

    def _drafts(self, row: str) -> list[Edit]:
        drafts = self.grid.grid.drafts.items() if self.grid is not None else ()
        return [Edit(key, column, draft.text) for (key, column), draft in drafts if key == row]

    def _values(self, row: str) -> dict[str, object]:
        return {edit.column: edit.text for edit in self._drafts(row)}

    def _command(self, row: str, values: dict[str, object]) -> object:
        if self._is_known(row):
            return ChangeSafetyRow(kind="operation", row_id=row, values=values)
        place = WorkplaceId(self._place())
        return AddSafetyRow(kind="operation", workplace_ids=(place,), values=values, id=row)
