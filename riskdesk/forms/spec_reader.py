"""``form.toml`` read into its typed definition; a key nobody knows is an error, not a guess."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from riskdesk.domain.values import HazardClass
from riskdesk.forms import spec
from riskdesk.forms.document import HEAD_SIZE, ITEM_SIZE, TABLE_SIZE, Page
from riskdesk.forms.spec_entry import Entry, align_of
from riskdesk.forms.spec_prose import CODE_SIZE, Printed
from riskdesk.forms.spec_reader_prose import PROSE


def read_form(path: Path) -> spec.FormSpec:
    """The definition in ``path``; ``ValueError`` names the place of a mistake."""
    entry = Entry(str(path), tomllib.loads(path.read_text(encoding="utf-8")))
    title, act, foot = entry.entry("title"), entry.entry("act"), entry.entry("foot")
    suffix = entry.entry("suffix")
    form = spec.FormSpec(
        id=entry.text("id"),
        in_force=entry.day("in_force"),
        title=title.words(),
        act=act.words(),
        annex=act.text("annex"),
        page=_page(entry.entry("page")),
        foot=_line(foot),
        order=int(entry.number("order", spec.LAST)),
        suffix=suffix.words(),
        each=entry.text("each"),
        fit=entry.flag("fit"),
        subjects=entry.strings("subjects"),
        verified=entry.text("verified"),
        assumed=entry.strings("assumed"),
        blocks=entry.each("blocks", _block),
    )
    for inside in (title, act, foot, suffix, entry):
        inside.done()
    return form


def _page(entry: Entry) -> Page:
    page = Page(
        landscape=entry.flag("landscape"),
        left=entry.number("left", 20.0),
        right=entry.number("right", 12.0),
        top=entry.number("top", 12.0),
        bottom=entry.number("bottom", 10.0),
    )
    entry.done()
    return page


def _block(entry: Entry) -> Printed:
    when = entry.text("when")
    return replace(_KINDS[entry.text("kind")](entry), when=when)


def _line(entry: Entry) -> spec.TextSpec:
    return spec.TextSpec(
        text=entry.words(),
        lead=entry.text("lead"),
        tail=entry.text("tail"),
        scale=entry.number("scale", 1.0),
        bold=entry.flag("bold"),
        joined=entry.flag("joined"),
        size=entry.number("size", 0.0),
    )


def _item(entry: Entry) -> spec.ItemSpec:
    return spec.ItemSpec(
        label=entry.words(), value=entry.text("value"), strong=entry.flag("strong")
    )


def _corners(entry: Entry) -> spec.CornersSpec:
    return spec.CornersSpec(
        left=entry.each("left", _line),
        right=entry.each("right", _line),
        left_share=entry.number("left_share", 0.5),
        code=entry.text("code"),
        code_size=entry.number("code_size", CODE_SIZE),
        code_hang=entry.number("code_hang", 0.0),
    )


def _title(entry: Entry) -> spec.TitleSpec:
    return spec.TitleSpec(under=entry.each("under", _line))


def _items(entry: Entry) -> spec.ItemsSpec:
    return spec.ItemsSpec(
        items=entry.each("items", _item),
        first=int(entry.number("first", 1)),
        size=entry.number("size", ITEM_SIZE),
    )


def _column(entry: Entry) -> spec.ColumnSpec:
    hazard = entry.text("class")
    return spec.ColumnSpec(
        label=entry.words(),
        value=entry.text("value"),
        width=entry.number("width", 0.0),
        align=align_of(entry, "center"),
        vertical=entry.flag("vertical"),
        joined=entry.flag("joined"),
        group=entry.flag("group"),
        top=entry.flag("top"),
        strong=entry.flag("strong"),
        size=entry.number("size", TABLE_SIZE),
        hazard_class=HazardClass(hazard) if hazard else None,
        columns=entry.each("columns", _column),
    )


def _table(entry: Entry) -> spec.TableSpec:
    return spec.TableSpec(
        source=entry.text("source"),
        rows=entry.text("rows"),
        columns=entry.each("columns", _column),
        numbered=entry.flag("numbered"),
        sign=entry.text("sign", "{class}"),
        colours=entry.flag("colours"),
        parted=entry.flag("parted"),
        faint=entry.text("faint"),
        main=not entry.flag("aside"),
        indent=entry.number("indent", 0.0),
        before=entry.number("before", 3.0),
        head_size=entry.number("head_size", HEAD_SIZE),
        padding=entry.number("padding", 1.0),
        blank=int(entry.number("blank", 0)),
        row_height=entry.number("row_height", 0.0),
        added=entry.text("added"),
        added_width=entry.number("added_width", 0.0),
    )


def _text(entry: Entry) -> spec.TextBlockSpec:
    return spec.TextBlockSpec(
        text=_line(entry),
        source=entry.text("source"),
        align=align_of(entry, "left"),
        boxed=entry.flag("boxed"),
        before=entry.number("before", 1.5),
    )


def _notes(_entry: Entry) -> spec.NotesSpec:
    return spec.NotesSpec()


def _rule(_entry: Entry) -> spec.RuleSpec:
    return spec.RuleSpec()


def _signature(entry: Entry) -> spec.SignatureSpec:
    post = entry.entry("post")
    signature = spec.SignatureSpec(role=entry.words(), post=post.words())
    post.done()
    return signature


def _signatures(entry: Entry) -> spec.SignaturesSpec:
    return spec.SignaturesSpec(signatures=entry.each("signatures", _signature))


def _verdict(entry: Entry) -> spec.VerdictSpec:
    return spec.VerdictSpec(
        items=entry.each("items", _item), label=entry.words(), value=entry.text("value")
    )


def _ladder(entry: Entry) -> spec.LadderSpec:
    return spec.LadderSpec(value=entry.text("value"))


_KINDS: Mapping[str, Callable[[Entry], Printed]] = {
    "corners": _corners,
    "title": _title,
    "items": _items,
    "table": _table,
    "text": _text,
    "rule": _rule,
    "notes": _notes,
    "signatures": _signatures,
    "verdict": _verdict,
    "ladder": _ladder,
    **PROSE,
}
