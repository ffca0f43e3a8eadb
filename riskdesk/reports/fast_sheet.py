"""A sheet of XlsxWriter whose plain cells are made XML at once, not kept as objects first."""

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

_MOST_COLUMNS = 400
_LETTERS = [xl_col_to_name(column) for column in range(_MOST_COLUMNS)]


def style_of(form: Format) -> int:
    """The number of a format among the styles of its workbook."""
    return int(form._get_xf_index())  # noqa: SLF001 - XlsxWriter asks its formats so itself


class FastSheet(Worksheet):  # type: ignore[misc]  # XlsxWriter is not typed
    """Texts and numbers cost a third of what ``write_string`` and ``write_number`` do.

    Everything else goes the usual way; both may stand in one row. ``reach`` says how far the plain
    cells go.
    """

    def put_text(self, row: int, column: int, text: str, style: int) -> None:
        """A text, shared with all cells of the workbook that hold the same."""
        shared = self.str_table._get_shared_string_index(text)  # noqa: SLF001 - as write_string
        self.table[row][column] = (
            f'<c r="{_LETTERS[column]}{row + 1}" s="{style}" t="s"><v>{shared}</v></c>'
        )

    def put_number(self, row: int, column: int, number: float, style: int) -> None:
        """A number."""
        self.table[row][column] = (
            f'<c r="{_LETTERS[column]}{row + 1}" s="{style}"><v>{number:.16G}</v></c>'
        )

    def put_blank(self, row: int, column: int, style: int) -> None:
        """A cell with a format only."""
        self.table[row][column] = f'<c r="{_LETTERS[column]}{row + 1}" s="{style}"/>'

    def reach(self, row: int, column: int) -> None:
        """The last row and column that hold anything, from 0."""
        self._check_dimensions(0, 0)
        self._check_dimensions(row, column)

    def _write_cell(self, row: int, col: int, cell: object) -> None:
        if isinstance(cell, str):
            self.fh.write(cell)
        else:
            super()._write_cell(row, col, cell)

    def _calculate_spans(self) -> None:
        """No hints about the columns of a row: no program needs them."""
