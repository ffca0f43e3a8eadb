"""Pages of a document on a printer: each drawn as sharp as the printer prints, one at a time.

Everything but ``wanted_pages`` is called in the worker, whose thread may paint on a printer.
"""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRectF
from PySide6.QtGui import QImage, QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from riskdesk.domain.errors import UserError
from riskdesk.services.ports_pages import Pages

_POINTS_AN_INCH = 72
_SHARPEST = 600
"""Dots an inch: finer ones are not seen, and the picture of one page would take 0.5 GB."""
_EQUAL = 0.02
"""A page that differs from the paper by less is not made smaller."""


def wanted_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages that were chosen, from 0, as often and in the order that they are printed."""
    chosen = list(range(count))
    ranges = printer.pageRanges().toRangeList()
    if printer.printRange() == QPrinter.PrintRange.CurrentPage:
        chosen = [current]
    elif printer.printRange() == QPrinter.PrintRange.PageRange and ranges:
        chosen = [n - 1 for each in ranges for n in range(each.from_, each.to + 1) if n <= count]
    elif printer.printRange() == QPrinter.PrintRange.PageRange and printer.fromPage() > 0:
        chosen = list(range(printer.fromPage() - 1, min(printer.toPage(), count)))
    if printer.pageOrder() == QPrinter.PageOrder.LastPageFirst:
        chosen.reverse()
    copies = 1 if printer.supportsMultipleCopies() else max(printer.copyCount(), 1)
    if printer.collateCopies():
        return chosen * copies
    return [page for page in chosen for _ in range(copies)]


class PagePress:
    """One print job. ``UserError``: ``print-printer-gone``, ``print-failed``."""

    def __init__(self, printer: QPrinter) -> None:
        self._printer = printer
        self._painter: QPainter | None = None
        self._target = Path(name) if (name := printer.outputFileName()) else None
        self._beside = Path()
        if self._target is not None:
            self._beside = self._target.with_name(f".{self._target.name}.part")

    def draw(self, pages: Pages, page: int) -> None:
        """One more page."""
        wide, high = pages.size(page)
        self._turn(landscape=wide > high)
        if self._painter is None:
            self._begin()
        elif not self._printer.newPage():
            raise self._failed()
        painter = self._painter
        if painter is None:
            return
        dots = self._printer.resolution()
        paper = QRectF(self._printer.paperRect(QPrinter.Unit.DevicePixel))
        room = min(paper.width() / wide, paper.height() / high)
        one_to_one = dots / _POINTS_AN_INCH
        scale = one_to_one if room > one_to_one * (1 - _EQUAL) else room
        image = pages.image(page, min(scale, _SHARPEST / _POINTS_AN_INCH))
        at = QRectF(0, 0, wide * scale, high * scale)
        at.moveCenter(QRectF(0, 0, paper.width(), paper.height()).center())
        picture = QImage(
            image.pixels, image.width, image.height, image.stride, QImage.Format.Format_RGB32
        )
        painter.drawImage(at, picture)
        if self._printer.printerState() in _STOPPED:
            raise self._failed()

    def end(self) -> None:
        """All pages are drawn: the printer has them, or the file is whole."""
        painter, self._painter = self._painter, None
        if painter is not None and not painter.end():
            raise self._failed()
        if self._target is not None:
            try:
                self._beside.replace(self._target)
            except OSError as error:
                raise UserError("ui-file-in-use", file=self._target.name) from error

    def stop(self) -> None:
        """Not to be printed: what the printer has of it is dropped, no half file is left."""
        painter, self._painter = self._painter, None
        if painter is not None:
            self._printer.abort()
            painter.end()
        if self._target is not None:
            with suppress(OSError):
                self._beside.unlink(missing_ok=True)

    def _turn(self, *, landscape: bool) -> None:
        ways = QPageLayout.Orientation
        self._printer.setPageOrientation(ways.Landscape if landscape else ways.Portrait)

    def _begin(self) -> None:
        printer = self._printer
        if self._target is not None:
            printer.setOutputFileName(str(self._beside))
        elif QPrinterInfo.printerInfo(printer.printerName()).isNull():
            raise UserError("print-printer-gone", printer=printer.printerName())
        printer.setFullPage(True)
        painter = QPainter()
        if not painter.begin(printer):
            raise self._failed()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self._painter = painter

    def _failed(self) -> UserError:
        if self._target is not None:
            return UserError("ui-folder-not-writable", folder=str(self._target.parent))
        return UserError("print-failed", printer=self._printer.printerName())


_STOPPED: Sequence[QPrinter.PrinterState] = (
    QPrinter.PrinterState.Error,
    QPrinter.PrinterState.Aborted,
)
_A4 = QPageSize(QPageSize.PageSizeId.A4)


def new_printer() -> QPrinter:
    """A printer as the dialog first shows it: A4, no margins of its own."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setPageLayout(QPageLayout(_A4, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    return printer
