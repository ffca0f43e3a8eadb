"""What draws documents, by format."""

from collections.abc import Mapping
from pathlib import Path

from riskdesk.reports.page_reader import PdfiumReader
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.services.ports import DocumentWriter
from riskdesk.services.ports_pages import PageReader


def document_writers(resources: Path) -> Mapping[str, DocumentWriter]:
    """One writer a format."""
    return {"pdf": PdfWriter(resources / "fonts"), "xlsx": XlsxWriter(resources / "fonts")}


def page_reader() -> PageReader:
    """What shows the pages of finished documents."""
    return PdfiumReader()
