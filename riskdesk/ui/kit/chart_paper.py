"""Charts on paper: drawn as on the screen, in the light look: PNG, SVG, PDF, a printer."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSaveFile, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageWriter,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
)
from PySide6.QtSvg import QSvgGenerator

from riskdesk.domain.errors import UserError
from riskdesk.ui.kit.chart_bars import BarRow, BarStyle, lay_bars, paint_bars
from riskdesk.ui.kit.chart_ink import Ink
from riskdesk.ui.kit.chart_legend import Key, lay_legend, paint_legend
from riskdesk.ui.kit.paint import Tag, draw_tag

PictureKind = Literal["png", "svg", "pdf"]
_DPI = 96
_MM = _DPI / 25.4
_PAGE = (210 * _MM, 297 * _MM)
_LEFT, _RIGHT, _EDGE = 20 * _MM, 12 * _MM, 12 * _MM
_BODY = (_PAGE[0] - _LEFT - _RIGHT, _PAGE[1] - 2 * _EDGE)
_PICTURE, _MARGIN = 900.0, 24.0
_SHARP = 3
"""Pixels of a PNG for one of the drawing: 288 to the inch."""
_LINE, _SPACE = 24.0, 28.0
_PLAIN = BarStyle()


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperLine:
    """One line of a list: a class, what it is of, what decided it, and the class after measures."""

    tag: Tag
    code: str
    name: str
    what: str
    after: Tag | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart or a list with its words; ``caption``: whose it is, under the title.

    ``heads``: of the five columns of ``lines``.
    """

    title: str
    caption: str
    rows: tuple[BarRow, ...] = ()
    lines: tuple[PaperLine, ...] = ()
    heads: tuple[str, ...] = ()
    style: BarStyle = _PLAIN
    keys: tuple[Key, ...] = ()
    foot: str = ""


