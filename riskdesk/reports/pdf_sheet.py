"""One page of a PDF: rows that were drawn before are put where they stand."""

from riskdesk.forms.document import Line, Page
from riskdesk.reports.drawings import MM
from riskdesk.reports.geometry import SetTable
from riskdesk.reports.pagination import FOOT, PlacedPage, Strip, Words
from riskdesk.reports.pdf_ink import ASCENT, SHIFT, Ink, Pen, across
from riskdesk.reports.typeset import LEADING

_HAIR, _HEAVY = 0.5, 1.5
_FOOT_SIZE = 7.5
_MOST_ROWS = 3_000


class Sheet:
    """Collects the operators of one page, points from its lower left corner."""

    def __init__(self, page: Page, pen: Pen) -> None:
        self._pen = pen
        self._ink = Ink(pen)
        self._left = page.left * MM
        self._width = page.body * MM
        self._top = (page.height - page.top) * MM
        self._bottom = page.bottom * MM
        self._ground: list[str] = []
        self._rules: list[str] = []
        self._heavy: list[str] = []
        self._text: list[str] = []

    def draw(self, placed: PlacedPage) -> None:
        """Everything that was laid out on the page."""
        for item in placed:
            if isinstance(item, Words):
                self._words(item)
            else:
                self._strip(item)

    def foot(self, left: Line, right: Line) -> None:
        """The footer: a rule, the edition line at the left, page numbers at the right."""
        setter, ink = self._pen.typesetter, self._ink
        (counted,) = setter.set((right,), _FOOT_SIZE, self._width)
        y = self._bottom + FOOT - 2.2 * MM
        ink.rules.append(across(self._left, self._left + self._width, y))
        base = y - 1.0 * MM - _FOOT_SIZE * ASCENT
        ink.line(counted, self._left + self._width - counted.width, base, _FOOT_SIZE)
        room = self._width - counted.width - 4 * MM
        for line in setter.set((left,), _FOOT_SIZE, room):
            ink.line(line, self._left, base, _FOOT_SIZE)
            base -= _FOOT_SIZE * LEADING

    def content(self) -> bytes:
        """The content stream: ground first, then rules, then text."""
        ink = self._ink
        parts = ["q", *self._ground, *ink.ground, f"{_HAIR} w", *self._rules]
        parts += [*ink.rules, "S"] if ink.rules else []
        if self._heavy or ink.heavy:
            parts += [f"{_HEAVY} w", *self._heavy, *ink.heavy, "S"]
        parts += ["0 g", *self._text]
        parts += ["BT", *ink.text, "ET"] if ink.text else []
        return "\n".join([*parts, "Q"]).encode("ascii")

    def _words(self, item: Words) -> None:
        paragraph, ink = item.paragraph, self._ink
        left = self._left + paragraph.indent * MM
        width = self._width - paragraph.indent * MM
        y = self._top - item.y
        shift, size = SHIFT[paragraph.align], paragraph.size
        if item.sign is not None:
            ink.line(item.sign, left - item.sign.width - 1.5 * MM, y - size * ASCENT, size)
        for line in item.lines:
            x = left + shift * (width - line.width)
            ink.line(line, x, y - size * line.scale * ASCENT, size)
            y -= size * line.scale * LEADING
        if paragraph.rule and item.ends:
            ink.heavy.append(across(self._left, self._left + self._width, y - 1.2 * MM))

    def _strip(self, item: Strip) -> None:
        """Rows of a table; a cell that began on an earlier page is drawn again."""
        table = item.table
        left = self._left + table.table.indent * MM
        edges = [self._top - item.y]
        for height in table.heights[item.first : item.last]:
            edges.append(edges[-1] - height)
        for row in range(item.first, item.last):
            self._row(table, row, left, edges[row - item.first + 1])
        for row in range(table.begun[item.first], item.last):
            for cell in table.rows[row].spanning:
                last = min(row + cell.cell.down, item.last)
                first = max(row, item.first)
                if first < last:
                    top, bottom = edges[first - item.first], edges[last - item.first]
                    self._ink.framed(table, cell, left, bottom, top)

    def _row(self, table: SetTable, row: int, left: float, bottom: float) -> None:
        """The cells of one row alone, drawn once for all rows like it."""
        known, high = table.rows[row], table.heights[row]
        rows = self._pen.rows
        drawn = rows.get((known, high))
        if drawn is None:
            if len(rows) > _MOST_ROWS:
                rows.clear()
            ink = Ink(self._pen)
            for cell in known.single:
                ink.framed(table, cell, 0.0, 0.0, high)
            layers = (ink.ground, ink.rules, ink.heavy, ink.text)
            drawn = rows[known, high] = [" ".join(layer) for layer in layers]
        ground, rules, heavy, text = drawn
        at = f"q 1 0 0 1 {left:.2f} {bottom:.2f} cm"
        if ground:
            self._ground.append(f"{at} {ground} Q")
        if rules:
            self._rules.append(f"{at} {rules} S Q")
        if heavy:
            self._heavy.append(f"{at} {heavy} S Q")
        if text:
            self._text.append(f"{at} BT {text} ET Q")
