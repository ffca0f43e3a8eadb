"""Documents are whole or absent, whatever happens; the dossier as one file; pictures and codes."""

import io
import os
import resource
import subprocess
import sys
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from forms_sample import IDS, ROOT, document, few, source
from PIL import Image

from riskdesk.domain.errors import UserError
from riskdesk.forms.document import Cell, Document, Drawing, Group, PictureMark, Run, Table
from riskdesk.forms.fields import Made
from riskdesk.reports.drawings import modules
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.services.ports import Cancelled

FONTS = ROOT / "resources" / "fonts"
WRITERS = (PdfWriter(FONTS), XlsxWriter(FONTS))
DOSSIER = ("code-list", "annex-1", "annex-2", "annex-6")


class Stopping:
    """A progress that stops at a step."""

    def __init__(self, at: int) -> None:
        self._left = at

    def step(self, done: int, total: int, what: str = "") -> None:
        assert 0 <= done <= total
        assert isinstance(what, str)
        self._left -= 1
        if not self._left:
            raise Cancelled


def papers() -> Made[Document]:
    given = source(few())
    return Made(DOSSIER, lambda form: document(form, given))


@pytest.mark.parametrize("writer", WRITERS)
@pytest.mark.parametrize("at", [1, 2, 5])
def test_a_cancelled_dossier_leaves_the_old_file_and_no_half_one(
    at: int, writer: PdfWriter | XlsxWriter, tmp_path: Path
) -> None:
    target = tmp_path / f"dossier{writer.suffix}"
    target.write_bytes(b"old")
    with pytest.raises(Cancelled):
        writer.write_all(papers(), "t", target, Stopping(at))
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are those of POSIX")
@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_a_file_that_may_not_grow_is_a_user_error_and_the_old_one_stays(
    kind: str, tmp_path: Path
) -> None:
    target = tmp_path / f"a.{kind}"
    target.write_bytes(b"old")
    code = f"""
import resource, signal, sys
sys.path[:0] = [{str(ROOT)!r}, {str(ROOT / "tests")!r}]
from pathlib import Path
from forms_sample import ROOT, document, few, source
from riskdesk.domain.errors import UserError
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter
given = document("annex-2", source(few()))
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
writer = {{"pdf": PdfWriter, "xlsx": XlsxWriter}}[{kind!r}](ROOT / "resources" / "fonts")
try:
    writer.write(given, Path({str(target)!r}))
except UserError as error:
    print(error.code)
"""
    assert resource.getrlimit(resource.RLIMIT_FSIZE)
    ended = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert ended.stdout.strip() == "export-failed"
    assert target.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_name_too_long_for_the_disk_is_a_user_error(
    writer: PdfWriter | XlsxWriter, tmp_path: Path
) -> None:
    for target in (tmp_path / ("a" * 300), tmp_path.joinpath(*["b" * 200] * 25, "a")):
        with pytest.raises(UserError) as caught:
            writer.write(document("annex-6", source(few())), target)
        assert caught.value.code == "export-path-too-long"
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="an administrator writes everywhere"
)
@pytest.mark.parametrize("writer", WRITERS)
def test_a_read_only_folder_is_a_user_error(writer: PdfWriter | XlsxWriter, tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(UserError) as caught:
        writer.write(document("annex-6", source(few())), tmp_path / "a")
    tmp_path.chmod(0o700)
    assert caught.value.code == "export-no-permission"


def test_the_dossier_is_one_pdf_with_its_own_count_and_bookmarks(tmp_path: Path) -> None:
    target = tmp_path / "dossier.pdf"
    count = WRITERS[0].write_all(papers(), "Іс", target)
    alone = sum(WRITERS[0].write(each, tmp_path / "one.pdf") for each in papers())
    pdf = pypdfium2.PdfDocument(target)
    assert len(pdf) == count == alone
    for number in range(count):
        text = pdf[number].get_textpage().get_text_range()
        assert f"[{number + 1} / {count}]" in text
    marks = [(each.level, each.get_title()) for each in pdf.get_toc()]
    assert [title for level, title in marks if level == 0] == [each.title for each in papers()]
    assert [title for level, title in marks if level == 1] == [
        "01 001 001",
        "01 001 009",
        "01 002 025",
    ]
    assert pdf.get_metadata_value("Title") == "Іс"
    assert pdf.get_metadata_value("Subject")
    pdf.close()


def test_the_dossier_is_one_workbook_with_a_sheet_a_part(tmp_path: Path) -> None:
    target = tmp_path / "dossier.xlsx"
    count = WRITERS[1].write_all(papers(), "Іс", target)
    names = openpyxl.load_workbook(target).sheetnames
    assert len(names) == count == sum(len(each.parts) for each in papers())
    assert all(len(name) <= 31 for name in names)
    assert "10. 01 001 009" in names
    assert names[0].startswith("3. Кодировка")


def test_all_forms_together_give_equal_bytes_twice(tmp_path: Path) -> None:
    given = source(few())
    for writer in WRITERS:
        made = []
        for name in ("a", "b"):
            all_of_them = Made(IDS, lambda form: document(form, given))
            writer.write_all(all_of_them, "t", tmp_path / name)
            made.append((tmp_path / name).read_bytes())
        assert made[0] == made[1]


def picture(wide: int, high: int, kind: str = "PNG") -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (wide, high), "#3366cc").save(buffer, kind)
    return buffer.getvalue()


