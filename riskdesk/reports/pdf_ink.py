"""Cells, lines and drawings as the operators of a PDF's content stream, in four layers."""

from itertools import groupby

from riskdesk.forms.document import Cell, Drawing, Run
from riskdesk.reports.drawings import MARK, MARK_ROOM, MARK_TYPE, MM, QUIET, modules
from riskdesk.reports.faces import Faces
from riskdesk.reports.geometry import SetCell, SetRow, SetTable
from riskdesk.reports.pdf_fonts import Codes
from riskdesk.reports.pdf_images import Images
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter

ASCENT = 0.87
"""From the top of a line to its base line, in type sizes."""
BLACK = "#000000"
SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}
"""Where a line begins, in shares of the free width."""
Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points."""


class Pen:
    """What all pages of a file are drawn with; ``rows``: the rows last drawn, by their height."""

    def __init__(self, faces: Faces, typesetter: Typesetter, codes: Codes, images: Images) -> None:
        self.bold = faces.of(Run("", bold=True))
        self.typesetter = typesetter
        self.codes = codes
        self.images = images
        self.rows: dict[tuple[SetRow, float], list[str]] = {}


class Ink:
    """Operators in points, in layers: ``ground`` lies lowest, ``text`` over all."""

    def __init__(self, pen: Pen) -> None:
        self.ground: list[str] = []
        self.rules: list[str] = []
        self.heavy: list[str] = []
        self.text: list[str] = []
        self._pen = pen
        self._set: tuple[str, float, str] = ("", 0.0, BLACK)

    def framed(
        self, table: SetTable, cell: SetCell, left: float, bottom: float, top: float
    ) -> None:
        """A cell of a table that begins at ``left``."""
        x0 = left + table.xs[cell.column]
        x1 = left + table.xs[cell.column + cell.cell.across]
        self._box(cell.cell, x0, bottom, x1, top)
        if cell.lines or cell.cell.drawing is not None:
            padding = table.table.padding * MM
            self._cell(cell, (x0 + padding, bottom, x1 - padding, top), table.table.room * MM)

    def _box(self, cell: Cell, x0: float, y0: float, x1: float, y1: float) -> None:
        borders = cell.borders
        if cell.fill:
            self.ground.append(f"{_colour(cell.fill)} rg {_rectangle(x0, y0, x1, y1)} f")
        if borders == "all":
            self.rules.append(_rectangle(x0, y0, x1, y1))
        elif borders != "none":
            y = y1 if borders == "above" else y0
            self.rules.append(across(x0, x1, y))
        if cell.frame:
            self.heavy.append(_rectangle(x0, y0, x1, y1))

    def _cell(self, cell: SetCell, box: Box, room: float) -> None:
        x0, y0, x1, y1 = box
        known = cell.cell
        if known.vertical:
            self._turned(cell, (x0 + x1) / 2, (y0 + y1) / 2)
            return
        y = y1 - room / 2 if known.top else (y0 + y1 + cell.height) / 2
        shift, size, ink = SHIFT[known.align], known.size, known.ink or BLACK
        if known.drawing is not None:
            wide, high = cell.drawn
            left = x0 + shift * (x1 - x0 - wide)
            self._drawing(known.drawing, (left, y - high, left + wide, y))
            y -= high
        for line in cell.lines:
            high = size * line.scale
            self.line(line, x0 + shift * (x1 - x0 - line.width), y - high * ASCENT, size, ink)
            y -= high * LEADING

    def line(self, line: SetLine, x: float, y: float, size: float, ink: str = BLACK) -> None:
        """A line of text whose base line begins at ``x``, ``y``."""
        text, codes = self.text, self._pen.codes
        for segment in line.segments:
            face = segment.face
            asked = (face.name, size * segment.scale, ink)
            if asked != self._set:
                self._change(codes.name(face), asked)
            up = y + 0.33 * size if segment.raised else y
            text.append(
                f"1 0 0 1 {x + segment.x:.2f} {up:.2f} Tm {codes.of(face, segment.text)} Tj"
            )

    def _change(self, name: str, asked: tuple[str, float, str]) -> None:
        if asked[2] != self._set[2]:
            self.text.append(f"{_colour(asked[2])} rg")
        self.text.append(f"/{name} {asked[1]:.2f} Tf")
        self._set = asked

    def _turned(self, cell: SetCell, x: float, y: float) -> None:
        """Text that is read from below to above, its lines from left to right."""
        codes, size = self._pen.codes, cell.cell.size
        base = x - cell.text_height / 2 + size * ASCENT
        for line in cell.lines:
            for segment in line.segments:
                asked = (segment.face.name, size, cell.cell.ink or BLACK)
                if asked != self._set:
                    self._change(codes.name(segment.face), asked)
                at = y + segment.x - line.width / 2
                shown = codes.of(segment.face, segment.text)
                self.text.append(f"0 1 -1 0 {base:.2f} {at:.2f} Tm {shown} Tj")
            base += size * LEADING

    def _drawing(self, drawing: Drawing, box: Box) -> None:
        x0, y0, x1, y1 = box
        if drawing.code:
            self.ground += _code(drawing.code, box)
            return
        name = self._pen.images.name(drawing.image)
        self.ground.append(f"q {x1 - x0:.2f} 0 0 {y1 - y0:.2f} {x0:.2f} {y0:.2f} cm /{name} Do Q")
        bold, codes = self._pen.bold, self._pen.codes
        for mark in drawing.marks:
            x, y = x0 + mark.x * (x1 - x0), y1 - mark.y * (y1 - y0)
            wide = bold.width(mark.label) * MARK_TYPE / 1000
            reach = max(0.0, wide / 2 - MARK * MARK_ROOM)
            self.ground.append(f"1 g 0.7 w {_pill(x, y, MARK, reach)} b 0 g")
            self.ground.append(
                f"BT /{codes.name(bold)} {MARK_TYPE:.2f} Tf {x - wide / 2:.2f} "
                f"{y - MARK_TYPE * 0.33:.2f} Td {codes.of(bold, mark.label)} Tj ET"
            )


def _code(text: str, box: Box) -> list[str]:
    """The dark modules of a QR code, neighbours of a row in one rectangle."""
    rows = modules(text)
    left, _, right, top = box
    step = (right - left) / (len(rows) + 2 * QUIET)
    parts = ["0 g"]
    for number, row in enumerate(rows):
        x = left + QUIET * step
        y = top - (QUIET + number + 1) * step
        for dark, run in groupby(row):
            wide = len(list(run)) * step
            if dark:
                parts.append(f"{x:.3f} {y:.3f} {wide:.3f} {step:.3f} re")
            x += wide
    return [*parts, "f"]


def _pill(x: float, y: float, r: float, reach: float) -> str:
    """Four Bézier curves; a circle drawn apart by ``reach`` to both sides for a long label."""
    k, left, right = 0.5523 * r, x - reach, x + reach
    return (
        f"{right + r:.2f} {y:.2f} m "
        f"{right + r:.2f} {y + k:.2f} {right + k:.2f} {y + r:.2f} {right:.2f} {y + r:.2f} c "
        f"{left:.2f} {y + r:.2f} l "
        f"{left - k:.2f} {y + r:.2f} {left - r:.2f} {y + k:.2f} {left - r:.2f} {y:.2f} c "
        f"{left - r:.2f} {y - k:.2f} {left - k:.2f} {y - r:.2f} {left:.2f} {y - r:.2f} c "
        f"{right:.2f} {y - r:.2f} l "
        f"{right + k:.2f} {y - r:.2f} {right + r:.2f} {y - k:.2f} {right + r:.2f} {y:.2f} c"
    )


def across(x0: float, x1: float, y: float) -> str:
    """A rule from left to right."""
    return f"{x0:.2f} {y:.2f} m {x1:.2f} {y:.2f} l"


def _rectangle(x0: float, y0: float, x1: float, y1: float) -> str:
    return f"{x0:.2f} {y0:.2f} {x1 - x0:.2f} {y1 - y0:.2f} re"


def _colour(told: str) -> str:
    """``#rrggbb`` as three shares."""
    return " ".join(f"{int(told[at : at + 2], 16) / 255:.3f}" for at in (1, 3, 5))
