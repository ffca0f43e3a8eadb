"""What an occupation usually means, by the words of its name: a hint, never a judgement."""

from dataclasses import dataclass

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.positions import fold
from riskdesk.rules.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Trait:
    """A kind of work and the beginnings of the words that name it."""

    id: str
    title: LocalizedText
    words: tuple[str, ...]

    def fits(self, name: str) -> bool:
        """Whether a word of ``name`` begins with one of the beginnings."""
        spoken = f" {fold(name)}"
        return any(f" {fold(word)}" in spoken for word in self.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A factor that a trait asks for: a point of one of the families, or one that names a word."""

    trait: str
    factor: str
    title: LocalizedText
    families: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NightMark:
    """The indicator where night work is marked, and the word of the criterion that is its least."""

    card: str
    indicator: str
    row: str
    word: str


@dataclass(frozen=True, slots=True)
class Occupations:
    """The file ``resources/classifiers/occupations.toml``; ``loads``: rows of lifted masses."""

    traits: tuple[Trait, ...]
    asked: tuple[Asked, ...]
    night: NightMark
    loads: tuple[str, ...]

    @classmethod
    def of(cls, table: Table) -> "Occupations":
        """The typed file."""
        night = table.table("night")
        return cls(
            traits=tuple(map(_trait, table.tables("trait"))),
            asked=tuple(map(_asked, table.tables("asks"))),
            night=NightMark(**{key: night.text(key) for key in night}),
            loads=table.table("loads").texts("rows"),
        )

    def traits_of(self, *names: str) -> frozenset[str]:
        """The ids of the traits that any of the names shows."""
        return frozenset(
            trait.id for trait in self.traits if any(trait.fits(name) for name in names if name)
        )

    def asks(self, traits: frozenset[str]) -> tuple[Asked, ...]:
        """The factors that these traits ask for."""
        return tuple(each for each in self.asked if each.trait in traits)


def _trait(entry: Table) -> Trait:
    return Trait(id=entry.text("id"), title=entry.localized("title"), words=entry.texts("words"))


def _asked(entry: Table) -> Asked:
    return Asked(
        trait=entry.text("trait"),
        factor=entry.text("factor"),
        title=entry.localized("title"),
        families=entry.texts("families"),
        words=entry.texts("words"),
    )
