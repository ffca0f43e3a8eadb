"""Blocks of running text, of drawings and of what is filled in by hand, read from ``form.toml``."""

from collections.abc import Callable, Mapping

from riskdesk.forms import spec_prose
from riskdesk.forms.document import TITLE_SIZE
from riskdesk.forms.spec_entry import Entry, align_of


def _head(entry: Entry) -> spec_prose.HeadSpec:
    level = int(entry.number("level", 1))
    if level not in {1, 2}:
        raise ValueError(level)
    return spec_prose.HeadSpec(
        text=entry.words(), lead=entry.text("lead"), level=level, align=align_of(entry, "left")
    )


def _prose(entry: Entry) -> spec_prose.ProseSpec:
    return spec_prose.ProseSpec(
        paragraphs=entry.each("paragraphs", Entry.words),
        source=entry.text("source"),
        beside=entry.flag("beside"),
        size=entry.number("size", TITLE_SIZE),
        before=entry.number("before", 1.5),
    )


def _list(entry: Entry) -> spec_prose.ListSpec:
    return spec_prose.ListSpec(
        entries=entry.each("entries", Entry.words),
        source=entry.text("source"),
        first=int(entry.number("first", 1)),
        size=entry.number("size", TITLE_SIZE),
        before=entry.number("before", 1.5),
    )


def _picture(entry: Entry) -> spec_prose.PictureSpec:
    return spec_prose.PictureSpec(
        value=entry.text("value"),
        caption=entry.words(),
        width=entry.number("width", 0.0),
        height=entry.number("height", 150.0),
        align=align_of(entry, "center"),
        before=entry.number("before", 2.0),
    )


def _code(entry: Entry) -> spec_prose.CodeSpec:
    return spec_prose.CodeSpec(
        value=entry.text("value"),
        caption=entry.words(),
        size=entry.number("size", spec_prose.CODE_SIZE),
        align=align_of(entry, "left"),
        before=entry.number("before", 2.0),
    )


def _seal(entry: Entry) -> spec_prose.SealSpec:
    return spec_prose.SealSpec(
        width=entry.number("width", 40.0), height=entry.number("height", 16.0)
    )


def _blank_lines(entry: Entry) -> spec_prose.LinesSpec:
    return spec_prose.LinesSpec(
        count=int(entry.number("count", 1)),
        label=entry.words(),
        height=entry.number("height", 7.0),
        before=entry.number("before", 1.5),
    )


PROSE: Mapping[str, Callable[[Entry], spec_prose.Printed]] = {
    "head": _head,
    "prose": _prose,
    "list": _list,
    "picture": _picture,
    "code": _code,
    "seal": _seal,
    "lines": _blank_lines,
}
"""By the kind of the block."""
