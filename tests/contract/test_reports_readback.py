"""Every form's PDF read back: letters, glyphs, margins, what stands alone on a page."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pypdfium2
import pytest
from forms_sample import IDS, ROOT, document, source

from riskdesk.forms.document import Paragraph, Part, Table
from riskdesk.forms.fields import Made
from riskdesk.reports.faces import load_faces
from riskdesk.reports.fitting import Fitter
from riskdesk.reports.pagination import Paginator, PlacedPage, Strip, Words
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.typeset import Typesetter

FONTS = ROOT / "resources" / "fonts"
KAZAKH = set("АӘБВГҒДЕЁЖЗИЙКҚЛМНҢОӨПРСТУҰҮФХҺЦЧШЩЪЫІЬЭЮЯ".lower())
_MM = 72 / 25.4


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms of the whole sample in one file."""
    target = tmp_path_factory.mktemp("readback") / "dossier.pdf"
    given = source()
    PdfWriter(FONTS).write_all(Made(IDS, lambda form: document(form, given)), "Іс", target)
    return target


def texts(dossier: Path) -> Iterator[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]:
    pdf = pypdfium2.PdfDocument(dossier)
    for page in pdf:
        text = page.get_textpage()
        yield page, text
        text.close()
        page.close()
    pdf.close()


def test_the_forms_hold_all_kazakh_letters_and_every_sign_has_a_glyph(dossier: Path) -> None:
    found: set[str] = set()
    for _, text in texts(dossier):
        found |= set(text.get_text_range())
    # words with these letters are rare; all 42: test_reports_documents
    assert KAZAKH - {letter.lower() for letter in found} <= {"ё", "һ", "ъ"}
    face = load_faces(FONTS)._faces[False, False].parsed
    control = {"\r", "\n", "\ufffe", "\x02"}
    assert {char for char in found if ord(char) not in face.charToGlyph} <= control
    assert "\ufffd" not in found


def test_nothing_is_cut_at_the_edge_of_a_page(dossier: Path) -> None:
    for page, text in texts(dossier):
        width, height = page.get_size()
        for number in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(number)
            assert left >= 11 * _MM
            assert right <= width - 11 * _MM
            assert bottom >= 3 * _MM
            assert top <= height - 7 * _MM


@cache
def laid_out(form: str) -> tuple[tuple[Part, tuple[PlacedPage, ...]], ...]:
    given = document(form, source())
    paginator = Paginator(given.page, Typesetter(load_faces(FONTS)), given.number_language)
    pages_of = Fitter(paginator).pages if given.fit else paginator.pages
    return tuple((part, tuple(pages_of(part))) for part in given.parts)


@pytest.mark.parametrize("form", IDS)
def test_signatures_stand_under_something_on_their_page(form: str) -> None:
    for _, pages in laid_out(form):
        for page in pages[1:]:
            kinds = [item.table.table.follows for item in page if isinstance(item, Strip)] + [
                False for item in page if isinstance(item, Words)
            ]
            assert not all(kinds)


@pytest.mark.parametrize("form", IDS)
def test_no_head_stands_alone_at_the_foot_of_a_page(form: str) -> None:
    for part, pages in laid_out(form):
        for page in pages:
            last = page[-1] if page else None
            if isinstance(last, Words) and last.paragraph is not part.blocks[-1]:
                assert not last.paragraph.leads
            if isinstance(last, Strip) and last.table.head:
                assert last.last > last.table.head


@pytest.mark.parametrize("form", IDS)
def test_nothing_of_a_form_is_lost_between_its_pages(form: str) -> None:
    for part, pages in laid_out(form):
        drawn = [item for page in pages for item in page]
        for block in part.blocks:
            if isinstance(block, Paragraph):
                parts = [item for item in drawn if isinstance(item, Words)]
                assert not block.lines or any(item.paragraph.lines for item in parts)
        tables = {id(item.table): item.table for item in drawn if isinstance(item, Strip)}
        for table in tables.values():
            rows = sorted(
                row
                for item in drawn
                if isinstance(item, Strip) and item.table is table
                for row in range(item.first, item.last)
                if row >= table.head
            )
            assert rows == list(range(table.head, len(table.rows)))
        expected = sum(isinstance(block, Table) and bool(block.groups) for block in part.blocks)
        assert len([each for each in tables.values() if len(each.rows) > each.head]) == expected
