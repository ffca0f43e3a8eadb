"""The dossier of 1,000 workplaces as PDF: each page filled, laid out and drawn, on one core."""

import tempfile
import time
from pathlib import Path

from bare_cells import draw, pages_of, register
from figure import Figure
from large_papers import FONTS, large_papers

from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.services.heap import long_lived

WORKPLACES = 1000
FEWEST_PAGES = 4000
SHARE = 0.6
"""Of the pages that a bare canvas draws in the same time."""


def measure() -> Figure:
    """Milliseconds of the processor a page."""
    papers = large_papers(WORKPLACES)
    long_lived(WORKPLACES)
    register(FONTS)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        started = time.process_time()
        pages = PdfWriter(FONTS).write_all(papers, "Dossier", out / "dossier.pdf")
        taken = time.process_time() - started
        if pages < FEWEST_PAGES:
            raise AssertionError(pages)
        bare = 0.0
        for number, paper in enumerate(papers):
            laid = list(pages_of(paper, FONTS))
            started = time.process_time()
            draw(laid, out / f"bare-{number}.pdf")
            bare += time.process_time() - started
    return Figure(
        name="dossier",
        value=1000 * taken / pages,
        floor=1000 * bare / pages,
        goal=1 / SHARE,
        unit="ms",
        floor_is=f"a bare canvas of reportlab draws the same cells of {pages} pages",
    )
