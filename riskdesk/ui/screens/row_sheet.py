"""A sheet of which each row is one record: typing adds, changes and removes records."""

from collections.abc import Mapping, Sequence

from riskdesk.services.edit import Several
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet

Texts = Mapping[str, str]
"""The texts of a row by column, as ``Edit`` carries them."""


class RowSheet(Sheet):
    """What a screen says of its records; the rest is the same for all.

    A new row waits until one of the columns ``needs`` is typed; ``missing`` says so in words.
    Records get the id of their row.
    """

    adds = True
    removes = True
    needs: tuple[str, ...] = ("name",)

    def __init__(self, desk: Desk, missing: str) -> None:
        self.desk = desk
        self.missing = missing
        self.grid: Grid | None = None
        self._adding: set[str] = set()

    def stored(self, row: str) -> bool:
        """Whether the row is a record."""
        raise NotImplementedError

    def added(self, row: str, texts: Texts) -> object:
        """The command that makes the record of a row."""
        raise NotImplementedError

    def changed(self, row: str, texts: Texts) -> object:
        """The command that changes it."""
        raise NotImplementedError

    def removed(self, row: str) -> object:
        """The command that takes it away."""
        raise NotImplementedError

    def not_removed(self, rows: Sequence[str]) -> None:
        """The rows are still there; the reason is said in the bar of the window."""

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """One command, one step of undo; rows without their name wait."""
        grid = self.grid
        if grid is None:
            return
        kept: list[Edit] = []
        commands: list[object] = []
        adding: list[str] = []
        waiting = self.waiting()
        for row, own in by_row(edits).items():
            texts = {edit.column: edit.text for edit in own}
            if self.stored(row) or row in self._adding:
                commands.append(self.changed(row, texts))
                kept += own
                continue
            whole = {**waiting.get(row, {}), **texts}
            if not any(whole.get(column, "").strip() for column in self.needs):
                grid.refuse(own, self.missing)
                continue
            commands.append(self.added(row, whole))
            adding.append(row)
            kept += [Edit(row, column, text, new=True) for column, text in whole.items()]
        if not commands:
            return
        self._adding.update(adding)
        self.send(_together(commands, action), kept, adding)

    def send(self, command: object, edits: Sequence[Edit], adding: Sequence[str] = ()) -> None:
        """Change the data; the texts settle, or stay with the reason."""
        grid, words = self.grid, self.desk.failure_text
        if grid is None:
            return

        def refused(error: Exception) -> None:
            self._adding.difference_update(adding)
            grid.refuse(edits, words(error))

        job = self.desk.jobs.change(command)
        job.on_done(while_alive(grid, lambda _: grid.settle(edits)))
        job.on_failed(while_alive(grid, refused)).start()

    def remove(self, rows: Sequence[str]) -> None:
        """Take records away in one step."""
        commands = [self.removed(row) for row in rows if self.stored(row)]
        if not commands:
            return
        job = self.desk.jobs.change(_together(commands, "remove"))
        if self.grid is not None:
            job.on_failed(while_alive(self.grid, lambda _: self.not_removed(rows)))
        job.start()

    def waiting(self) -> Mapping[str, Texts]:
        """By row, what was typed and is no fault but for the missing name."""
        found: dict[str, dict[str, str]] = {}
        if self.grid is not None:
            for (row, column), draft in self.grid.grid.drafts.items():
                if draft.text.strip() and draft.problem in {"", self.missing}:
                    found.setdefault(row, {})[column] = draft.text
        return found

    def remind(self) -> None:
        """Texts that came back from an earlier time and still wait for their name say so."""
        if self.grid is None:
            return
        drafts, waiting = self.grid.grid.drafts.items(), self.waiting()
        kept = [Edit(row, column, draft.text, new=True) for (row, column), draft in drafts]
        for row, edits in by_row(kept).items():
            if self.stored(row) or any(waiting.get(row, {}).get(each) for each in self.needs):
                continue
            self.grid.refuse([edit for edit in edits if edit.text.strip()], self.missing)

    def forget(self) -> None:
        """Other records are shown."""
        self._adding.clear()


def by_row(edits: Sequence[Edit]) -> Mapping[str, list[Edit]]:
    """The edits of each row, in their order: a pasted block has thousands of rows."""
    found: dict[str, list[Edit]] = {}
    for edit in edits:
        found.setdefault(edit.row, []).append(edit)
    return found


def _together(commands: Sequence[object], action: str) -> object:
    if len(commands) == 1:
        return commands[0]
    return Several(tuple(commands), label=f"{action}/{len(commands)}")
