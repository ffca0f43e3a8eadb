"""Counts said in sentences: the same numbers in Kazakh and in Russian."""

from collections.abc import Iterable, Iterator, Mapping

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.fields import Field, Record
from riskdesk.forms.records.census import Census, Count, Shares
from riskdesk.forms.records.source import Source, joined
from riskdesk.forms.wording import Wording

_TEENS = range(11, 15)


def lines(texts: Iterable[LocalizedText]) -> tuple[Record, ...]:
    """Paragraphs or entries of a list."""
    return tuple(Record(fields={"text": Field(text=text)}) for text in texts if text.ru)


def plural(number: int) -> str:
    """Which Russian form a number asks for: ``one`` (21), ``few`` (22), ``many`` (25, 12)."""
    last = number % 10
    if number % 100 in _TEENS or last == 0 or last > 4:
        return "many"
    return "one" if last == 1 else "few"


def employed(wording: Wording, count: Count) -> LocalizedText:
    """N workers employed at M workplaces, as conclusions say it (C.13)."""
    place = "one" if plural(count.workplaces) == "one" else "many"
    where = wording.say(f"at-places-{place}", count=count.workplaces)
    return wording.say(f"employed-{plural(count.workers)}", count=count.workers, where=where)


def of_class(source: Source, member: HazardClass) -> LocalizedText:
    """A class with its name: класс 3.1 (вредный, 1-я степень)."""
    name = source.catalog.class_titles[member]
    return source.wording.say("class-named", hazard_class=member, name=name)


def shares_text(source: Source, shares: Shares) -> LocalizedText:
    """Who is employed in which class; what has no class is said with its reasons."""
    say = source.wording.say
    told = [
        say("share", what=of_class(source, member), employed=employed(source.wording, count))
        for member, count in shares.classes.items()
    ]
    if shares.unjudged:
        told.append(say("share-open", employed=employed(source.wording, shares.open)))
        told[-1] = joined((told[-1], reasons(source, shares)), " ")
    return joined(told, "; ")


def reasons(source: Source, shares: Shares) -> LocalizedText:
    """Why workplaces have no class, each reason with their number, in brackets."""
    listed = joined(
        (
            source.wording.say("counted", what=why, count=count.workplaces)
            for why, count in shares.unjudged.items()
        ),
        "; ",
    )
    return source.wording.say("in-brackets", text=listed)


def people_text(source: Source, census: Census) -> LocalizedText:
    """Workplaces and workers, men and women."""
    say = source.wording.say
    told = [
        say("people-workplaces", count=census.whole.workplaces),
        say("people-workers", count=census.whole.workers),
    ]
    told.append(sexes_text(source, census))
    return joined(told, "; ")


def sexes_text(source: Source, census: Census) -> LocalizedText:
    """Men and women among the workers, and how many nobody named."""
    say = source.wording.say
    known: Mapping[str, int] = {"people-men": census.men, "people-women": census.women}
    told = [say(key, count=count) for key, count in known.items() if census.men + census.women]
    if census.sex_open:
        told.append(say("people-open", count=census.sex_open))
    return say("people-of-them", listed=joined(told, ", "))


def subjects(source: Source, census: Census) -> Iterator[tuple[LocalizedText, Shares]]:
    """All that has classes: the factors of the object, heaviness, tension, the total."""
    for name, shares in census.factors.items():
        yield subject_title(source, name), shares
    for name, shares in (
        ("heaviness", census.heaviness),
        ("tension", census.tension),
        ("total", census.total),
    ):
        yield subject_title(source, name), shares


def subject_title(source: Source, name: str) -> LocalizedText:
    """The words of Annex 6 for a subject, else the title of the factor."""
    key = f"report-{name}"
    if key in source.wording:
        return source.wording.say(key)
    return source.catalog.factors[name].title
