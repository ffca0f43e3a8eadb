"""The QR code of an issued paper says the code that the program knows it by, and moves nothing."""

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from fakes import FakeClock
from faults.programs import make_sample
from forms_sample import DAY, IDS, ROOT, catalog, document, few, forms, source
from PIL import Image, ImageOps
from reportlab.graphics.barcode.qr import QrCodeWidget

from riskdesk.app.writers import document_writers
from riskdesk.data.database import Database, open_database
from riskdesk.domain.issue import IssuedDocument
from riskdesk.domain.model import Certification
from riskdesk.forms.document import Page, PaperLanguage
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services import edit, edit_documents
from riskdesk.services.context import Context
from riskdesk.services.edit_attachments import AddAttachment
from riskdesk.services.edit_documents import IssueDocument, Press, issued_bytes
from riskdesk.services.texts import Texts
from riskdesk.services.verifying import verify_code

RESOURCES = ROOT / "resources"
FONTS = RESOURCES / "fonts"
CODE = "K7QM-2Z9D-H0TR-5VWX"
SIDE, QUIET = 16.0, 4
"""Side on paper, mm; white modules around it."""
POINTS_A_MM = 72 / 25.4
SCALE = 4.0
LANGUAGES: tuple[PaperLanguage, ...] = ("kk-ru", "kk", "ru")
Grid = list[list[bool]]


class Steps:
    def step(self, done: int, total: int, what: str = "") -> None:
        """Nobody looks."""


def encoded(text: str) -> Grid:
    """The modules that the text has, asked of the encoder itself."""
    code = QrCodeWidget(text, barLevel="M").qr
    code.make()
    return [[bool(dark) for dark in row] for row in code.modules]


def read(picture: Image.Image) -> Grid:
    """The modules in a picture that holds one code and nothing else; empty if it is white."""
    dark = ImageOps.invert(picture.convert("L")).point(lambda value: 255 * (value > 127))
    box = dark.getbbox()
    if box is None:
        return []
    left, top, right, bottom = box
    count = len(encoded(CODE))
    wide, high = (right - left) / count, (bottom - top) / count
    assert wide == pytest.approx(high, rel=0.03), "not square"
    return [
        [
            dark.getpixel((int(left + (x + 0.5) * wide), int(top + (y + 0.5) * high))) > 0  # type: ignore[operator]
            for x in range(count)
        ]
        for y in range(count)
    ]


def left_edge(page: Page, form: str) -> float:
    """Where the code begins: in the right corner; of a cover, in the middle of its foot. In mm."""
    if form == "cover":
        return page.left + (page.body - SIDE) / 2
    return page.width - page.right - SIDE


def stands_on(pdf: bytes | Path, form: str, code: str) -> bool:
    """Whether the modules of the code stand on the page, however far down they were moved."""
    page, modules = forms().get(form, DAY).page, encoded(code)
    picture = pypdfium2.PdfDocument(pdf)[0].render(scale=SCALE).to_pil().convert("L")
    step = SIDE * POINTS_A_MM * SCALE / (len(modules) + 2 * QUIET)
    x0 = left_edge(page, form) * POINTS_A_MM * SCALE + QUIET * step

    def at(top: int) -> bool:
        return all(
            (picture.getpixel((int(x0 + (x + 0.5) * step), int(top + (y + 0.5) * step))) < 128)
            == dark
            for y, row in enumerate(modules)
            for x, dark in enumerate(row)
        )

    return any(at(top) for top in range(picture.height - int(step * len(modules)) - 1))


@pytest.mark.parametrize("form", IDS)
def test_a_code_is_read_back_and_no_form_grows(form: str, tmp_path: Path) -> None:
    plain = source(few())
    coded, writer = replace(plain, code=CODE), PdfWriter(FONTS)
    for language in LANGUAGES:
        before, after = tmp_path / "before.pdf", tmp_path / f"{language}.pdf"
        pages = writer.write(document(form, plain, language), before)
        assert writer.write(document(form, coded, language), after) == pages, language
    assert stands_on(tmp_path / "kk-ru.pdf", form, CODE)


@pytest.mark.parametrize("form", IDS)
def test_a_sheet_has_the_code_and_no_sheet_has_one_before(form: str, tmp_path: Path) -> None:
    plain = source(few())
    for code in ("", CODE):
        path = tmp_path / f"{form}.xlsx"
        XlsxWriter(FONTS).write(document(form, replace(plain, code=code)), path)
        with zipfile.ZipFile(path) as book:
            names = [name for name in book.namelist() if name.startswith("xl/media/")]
            found = [read(Image.open(BytesIO(book.read(name)))) for name in names]
        assert found == ([encoded(CODE)] if code else [])


def context() -> Context:
    return Context(
        catalog=catalog(),
        risks=RiskCatalog.load(RESOURCES),
        texts=Texts.load(RESOURCES),
        clock=FakeClock(),
    )


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    path = tmp_path_factory.mktemp("үлгі") / "a.db"
    with open_database(path, clock=FakeClock(), user="u") as found:
        make_sample(found, context(), RESOURCES)
        yield found


def issue(
    form: str, database: Database, language: PaperLanguage = "kk-ru"
) -> tuple[IssuedDocument, bytes]:
    """The document and its PDF, as both were kept."""
    with database.unit_of_work() as reading:
        head = reading.find(Certification)[0].id
    press = Press(forms=forms(), writers=document_writers(RESOURCES))
    command = IssueDocument(
        certification_id=head,
        form=form,
        language=language,
        deviations="Өтініш",
        formats=("pdf",),
    )
    uow = database.unit_of_work()
    made = edit_documents.run(command, uow, context(), press, Steps()).value
    assert isinstance(made, IssuedDocument)
    return made, issued_bytes(database.unit_of_work(), made.id)["pdf"]


@pytest.mark.parametrize("form", IDS)
def test_the_code_on_an_issued_paper_is_the_one_that_verifies_it(
    form: str, database: Database
) -> None:
    made, told = issue(form, database)
    shown = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(told))
    assert made.deviations in shown
    assert stands_on(told, form, made.code)
    assert verify_code(database.unit_of_work(), made.code).record == made


def test_an_issued_layout_scheme_keeps_its_plan(database: Database) -> None:
    with database.unit_of_work() as reading:
        head = reading.find(Certification)[0].id
    drawn = BytesIO()
    Image.new("RGB", (400, 200), "#3366CC").save(drawn, "PNG")
    plan = AddAttachment(
        certification_id=head,
        owner="certification",
        owner_id=head,
        name="жоспар.png",
        content=drawn.getvalue(),
    )
    edit.run(plan, database.unit_of_work(), context())
    told = issue("layout-scheme", database, "kk")[1]
    picture = pypdfium2.PdfDocument(told)[0].render().to_pil().convert("RGB")
    blue = sum(
        count for count, colour in picture.getcolors(1 << 24) or () if colour[2] > 2 * colour[0]
    )
    assert blue > 0.2 * picture.width * picture.height
