"""What draws documents, by format."""

from collections.abc import Mapping
from pathlib import Path

from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.services.ports import DocumentWriter


def document_writers(resources: Path) -> Mapping[str, DocumentWriter]:
    """One writer a format."""
    return {"pdf": PdfWriter(resources / "fonts"), "xlsx": XlsxWriter(resources / "fonts")}
