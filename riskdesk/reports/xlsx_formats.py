"""Formats of an Excel workbook, each made once: type, borders, number formats, text format."""

from collections.abc import Mapping
from typing import NamedTuple

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook

from riskdesk.forms.document import Borders, Cell, Number, Run
from riskdesk.reports.faces import EXCEL_FACE
from riskdesk.reports.fast_sheet import style_of

_SIDES: Mapping[Borders, tuple[str, ...]] = {
    "all": ("left", "right", "top", "bottom"),
    "above": ("top",),
    "below": ("bottom",),
    "none": (),
}
_THIN, _MEDIUM = 1, 2
_NO_WORDS = Run("")
_PLAIN = ("0", "0.0", "0.00", "0.000", "0.0000")
RAISED_DIGITS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LONGEST_TEXT_FORMAT = 255
"""Older Excel shows longer texts as #### in cells of the text format."""


class Look(NamedTuple):
    """Everything a cell's format depends on."""

    align: str
    top: bool
    vertical: bool
    size: float
    fill: str
    ink: str
    frame: bool
    borders: Borders
    bold: bool = False
    italic: bool = False
    number_format: str = ""


class Formats:
    """The formats of one workbook."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._cells: dict[Look, tuple[Format, int]] = {}
        self._runs: dict[tuple[Run, float, str], Format] = {}

    def of(self, cell: Cell) -> tuple[Format, int]:
        """The format of a cell with the face of its first words, and its number as a style."""
        number, first = cell.number, _NO_WORDS
        if number is not None:
            first, number_format = Run("", bold=number.bold), number_format_of(number)
        elif len(cell.lines) == 1 and len(cell.lines[0]) == 1:
            first = cell.lines[0][0]
            number_format = "@" if len(first.text) <= _LONGEST_TEXT_FORMAT else ""
        else:
            first = next((run for line in cell.lines for run in line), _NO_WORDS)
            number_format = "@" if len(cell.text) <= _LONGEST_TEXT_FORMAT else ""
        look = Look(
            cell.align,
            cell.top,
            cell.vertical,
            cell.size * first.scale,
            cell.fill,
            cell.ink,
            cell.frame,
            cell.borders,
            first.bold,
            first.italic,
            number_format,
        )
        known = self._cells.get(look)
        if known is None:
            form = self._book.add_format(_properties(look))
            known = self._cells[look] = (form, style_of(form))
        return known

    def run(self, run: Run, size: float, ink: str) -> Format:
        """The format of one run inside a rich text."""
        key = (Run("", run.bold, run.italic, scale=run.scale), size, ink)
        known = self._runs.get(key)
        if known is None:
            properties: dict[str, object] = {"font_name": EXCEL_FACE, "font_size": size * run.scale}
            properties |= {"bold": run.bold, "italic": run.italic}
            if ink:
                properties["font_color"] = ink
            known = self._runs[key] = self._book.add_format(properties)
        return known


def number_format_of(number: Number) -> str:
    """Excel's format: all decimals of the number, the prefix and the footnote mark as literals."""
    exponent = number.value.as_tuple().exponent
    decimals = max(0, -exponent) if isinstance(exponent, int) else 0
    return _number_format(decimals, number)


def _number_format(decimals: int, number: Number) -> str:
    if not number.prefix and not number.mark:
        return _PLAIN[decimals] if decimals < len(_PLAIN) else "0." + "0" * decimals
    digits = "0" + ("." + "0" * decimals if decimals else "")
    prefix = f'"{number.prefix}"' if number.prefix else ""
    mark = f'"{number.mark.translate(RAISED_DIGITS)}"' if number.mark else ""
    return f"{prefix}{digits}{mark}"


def _properties(look: Look) -> dict[str, object]:
    properties: dict[str, object] = {
        "font_name": EXCEL_FACE,
        "font_size": look.size,
        "bold": look.bold,
        "italic": look.italic,
        "align": look.align,
        "valign": "top" if look.top else "vcenter",
        "text_wrap": True,
    }
    if look.number_format:
        properties["num_format"] = look.number_format
    if look.number_format in {"", "@"}:
        # Whatever the text begins with, Excel takes it for a text, also after an edit (S10).
        properties["quote_prefix"] = True
    if look.vertical:
        properties["rotation"] = 90
    if look.fill:
        properties["bg_color"] = look.fill
    if look.ink:
        properties["font_color"] = look.ink
    for side in _SIDES["all" if look.frame else look.borders]:
        properties[side] = _MEDIUM if look.frame else _THIN
    return properties
