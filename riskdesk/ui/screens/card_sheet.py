"""The card's side of its grid: values, arithmetic and marks, typed or pasted, are one change."""

from collections.abc import Sequence

from riskdesk.domain.values import HazardClass
from riskdesk.rules.working import read_items
from riskdesk.rules.written import written_number
from riskdesk.services.edit import SetMark, Several
from riskdesk.services.edit_cards import ARITHMETIC, ChangeCardValue
from riskdesk.services.queries_workplace import CardPage, IndicatorLine, WorkplacePage
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict


class CardSheet(Sheet):
    """``card`` and ``workplace``: what is shown now."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.grid: Grid | None = None
        self.card: CardPage | None = None
        self.workplace: WorkplacePage | None = None

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """Arithmetic that cannot be read does not land; words where a number is judged are said."""
        found = [self._verdict(edit) for edit in edits]
        return [verdict for verdict in found if verdict is not None]

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """One command, one step of undo."""
        commands = [each for each in map(self._command, edits) if each is not None]
        if commands:
            rows = len({edit.row for edit in edits})
            several = Several(commands=tuple(commands), label=f"{action}/{rows}")
            self.send(commands[0] if action == "typing" else several, edits)

    def send(self, command: object, edits: Sequence[Edit]) -> None:
        """Carry out a command of these edits; their texts settle or stay with the reason."""
        change, grid = self._desk.jobs.change(command), self.grid
        if grid is not None:
            words = self._desk.failure_text

            def refused(error: Exception) -> None:
                grid.refuse(edits, words(error))

            change.on_done(while_alive(grid, lambda _: grid.settle(edits)))
            change.on_failed(while_alive(grid, refused))
        change.start()

    def line(self, number: str) -> IndicatorLine | None:
        """The indicator of a row."""
        lines = self.card.lines if self.card is not None else ()
        return next((line for line in lines if line.number == number), None)

    def _verdict(self, edit: Edit) -> Verdict | None:
        line, tr, text = self.line(edit.row), self._desk.look.tr, edit.text.strip()
        if line is None or not text or edit.column == "mark":
            return None
        arithmetic = edit.column == "working" or text.startswith(ARITHMETIC)
        if arithmetic:
            text = text.removeprefix(ARITHMETIC)
            if line.calc is None:
                return Verdict(edit.row, edit.column, tr("card.no_arithmetic"))
            if text.strip() and read_items(line.calc, text) is None:
                words = tr("card.not_arithmetic", example=example(self._desk, line))
                return Verdict(edit.row, edit.column, words)
        elif line.row and written_number(text) is None:
            words = tr("card.no_number", text=text)
            return Verdict(edit.row, edit.column, words, "warning")
        return None

    def _command(self, edit: Edit) -> object | None:
        line, card, page = self.line(edit.row), self.card, self.workplace
        if line is None or card is None or page is None:
            return None
        if edit.column == "mark":
            mark = HazardClass(edit.text) if edit.text else None
            reason = line.finding.mark_reason if mark == line.finding.mark else ""
            return SetMark(
                workplace_id=page.id,
                subject=line.finding.subject,
                hazard_class=mark,
                reason=reason,
            )
        text = edit.text
        if edit.column == "working" and not text.strip().startswith(ARITHMETIC):
            text = ARITHMETIC + text.strip()
        return ChangeCardValue(
            workplace_id=page.id, card=card.card, indicator=line.number, text=text
        )


def example(desk: Desk, line: IndicatorLine) -> str:
    """How the arithmetic of an indicator is typed: the names of its factors."""
    keys = line.calc.keys if line.calc is not None else ()
    return " × ".join(desk.look.tr(f"working.{key}") for key in keys)
