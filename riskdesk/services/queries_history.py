"""Which change would be undone and which done again."""

from dataclasses import dataclass

from riskdesk.services.ports import UnitOfWork
from riskdesk.services.undo import stacks_of


@dataclass(frozen=True, slots=True)
class NextSteps:
    """The labels of the next changes; "" where there is none."""

    undo: str = ""
    redo: str = ""


def next_steps(uow: UnitOfWork) -> NextSteps:
    """What Ctrl+Z and Ctrl+Y would do now."""
    with uow:
        stacks = stacks_of(uow.changes())
    undo = stacks.undoable[-1].label if stacks.undoable else ""
    return NextSteps(undo, stacks.redoable[-1].label if stacks.redoable else "")
