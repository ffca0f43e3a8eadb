"""Finding among everything that has a name: folded texts, words in any order, best first."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest

from riskdesk.services.queries_search import Findable
from riskdesk.ui.desk import Place
from riskdesk.ui.fold import fold, other_layout
from riskdesk.ui.tr import Translator

KINDS = (
    "recent", "command", "workplace", "certification", "enterprise", "person", "instrument",
    "point", "criterion", "substance", "help",
)  # fmt: skip
"""Kinds of hits; of two that match alike the earlier kind stands first."""

_SCREENS = {
    "enterprise": ("enterprise", "structure"),
    "certification": ("structure",),
    "workplace": ("structure",),
    "person": ("commission", "enterprise", "structure"),
    "instrument": ("instruments", "structure"),
    "point": ("points", "structure"),
    "criterion": ("criteria",),
    "substance": ("criteria",),
}
"""Where a kind of thing is shown: the first of these screens that the program has."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of the search: what it is, where it leads or what it does.

    ``folded``: the title, then all that is searched. ``certification``: comes on the desk first.
    """

    kind: str
    title: str
    second: str = ""
    keys: str = ""
    place: Place | None = None
    certification: str = ""
    run: Callable[[], object] | None = None
    folded: tuple[str, str] = field(default=("", ""))


def hit_of(found: Findable, tr: Translator, screens: Iterable[str]) -> Hit:
    """A findable thing in the language of the window."""
    known = set(screens)
    screen = next((name for name in _SCREENS[found.kind] if name in known), "home")
    in_structure = screen == "structure" and found.kind != "workplace"
    names = (found.title.kk, found.title.ru, found.title.en)
    kind = tr(f"search.kind_{found.kind}")
    rest = (found.second.kk, found.second.ru, *found.words, kind)
    titles = dict.fromkeys(fold(name) for name in names if name)
    return Hit(
        kind=found.kind,
        title=tr.text(found.title),
        second=tr.text(found.second),
        place=Place(screen, "" if in_structure else found.id),
        certification=found.certification,
        folded=("\n".join(titles), "\n".join((*titles, fold("\n".join(filter(None, rest)))))),
    )


def with_words(hit: Hit, *more: str) -> Hit:
    """A command or page, made findable by its title and ``more`` words."""
    title = fold(hit.title)
    return Hit(
        hit.kind, hit.title, hit.second, hit.keys, hit.place, hit.certification, hit.run,
        (title, fold("\n".join((hit.title, hit.second, *more)))),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """The best hits; ``typed`` differs from the question when another layout was meant."""

    hits: Sequence[Hit]
    typed: str


def find(hits: Sequence[Hit], question: str, limit: int = 40) -> Answer:
    """The hits that hold every word of ``question``; if there are none, by the other layout."""
    found = _find(hits, question, limit)
    if found or not question.strip():
        return Answer(found, question)
    meant = other_layout(question)
    return Answer(_find(hits, meant, limit), meant)


def _find(hits: Sequence[Hit], question: str, limit: int) -> list[Hit]:
    words = fold(question).split()
    if not words:
        return []
    first, rest = words[0], words[1:]
    matching = [hit for hit in hits if first in hit.folded[1]]
    for word in rest:
        matching = [hit for hit in matching if word in hit.folded[1]]
    whole = " ".join(words)
    order = {kind: at for at, kind in enumerate(KINDS)}
    return nsmallest(limit, matching, key=lambda hit: (_grade(hit, whole, words), order[hit.kind]))


def _grade(hit: Hit, whole: str, words: Sequence[str]) -> int:
    """0 the title begins so, 1 its words do, 2 it holds them, 3 another text does."""
    title = hit.folded[0]
    if title.startswith(whole) or f"\n{whole}" in title:
        return 0
    starts = f" {title}".replace("\n", " ").replace("«", " ").replace("-", " ")
    if all(f" {word}" in starts for word in words):
        return 1
    return 2 if all(word in title for word in words) else 3
