"""The first page of every form, seen from afar: what stands where is as it was looked at.

``RISKDESK_WRITE_EXPECTED=1`` makes ``expected/first-page.png`` anew, to be looked at.
"""

import os
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from forms_sample import IDS, ROOT, document, few, source
from PIL import Image, ImageChops, ImageStat

from riskdesk.forms.document import Document
from riskdesk.reports.pdf_writer import PdfWriter

SHORT, LONG = 64, 90
"""Sides of a picture; a dot of it is 3.3 mm of paper."""
SCALE = 3.0
FIELD = 10
"""Side of a field in dots: of the fields that differ, the worst counts."""
MEAN, WORST = 2.0, 8.0
"""The most that grey may differ, of 255: on the page, in a field. Measured on all forms: smoothing
of letters at other resolutions 1.2 and 4.2, one millimetre downwards 1.4 and 10."""


def seen(given: Document, path: Path) -> Image.Image:
    """The first page in grey."""
    PdfWriter(ROOT / "resources" / "fonts").write(given, path)
    drawn = pypdfium2.PdfDocument(path)[0].render(scale=SCALE, grayscale=True).to_pil()
    page: Image.Image = drawn.convert("L")
    size = (SHORT, LONG) if page.width < page.height else (LONG, SHORT)
    return page.resize(size, Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> tuple[float, float]:
    """Of the page and of its worst field."""
    assert one.size == other.size
    apart = ImageChops.difference(one, other)
    step = FIELD // 2
    fields = (
        apart.crop((x, y, x + FIELD, y + FIELD))
        for x in range(0, apart.width - FIELD + 1, step)
        for y in range(0, apart.height - FIELD + 1, step)
    )
    return ImageStat.Stat(apart).mean[0], max(ImageStat.Stat(each).mean[0] for each in fields)


def alike(one: Image.Image, other: Image.Image) -> bool:
    mean, worst = difference(one, other)
    return mean <= MEAN and worst <= WORST


@pytest.mark.parametrize("form", IDS)
def test_the_first_page_of_a_form_looks_as_it_did(form: str, tmp_path: Path) -> None:
    given = document(form, source(few()))
    now = seen(given, tmp_path / "a.pdf")
    (folder,) = (ROOT / "forms" / form).iterdir()
    kept = folder / "expected" / "first-page.png"
    if os.environ.get("RISKDESK_WRITE_EXPECTED"):
        now.save(kept, optimize=True)
    with Image.open(kept) as expected:
        assert alike(now, expected), difference(now, expected)
        lower = replace(given, page=replace(given.page, top=given.page.top + 1.0))
        assert not alike(seen(lower, tmp_path / "b.pdf"), expected), "a millimetre is not seen"
