"""The layout scheme: the numbers of the points on plans, and what each number is (C.0, doc 4)."""

from collections import Counter
from collections.abc import Iterator, Sequence

from riskdesk.domain.desk import Attachment
from riskdesk.domain.places import MeasuredPlace, places_of, plans_of
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import PictureMark
from riskdesk.forms.fields import Field, PictureField, Record, Value, plain, same
from riskdesk.forms.records.source import Source, joined


def layout_scheme(source: Source) -> Record:
    """A sheet a plan with its legend; places on no plan share a sheet with an empty field."""
    places, plans = places_of(source.dossier), plans_of(source.dossier)
    known = {each.id: each for each in source.dossier.attachments}
    sheets: list[Record] = []
    for number, plan in enumerate(plans, start=1):
        here = [each for each in places if each.mark and each.mark.attachment_id == plan]
        sheets.append(_plan(source, known[plan], here, number, len(plans)))
    rest = [each for each in places if each.mark is None or each.mark.attachment_id not in plans]
    if rest or not plans:
        sheets.append(_by_hand(source, rest, planned=bool(plans)))
    return source.record(
        {"sheets": tuple(sheets), "frame": ()}, {"twice": Field(text=_twice(source, places))}
    )


def _plan(
    source: Source, plan: Attachment, here: Sequence[MeasuredPlace], number: int, count: int
) -> Record:
    say = source.wording.say
    fields: dict[str, Value] = {
        "sheet": plain(str(number)),
        "plan": Field(text=say("layout-plan", number=number, count=count, name=_stem(plan.name))),
        "remark": plain(plan.remark),
    }
    image = source.pictures.get(plan.sha256)
    if image is None:
        fields["lost"] = Field(text=say("layout-lost", name=plan.name))
    else:
        fields["picture"] = PictureField(image=image, marks=tuple(_marks(here)))
    if not here:
        fields["bare"] = Field(text=say("layout-bare"))
    return Record(fields=fields, lists={"places": _legend(source, here)})


def _stem(name: str) -> str:
    """The name of a plan without the ending of its file."""
    stem, dot, ending = name.rpartition(".")
    return stem if dot and ending.casefold() in {"png", "jpg", "jpeg"} else name


def _marks(here: Sequence[MeasuredPlace]) -> Iterator[PictureMark]:
    for place in here:
        if place.mark is not None:
            yield PictureMark(x=float(place.mark.x), y=float(place.mark.y), label=place.sign)


def _by_hand(source: Source, rest: Sequence[MeasuredPlace], *, planned: bool) -> Record:
    say = source.wording.say
    fields: dict[str, Value] = {
        "sheet": plain("+" if planned else "1"),
        "empty": Field(text=say("layout-rest" if planned else "layout-none")),
    }
    if not rest:
        fields["bare"] = Field(text=say("layout-no-places"))
    return Record(fields=fields, lists={"places": _legend(source, rest)})


def _legend(source: Source, here: Sequence[MeasuredPlace]) -> tuple[Record, ...]:
    return tuple(
        Record(
            fields={
                "numbers": plain(", ".join(place.numbers) or "–"),
                "place": Field(text=source.catalog.position_name(place.name)),
                "workplaces": Field(text=_workplaces(source, place)),
                "families": Field(text=_families(source, place)),
            }
        )
        for place in here
    )


def _workplaces(source: Source, place: MeasuredPlace) -> LocalizedText:
    """Who stays there: codes after the name of their position."""
    codes: dict[LocalizedText, list[str]] = {}
    for each in place.workplaces:
        codes.setdefault(source.position(each), []).append(source.dossier.code_of(each))
    told = (joined((name, same(", ".join(own))), " – ") for name, own in codes.items())
    return joined(told, "; ") if codes else source.wording.say("layout-nobody")


def _families(source: Source, place: MeasuredPlace) -> LocalizedText:
    """What is measured there; with its numbers where they are not those of all."""
    titles = []
    known = source.catalog.families
    for family in sorted(place.families, key=lambda name: known[name].order):
        own = place.labels(family)
        number = "" if own == place.numbers else f" ({', '.join(own)})"
        title = known[family].title
        titles.append(LocalizedText(title.kk + number, title.ru + number))
    return joined(titles, ", ")


def _twice(source: Source, places: Sequence[MeasuredPlace]) -> LocalizedText:
    """Numbers that several places have: a protocol alone tells them apart."""
    counted = Counter(number for place in places for number in place.numbers)
    found = [number for number, count in counted.items() if count > 1]
    if not found:
        return LocalizedText()
    return source.wording.say("numbers-twice", numbers=", ".join(found))
