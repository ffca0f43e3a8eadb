"""The words of printed files: what a PDF and a workbook show of a document."""

import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import openpyxl
import pypdfium2
from forms_sample import ROOT

from riskdesk.domain.values import format_decimal
from riskdesk.forms.document import Cell, Document, PaperLanguage, Paragraph, Run, cells_of
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter

FONTS = ROOT / "resources" / "fonts"
RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
LANGUAGES: tuple[PaperLanguage, ...] = ("kk-ru", "ru", "kk")


def pdf_text(path: Path) -> str:
    """The text of all pages."""
    found = []
    pdf = pypdfium2.PdfDocument(path)
    for number in range(len(pdf)):
        page = pdf[number]
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    return "\n".join(found)


def texts_of(given: Document) -> Counter[str]:
    """Every text and number of a document as printed, spaces left out."""
    found: list[str] = []
    for part in given.parts:
        for block in part.blocks:
            if isinstance(block, Paragraph):
                found += [_plain((line,)) for line in block.lines]
            else:
                found += [text for cell in cells_of(block) for text in _cell_texts(cell)]
        found.append(_plain((part.foot,)))
    return Counter(squeezed for text in found if (squeezed := _squeezed(text)))


def _plain(lines: tuple[tuple[Run, ...], ...]) -> str:
    return " ".join("".join(run.text for run in line) for line in lines)


def _cell_texts(cell: Cell) -> list[str]:
    number = cell.number
    if number is None:
        return [_plain((line,)) for line in cell.lines]
    return [f"{number.prefix}{format_decimal(number.value)}{number.mark}"]


def _in_words(whole: str, text: str) -> bool:
    """Whether the words of ``text``, each once at most, can be put together to ``whole``."""
    words = sorted({_squeezed(word) for word in text.split()} - {""}, key=len, reverse=True)
    for word in words:
        whole = whole.replace(word, "")
    return not whole


def _squeezed(text: str) -> str:
    """Without spaces and the sign between languages, which a new line replaces.

    A hyphen at the end of a line comes back from a PDF as U+FFFE or U+0002.
    """
    return re.sub(r"[\s/]+", "", re.sub(r"[\ufffe\u00ad\x02]", "-", text))


def both_show_all_of(given: Document, folder: Path) -> None:
    """Both writers print every text of the document."""
    wanted = texts_of(given)
    pdf = folder / "form.pdf"
    assert PdfWriter(FONTS).write(given, pdf) >= len(given.parts)
    text = pdf_text(pdf)
    printed = _squeezed(text)
    apart = [whole for whole, count in wanted.items() if printed.count(whole) < count]
    # a reader mixes lines of neighbouring cells that stand at one height: then word by word
    assert [whole for whole in apart if not _in_words(whole, text)] == []
    book = folder / "form.xlsx"
    assert XlsxWriter(FONTS).write(given, book) == len(given.parts)
    shown = "\n".join(_squeezed(text) for text in shown_cells(book))
    raised = {text: text.translate(RAISED) for text in wanted}  # m² is a raised 2 as well
    assert [text for text, n in wanted.items() if shown.count(raised[text]) < n] == []


def shown_cells(path: Path) -> list[str]:
    """Cells as Excel shows them: number formats of the writer applied."""
    book = openpyxl.load_workbook(path)
    return [
        _shown(cell.value, cell.number_format)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]


def _shown(value: object, number_format: str) -> str:
    if isinstance(value, str):
        return value.translate(RAISED)
    assert isinstance(value, int | float)
    literals = re.findall(r'"(.*?)"', number_format)
    prefix = literals[0] if number_format.startswith('"') else ""
    mark = literals[-1].translate(RAISED) if number_format.endswith('"') else ""
    decimals = len(re.sub(r'".*?"', "", number_format).partition(".")[2])
    return f"{prefix}{format_decimal(Decimal(f'{value:.{decimals}f}'))}{mark}"