def picture(figures: Sequence[Figure], ink: Ink, kind: PictureKind) -> bytes:
    """The figures as the bytes of a file; a PDF has pages of A4, the others one sheet."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if kind == "pdf":
        writer = QPdfWriter(buffer)
        writer.setCreator("RiskDesk")
        writer.setTitle(figures[0].title)
        writer.setResolution(_DPI)
        draw_pages(writer, figures, ink)
        return bytes(buffer.data().data())
    high = sum(_height(each, ink, _PICTURE - 2 * _MARGIN) + _SPACE for each in figures)
    size = QSize(round(_PICTURE), round(high - _SPACE + 2 * _MARGIN))
    if kind == "svg":
        made = QSvgGenerator()
        made.setOutputDevice(buffer)
        made.setResolution(_DPI)
        made.setSize(size)
        made.setViewBox(QRectF(0, 0, size.width(), size.height()))
        made.setTitle(figures[0].title)
        _sheet(QPainter(made), figures, ink, size)
        return bytes(buffer.data().data())
    image = QImage(size * _SHARP, QImage.Format.Format_RGB32)
    dots = round(_DPI * _SHARP / 0.0254)
    image.setDotsPerMeterX(dots)
    image.setDotsPerMeterY(dots)
    image.fill(ink.theme.colour("page"))
    painter = QPainter(image)
    painter.scale(_SHARP, _SHARP)
    _sheet(painter, figures, ink, size)
    QImageWriter(buffer, QByteArray(b"PNG")).write(image)
    return bytes(buffer.data().data())


def draw_pages(device: QPagedPaintDevice, figures: Sequence[Figure], ink: Ink) -> int:
    """Draw the figures on pages of A4, in a PDF or on a printer; returns the pages."""
    device.setPageLayout(
        QPageLayout(
            QPageSize(QPageSize.PageSizeId.A4),
            QPageLayout.Orientation.Portrait,
            QMarginsF(0, 0, 0, 0),
        )
    )
    painter = QPainter(device)
    scale = device.logicalDpiX() / _DPI
    pages = list(_pages(figures, ink))
    for number, page in enumerate(pages):
        if number:
            device.newPage()
        painter.save()
        painter.scale(scale, scale)
        painter.translate(_LEFT, _EDGE)
        _draw_all(painter, page, ink, _BODY[0])
        painter.restore()
    painter.end()
    return len(pages)


def keep_file(target: Path, content: bytes) -> None:
    """Write a file whole or not at all; ``UserError("export-failed")``."""
    file = QSaveFile(str(target))
    if not (
        file.open(QIODevice.OpenModeFlag.WriteOnly)
        and file.write(QByteArray(content)) == len(content)
        and file.commit()
    ):
        raise UserError("export-failed", path=str(target), reason=file.errorString())


def _sheet(painter: QPainter, figures: Sequence[Figure], ink: Ink, size: QSize) -> None:
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), ink.theme.colour("page"))
    painter.translate(_MARGIN, _MARGIN)
    _draw_all(painter, figures, ink, _PICTURE - 2 * _MARGIN)
    painter.end()


def _draw_all(painter: QPainter, figures: Sequence[Figure], ink: Ink, width: float) -> None:
    for each in figures:
        top = _draw(painter, each, ink, width) + _SPACE
        painter.translate(0, top)


def _pages(figures: Sequence[Figure], ink: Ink) -> Iterator[list[Figure]]:
    page: list[Figure] = []
    used = 0.0
    for each in (piece for figure in figures for piece in _pieces(figure, ink)):
        high = _height(each, ink, _BODY[0])
        if page and used + high > _BODY[1]:
            yield page
            page, used = [], 0.0
        page.append(each)
        used += high + _SPACE
    if page:
        yield page


def _pieces(figure: Figure, ink: Ink) -> Iterator[Figure]:
    """A figure that is higher than a page, in pieces that are not."""
    if _height(figure, ink, _BODY[0]) <= _BODY[1]:
        yield figure
        return
    if figure.lines:
        yield from _cut(figure.lines, lambda part: replace(figure, lines=part), ink)
    else:
        yield from _cut(figure.rows, lambda part: replace(figure, rows=part), ink)


def _cut(parts: tuple[object, ...], make: Callable[..., Figure], ink: Ink) -> Iterator[Figure]:
    """Halves, until each fits its page."""
    whole = make(parts)
    if len(parts) < 2 or _height(whole, ink, _BODY[0]) <= _BODY[1]:
        yield whole
        return
    half = len(parts) // 2
    yield from _cut(parts[:half], make, ink)
    yield from _cut(parts[half:], make, ink)


def _height(figure: Figure, ink: Ink, width: float) -> float:
    return _draw(None, figure, ink, width)


def _draw(painter: QPainter | None, figure: Figure, ink: Ink, width: float) -> float:
    """Draw a figure from the top of the painter; without one only measure. Returns the height."""
    top = _words(painter, figure.title, ink, width, 0.0, "heading", "strong", "text")
    top = _words(painter, figure.caption, ink, width, top + 2, "small", "normal", "text_2") + 10
    if figure.keys:
        high, placed = lay_legend(figure.keys, width, ink)
        _at(painter, top, lambda p: paint_legend(p, placed, ink))
        top += high + 10
    if figure.rows:
        laid = lay_bars(figure.rows, width, ink, figure.style)
        _at(painter, top, lambda p: paint_bars(p, figure.rows, laid, ink, figure.style))
        top += laid.height
    if figure.heads:
        _at(painter, top, lambda p: _draw_heads(p, figure.heads, ink, width))
        top += _LINE
    for line in figure.lines:
        _at(painter, top, lambda p, line=line: _draw_line(p, line, ink, width))  # type: ignore[misc]
        top += _LINE
    if figure.foot:
        top = _words(painter, figure.foot, ink, width, top + 8, "small", "normal", "text_2")
    return top


def _words(  # noqa: PLR0913, PLR0917 - what, where and how
    painter: QPainter | None, text: str, ink: Ink, width: float, top: float, role: str,
    weight: str, colour: str,
) -> float:  # fmt: skip
    if not text:
        return top
    high = ink.high(text, width, role, weight)
    if painter is not None:
        rect = QRectF(0, top, width, high + 2)
        side = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        ink.write(painter, rect, text, role, weight, colour, side, wrap=True)
    return top + high


def _at(painter: QPainter | None, top: float, paint: Callable[[QPainter], None]) -> None:
    if painter is not None:
        painter.save()
        painter.translate(0, top)
        paint(painter)
        painter.restore()


def _draw_line(painter: QPainter, line: PaperLine, ink: Ink, width: float) -> None:
    code, name, what, now, after = _columns(width)
    ink.write(painter, code, line.code, "small", colour="text_2")
    _fitted(painter, name, line.name, ink, "text")
    _fitted(painter, what, line.what, ink, "text_2")
    for rect, tag in ((now, line.tag), (after, line.after)):
        if tag is not None:
            box = rect.adjusted(0, 3, 0, -3).toRect()
            draw_tag(painter, box, tag, ink.theme, ink.font("small", "strong"))


def _draw_heads(painter: QPainter, heads: Sequence[str], ink: Ink, width: float) -> None:
    for rect, text in zip(_columns(width), heads, strict=True):
        ink.write(painter, rect, text, "micro", "medium", "text_2")


def _columns(width: float) -> tuple[QRectF, ...]:
    """Code, name, what decided, class, class after measures."""
    names, tags = 0.36 * width, width - 190.0
    return (
        QRectF(0, 0, 80, _LINE),
        QRectF(84, 0, names - 8, _LINE),
        QRectF(84 + names, 0, tags - names - 92, _LINE),
        QRectF(tags, 0, 60, _LINE),
        QRectF(width - 118, 0, 60, _LINE),
    )


def _fitted(painter: QPainter, rect: QRectF, text: str, ink: Ink, colour: str) -> None:
    """One line; what is too long ends with "…": the table has it whole."""
    shown = ink.metrics("small").elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    ink.write(painter, rect, shown, "small", colour=colour)
