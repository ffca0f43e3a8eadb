"""The whole demo of 55 workplaces, from the start of the process to its last file."""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl
import pypdfium2
from figure import Figure, seconds

ROOT = Path(__file__).resolve().parents[2]


def measure() -> Figure:
    """Seconds of the wall clock; the issue's bound is 10 s on two cores."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "dossier"
        value = seconds(lambda: _run(["-m", "riskdesk", "demo", str(out)]), times=3)
        order = Path(folder) / "order.json"
        order.write_text(json.dumps(_counted(out)), encoding="utf-8")
        bare = Path(folder) / "bare"
        bare.mkdir()
        script = str(Path(__file__).with_name("bare_dossier.py"))
        floor = seconds(lambda: _run([script, str(order), str(bare)]), times=3)
    return Figure(
        name="demo",
        value=value,
        floor=floor,
        goal=8,
        limit=10,
        unit="s",
        floor_is="as many texts, lines and cells drawn by bare reportlab and XlsxWriter",
    )


def _run(words: list[str]) -> None:
    subprocess.run(
        [sys.executable, "-X", "utf8", *words], cwd=ROOT, check=True, capture_output=True
    )


def _counted(dossier: Path) -> dict[str, list[dict[str, object]]]:
    return {
        "pdf": [_pages(path) for path in sorted(dossier.glob("*.pdf"))],
        "xlsx": [_cells(path) for path in sorted(dossier.glob("*.xlsx"))],
    }


def _pages(path: Path) -> dict[str, object]:
    document = pypdfium2.PdfDocument(path)
    pages = []
    for page in document:
        kinds = [found.type for found in page.get_objects(max_depth=1)]
        pages.append([kinds.count(1), kinds.count(2)])  # texts, paths (FPDF_PAGEOBJ_…)
        page.close()
    document.close()
    return {"name": path.name, "pages": pages}


def _cells(path: Path) -> dict[str, object]:
    book = openpyxl.load_workbook(path)
    sheets = [
        [
            [cell.value for cell in row if isinstance(cell.value, int | float | str)]
            for row in sheet.iter_rows()
        ]
        for sheet in book.worksheets
    ]
    book.close()
    return {"name": path.name, "sheets": sheets}