def drawn(drawing: Drawing) -> Document:
    cell = Cell(drawing=drawing, borders="none", align="center")
    caption = Cell(lines=((Run("1-сурет"),),), borders="none")
    table = Table(widths=(178.0,), groups=(Group(((cell,), (caption,))),))
    given = document("annex-6", source(few()))
    part = given.parts[0]
    return Document(
        form="x",
        title="x",
        language="kk-ru",
        page=given.page,
        parts=(type(part)("1", (table,), ()),),
        dated=given.dated,
    )


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_keeps_its_proportions_and_carries_its_marks(kind: str, tmp_path: Path) -> None:
    marks = (PictureMark(0.25, 0.5, "17"),)
    given = drawn(Drawing(width=100, height=100, image=picture(400, 200, kind), marks=marks))
    target = tmp_path / "x.pdf"
    WRITERS[0].write(given, target)
    pdf = pypdfium2.PdfDocument(target)
    page = pdf[0]
    (image,) = (each for each in page.get_objects() if each.type == 3)
    left, bottom, right, top = image.get_bounds()
    assert (right - left) / (top - bottom) == pytest.approx(2, rel=0.01)
    assert (right - left) * 25.4 / 72 == pytest.approx(100, abs=0.1)
    text = page.get_textpage()
    (x0, _, x1, _) = text.get_charbox(text.get_text_range().index("17"))
    assert left < x0 < x1 < (left + right) / 2
    pdf.close()
    WRITERS[1].write(given, tmp_path / "x.xlsx")
    (inside,) = openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]._images
    assert inside.width


@pytest.mark.parametrize("data", [b"", b"no picture", picture(10, 10)[:40]])
def test_a_picture_that_cannot_be_read_is_a_user_error(data: bytes, tmp_path: Path) -> None:
    for writer in WRITERS:
        with pytest.raises(UserError) as caught:
            writer.write(drawn(Drawing(width=50, height=50, image=data)), tmp_path / "x")
        assert caught.value.code == "picture-not-read"
    assert list(tmp_path.iterdir()) == []


def test_a_code_shows_each_of_its_modules(tmp_path: Path) -> None:
    text = "RD1:0f3a9c77d1e24b5a9b"
    given = drawn(Drawing(width=20, height=20, code=text))
    target = tmp_path / "x.pdf"
    WRITERS[0].write(given, target)
    pdf = pypdfium2.PdfDocument(target)
    image = pdf[0].render(scale=8).to_pil().convert("L").crop((0, 0, 4000, 92 * 8))
    pdf.close()
    box = image.point(lambda value: 255 if value < 128 else 0).getbbox()
    assert box is not None
    rows = modules(text)
    step = (box[2] - box[0]) / len(rows)
    assert step * (len(rows) + 8) / 8 / 72 * 25.4 == pytest.approx(20, abs=0.2)
    for y, row in enumerate(rows):
        for x, dark in enumerate(row):
            at = (int(box[0] + (x + 0.5) * step), int(box[1] + (y + 0.5) * step))
            assert (image.getpixel(at) < 128) is dark
    WRITERS[1].write(given, tmp_path / "x.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "x.xlsx").worksheets[0]._images) == 1
