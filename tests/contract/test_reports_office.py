"""Another office reads every workbook with the values that were written; needs LibreOffice."""

import csv
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from forms_sample import IDS, ROOT, document, few, source

from riskdesk.forms.fields import Made
from riskdesk.reports.xlsx_writer import XlsxWriter

OFFICE = shutil.which("soffice")
FONTS = ROOT / "resources" / "fonts"
pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")


def converted(book: Path, kind: str, out: Path) -> None:
    """LibreOffice's reading of a workbook, with a profile of its own."""
    profile = (out / "profile").as_uri()
    subprocess.run(
        [
            str(OFFICE),
            f"-env:UserInstallation={profile}",
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(book),
        ],
        check=True,
        capture_output=True,
        timeout=240,
    )


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All forms of three workplaces in one workbook."""
    target = tmp_path_factory.mktemp("office") / "dossier.xlsx"
    given = source(few())
    papers = Made(IDS, lambda form: document(form, given))
    XlsxWriter(FONTS).write_all(papers, "Іс", target)
    return target


def test_every_cell_is_read_with_the_value_that_was_written(dossier: Path) -> None:
    out = dossier.parent
    # 44: comma, 34: quotes, 76: UTF-8; values as they are; -1: a file a sheet
    converted(
        dossier,
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1",
        out,
    )
    book = openpyxl.load_workbook(dossier)
    assert len(book.sheetnames) >= len(IDS)
    for sheet in book.worksheets:
        (path,) = out.glob(f"dossier-{_escaped(sheet.title)}.csv")
        with path.open(encoding="utf-8", newline="") as file:
            read = list(csv.reader(file))
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is not None:
                    assert _same(read[cell.row - 1][cell.column - 1], cell.value), (path, cell)
    book.close()


def _escaped(name: str) -> str:
    return "".join(f"[{char}]" if char in "[]*?" else char for char in name)


def _same(read: str, written: object) -> bool:
    if isinstance(written, str):
        return read.replace("\r\n", "\n") == written
    assert isinstance(written, int | float)
    return abs(float(read.replace(",", ".")) - written) < 1e-9


def test_the_workbook_prints_each_sheet_within_its_pages(dossier: Path) -> None:
    converted(dossier, "pdf", dossier.parent)
    assert dossier.with_suffix(".pdf").read_bytes().startswith(b"%PDF")
