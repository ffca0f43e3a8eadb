"""``form.toml`` read into its typed definition; a key nobody knows is an error, not a guess."""

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TypeVar, cast

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms import spec
from riskdesk.forms.document import HEAD_SIZE, ITEM_SIZE, TABLE_SIZE, TITLE_SIZE, Align, Page

T = TypeVar("T")
_ALIGNS = ("left", "center", "right")


class Entry:
    """One table of the file: its keys are taken one by one, none may stay."""

    def __init__(self, where: str, data: Mapping[str, object]) -> None:
        self._where = where
        self._left = dict(data)

    def text(self, key: str, default: str = "") -> str:
        """A string."""
        return self._typed(key, str, default)

    def flag(self, key: str) -> bool:
        """A yes or no; absent is no."""
        return self._typed(key, bool, False)  # noqa: FBT003 - the default of a flag

    def number(self, key: str, default: float) -> float:
        """A length or a size."""
        value = self._left.pop(key, default)
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise self._wrong(key)
        return float(value)

    def words(self) -> LocalizedText:
        """The keys ``kk`` and ``ru``: both or none."""
        kk, ru = self.text("kk"), self.text("ru")
        if bool(kk) != bool(ru):
            raise self._wrong("kk/ru")
        return LocalizedText(kk=kk, ru=ru)

    def entry(self, key: str) -> "Entry":
        """A table inside this one; absent is empty."""
        return Entry(f"{self._where}.{key}", self._typed(key, dict, {}))

    def each(self, key: str, read: Callable[["Entry"], T]) -> tuple[T, ...]:
        """A list of tables, each read by ``read`` to its last key."""
        found = []
        for number, data in enumerate(self._typed(key, list, [])):
            inside = Entry(f"{self._where}.{key}[{number}]", data)
            found.append(read(inside))
            inside.done()
        return tuple(found)

    def strings(self, key: str) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(str(item) for item in self._typed(key, list, []))

    def day(self, key: str) -> date:
        """A date, required."""
        value = self._left.pop(key, None)
        if not isinstance(value, date):
            raise self._wrong(key)
        return value

    def done(self) -> None:
        """Every key was understood."""
        if self._left:
            raise self._wrong(", ".join(self._left))

    def _typed(self, key: str, kind: type[T], default: T) -> T:
        value = self._left.pop(key, default)
        if not isinstance(value, kind):
            raise self._wrong(key)
        return value

    def _wrong(self, key: str) -> ValueError:
        return ValueError(f"{self._where}: {key}")


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


def _block(entry: Entry) -> spec.BlockSpec:
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


def _align(entry: Entry, default: Align) -> Align:
    value = entry.text("align", default)
    if value not in _ALIGNS:
        raise ValueError(value)
    return cast("Align", value)


def _corners(entry: Entry) -> spec.CornersSpec:
    return spec.CornersSpec(
        left=entry.each("left", _line),
        right=entry.each("right", _line),
        left_share=entry.number("left_share", 0.5),
        code=entry.text("code"),
        code_size=entry.number("code_size", spec.CODE_SIZE),
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
        align=_align(entry, "center"),
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
        align=_align(entry, "left"),
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


def _head(entry: Entry) -> spec.HeadSpec:
    level = int(entry.number("level", 1))
    if level not in {1, 2}:
        raise ValueError(level)
    return spec.HeadSpec(
        text=entry.words(), lead=entry.text("lead"), level=level, align=_align(entry, "left")
    )


def _prose(entry: Entry) -> spec.ProseSpec:
    return spec.ProseSpec(
        paragraphs=entry.each("paragraphs", Entry.words),
        source=entry.text("source"),
        beside=entry.flag("beside"),
        size=entry.number("size", TITLE_SIZE),
        before=entry.number("before", 1.5),
    )


def _list(entry: Entry) -> spec.ListSpec:
    return spec.ListSpec(
        entries=entry.each("entries", Entry.words),
        source=entry.text("source"),
        first=int(entry.number("first", 1)),
        size=entry.number("size", TITLE_SIZE),
        before=entry.number("before", 1.5),
    )


def _picture(entry: Entry) -> spec.PictureSpec:
    return spec.PictureSpec(
        value=entry.text("value"),
        caption=entry.words(),
        width=entry.number("width", 0.0),
        height=entry.number("height", 150.0),
        align=_align(entry, "center"),
        before=entry.number("before", 2.0),
    )


def _code(entry: Entry) -> spec.CodeSpec:
    return spec.CodeSpec(
        value=entry.text("value"),
        caption=entry.words(),
        size=entry.number("size", spec.CODE_SIZE),
        align=_align(entry, "left"),
        before=entry.number("before", 2.0),
    )


def _seal(entry: Entry) -> spec.SealSpec:
    return spec.SealSpec(width=entry.number("width", 40.0), height=entry.number("height", 16.0))


def _blank_lines(entry: Entry) -> spec.LinesSpec:
    return spec.LinesSpec(
        count=int(entry.number("count", 1)),
        label=entry.words(),
        height=entry.number("height", 7.0),
        before=entry.number("before", 1.5),
    )


_KINDS: Mapping[str, Callable[[Entry], spec.BlockSpec]] = {
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
    "head": _head,
    "prose": _prose,
    "list": _list,
    "picture": _picture,
    "code": _code,
    "seal": _seal,
    "lines": _blank_lines,
}
