"""Words set into lines of a given width; nothing is ever cut or hyphenated by guess."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riskdesk.domain.values import Language, format_decimal
from riskdesk.forms.document import Cell, Line, Lines, Run
from riskdesk.forms.setting import PARTING
from riskdesk.reports.faces import Face, Faces

LEADING = 1.16
"""Distance of base lines in type sizes."""
RAISED = 0.65
"""Size of a footnote mark in type sizes."""

_MOST = 10_000
"""Settings that are remembered before all are forgotten."""
_SPACES = re.compile(r"( +)")
_AFTER_HYPHEN = re.compile(r"(?<=[^\W\d_]{3}-)(?=[a-zа-яёәғқңөұүһі]{3})")
"""Where a compound word may go on in the next line; names such as «Агро-Үлгі» stay whole."""


class Segment(NamedTuple):
    """Text of one face, ``x`` points right of the line's start."""

    face: Face
    text: str
    x: float
    scale: float
    raised: bool


class SetLine(NamedTuple):
    """One line as it stands on paper; ``width`` in points, ``scale`` of its largest words."""

    segments: tuple[Segment, ...]
    width: float
    scale: float = 1.0


SetLines = tuple[SetLine, ...]


class _Fragment(NamedTuple):
    face: Face
    text: str
    scale: float
    raised: bool

    @property
    def wide(self) -> float:
        """Width in type sizes."""
        return self.face.width(self.text) * self.scale / 1000

    def with_text(self, text: str) -> "_Fragment":
        return _Fragment(self.face, text, self.scale, self.raised)


class _Word(NamedTuple):
    """A word; ``wide`` and ``gap``, the space before it, in type sizes."""

    fragments: tuple[_Fragment, ...]
    spaced: bool
    wide: float
    gap: float


def _word(fragments: Sequence[_Fragment], spaced: bool) -> _Word:  # noqa: FBT001 - its one fact
    gap = fragments[0].face.width(" ") / 1000 if spaced else 0.0
    return _Word(tuple(fragments), spaced, sum(each.wide for each in fragments), gap)


class Typesetter:
    """Sets lines into a width and remembers what it has set: forms repeat their words.

    ``broken`` names the words that had to be broken between letters: columns too narrow for them.
    """

    def __init__(self, faces: Faces) -> None:
        self.broken: list[str] = []
        self._faces = faces
        self._known: dict[tuple[Lines, float, float], tuple[Lines, SetLines]] = {}
        self._apart: dict[tuple[Lines, float, float], Lines] = {}
        self._of_line: dict[Line, tuple[_Word, ...]] = {}

    def set(self, lines: Lines, size: float, width: float) -> tuple[SetLine, ...]:
        """The lines wrapped to ``width`` points at ``size`` points."""
        return self.set_parted(lines, size, width)[1]

    def set_parted(self, lines: Lines, size: float, width: float) -> tuple[Lines, SetLines]:
        """The lines parted by language where they wrap, and those wrapped to the width."""
        if len(lines) == 1 and len(lines[0]) == 1:
            short = self._short(lines[0][0], size, width)
            if short is not None:
                return lines, (short,)
        key = (lines, size, width)
        known = self._known.get(key)
        if known is None:
            parted = self.parted(lines, size, width)
            found = tuple(
                _joined(words, size)
                for given in parted
                for words in self._broken(given, size, width)
            )
            if len(self._known) > _MOST:
                self._known.clear()
            known = self._known[key] = (parted, found)
        return known

    def width_of(self, lines: Lines) -> float | None:
        """Width in type sizes of one line of one face; ``None`` if there is more to set."""
        if len(lines) != 1 or len(lines[0]) != 1:
            return None
        run = lines[0][0]
        return None if run.raised else self._faces.of(run).width(run.text) * run.scale / 1000

    def _short(self, run: Run, size: float, width: float) -> SetLine | None:
        """Words of one face that stand on one line as they are, which most cells hold."""
        text = run.text
        if run.raised or not text or text[0] == " " or text[-1] == " " or "  " in text:
            return None
        face = self._faces.of(run)
        wide = face.width(text) * run.scale * size / 1000
        if wide > width:
            return None
        return SetLine((Segment(face, text, 0.0, run.scale, False),), wide, max(1.0, run.scale))  # noqa: FBT003 - not raised

    def parted(self, lines: Lines, size: float, width: float) -> Lines:
        """The lines; one that wraps begins its second language anew if that costs no line more.

        The new line parts the languages then, without the sign (mockups.md, Paper).
        """
        key = (lines, size, width)
        known = self._apart.get(key)
        if known is None:
            if len(self._apart) > _MOST:
                self._apart.clear()
            known = tuple(part for line in lines for part in self._parted(line, size, width))
            self._apart[key] = known
        return known

    def widest_word(self, lines: Lines, size: float) -> float:
        """The width of the widest word, points."""
        words = (word for line in lines for word in self._words(line))
        return max((word.wide for word in words), default=0.0) * size

    def _parted(self, line: Line, size: float, width: float) -> Lines:
        if sum(1 for run in line if run.text == PARTING) != 1:
            return (line,)
        flowing = len(self._broken(line, size, width))
        if flowing == 1:
            return (line,)
        sign = next(number for number, run in enumerate(line) if run.text == PARTING)
        halves = (line[:sign], line[sign + 1 :])
        apart = sum(len(self._broken(half, size, width)) for half in halves)
        return halves if flowing >= apart else (line,)

    def _broken(self, line: Line, size: float, width: float) -> list[list[_Word]]:
        """The words of each line; a word wider than the column is broken between letters."""
        lines: list[list[_Word]] = [[]]
        limit, used = (width + 0.01) / size, 0.0
        for word in self._words(line):
            inside = lines[-1]
            wide, gap = word.wide, word.gap if inside else 0.0
            if inside and used + gap + wide > limit:
                inside, used, gap = [], 0.0, 0.0
                lines.append(inside)
            if wide * size > width:
                self.broken.append("".join(fragment.text for fragment in word.fragments))
                pieces = _in_pieces(word, size, width)
                inside.append(pieces[0])
                lines += [[piece] for piece in pieces[1:]]
                wide = pieces[-1].wide
            else:
                inside.append(word)
            used += gap + wide
        return lines

    def _words(self, line: Line) -> tuple[_Word, ...]:
        known = self._of_line.get(line)
        if known is None:
            if len(self._of_line) > _MOST:
                self._of_line.clear()
            known = self._of_line[line] = tuple(self._parsed(line))
        return known

    def _parsed(self, line: Line) -> Iterator[_Word]:
        """Words of a line; one word may run over several faces (a number and its mark)."""
        fragments: list[_Fragment] = []
        spaced = False
        for run in line:
            face, scale = self._faces.of(run), RAISED if run.raised else run.scale
            if run.text == PARTING and fragments:  # the sign never begins a line
                fragments.append(_Fragment(face, PARTING.rstrip(), scale, run.raised))
                yield _word(fragments, spaced)
                fragments, spaced = [], True
                continue
            for piece in _SPACES.split(run.text):
                if piece.startswith(" "):
                    if fragments:
                        yield _word(fragments, spaced)
                        fragments = []
                    spaced = True
                    continue
                parts = _AFTER_HYPHEN.split(piece)
                for part in parts[:-1]:
                    fragments.append(_Fragment(face, part, scale, run.raised))
                    yield _word(fragments, spaced)
                    fragments, spaced = [], False
                if parts[-1]:
                    fragments.append(_Fragment(face, parts[-1], scale, run.raised))
        if fragments:
            yield _word(fragments, spaced)


