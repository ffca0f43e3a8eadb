"""Pages of Annex 1 a second against LibreOffice, which turns an equal workbook into PDF."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pypdfium2
from figure import Figure
from large_papers import FONTS, large_papers

from riskdesk.forms.document import Document
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter

WORKPLACES = 300
TIMES_FASTER = 4


def measure() -> Figure:
    """Milliseconds of the wall clock a page; without LibreOffice its floor is endless."""
    office = shutil.which("soffice")
    paper = next(each for each in large_papers(WORKPLACES) if each.form == "annex-1")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        started = time.perf_counter()
        pages = PdfWriter(FONTS).write(paper, out / "ours.pdf")
        value = (time.perf_counter() - started) / pages
        floor = _office(office, paper, out) if office else float("inf")
    return Figure(
        name="office",
        value=1000 * value,
        floor=1000 * floor,
        goal=1 / TIMES_FASTER,
        unit="ms",
        floor_is="LibreOffice turns an equal workbook into PDF" if office else "no LibreOffice",
    )


def _office(office: str, paper: Document, out: Path) -> float:
    """Seconds a page, its start measured with a workbook of one page and taken off."""
    small, large = out / "small.xlsx", out / "large.xlsx"
    XlsxWriter(FONTS).write(paper, large)
    first = paper.parts[0]
    part = type(first)(first.name, first.blocks[:2])
    one = Document(
        form="x",
        title="x",
        language=paper.language,
        page=paper.page,
        parts=(part,),
        dated=paper.dated,
    )
    XlsxWriter(FONTS).write(one, small)
    taken = []
    for book in (small, small, large):  # the first one makes the profile
        started = time.perf_counter()
        profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
        words = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(out)]
        subprocess.run([*words, str(book)], check=True, capture_output=True)
        taken.append(time.perf_counter() - started)
    pdf = pypdfium2.PdfDocument(large.with_suffix(".pdf"))
    pages = len(pdf)
    pdf.close()
    return (taken[2] - taken[1]) / pages
