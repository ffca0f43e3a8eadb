"""The rows of the list of documents: the state of each in a sign and in words."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from riskdesk.services.export import DOSSIER
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.ui.fold import matches
from riskdesk.ui.look import Look

State = Literal["bare", "ready", "notes", "gaps", "issued", "changed"]

OTHERS = "others"
"""The key of the heading over what is not of the dossier; ``DOSSIER`` is that of the dossier."""

SIGNS: Mapping[State, tuple[str, str]] = {
    "bare": ("info", "text_3"),
    "ready": ("tick", "ok"),
    "notes": ("warning", "attention"),
    "gaps": ("error", "invalid"),
    "issued": ("seal", "accent"),
    "changed": ("differs", "attention"),
}
"""Icon and role of a state: each has its own shape."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line as it is painted. ``head``: a heading; ``spoken``: all of it in words."""

    key: str
    title: str
    second: str
    icon: str
    role: str
    spoken: str
    ticked: bool
    number: str = ""
    pages: str = ""
    head: bool = False


def state_of(row: DocumentRow) -> State:
    """What is to be said of a document first."""
    if row.issued is not None:
        return "issued" if row.current else "changed"
    if row.bare:
        return "bare"
    if row.lacks.blocking:
        return "gaps"
    return "notes" if row.lacks.lacks else "ready"


def is_kept(row: DocumentRow) -> bool:
    """Whether what was issued is still what would be printed: its kept bytes are handed out."""
    return row.issued is not None and row.current


def blocked(rows: Sequence[DocumentRow]) -> DocumentRow | None:
    """The first that may be printed only with a reason; what was issued is handed out as it is."""
    return next((row for row in rows if row.lacks.blocking and not is_kept(row)), None)


def state_words(look: Look, row: DocumentRow) -> str:
    """The state of a document in words."""
    tr, state, lacks = look.tr, state_of(row), row.lacks
    if row.issued is not None:
        issued = tr(
            "documents.state_issued",
            number=row.issued.number,
            day=f"{row.issued.issued_on:%d.%m.%Y}",
            revision=row.issued.revision,
        )
        return f"{issued} · {tr('documents.state_changed')}" if state == "changed" else issued
    if state == "gaps":
        rest = len(lacks.lacks) - lacks.blocking
        words = tr("documents.state_gaps", count=lacks.blocking)
        return f"{words}, {tr('documents.state_notes', count=rest)}" if rest else words
    return tr(f"documents.state_{state}", count=len(lacks.lacks))


def title_of(look: Look, row: DocumentRow) -> str:
    """The name of a document, with the number of its annex."""
    title = look.sentence(row.title)
    if not row.annex:
        return title
    return f"{look.tr('documents.annex', number=row.annex)}. {title}"


def lines_of(
    look: Look,
    rows: Sequence[DocumentRow],
    chosen: Collection[str],
    pages: Mapping[str, int],
    wanted: str,
) -> list[Line]:
    """The dossier first, then what goes beside it; ``wanted``: the filter."""
    lines: list[Line] = []
    for key, inside in ((DOSSIER, True), (OTHERS, False)):
        group = [row for row in rows if row.in_dossier == inside]
        found = [
            (number, row)
            for number, row in enumerate(group, start=1)
            if matches(wanted, title_of(look, row), state_words(look, row), row.number)
        ]
        if not found:
            continue
        lines.append(_heading(look, key, group, chosen))
        for number, row in found:
            lines.append(
                _line(look, row, number if inside else 0, pages, ticked=row.form in chosen)
            )
    return lines


def _heading(look: Look, key: str, group: Sequence[DocumentRow], chosen: Collection[str]) -> Line:
    tr = look.tr
    ticked = all(row.form in chosen for row in group)
    title = tr(f"documents.{key}")
    second = tr("documents.documents", count=len(group))
    return Line(
        key=key,
        title=title,
        second=second,
        icon="",
        role="text_2",
        spoken=f"{title}, {second}, {_tick_words(look, ticked=ticked)}",
        ticked=ticked,
        head=True,
    )


def _line(
    look: Look,
    row: DocumentRow,
    number: int,
    pages: Mapping[str, int],
    *,
    ticked: bool,
) -> Line:
    icon, role = SIGNS[state_of(row)]
    title, state = title_of(look, row), state_words(look, row)
    count = pages.get(row.form, 0)
    told = look.tr("documents.pages_of", count=count) if count else ""
    words = (title, state, told, _tick_words(look, ticked=ticked))
    return Line(
        key=row.form,
        title=title,
        second=state,
        icon=icon,
        role=role,
        spoken=", ".join(filter(None, words)),
        ticked=ticked,
        number=str(number) if number else "",
        pages=str(count) if count else "",
    )


def _tick_words(look: Look, *, ticked: bool) -> str:
    return look.tr("documents.chosen" if ticked else "documents.not_chosen")
