"""The pages that a preview shows are those of the PDF: size, ink, and where words stand."""

from pathlib import Path

import pytest
from forms_sample import ROOT, document, few, source

from riskdesk.domain.errors import UserError
from riskdesk.reports.page_reader import PdfiumReader
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.services.ports_pages import PageReader, Pages

READER: PageReader = PdfiumReader()


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("preview") / "annex-2.pdf"
    PdfWriter(ROOT / "resources" / "fonts").write(document("annex-2", source(few())), path)
    return path


def test_pages_have_the_size_of_the_paper_and_as_many_pixels_as_asked_for(target: Path) -> None:
    with READER.open(target) as pages:
        assert pages.count == 3
        assert pages.size(0) == pytest.approx((595.28, 841.89), abs=0.01)
        image = pages.image(1, 1.5)
        assert (image.width, image.height) == (893, 1263)
        assert len(image.pixels) == image.stride * image.height
        assert image.stride >= 4 * image.width


def test_ink_stands_within_the_margins_only(target: Path) -> None:
    with READER.open(target) as pages:
        image = pages.image(0, 1.0)
    dark = [
        (at % image.stride // 4, at // image.stride)
        for at in range(0, len(image.pixels), 4)
        if image.pixels[at] < 128
    ]
    columns, lines = zip(*dark, strict=True)
    assert min(columns) >= 20 / 25.4 * 72 - 2
    assert max(columns) <= image.width - 12 / 25.4 * 72 + 2
    assert min(lines) > 20
    assert max(lines) < image.height - 15


@pytest.mark.parametrize("words", ["еңбек", "ЕҢБЕК", "Көрсеткіштері", "тяжести трудового"])
def test_words_are_found_in_both_languages_whatever_their_case(words: str, target: Path) -> None:
    with READER.open(target) as pages:
        found = pages.find(words, 0)
        assert found
        for place in found:
            for left, top, width, height in place:
                assert 40 < left < left + width < 595
                assert 20 < top < top + height < 842


def test_the_place_of_a_word_is_where_its_ink_is(target: Path) -> None:
    with READER.open(target) as pages:
        ((left, top, width, height),) = pages.find("01 001 001", 0)[0]
        image = pages.image(0, 1.0)
    inside = [
        image.pixels[line * image.stride + 4 * column]
        for line in range(int(top), int(top + height))
        for column in range(int(left), int(left + width))
    ]
    assert min(inside) < 128


@pytest.mark.parametrize("words", ["жоқ сөз", "", "  "])
def test_what_is_not_there_is_not_found(words: str, target: Path) -> None:
    with READER.open(target) as pages:
        assert pages.find(words, 0) == []


def test_the_file_may_be_replaced_while_its_pages_are_open(target: Path) -> None:
    pages: Pages = READER.open(target)
    data = target.read_bytes()
    target.unlink()
    target.write_bytes(data)
    assert pages.image(2, 0.2).width == 120
    pages.close()


@pytest.mark.parametrize("content", [b"", b"no pdf", b"%PDF-1.7\n"])
def test_what_is_no_pdf_is_a_user_error(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(content)
    for given in (path, content, tmp_path / "none.pdf"):
        with pytest.raises(UserError) as caught:
            READER.open(given)
        assert caught.value.code == "pages-not-read"
