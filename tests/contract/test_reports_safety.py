"""Annexes 4 and 5 with many rows: what was typed is whole in the PDF and in the workbook."""

import re
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from forms_sample import DAY, ROOT, catalog, forms
from points_dossier import PLACE, dossier_of

from riskdesk.domain.desk import PpeItem, SafetyCheck, SafetyObject
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.build import Paper, build
from riskdesk.forms.document import Document, PaperLanguage
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.reports.pdf_writer import PdfWriter
from riskdesk.reports.xlsx_writer import XlsxWriter
from riskdesk.rules.evaluate import evaluate

FONTS = ROOT / "resources" / "fonts"
KINDS: tuple[SafetyObject, ...] = ("equipment", "tools", "instruction")
MANY = 60
SAID = {
    "annex-4": [f"=объект{n}" for n in range(MANY)] + [f"причина{n}" for n in range(0, MANY, 3)],
    "annex-5": [f"=средство{n}" for n in range(MANY)] + [f"@ГОСТ{n}" for n in range(MANY)],
}


def document(form: str, language: PaperLanguage) -> Document:
    """One workplace whose rows go on over several pages."""
    checks = tuple(
        SafetyCheck(
            id=f"c{n}",
            workplace_id=PLACE,
            ordinal=n,
            kind=KINDS[n % 3],
            name=f"=объект{n}",
            document=f"паспорт {n}",
            grade=1 if n % 3 else 3,
            reason="" if n % 3 else f"причина{n}",
        )
        for n in range(MANY)
    )
    items = tuple(
        PpeItem(
            id=f"i{n}",
            workplace_id=PLACE,
            ordinal=n,
            name=LocalizedText(f"=құрал{n}", f"=средство{n}"),
            norm="1 шт.",
            issued=True,
            certificate=f"@ГОСТ{n}",
            certified=True,
        )
        for n in range(MANY)
    )
    given = dossier_of((), safety_checks=checks, ppe_items=items)
    source = Source(
        dossier=given,
        assessment=evaluate(given, catalog()),
        catalog=catalog(),
        wording=forms().wording,
    )
    paper = Paper(forms().wording, forms().paint, language)
    return build(forms().get(form, DAY), RECORDS[form](source), paper, DAY)


@pytest.mark.parametrize("form", ["annex-4", "annex-5"])
def test_rows_that_go_on_are_all_in_the_pdf_under_its_workplace(form: str, tmp_path: Path) -> None:
    target = tmp_path / "x.pdf"
    pages = PdfWriter(FONTS).write(document(form, "kk-ru"), target)
    assert pages > 1
    found = []
    pdf = pypdfium2.PdfDocument(target)
    for page in pdf:
        text = page.get_textpage()
        found.append(text.get_text_range())
        text.close()
        page.close()
    pdf.close()
    whole = re.sub(r"\s+", "", "".join(found))
    assert [text for text in SAID[form] if text not in whole] == []
    assert all("01 001 001" in text for text in found if "=" in text)
    assert whole.count("Оценкупроводил") == 1


@pytest.mark.parametrize("form", ["annex-4", "annex-5"])
def test_what_was_typed_stays_text_in_the_workbook(form: str, tmp_path: Path) -> None:
    target = tmp_path / "x.xlsx"
    XlsxWriter(FONTS).write(document(form, "ru"), target)
    (sheet,) = openpyxl.load_workbook(target).worksheets
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    texts = " ".join(str(cell.value) for cell in cells)
    assert [text for text in SAID[form] if text not in texts] == []
    word = "не соответствует" if form == "annex-4" else "обеспечен"
    assert word in [str(cell.value).rstrip("\u00b9") for cell in cells]
    assert sheet.page_setup.orientation == "landscape"
