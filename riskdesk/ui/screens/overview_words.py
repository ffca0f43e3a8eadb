"""The overview in words: bars with names and numbers, the legend, lines of the worst places."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from riskdesk.domain.values import HazardClass
from riskdesk.services.queries_overview import BANDS, Bar, Overview, Share, Spot
from riskdesk.ui.kit.chart_bars import BarRow, BarStyle, Part
from riskdesk.ui.kit.chart_ink import BY_SEX, DONE, LEFT, NONE
from riskdesk.ui.kit.chart_legend import Key
from riskdesk.ui.kit.chart_paper import PaperLine
from riskdesk.ui.look import Look
from riskdesk.ui.tags import grouped, judgement_tag

CHARTS = ("factors", "sections", "stages", "people", "progress")
"""Charts of bars, by name; ``worst`` is a list."""

STYLES = {
    "factors": BarStyle(),
    "sections": BarStyle(above=True),
    "stages": BarStyle(above=True),
    "people": BarStyle(),
    "progress": BarStyle(thin=True),
}
_DAY = "%d.%m.%Y"
_MOST_SECTIONS = 12
OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Worded:
    """What a chart shows: its bars, and the words beside its title."""

    rows: tuple[BarRow, ...]
    note: str


def worded(name: str, found: Overview, look: Look) -> Worded:
    """One chart in the language of the window."""
    tr = look.tr
    bars = bars_of(name, found)
    if name == "progress":
        return Worded(
            tuple(_share(each, look) for each in found.shares),
            tr("overview.progress_note", count=grouped(str(found.total))),
        )
    note = f"overview.{name}_note"
    if name == "stages" and not found.expected:
        note = "overview.stages_none"
    text = tr(note, count=found.expected) if name == "stages" else tr(note)
    if name == "people" and found.uncounted:
        text = f"{text}; {tr('overview.people_some', count=grouped(str(found.uncounted)))}"
    return Worded(tuple(_row(each, found, look) for each in bars), text)


def bars_of(name: str, found: Overview) -> tuple[Bar, ...]:
    """The bars of a chart; of very many sections those after the worst are one."""
    if name == "sections":
        return _folded(found.sections)
    return {"factors": found.factors, "stages": found.stages, "people": found.people}.get(name, ())


def keys_of(found: Overview, look: Look) -> tuple[Key, ...]:
    """The legend: every band that any chart shows."""
    every = (*found.factors, *found.sections, *found.stages, *found.people)
    shown = {band for bar in every for band in bar.counts}
    return tuple(
        Key(band, label_of(band, look), word_of(band, look)) for band in BANDS if band in shown
    )


def label_of(band: str, look: Look) -> str:
    """The number on a band."""
    if band == BY_SEX:
        return look.tr("overview.by_sex")
    return "" if band in {NONE, DONE, LEFT} else band


def word_of(band: str, look: Look) -> str:
    """The word of a band."""
    if band == BY_SEX:
        return look.tr("overview.by_sex_word")
    return look.class_word(None if band == NONE else HazardClass(band))


def band_words(band: str, look: Look) -> str:
    """A band as the heading of a list."""
    if band in {BY_SEX, NONE}:
        return word_of(band, look)
    return look.tr("overview.band_class", number=band, word=word_of(band, look))


def decided_words(spot: Spot, look: Look) -> str:
    """What decided a class: each subject with its value."""
    said = (f"{look.tr.text(one.title)} {look.tr.text(one.value)}" for one in spot.deciding)
    text = ", ".join(each.strip() for each in said)
    return text[:1].upper() + text[1:]


def paper_lines(spots: Iterable[Spot], look: Look) -> tuple[PaperLine, ...]:
    """The worst places as lines of a printed list."""
    return tuple(
        PaperLine(
            tag=judgement_tag(spot.judgement),
            code=spot.code,
            name=look.tr.text(spot.position),
            what=decided_words(spot, look),
            after=judgement_tag(spot.after) if spot.after is not None else None,
        )
        for spot in spots
    )


def title_of(bar: Bar, found: Overview, look: Look) -> str:
    """The name of a bar."""
    if bar.title.ru or bar.title.kk:
        return look.sentence(bar.title)
    if bar.key == OTHERS:
        count = len(found.sections) - len(_folded(found.sections)) + 1
        return look.tr("overview.others", count=count)
    if bar.key == "before" and found.before is not None:
        return look.tr("overview.before", day=found.before.strftime(_DAY))
    return look.tr(f"overview.{bar.key}")


def _row(bar: Bar, found: Overview, look: Look) -> BarRow:
    total = bar.total
    return BarRow(
        key=bar.key,
        title=title_of(bar, found, look),
        parts=tuple(_part(band, count, total, look) for band, count in bar.counts.items()),
    )


def _part(band: str, count: int, total: int, look: Look) -> Part:
    key = "overview.part_none" if band in {BY_SEX, NONE} else "overview.part"
    spoken = look.tr(key, number=band, word=word_of(band, look), count=count, total=total)
    return Part(
        band=band,
        count=count,
        text=grouped(str(count)),
        label=label_of(band, look),
        spoken=spoken,
    )


def _share(share: Share, look: Look) -> BarRow:
    tr, left = look.tr, share.total - share.done
    counts = ((DONE, share.done), (LEFT, left))
    return BarRow(
        key=share.key,
        title=tr(f"overview.{share.key}"),
        parts=tuple(
            Part(
                band=band,
                count=count,
                text=grouped(str(count)),
                spoken=tr(f"overview.{band}", count=count, total=share.total),
            )
            for band, count in counts
            if count
        ),
        foot=f"{grouped(str(share.done))} / {grouped(str(share.total))}",
    )


def _folded(sections: Sequence[Bar]) -> tuple[Bar, ...]:
    if len(sections) <= _MOST_SECTIONS:
        return tuple(sections)
    ranked = sorted(sections, key=_weight, reverse=True)
    kept = {bar.key for bar in ranked[: _MOST_SECTIONS - 1]}
    rest = [bar for bar in sections if bar.key not in kept]
    counts = {band: sum(bar.counts.get(band, 0) for bar in rest) for band in BANDS}
    places = {band: tuple(p for bar in rest for p in bar.places.get(band, ())) for band in BANDS}
    folded = Bar(
        key=OTHERS,
        counts={band: count for band, count in counts.items() if count},
        places={band: ids for band, ids in places.items() if ids},
    )
    return (*(bar for bar in sections if bar.key in kept), folded)


def _weight(bar: Bar) -> tuple[int, ...]:
    """The worst section first: by the number of its worst class, then the next."""
    return tuple(bar.counts.get(band, 0) for band in reversed(BANDS) if band != NONE)
