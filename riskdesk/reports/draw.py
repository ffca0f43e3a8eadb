"""Pictures and QR codes on a page of a PDF."""

from itertools import groupby

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from riskdesk.forms.document import Drawing, PictureMark
from riskdesk.reports.drawings import MARK, MARK_TYPE, QUIET, checked, modules

_FACE = "LiberationSerif-Bold"
Box = tuple[float, float, float, float]
"""Left, bottom, width, height in points."""


def draw(canvas: Canvas, drawing: Drawing, box: Box) -> None:
    """Draw it into its box: a QR code as rectangles, a picture with its marks."""
    canvas.saveState()
    if drawing.code:
        _code(canvas, drawing.code, box)
    else:
        left, bottom, wide, high = box
        canvas.drawImage(ImageReader(checked(drawing)), left, bottom, wide, high)
        for mark in drawing.marks:
            _mark(canvas, mark, left + mark.x * wide, bottom + (1 - mark.y) * high)
    canvas.restoreState()


def _code(canvas: Canvas, text: str, box: Box) -> None:
    rows = modules(text)
    left, bottom, side, _ = box
    step = side / (len(rows) + 2 * QUIET)
    path = canvas.beginPath()
    for number, row in enumerate(rows):
        x = left + QUIET * step
        y = bottom + side - (QUIET + number + 1) * step
        for dark, run in groupby(row):
            wide = len(list(run)) * step
            if dark:
                path.rect(x, y, wide, step)
            x += wide
    canvas.setFillColorRGB(0, 0, 0)
    canvas.drawPath(path, stroke=0, fill=1)


def _mark(canvas: Canvas, mark: PictureMark, x: float, y: float) -> None:
    canvas.setLineWidth(0.7)
    canvas.setFillColorRGB(1, 1, 1)
    canvas.circle(x, y, MARK, stroke=1, fill=1)
    canvas.setFillColorRGB(0, 0, 0)
    canvas.setFont(_FACE, MARK_TYPE)
    canvas.drawCentredString(x, y - MARK_TYPE * 0.33, mark.label)
