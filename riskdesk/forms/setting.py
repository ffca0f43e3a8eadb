"""Words of a form in the chosen languages: Kazakh upright first, Russian in italics after it."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import Line, Lines, PaperLanguage, Run

PARTING = " / "
"""What parts the two languages on one line (mockups.md, Paper)."""


_POWER = re.compile("⁻([⁰¹²³⁴-⁹]+)")
"""A raised negative power: the type of forms has neither its minus nor its zero."""
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def clean(text: str) -> str:
    """The text without control characters, which neither a PDF nor a workbook can hold.

    A raised negative power is written 10^−6.
    """
    if "⁻" in text:
        text = _POWER.sub(lambda found: f"^−{found[1].translate(_RAISED)}", text)
    if text.isprintable():
        return text
    return "".join(
        " " if char in "\t\n\r" else char
        for char in text
        if char in "\t\n\r" or unicodedata.category(char) not in {"Cc", "Cs"}
    )


class Setting:
    """The language of a document and the footnotes of the part that is being built."""

    def __init__(self, language: PaperLanguage) -> None:
        self.language = language
        self._notes: dict[LocalizedText, int] = {}

    def fresh(self) -> None:
        """Start a part: footnotes count from 1 again."""
        self._notes = {}

    def lines(self, text: LocalizedText, *, bold: bool = False) -> Lines:
        """The text, each language on a line of its own; equal words once."""
        spoken = self._spoken(text)
        return tuple((Run(words, bold, slanted),) for words, slanted in spoken if words)

    def line(self, text: LocalizedText, *, bold: bool = False) -> Line:
        """The text on one line, the languages parted by " / "."""
        runs: list[Run] = []
        for words, slanted in self._spoken(text):
            if words and runs:
                runs.append(Run(PARTING, bold))
            if words:
                runs.append(Run(words, bold, slanted))
        return tuple(runs)

    def leading(self, text: LocalizedText) -> LocalizedText:
        """A label that begins its line: Russian after no Kazakh takes a capital letter."""
        if self.language == "kk-ru" or not text.ru:
            return text
        return replace(text, ru=text.ru[0].upper() + text.ru[1:])

    def labelled(self, label: LocalizedText, value: LocalizedText, *, bold: bool = False) -> Line:
        """A label and its value on one line, parted by a colon."""
        named, worth = self.line(label), self.line(value, bold=bold)
        return (*named, Run(": "), *worth)

    def marks(self, notes: tuple[LocalizedText, ...]) -> str:
        """The numbers of footnotes, as they stand behind what they explain."""
        if not notes:
            return ""
        numbers = sorted({self._notes.setdefault(note, len(self._notes) + 1) for note in notes})
        return ",".join(str(number) for number in numbers)

    def called(self) -> tuple[tuple[int, LocalizedText], ...]:
        """The footnotes called so far, in the order of their numbers."""
        return tuple((number, note) for note, number in self._notes.items())

    def _spoken(self, text: LocalizedText) -> tuple[tuple[str, bool], ...]:
        if not text.kk and not text.ru:
            return ()
        kk, ru = clean(text.kk), clean(text.ru)
        if self.language == "kk-ru":
            if not kk or not ru or kk == ru:
                return ((kk or ru, False),)
            return ((kk, False), (ru, True))
        wanted = kk if self.language == "kk" else ru
        return ((wanted or kk or ru, False),)


def with_marks(lines: Lines, marks: str) -> Lines:
    """Footnote numbers behind the last word."""
    if not marks:
        return lines
    if not lines:
        return ((Run(marks, raised=True),),)
    return (*lines[:-1], (*lines[-1], Run(marks, raised=True)))


def wrapped(lines: Lines, prefix: str, suffix: str, *, bold: bool) -> Lines:
    """What both languages share: a number before them, a unit behind them."""
    if not lines:
        return lines
    if prefix:
        lines = ((Run(prefix, bold), *lines[0]), *lines[1:])
    if suffix:
        lines = (*lines[:-1], (*lines[-1], Run(suffix, bold)))
    return lines


def filled(template: LocalizedText, field: Callable[[str], LocalizedText]) -> LocalizedText:
    """A template with its ``{placeholders}`` filled in each language."""
    if "{" not in template.kk and "{" not in template.ru:
        return template
    return LocalizedText(
        kk=template.kk.format_map(_InLanguage(field, kk=True)),
        ru=template.ru.format_map(_InLanguage(field, kk=False)),
    )


class _InLanguage(dict[str, str]):
    def __init__(self, field: Callable[[str], LocalizedText], *, kk: bool) -> None:
        super().__init__()
        self._field = field
        self._kk = kk

    def __missing__(self, name: str) -> str:
        return self._field(name).get("kk" if self._kk else "ru")
