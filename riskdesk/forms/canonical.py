"""What a document says, as one hash: words, numbers and where they stand, not how they look."""

from collections.abc import Iterator
from hashlib import sha256

from riskdesk.forms.document import Block, Cell, Document, Line, Lines, Table


def content_hash(document: Document) -> str:
    """SHA-256 in hex over the pages' words; parts are read one after another, never kept."""
    digest = sha256(f"{document.form}\n{document.title}\n{document.language}".encode())
    for part in document.parts:
        digest.update(f"\npart {part.name!r} {_line(part.foot)!r}".encode())
        for block in part.blocks:
            for said in _block(block):
                digest.update(f"\n{said}".encode())
    return digest.hexdigest()


def _block(block: Block) -> Iterator[str]:
    if not isinstance(block, Table):
        yield f"text {_lines(block.lines)!r}"
        return
    yield f"table {len(block.widths)}"
    for row in block.head:
        yield f"head {_row(row)!r}"
    for group in block.groups:
        for row in group.rows:
            yield f"row {_row(row)!r}"


def _row(row: tuple[Cell | None, ...]) -> list[object]:
    return [None if cell is None else _cell(cell) for cell in row]


def _cell(cell: Cell) -> tuple[object, ...]:
    number = cell.number
    said = _lines(cell.lines) if number is None else (number.prefix, str(number.value), number.mark)
    found: tuple[object, ...] = (cell.across, cell.down, cell.frame, said)
    drawing = cell.drawing
    if drawing is None:
        return found
    marks = [(mark.x, mark.y, mark.label) for mark in drawing.marks]
    return (*found, drawing.code, sha256(drawing.image).hexdigest(), marks)


def _lines(lines: Lines) -> list[str]:
    return [_line(line) for line in lines]


def _line(line: Line) -> str:
    return "".join(run.text for run in line)
