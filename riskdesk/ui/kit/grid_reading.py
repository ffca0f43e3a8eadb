"""How the text of a cell is read, by the kind of its column: what is meant, or what is wrong."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import parse_decimal
from riskdesk.ui.fold import fold
from riskdesk.ui.kit.cells import Column, Option
from riskdesk.ui.tr import Translator

_DAY = re.compile(r"(\d{1,2})[.,/-](\d{1,2})[.,/-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True, slots=True)
class Reading:
    """``text``: what an ``Edit`` carries; ``shown``: what the cell shows; ``problem`` in words."""

    text: str
    shown: str
    problem: str = ""


class CellReader:
    """Reads texts under the columns of one grid."""

    def __init__(self, columns: Sequence[Column], tr: Translator) -> None:
        self._tr = tr
        self._columns = {column.key: column for column in columns}
        self._options: dict[str, Mapping[str, Option | None]] = {}

    def read(self, column: str, text: str) -> Reading:
        """Read a typed or pasted text; nothing is ever changed silently."""
        spec = self._columns[column]
        if spec.kind in {"text", "value", "sign", "tag"} or not text.strip():
            return Reading(text, text)
        match spec.kind:
            case "number":
                return self._number(text, whole=spec.whole)
            case "repeats":
                return self._repeats(text)
            case "flag":
                return self._flag(text)
            case "date":
                return self._date(text)
        return self._option(spec, text)

    def shown(self, column: str, value: str) -> str:
        """The words of a value, as an editor or the clipboard has them."""
        spec = self._columns[column]
        if spec.kind == "flag":
            return self._tr("grid.yes" if value else "grid.no")
        return value

    def _number(self, text: str, *, whole: bool) -> Reading:
        try:
            number = parse_decimal(text)
        except UserError:
            return Reading(text, text, self._tr("grid.not_number", text=text.strip()))
        if whole and number is not None and (number < 0 or number != int(number)):
            return Reading(text, text, self._tr("grid.not_count", text=text.strip()))
        return Reading(text, text)

    def _repeats(self, text: str) -> Reading:
        """Numbers; "<0,5" is one below the limit of detection."""
        for part in text.strip().removesuffix(";").split(";"):
            try:
                empty = parse_decimal(part.strip().removeprefix("<")) is None
            except UserError:
                empty = True
            if empty:
                words = self._tr("grid.not_repeats", text=part.strip())
                return Reading(text, text, words)
        return Reading(text, text)

    def _flag(self, text: str) -> Reading:
        word = fold(text.strip())
        if word in _YES:
            return Reading("1", "1")
        if word in _NO:
            return Reading("", "")
        return Reading(text, text, self._tr("grid.not_flag", text=text.strip()))

    def _date(self, text: str) -> Reading:
        day = read_date(text)
        if day is None:
            return Reading(text, text, self._tr("grid.not_date", text=text.strip()))
        return Reading(day.isoformat(), day.strftime("%d.%m.%Y"))

    def _option(self, spec: Column, text: str) -> Reading:
        wanted = fold(text.strip())
        found: Option | None
        if spec.find is not None:
            same = [o for o in spec.find(text.strip()) if wanted in {fold(o.words), fold(o.value)}]
            found = same[0] if len(same) == 1 else None
        else:
            found = self._known(spec).get(wanted)
        if found is None:
            return Reading(text, text, self._tr("grid.not_option", text=text.strip()))
        return Reading(found.value, found.words)

    def _known(self, spec: Column) -> Mapping[str, Option | None]:
        known = self._options.get(spec.key)
        if known is None:
            made: dict[str, Option | None] = {}
            for option in spec.options:
                word = fold(option.words)
                made[word] = None if word in made else option  # two of one name: neither is meant
            for option in spec.options:
                for name in (option.value, *option.also):
                    made.setdefault(fold(name), option)
            known = self._options[spec.key] = made
        return known


def read_date(text: str) -> date | None:
    """``10.04.2026`` or ``2026-04-10``; two digits of a year say too little."""
    clean = text.strip()
    day, iso = _DAY.fullmatch(clean), _ISO.fullmatch(clean)
    try:
        if day is not None:
            return date(int(day[3]), int(day[2]), int(day[1]))
        if iso is not None:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return None
    return None


_YES = frozenset(
    map(fold, ("1", "да", "иә", "yes", "true", "истина", "ақиқат", "+", "x", "х", "✓"))
)
_NO = frozenset(map(fold, ("0", "нет", "жоқ", "no", "false", "ложь", "жалған", "-", "–", "−")))
"""What people and tables write for yes and no."""
