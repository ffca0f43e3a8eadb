"""One table of ``form.toml``: a key nobody knows is an error, not a guess."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar, cast

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import Align

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


def align_of(entry: Entry, default: Align) -> Align:
    """The key ``align``."""
    value = entry.text("align", default)
    if value not in _ALIGNS:
        raise ValueError(value)
    return cast("Align", value)
