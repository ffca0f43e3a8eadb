"""Lines of the check as rows: made in the worker, filtered and grouped in the window."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from riskdesk.services.problem import TargetKind
from riskdesk.services.queries_check import Grade, ProblemRow
from riskdesk.ui.desk import Place
from riskdesk.ui.fold import fold
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.look import Look

GRADES: tuple[Grade, ...] = ("error", "warning", "info", "accepted")
_ICONS = {**SEVERITY_SIGN, "accepted": SEVERITY_SIGN["ok"]}
_MARKED = frozenset({"heaviness", "tension", "total"})
_IN_LIST = frozenset({"headcount-differs", "position-spelling", "duplicate-code"})
_FIELDS = {"bin-digit": "bin", "extraordinary-incomplete": "ground"}
"""The field of the certification that a problem is about."""
_AT_POINTS = frozenset(
    {"stay-hours", "value-outlying", "duplicate-point", "visual-grade-odd", "point-ambiguous"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One problem, its row, and its words folded for the filter."""

    problem: ProblemRow
    row: GridRow
    words: str
    section: str

    @property
    def key(self) -> str:
        """Of the row."""
        return self.row.key


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the filters let through. ``grades``: those shown; ``""`` and 0: all."""

    grades: frozenset[str]
    text: str = ""
    section: str = ""
    code: str = ""
    workplace: int = 0


def check_columns(look: Look) -> tuple[Column, ...]:
    """The heads of the list."""
    tr = look.tr
    return (
        Column(key="sign", title="", kind="sign", width=40),
        Column(key="what", title=tr("check.what"), stretch=True, width=300),
        Column(key="code", title=tr("check.code"), width=100),
        Column(key="position", title=tr("check.who"), width=190),
        Column(key="subject", title=tr("check.subject"), width=120),
    )


def lines_of(look: Look, rows: Sequence[ProblemRow]) -> tuple[Line, ...]:
    """A line for each problem."""
    return tuple(_line(look, row) for row in rows)


def code_title(look: Look, code: str) -> str:
    """What a code is called."""
    key = f"problem.{code}"
    return look.tr(key) if key in look.tr else code


def passing(lines: Sequence[Line], wanted: Wanted) -> list[Line]:
    """The lines that the filters let through."""
    texts = fold(wanted.text).split()
    return [
        line
        for line in lines
        if line.problem.grade in wanted.grades
        and (not wanted.workplace or line.problem.problem.workplace == wanted.workplace)
        and (not wanted.code or line.problem.problem.code == wanted.code)
        and (not wanted.section or line.section == wanted.section)
        and all(text in line.words for text in texts)
    ]


def grouped(look: Look, lines: Sequence[Line]) -> list[GridRow]:
    """A head over the lines of each code; the accepted ones stand apart, last."""
    groups: dict[tuple[str, str], list[GridRow]] = {}
    for line in lines:
        problem = line.problem
        accepted = problem.grade == "accepted"
        kind = ("accepted", "") if accepted else (problem.grade, problem.problem.code)
        groups.setdefault(kind, []).append(line.row)
    return list(_with_heads(look, groups))


def _with_heads(look: Look, groups: dict[tuple[str, str], list[GridRow]]) -> Iterator[GridRow]:
    for (grade, code), rows in groups.items():
        title = code_title(look, code) if code else look.tr("check.accepted_group")
        yield GridRow(key=f"group/{grade}/{code}", group=title, count=str(len(rows)))
        yield from rows


def target_place(row: ProblemRow) -> Place | None:
    """The very cell where a problem is mended; ``None`` where there is no such place."""
    problem, identity = row.problem, row.workplace_id or ""
    subject = problem.quantity or ""
    if problem.code in _IN_LIST and (place := _in_list(row)) is not None:
        return place
    point = _target(row, "point")
    if point and (not identity or problem.code in _AT_POINTS):
        return Place("points", row.family, row.zone, f"{point}/{subject}".strip("/"))
    if not identity:
        return _elsewhere(row)
    guarantee = _target(row, "guarantee")
    if guarantee:
        return Place("structure", identity, "guarantees", guarantee)
    if subject not in _MARKED:
        return Place("structure", identity, "factors", subject)
    indicator = next((t.id for t in problem.targets if t.kind == "mark" and "/" in t.id), "")
    return Place("structure", identity, subject, indicator)


def _in_list(row: ProblemRow) -> Place | None:
    column = "headcount" if row.problem.code == "headcount-differs" else ""
    thing = _target(row, "position") or _target(row, "workplace")
    return Place("structure", thing, "list", column) if thing else None


def _elsewhere(row: ProblemRow) -> Place | None:
    """An instrument, a group, the certification, a card: what is not of one workplace alone."""
    if card := _target(row, "card"):
        workplace, _, name = card.partition("/")
        return Place("structure", workplace, name)
    if instrument := _target(row, "instrument"):
        return Place("instruments", instrument)
    if group := _target(row, "group"):
        return Place("structure", group, "groups")
    if position := _target(row, "position"):
        return Place("structure", position, "list")
    if not _target(row, "certification"):
        return None
    return Place("enterprise", row=_FIELDS.get(row.problem.code, ""))


def _target(row: ProblemRow, kind: TargetKind) -> str:
    return next((each.id for each in row.problem.targets if each.kind == kind), "")


def _line(look: Look, row: ProblemRow) -> Line:
    tr, problem = look.tr, row.problem
    icon, role = _ICONS[row.grade]
    meaning = tr(f"severity.{problem.severity}") if problem.open else tr("check.accepted_sign")
    message, brief = tr.text(problem.message), tr.text(problem.line)
    place, position = tr.text(problem.place), tr.text(row.position)
    subject = tr.text(row.subject)
    again = Sign(icon="undo", meaning=tr("check.reopened_sign"), tone="attention")
    who = Cell(text=position, tone="text_2", tooltip=position)
    if problem.accepted is not None:
        reason = f"«{problem.accepted.reason}»"
        who = Cell(text=reason, tone="text_2", tooltip=f"{reason} {position}".strip())
    cells = {
        "sign": Cell(before=Sign(icon=icon, meaning=meaning, tone=role)),  # type: ignore[arg-type]
        "what": Cell(
            text=brief,
            tooltip=message,
            tone="text" if problem.open else "text_2",
            after=again if problem.reopened is not None else None,
        ),
        "code": Cell(text=row.code or place, tooltip=place),
        "position": who,
        "subject": Cell(text=subject, tone="text_2"),
    }
    words = fold(f"{row.code} {message} {brief} {position} {subject} {place}")
    return Line(row, GridRow(key=row.key, cells=cells), words, tr.text(row.section))
