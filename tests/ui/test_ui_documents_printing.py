"""Printing: the pages of the same file, the chosen ones, as often as wanted; nothing half done."""

from pathlib import Path

import pytest
from documents_hands import REASON, documents, rest, shown_dialog
from pypdfium2 import PdfDocument
from PySide6.QtGui import QPageRanges
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow

from riskdesk.ui.dialogs.before_print import BeforePrintDialog
from riskdesk.ui.kit.page_press import new_printer, wanted_pages
from riskdesk.ui.screens.documents import DocumentsScreen
from riskdesk.ui.screens.documents_asking import Asking
from riskdesk.ui.shots import settle

_DOTS = 150


def printer_to(file: Path) -> QPrinter:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    printer.setResolution(_DOTS)
    return printer


def darkness(pdf: PdfDocument, page: int) -> float:
    """How much ink is on a page, at the printer's dots."""
    drawn = pdf[page].render(scale=_DOTS / 72, grayscale=True)
    data = bytes(drawn.buffer)
    return sum(255 - each for each in data) / len(data)


def test_a_range_is_printed_with_copies(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, "annex-1")
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    printer.setFromTo(2, 3)
    printer.setCopyCount(2)
    printer.setCollateCopies(True)
    screen.print_on(printer)
    assert not screen.panel.print.isEnabled()
    settle(app, window)
    made = screen.maker.current
    assert made is not None
    source, printed = PdfDocument(made.file.read_bytes()), PdfDocument(tmp_path / "printed.pdf")
    assert len(printed) == 4
    for at, page in enumerate((1, 2, 1, 2)):
        assert printed.get_page_size(at) == pytest.approx(source.get_page_size(page), abs=1.5)
        assert darkness(printed, at) == pytest.approx(darkness(source, page), rel=0.08)
    assert list(tmp_path.glob(".*")) == []
    assert screen.panel.notice.isVisible()
    printed.close()
    source.close()


def test_landscape_pages_are_printed_landscape(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, "risk-register")
    made = screen.maker.current
    assert made is not None
    assert made.paper.sizes[0][0] > made.paper.sizes[0][1]
    printer = printer_to(tmp_path / "printed.pdf")
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    screen.print_on(printer)
    settle(app, window)
    printed = PdfDocument(tmp_path / "printed.pdf")
    wide, high = printed.get_page_size(0)
    assert len(printed) == 1
    assert wide > high
    printed.close()


def test_a_cancelled_print_leaves_the_old_file(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, "workplace-card")
    target = tmp_path / "printed.pdf"
    target.write_bytes(b"old")
    screen.print_on(printer_to(target))
    screen.panel.progress.stop.click()
    settle(app, window)
    assert target.read_bytes() == b"old"
    assert list(tmp_path.glob(".*")) == []
    assert not screen.keeper.busy


def test_a_printer_that_is_gone_is_named(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app, "code-list")
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.NativeFormat)
    printer.setOutputFileName("")
    screen.print_on(printer)
    settle(app, window)
    assert screen.panel.notice.property("card") == "failed"
    assert not screen.keeper.busy


def test_a_reason_is_asked_before_and_stands_on_the_paper(
    open_window: OpenWindow, app: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(Asking, "printer", lambda _self, pages, _take: asked.append(pages))
    window = open_window()
    screen: DocumentsScreen = documents(window, app, "code-list")
    screen.panel.print.click()
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, BeforePrintDialog)
    assert asked == []
    dialog.reason.setPlainText(REASON)
    dialog.act.click()
    rest(window, app)
    assert len(asked) == 1
    made = screen.maker.current
    assert made is not None
    pdf = PdfDocument(made.file.read_bytes())
    assert REASON in pdf[0].get_textpage().get_text_range()
    pdf.close()


@pytest.mark.usefixtures("app")
def test_ranges_and_the_order_of_pages() -> None:
    printer = new_printer()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    assert wanted_pages(printer, 3, 0) == [0, 1, 2]
    printer.setPrintRange(QPrinter.PrintRange.PageRange)
    ranges = QPageRanges()
    ranges.addRange(1, 2)
    ranges.addPage(5)
    printer.setPageRanges(ranges)
    assert wanted_pages(printer, 9, 0) == [0, 1, 4]
    assert wanted_pages(printer, 4, 0) == [0, 1]
    printer.setPrintRange(QPrinter.PrintRange.CurrentPage)
    printer.setCopyCount(2)
    assert wanted_pages(printer, 9, 7) == [7, 7]
    printer.setPrintRange(QPrinter.PrintRange.AllPages)
    printer.setCollateCopies(False)
    assert wanted_pages(printer, 2, 0) == [0, 0, 1, 1]
