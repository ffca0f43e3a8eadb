"""What is pasted, filled or cleared is judged before it lands, in portions that block nothing."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from riskdesk.ui.kit.grid_model import Draft
from riskdesk.ui.kit.grid_reading import CellReader
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet

_SLICE = 0.02
"""Seconds of work between two looks of the event loop."""
_PORTION = 200


@dataclass(frozen=True, slots=True)
class Raw:
    """One cell as it was pasted; ``writable`` false: it is only counted."""

    row: str
    column: str
    text: str
    new: bool = False
    writable: bool = True


@dataclass(slots=True)
class Checked:
    """The judgement of a block: what lands, what does not and why."""

    action: Action
    edits: list[Edit] = field(default_factory=list)
    drafts: dict[tuple[str, str], Draft] = field(default_factory=dict)
    problems: dict[tuple[str, str], str] = field(default_factory=dict)
    skipped: int = 0
    rows: list[str] = field(default_factory=list)
    columns: list[str] = field(default_factory=list)
    added: int = 0
    """New rows that somebody has to agree to."""
    over: int = 0
    """Rows and columns of the block that have no place."""

    @property
    def asks(self) -> bool:
        """Whether a person has to look first."""
        return bool(self.problems or self.added or self.over)

    def good(self) -> list[Edit]:
        """The edits that fit."""
        return [each for each in self.edits if (each.row, each.column) not in self.problems]


class Check(QObject):
    """One judgement under way. ``done``: a ``Checked``; small blocks are judged at once."""

    done = Signal(object)
    stepped = Signal(int)

    def __init__(
        self,
        parent: QObject,
        checked: Checked,
        raws: Iterator[Raw],
        reader: CellReader,
        sheet: Sheet,
    ) -> None:
        super().__init__(parent)
        self._checked = checked
        self._raws = raws
        self._reader = reader
        self._sheet = sheet
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.go_on)

    def go_on(self) -> None:
        """Work for a moment."""
        until = time.perf_counter() + _SLICE
        while time.perf_counter() < until:
            portion = list(islice(self._raws, _PORTION))
            if not portion:
                self._timer.stop()
                self.done.emit(self._checked)
                self.deleteLater()
                return
            self._judge(portion)
        self.stepped.emit(len(self._checked.edits))
        if not self._timer.isActive():
            self._timer.start()

    def _judge(self, portion: list[Raw]) -> None:
        checked, fits = self._checked, []
        for raw in portion:
            if not raw.writable:
                checked.skipped += 1
                continue
            reading = self._reader.read(raw.column, raw.text)
            at = (raw.row, raw.column)
            edit = Edit(raw.row, raw.column, reading.text, raw.new)
            checked.edits.append(edit)
            checked.drafts[at] = Draft(reading.text, reading.shown, reading.problem)
            if reading.problem:
                checked.problems[at] = reading.problem
            else:
                fits.append(edit)
        for verdict in self._sheet.plan(fits):
            at = (verdict.row, verdict.column)
            draft = checked.drafts.get(at)
            if draft is not None:
                draft.problem, draft.severity = verdict.problem, verdict.severity
            if verdict.severity == "error":
                checked.problems[at] = verdict.problem
