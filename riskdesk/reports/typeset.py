"""Words set into lines of a given width; nothing is ever cut or hyphenated by guess."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from riskdesk.domain.values import Language, format_decimal
from riskdesk.forms.document import Cell, Line, Lines, Run
from riskdesk.forms.setting import PARTING
from riskdesk.reports.faces import Face, Faces

LEADING = 1.16
"""Distance of base lines in type sizes."""
RAISED = 0.65
"""Size of a footnote mark in type sizes."""

_SPACES = re.compile(r"( +)")
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]{3}-)(?=[a-zа-яёәғқңөұүһі]{3})")
"""Where a compound word may go on in the next line; names such as «Агро-Үлгі» stay whole."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Text of one face, ``x`` points right of the line's start."""

    face: Face
    text: str
    x: float
    scale: float
    raised: bool


@dataclass(frozen=True, slots=True)
class SetLine:
    """One line as it stands on paper; ``width`` in points, ``scale`` of its largest words."""

    segments: tuple[Segment, ...]
    width: float
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class _Fragment:
    face: Face
    text: str
    scale: float
    raised: bool

    def width(self, size: float) -> float:
        return self.face.width(self.text) * size * self.scale / 1000

    def with_text(self, text: str) -> "_Fragment":
        return _Fragment(self.face, text, self.scale, self.raised)


@dataclass(frozen=True, slots=True)
class _Word:
    fragments: tuple[_Fragment, ...]
    spaced: bool

    def width(self, size: float) -> float:
        return sum(fragment.width(size) for fragment in self.fragments)


class Typesetter:
    """Sets lines into a width and remembers what it has set: forms repeat their words.

    ``broken`` names the words that had to be broken between letters: columns too narrow for them.
    """

    def __init__(self, faces: Faces) -> None:
        self.broken: list[str] = []
        self._faces = faces
        self._known: dict[tuple[Lines, float, float], tuple[SetLine, ...]] = {}
        self._apart: dict[tuple[Lines, float, float], Lines] = {}

    def set(self, lines: Lines, size: float, width: float) -> tuple[SetLine, ...]:
        """The lines wrapped to ``width`` points at ``size`` points."""
        key = (lines, size, width)
        known = self._known.get(key)
        if known is None:
            parted = self.parted(lines, size, width)
            known = tuple(line for given in parted for line in self._wrap(given, size, width))
            self._known[key] = known
        return known

    def parted(self, lines: Lines, size: float, width: float) -> Lines:
        """The lines; one that wraps begins its second language anew if that costs no line more.

        The new line parts the languages then, without the sign (mockups.md, Paper).
        """
        key = (lines, size, width)
        known = self._apart.get(key)
        if known is None:
            known = tuple(part for line in lines for part in self._parted(line, size, width))
            self._apart[key] = known
        return known

    def widest_word(self, lines: Lines, size: float) -> float:
        """The width of the widest word, points."""
        words = (word for line in lines for word in self._words(line))
        return max((word.width(size) for word in words), default=0.0)

    def _parted(self, line: Line, size: float, width: float) -> Lines:
        signs = [number for number, run in enumerate(line) if run.text == PARTING]
        if len(signs) != 1:
            return (line,)
        halves = (line[: signs[0]], line[signs[0] + 1 :])
        flowing = self._count(line, size, width)
        apart = sum(self._count(half, size, width) for half in halves)
        return halves if 1 < flowing >= apart else (line,)

    def _count(self, line: Line, size: float, width: float) -> int:
        return sum(1 for _ in self._wrap(line, size, width))

    def _wrap(self, line: Line, size: float, width: float) -> Iterator[SetLine]:
        inside: list[_Word] = []
        used = 0.0
        for word in self._words(line):
            wide = word.width(size)
            gap = word.fragments[0].face.width(" ") * size / 1000 if word.spaced and inside else 0.0
            if inside and used + gap + wide > width + 0.01:
                yield _joined(inside, size)
                inside, used, gap = [], 0.0, 0.0
            pieces = [word]
            if wide > width:
                self.broken.append("".join(fragment.text for fragment in word.fragments))
                pieces = _broken(word, size, width)
                yield from (_joined([piece], size) for piece in pieces[:-1])
                wide = pieces[-1].width(size)
            inside.append(pieces[-1])
            used += gap + wide
        yield _joined(inside, size)

    def _words(self, line: Line) -> Iterator[_Word]:
        """Words of a line; one word may run over several faces (a number and its mark)."""
        fragments: list[_Fragment] = []
        spaced = False
        for run in line:
            face, scale = self._faces.of(run), RAISED if run.raised else run.scale
            if run.text == PARTING and fragments:  # the sign never begins a line
                fragments.append(_Fragment(face, PARTING.rstrip(), scale, run.raised))
                yield _Word(tuple(fragments), spaced)
                fragments, spaced = [], True
                continue
            for piece in _SPACES.split(run.text):
                if piece.startswith(" "):
                    if fragments:
                        yield _Word(tuple(fragments), spaced)
                        fragments = []
                    spaced = True
                    continue
                parts = _AFTER_HYPHEN.split(piece)
                for part in parts[:-1]:
                    fragments.append(_Fragment(face, part, scale, run.raised))
                    yield _Word(tuple(fragments), spaced)
                    fragments, spaced = [], False
                if parts[-1]:
                    fragments.append(_Fragment(face, parts[-1], scale, run.raised))
        if fragments:
            yield _Word(tuple(fragments), spaced)


def _joined(words: list[_Word], size: float) -> SetLine:
    """Words of one line, neighbours of one face written together so that text stays text."""
    segments: list[Segment] = []
    x = 0.0
    for number, word in enumerate(words):
        gap = " " if word.spaced and number else ""
        for fragment in word.fragments:
            last = segments[-1] if segments else None
            text = gap + fragment.text
            gap = ""
            wide = fragment.with_text(text).width(size)
            if last and last.face is fragment.face and last.scale == fragment.scale:
                segments[-1] = Segment(last.face, last.text + text, last.x, last.scale, last.raised)
            else:
                segments.append(Segment(fragment.face, text, x, fragment.scale, fragment.raised))
            x += wide
    return SetLine(tuple(segments), x, max((1.0, *(segment.scale for segment in segments))))


def _broken(word: _Word, size: float, width: float) -> list[_Word]:
    """A word wider than its column, broken between letters: the last resort before cutting."""
    pieces: list[_Word] = []
    inside: list[_Fragment] = []
    used = 0.0
    for fragment in word.fragments:
        text = ""
        for char in fragment.text:
            wide = fragment.with_text(char).width(size)
            if used + wide > width and (inside or text):
                rest = [fragment.with_text(text)] if text else []
                pieces.append(_Word((*inside, *rest), word.spaced and not pieces))
                inside, text, used = [], "", 0.0
            text += char
            used += wide
        if text:
            inside.append(fragment.with_text(text))
    pieces.append(_Word(tuple(inside), word.spaced and not pieces))
    return pieces


def shown(cell: Cell, language: Language) -> Lines:
    """What a cell shows: its words, or its number as printed."""
    number = cell.number
    if number is None:
        return cell.lines
    text = number.prefix + format_decimal(number.value, language)
    mark = (Run(number.mark, raised=True),) if number.mark else ()
    return ((Run(text, number.bold), *mark),)
