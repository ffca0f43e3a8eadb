"""What a form is filled with: named fields and lists of records, no layout."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, TypeVar, overload

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.document import PictureMark


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A text, or a number; ``prefix`` and ``suffix`` stand once around it in both languages.

    ``notes`` become footnotes; ``fill`` and ``ink`` colour its cell; ``strong`` is bold.
    """

    text: LocalizedText = LocalizedText()
    number: Decimal | None = None
    prefix: str = ""
    suffix: str = ""
    notes: tuple[LocalizedText, ...] = ()
    fill: str = ""
    ink: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassField:
    """A class for the class columns of a table, shared by ``rows`` rows from this one on.

    ``words`` are printed over all class columns where there is no class, or no column for it.
    """

    hit: HazardClass | None = None
    words: LocalizedText = LocalizedText()
    notes: tuple[LocalizedText, ...] = ()
    rows: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassCounts:
    """How many there are of each class; ``empty`` stands where there is none."""

    counts: Mapping[HazardClass, Decimal] = field(default_factory=dict)
    empty: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureField:
    """A picture (the bytes of a PNG or JPEG file) and the numbered marks on it."""

    image: bytes
    marks: tuple[PictureMark, ...] = ()


Value = Field | ClassField | ClassCounts | PictureField
Kind = Literal["row", "section", "total"]


T = TypeVar("T")
R = TypeVar("R")


class Made(Sequence[R]):
    """What ``make`` makes of each of ``items``, when it is asked for and never kept.

    So ten thousand cards take the memory of one.
    """

    def __init__(self, items: Sequence[T], make: Callable[[T], R]) -> None:
        self._items: Sequence[T] = items
        self._make: Callable[[T], R] = make

    def __len__(self) -> int:
        return len(self._items)

    @overload
    def __getitem__(self, place: int) -> R: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...

    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        if isinstance(place, slice):
            return [self._make(item) for item in self._items[place]]
        return self._make(self._items[place])


class Told(Sequence[R]):
    """A long list that ``tell`` tells anew each time it is read, never kept."""

    def __init__(self, tell: Callable[[], Iterator[R]]) -> None:
        self._tell = tell

    def __iter__(self) -> Iterator[R]:
        return self._tell()

    def __bool__(self) -> bool:
        return any(True for _ in self._tell())

    def __len__(self) -> int:
        return sum(1 for _ in self._tell())

    @overload
    def __getitem__(self, place: int) -> R: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[R]: ...

    def __getitem__(self, place: int | slice) -> R | Sequence[R]:
        return tuple(self._tell())[place]


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """One row, block of rows, card or whole form: fields by name and lists of records.

    ``kind`` of a row: ``section`` spans the table, ``total`` has a label before its numbers.
    """

    kind: Kind = "row"
    fields: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, Sequence["Record"]] = field(default_factory=dict)

    def text(self, name: str) -> LocalizedText:
        """The text of a field; empty where there is none."""
        value = self.fields.get(name)
        return value.text if isinstance(value, Field) else LocalizedText()

    def holds(self, name: str) -> bool:
        """Whether the field or list of that name has something to print."""
        if name in self.lists:
            return bool(self.lists[name])
        value = self.fields.get(name)
        if isinstance(value, Field):
            return value.number is not None or bool(value.text.kk or value.text.ru)
        return value is not None


def same(text: str) -> LocalizedText:
    """A text that is the same in Kazakh and Russian (a code, a number, a document)."""
    return LocalizedText(text, text, text)


def plain(text: str) -> Field:
    """A field with a text that is the same in both languages."""
    return Field(text=same(text))
