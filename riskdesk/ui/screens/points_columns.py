"""The columns of a family's sheet: those of its data, then what is worked out."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Point
from riskdesk.domain.values import Provenance
from riskdesk.rules.families import ColumnSpec, FamilySpec, Source
from riskdesk.rules.substance import Substance
from riskdesk.rules.substances import SubstanceBook
from riskdesk.services.context import Context
from riskdesk.services.points_cells import NORM
from riskdesk.services.queries_selectors import SelectorField, SelectorOption, selector_options
from riskdesk.ui.fold import fold
from riskdesk.ui.kit.cells import Column, Kind, Option
from riskdesk.ui.kit.grid_head import two_line_width
from riskdesk.ui.look import Look
from riskdesk.ui.screens.finding_cells import mark_width, strip_width

KINDS: dict[str, Kind] = {
    "number": "number",
    "numbers": "repeats",
    "word": "choice",
    "flag": "flag",
    "substance": "reference",
}
WRITTEN = (
    "time_of_day",
    "lighting_system",
    "lamp_type",
    "spectrum",
    "time_character",
    "exposure_hours",
)
"""Fields of a point as other laboratories' lists have them: shown where one is filled."""
SELECTORS: dict[str, SelectorField] = {"@category": "work_category", "@grade": "visual_grade"}
"""Inputs of a judge that a choice at the point answers."""

_TWINS = tuple(str.maketrans(one, other) for one, other in (("Ii", "Іі"), ("аАбг", "aAbg")))
_NUMBER, _REPEATS, _WORD, _SUBSTANCE = 74, 108, 118, 190
_TYPED = 430
"""Of a family that types more than so wide at 100 %, limit and class stand before it: at 1366
pixels they would be out of sight behind it."""
_FIRST = frozenset({"limit", "class"})
_ROW = " № "


def point_columns(
    look: Look, spec: FamilySpec, context: Context, book: SubstanceBook, points: Iterable[Point]
) -> tuple[Column, ...]:
    """All columns; of fields that only lists of other laboratories have, those that are filled."""
    tr, held = look.tr, tuple(points)
    typed = (
        *(_selector(look, name, context) for name in selectors_of_family(spec)),
        *(_reading(look, column, book) for column in spec.columns),
    )
    spare = spare_columns(spec, held)
    wide = sum(_width(look, each) for each in typed if each.key not in spare) > _TYPED
    judged = tuple(_computed(look))
    first = tuple(each for each in judged if wide and each.key in _FIRST)
    return (
        Column(key="gutter", title="", kind="sign", width=24),
        Column(key="label", title=tr("points.label"), typed=True, width=52),
        Column(key="position_written", title=tr("points.place"), typed=True, width=150),
        *first,
        Column(key="zone", title=tr("points.zone"), typed=True, width=104),
        *typed,
        *(each for each in judged if each not in first),
        *_facts(look),
        *_filled(look, spec, held),
        Column(
            key="provenance",
            title=tr("points.provenance"),
            kind="choice",
            typed=True,
            width=110,
            options=[
                Option(value=each.value, words=tr(f"provenance.{each.value}"))
                for each in Provenance
            ],
        ),
        Column(key="remark", title=tr("points.remark"), typed=True, width=150),
        Column(key="photos", title=tr("points.photos"), kind="value", computed=True, width=48),
    )


def _width(look: Look, column: Column) -> float:
    """The width at 100 % that a column and its head ask for."""
    head = two_line_width(column.head, look.theme.metrics("small", "medium").horizontalAdvance)
    return max(column.width, head / look.theme.scale + 12)


def spare_columns(spec: FamilySpec, points: Iterable[Point]) -> frozenset[str]:
    """Columns of the family that nothing needs and no row fills: they may be out of sight."""
    held = tuple(points)
    needed = {column.id for column in spec.columns if column.required or column.shown}
    for column in spec.columns:
        if column.required and not any(point.readings.get(column.id) for point in held):
            needed |= set(column.instead)
        if column.id in needed:
            needed |= set(column.needs)
    return frozenset(
        column.id
        for column in spec.columns
        if column.id not in needed and not any(p.readings.get(column.id) for p in held)
    )


def selectors_of_family(spec: FamilySpec) -> tuple[SelectorField, ...]:
    """The choices at a point that the judges of a family ask for."""
    asked = {name for judge in spec.judges for name in _sources(judge.inputs.values())}
    if "@precision" in asked:
        asked.add("@grade")
    return tuple(field for name, field in SELECTORS.items() if name in asked)


