"""The same cells as a document's pages, drawn by nothing but a canvas of reportlab."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportlab.lib.colors import HexColor
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from riskdesk.forms.document import Document
from riskdesk.reports.drawings import MM
from riskdesk.reports.faces import load_faces
from riskdesk.reports.fitting import Fitter
from riskdesk.reports.pagination import Paginator, PlacedPage, Strip
from riskdesk.reports.typeset import LEADING, SetLine, Typesetter

Text = tuple[str, float, float, float, str]
"""Face, size, x, y, words."""
Box = tuple[float, float, float, float, str]
"""x, y, width, height, colour of the ground."""
Page = tuple[tuple[float, float], list[Box], list[Text]]
_SHIFT = {"left": 0.0, "center": 0.5, "right": 1.0}


def pages_of(document: Document, fonts: Path) -> Iterator[Page]:
    """What stands on each page, laid out beforehand."""
    typesetter = Typesetter(load_faces(fonts))
    paginator = Paginator(document.page, typesetter, document.number_language)
    lay = Fitter(paginator).pages if document.fit else paginator.pages
    size = (document.page.width * MM, document.page.height * MM)
    left, top = document.page.left * MM, (document.page.height - document.page.top) * MM
    for part in document.parts:
        for placed in lay(part):
            boxes: list[Box] = []
            texts: list[Text] = []
            _collect(placed, left, top, boxes, texts)
            yield size, boxes, texts


def _collect(
    placed: PlacedPage, left: float, top: float, boxes: list[Box], texts: list[Text]
) -> None:
    for item in placed:
        y = top - item.y
        if not isinstance(item, Strip):
            _lines(item.lines, left, y, item.paragraph.size, texts)
            continue
        table, edges = item.table, [y]
        for height in table.heights[item.first : item.last]:
            edges.append(edges[-1] - height)
        for row in range(table.begun[item.first], item.last):
            for cell in table.rows[row].cells:
                first, last = max(row, item.first), min(row + cell.cell.down, item.last)
                if first >= last:
                    continue
                x0 = left + table.xs[cell.column]
                wide = table.xs[cell.column + cell.cell.across] - table.xs[cell.column]
                high = edges[first - item.first] - edges[last - item.first]
                if cell.cell.borders != "none":
                    boxes.append((x0, edges[last - item.first], wide, high, cell.cell.fill))
                base = edges[first - item.first] - (high - cell.height) / 2
                _lines(cell.lines, x0, base, cell.cell.size, texts)


def _lines(lines: Sequence[SetLine], x: float, y: float, size: float, texts: list[Text]) -> None:
    for line in lines:
        for part in line.segments:
            at = y - size * line.scale * 0.87
            texts.append((part.face.name, size * part.scale, x + part.x, at, part.text))
        y -= size * line.scale * LEADING


def register(fonts: Path) -> None:
    """The four faces, as any program with reportlab has them."""
    for name in ("Regular", "Bold", "Italic", "BoldItalic"):
        file = fonts / "liberation" / f"LiberationSerif-{name}.ttf"
        pdfmetrics.registerFont(TTFont(f"LiberationSerif-{name}", str(file)))


def draw(pages: Sequence[Page], target: Path) -> None:
    """Draw them: a rectangle a cell, a string a line."""
    canvas = Canvas(str(target), pageCompression=1)
    for size, boxes, texts in pages:
        canvas.setPageSize(size)
        canvas.setLineWidth(0.5)
        for x, y, wide, high, fill in boxes:
            if fill:
                canvas.setFillColor(HexColor(fill))
            canvas.rect(x, y, wide, high, fill=1 if fill else 0)
        canvas.setFillColorRGB(0, 0, 0)
        now = ("", 0.0)
        for face, points, x, y, words in texts:
            if (face, points) != now:
                now = (face, points)
                canvas.setFont(face, points)
            canvas.drawString(x, y, words)
        canvas.showPage()
    canvas.save()
