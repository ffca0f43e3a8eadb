"""The problems of a workplace in words, each a link to its row."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from riskdesk.services.problem import Problem
from riskdesk.services.queries_workplace import CARDS, WorkplacePage
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.messages import Message
from riskdesk.ui.look import Look
from riskdesk.ui.screens.factor_rows import readable

_ORDER = {"error": 0, "warning": 1, "info": 2}
Go = Callable[[str], object]
"""Goes to the row of a subject."""


def page_messages(
    look: Look, page: WorkplacePage, drafts: Mapping[str, str], go: Go
) -> list[Message]:
    """Refused texts first, then what the check says and nobody accepted; alike ones together."""
    tr = look.tr
    messages = [
        Message(
            "error",
            subject_name(look, page, key),
            tr("workplace.refused", text=text),
            partial(go, key),
        )
        for key, text in drafts.items()
        if not readable(text)
    ]
    found = sorted(
        (each for each in page.problems if each.open), key=lambda each: _ORDER[each.severity]
    )
    together: dict[str, list[Problem]] = {}
    for problem in found:
        together.setdefault(tr.text(problem.line), []).append(problem)
    for text, same in together.items():
        names = [subject_name(look, page, each.quantity or "") for each in same]
        link = _joined(look, [name for name in dict.fromkeys(names) if name])
        messages.append(
            Message(
                same[0].severity,
                link or tr.text(same[0].place),
                text,
                partial(go, same[0].quantity or ""),
                tr.text(same[0].message),
            )
        )
    return messages


def fact_messages(
    look: Look, page: WorkplacePage, refused: Mapping[str, str], go: Go
) -> list[Message]:
    """Facts of journal rows that were not stored, by subject with the reason."""
    return [
        Message("error", subject_name(look, page, subject), words, partial(go, subject))
        for subject, words in refused.items()
    ]


def cell_messages(
    look: Look, sheets: Sequence[tuple[str, Grid]], go: Callable[[str, Grid, str, str], object]
) -> list[Message]:
    """Texts of the sheets of the tabs that are not on disk, each a link to its cell."""
    return [
        Message("error", look.tr(f"tab.{tab}"), problem, partial(go, tab, grid, row, column))
        for tab, grid in sheets
        for row, column, problem in grid.problems()
    ]


def subject_name(look: Look, page: WorkplacePage, subject: str) -> str:
    """A quantity, a card or the total as the page names it."""
    if not subject:
        return ""
    line = page.line(subject)
    if line is not None:
        return look.tr.text(line.title)
    return look.tr(f"tab.{subject}") if subject in {*CARDS, "total"} else subject


def _joined(look: Look, names: list[str]) -> str:
    if len(names) <= 1:
        return "".join(names)
    return look.tr("messages.and_more", name=names[0], count=len(names) - 1)