def twin_spellings(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are typed under any layout: «IIа» with a Kazakh І, with a Latin a."""
    found = dict.fromkeys(names)
    for twins in _TWINS:
        found |= dict.fromkeys(name.translate(twins) for name in tuple(found))
    return tuple(found)


def substance_options(look: Look, book: SubstanceBook, text: str) -> Sequence[Option]:
    """The substances a text may mean; two of one name are told apart by their row."""
    name, mark, row = text.rpartition(_ROW)
    found = _row(book, row) if mark else None
    if found is not None and fold(look.tr.text(found.name)) == fold(name):
        return [_substance(look, found, row=True)]
    listed = book.find(text, 20)
    words = [fold(look.tr.text(each.name)) for each in listed]
    return [
        _substance(look, each, row=words.count(own) > 1)
        for each, own in zip(listed, words, strict=True)
    ]


def substance_words(look: Look, book: SubstanceBook, key: str) -> str:
    """The words of a stored substance; a text that is none stays as it is."""
    found = _row(book, key)
    if found is None:
        return key
    same = [o for o in substance_options(look, book, look.tr.text(found.name)) if o.value == key]
    return same[0].words if same else look.tr.text(found.name)


def _row(book: SubstanceBook, key: str) -> Substance | None:
    try:
        return book.by_row(key)
    except UserError:
        return None


def _substance(look: Look, substance: Substance, *, row: bool) -> Option:
    words = look.tr.text(substance.name)
    return Option(
        value=substance.key,
        words=f"{words}{_ROW}{substance.key}" if row else words,
        second=substance.cas,
    )


def _sources(inputs: Iterable[Source]) -> Iterator[str]:
    for source in inputs:
        texts = [source] if isinstance(source, str) else [v for one in source for v in one.values()]
        yield from (part.strip() for text in texts for part in text.split("|"))


def _selector(look: Look, field: SelectorField, context: Context) -> Column:
    listed = selector_options(field, context.catalog)
    written = context.catalog.microclimate_norms[-1].written
    options = [_choice(look.tr.text(each.words), each, written) for each in listed]
    return Column(
        key=field,
        title=look.tr(f"selector.{field}"),
        kind="choice",
        typed=True,
        width=92,
        wrap_head=True,
        options=options,
    )


def _choice(words: str, option: SelectorOption, written: Mapping[str, str]) -> Option:
    """A row of a norm; a category stands as the norm writes it, its words beside it in the list."""
    value, also = str(option.value), twin_spellings(option.spellings)
    if value not in written:
        return Option(value=value, words=words, also=also)
    short = words.rpartition(" ")[2]
    return Option(value=written[value], words=short, second=words, also=(value, words, *also))


def _reading(look: Look, column: ColumnSpec, book: SubstanceBook) -> Column:
    tr, kind = look.tr, KINDS[column.kind]
    widths = {"repeats": _REPEATS, "choice": _WORD, "reference": _SUBSTANCE}
    return Column(
        key=column.id,
        title=tr.text(column.short),
        unit=tr.text(column.unit),
        kind=kind,
        typed=True,
        width=widths.get(kind, _NUMBER),
        wrap_head=True,
        options=[Option(value=word, words=tr.text(t)) for word, t in column.choices.items()],
        find=(lambda text: substance_options(look, book, text)) if kind == "reference" else None,
    )


def _computed(look: Look) -> Iterator[Column]:
    tr = look.tr
    yield Column(key="result", title=tr("points.result"), kind="number", computed=True, width=64)
    yield Column(key="limit", title=tr("points.limit"), kind="value", computed=True, width=70)
    yield Column(key="class", title=tr("points.class"), computed=True, width=mark_width(look))
    yield Column(
        key="difference", title=tr("points.difference"), kind="number", computed=True, width=62
    )
    yield Column(key="verdict", title=tr("points.verdict"), computed=True, width=strip_width(look))
    yield Column(key="clause", title=tr("points.clause"), computed=True, width=150)


def _facts(look: Look) -> Iterator[Column]:
    tr = look.tr
    yield Column(key="places", title=tr("points.places"), kind="value", computed=True, width=46)
    yield Column(key="hours", title=tr("points.hours"), kind="value", computed=True, width=62)
    yield Column(key="instrument", title=tr("points.instrument"), computed=True, width=120)
    yield Column(key="measured_on", title=tr("points.day"), kind="date", typed=True, width=82)
    yield Column(
        key="uncertainty",
        title=tr("points.uncertainty"),
        kind="number",
        typed=True,
        width=66,
        wrap_head=True,
    )


def _filled(look: Look, spec: FamilySpec, points: Sequence[Point]) -> Iterator[Column]:
    for name in WRITTEN:
        if any(getattr(point, name) for point in points):
            title = look.tr(f"points.{name}")
            yield Column(key=name, title=title, typed=True, width=96, wrap_head=True)
    for column in spec.columns:
        if any(point.norms_written.get(column.id) for point in points):
            title = look.tr("points.norm", name=look.tr.text(column.short))
            yield Column(
                key=f"{NORM}{column.id}",
                title=title,
                kind="value",
                typed=True,
                width=70,
                wrap_head=True,
            )