def _joined(words: list[_Word], size: float) -> SetLine:
    """Words of one line, neighbours of one face written together so that text stays text."""
    segments: list[Segment] = []
    face, scale, raised, start, x = None, 1.0, False, 0.0, 0.0
    texts: list[str] = []
    for number, word in enumerate(words):
        gap = " " if word.spaced and number else ""
        for fragment in word.fragments:
            if fragment.face is not face or fragment.scale != scale:
                if face is not None:
                    segments.append(Segment(face, "".join(texts), start, scale, raised))
                face, scale, raised, start, texts = (*_look(fragment), x, [])
            if gap:
                texts.append(gap)
                x += face.width(gap) * scale * size / 1000
                gap = ""
            texts.append(fragment.text)
            x += fragment.wide * size
    if face is not None:
        segments.append(Segment(face, "".join(texts), start, scale, raised))
    return SetLine(tuple(segments), x, max((1.0, *(segment.scale for segment in segments))))


def _look(fragment: _Fragment) -> tuple[Face, float, bool]:
    return fragment.face, fragment.scale, fragment.raised


def _in_pieces(word: _Word, size: float, width: float) -> list[_Word]:
    """A word wider than its column, broken between letters: the last resort before cutting."""
    pieces: list[_Word] = []
    inside: list[_Fragment] = []
    used = 0.0
    for fragment in word.fragments:
        text = ""
        for char in fragment.text:
            wide = fragment.with_text(char).wide * size
            if used + wide > width and (inside or text):
                rest = [fragment.with_text(text)] if text else []
                pieces.append(_word((*inside, *rest), word.spaced and not pieces))
                inside, text, used = [], "", 0.0
            text += char
            used += wide
        if text:
            inside.append(fragment.with_text(text))
    pieces.append(_word(inside, word.spaced and not pieces))
    return pieces


def shown(cell: Cell, language: Language) -> Lines:
    """What a cell shows: its words, or its number as printed."""
    number = cell.number
    if number is None:
        return cell.lines
    text = number.prefix + format_decimal(number.value, language)
    mark = (Run(number.mark, raised=True),) if number.mark else ()
    return ((Run(text, number.bold), *mark),)
