"""The floor of the demo's bench: as many texts, lines and cells, and nothing else.

Started as a process of its own, so that it pays for Python and its libraries like the demo.
"""

import json
import sys
from pathlib import Path

import xlsxwriter
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parents[2] / "resources" / "fonts" / "liberation"
TEXT = "Еңбек процесінің ауырлығы"


def main(order: Path, out: Path) -> None:
    told = json.loads(order.read_text(encoding="utf-8"))
    pdfmetrics.registerFont(TTFont("bare", str(FONTS / "LiberationSerif-Regular.ttf")))
    for file in told["pdf"]:
        _draw(out / file["name"], file["pages"])
    for file in told["xlsx"]:
        _fill(out / file["name"], file["sheets"])


def _draw(target: Path, pages: list[list[int]]) -> None:
    canvas = Canvas(str(target))
    for texts, paths in pages:
        canvas.setFont("bare", 8)
        for number in range(texts):
            canvas.drawString(20 + number % 500, 20 + number % 800, TEXT)
        for number in range(paths):
            canvas.rect(20, 20 + number % 800, 100, 10)
        canvas.showPage()
    canvas.save()


def _fill(target: Path, sheets: list[list[list[object]]]) -> None:
    with xlsxwriter.Workbook(str(target)) as book:
        framed = book.add_format({"border": 1, "text_wrap": True})
        for rows in sheets:
            sheet = book.add_worksheet()
            for row, values in enumerate(rows):
                for column, value in enumerate(values):
                    sheet.write(row, column, value, framed)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
