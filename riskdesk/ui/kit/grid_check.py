"""What is pasted, filled or cleared is judged before it lands, in portions that block nothing."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from riskdesk.ui.kit.grid_model import Draft
from riskdesk.ui.kit.grid_reading import CellReader
from riskdesk.ui.kit.grid_sheet import Action, Edit, Sheet, Verdict

_SLICE = 0.015
"""Seconds of work between two looks of the event loop."""
_PORTION = 100


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
        if not self.problems:
            return self.edits
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

    def start(self, cells: int) -> None:
        """Begin: at once with a few cells, else in the next turn of the loop."""
        if cells <= _PORTION:
            self.go_on()
        else:
            self._timer.start()

    def go_on(self) -> None:
        """Work for a moment."""
        until = time.perf_counter() + _SLICE
        while time.perf_counter() < until:
            portion = list(islice(self._raws, _PORTION))
            if not portion:
                self._finish()
                return
            self._judge(portion)
        self.stepped.emit(len(self._checked.edits))
        if not self._timer.isActive():
            self._timer.start()

    def _finish(self) -> None:
        if self._timer.isActive():  # landing has a turn of the loop for itself
            self._timer.stop()
            QTimer.singleShot(0, self, self._finish)
            return
        self._sheet.judge(self._checked.good(), self._on_judged)

    def _on_judged(self, verdicts: Sequence[Verdict]) -> None:
        if isValid(self):  # the window may have been built anew meanwhile
            self._note(verdicts)
            self.done.emit(self._checked)
            self.deleteLater()

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
        self._note(self._sheet.plan(fits))

    def _note(self, verdicts: Sequence[Verdict]) -> None:
        checked = self._checked
        for verdict in verdicts:
            at = (verdict.row, verdict.column)
            draft = checked.drafts.get(at)
            if draft is not None:
                draft.problem, draft.severity = verdict.problem, verdict.severity
            if verdict.severity == "error":
                checked.problems[at] = verdict.problem
