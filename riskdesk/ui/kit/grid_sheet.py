"""What a screen gives its editing grid: it judges edits before they land and carries them out."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from riskdesk.ui.kit.cells import Cell

Action = Literal["typing", "paste", "cut", "clear", "fill"]
"""What a person did; a screen names its undo step by it."""


@dataclass(frozen=True, slots=True)
class Edit:
    """Another text of one cell.

    ``text``: as typed for texts, numbers and repeats; the ``value`` of the option for choices and
    references; ``1`` or empty for flags; ``yyyy-mm-dd`` for dates. Empty is "not measured".
    ``new``: the row begins with this edit under the id ``row`` (a UUIDv7 of the grid); later edits
    of the same row may also be ``new``, so the command adds the row where it is missing.
    """

    row: str
    column: str
    text: str
    new: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said of one cell: an ``error`` does not land, a ``warning`` only is shown."""

    row: str
    column: str
    problem: str
    severity: Literal["error", "warning"] = "error"


class Sheet:
    """The screen's side of a grid; what it can do it says and overrides."""

    adds = False
    """Rows can be added: a blank one stands at the end."""
    removes = False
    """Rows can be removed."""

    def begun(self, row: str) -> Mapping[str, Cell]:
        """What is known already of a row that begins here, beside what is typed."""
        del row
        return {}

    def plan(self, edits: Sequence[Edit]) -> Sequence[Verdict]:
        """What does not fit, beyond what the column's kind refuses by itself.

        Called in the window's thread, for large pastes in portions: reads no database.
        """
        del edits
        return ()

    def judge(self, edits: Sequence[Edit], answer: Callable[[Sequence[Verdict]], object]) -> None:
        """The same for a whole block where it takes the database: ask a job, then ``answer``.

        Called once, after ``plan`` of all portions, with what fits so far; not for a typed cell,
        which the command itself refuses.
        """
        del edits
        answer(())

    def carry_out(self, edits: Sequence[Edit], action: Action) -> None:
        """Turn the edits into ONE command.

        Then ``grid.settle(edits)`` when it is on disk, ``grid.refuse(edits, words)`` if not.
        """
        raise NotImplementedError

    def remove(self, rows: Sequence[str]) -> None:
        """Remove rows with one command."""
        raise NotImplementedError

    def sort(self, column: str, *, descending: bool) -> None:
        """Ask for the rows in another order; ``""`` is the order of the screen."""
        raise NotImplementedError

    def filter(self, texts: Mapping[str, str]) -> None:
        """Ask for the rows whose columns hold the texts (see ``ui/fold.py``)."""
        raise NotImplementedError
