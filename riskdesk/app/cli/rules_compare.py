"""Two editions of the criteria book as rows of their differences."""

from collections.abc import Iterator, Mapping, Sequence

from riskdesk.app.bootstrap import Program
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book, Compared, compare
from riskdesk.rules.book_norms import Entry

Row = Mapping[str, object]


def compared(program: Program, one: str, other: str) -> tuple[list[Row], list[str]]:
    """The differences, and the two editions with their days.

    ``one`` and ``other``: ids of rule sets, or of entries; beside an entry a rule set alone is its
    criterion of the same factor. ``UserError("book-entry-unknown")``.
    """
    book = Book(program.catalog)
    if one in program.catalog.rulesets and other in program.catalog.rulesets:
        return _of_sets(program, book, one, other)
    left = book.named(one)
    right = book.named(f"{other}/{left.factor}" if other in program.catalog.rulesets else other)
    rows = list(_rows(program, left.factor, compare(left, right)))
    return rows, [_said(program, left), _said(program, right)]


def _of_sets(program: Program, book: Book, one: str, other: str) -> tuple[list[Row], list[str]]:
    left, right = ({entry.factor: entry for entry in book.of(name)} for name in (one, other))
    if not left or not right:
        raise UserError("book-entry-unknown", entry=other if left else one)
    rows: list[Row] = []
    for factor in dict.fromkeys((*left, *right)):
        if factor in left and factor in right:
            rows += _rows(program, factor, compare(left[factor], right[factor]))
        else:
            title = (left.get(factor) or right[factor]).title
            change = "removed" if factor in left else "added"
            rows.append(_row(program, factor, change, title))
    days = [_said(program, next(iter(each.values()))) for each in (left, right)]
    return rows, days


def _rows(program: Program, factor: str, found: Sequence[Compared]) -> Iterator[Row]:
    for each in found:
        if each.change in {"added", "removed"}:
            yield _row(program, factor, each.change, each.line.title)
        for column in each.changed if each.change == "changed" else ():
            cells = (each.cell(0, column), each.cell(1, column))
            yield _row(program, factor, "changed", each.line.title, column, cells)


def _row(
    program: Program,
    factor: str,
    change: str,
    title: LocalizedText,
    column: str = "",
    cells: tuple[LocalizedText, LocalizedText] = (LocalizedText(), LocalizedText()),
) -> Row:
    return {
        "factor": factor,
        "title": program.tell(title),
        "change": change,
        "column": column,
        "one": program.tell(cells[0]),
        "other": program.tell(cells[1]),
    }


def _said(program: Program, entry: Entry) -> str:
    first, last = entry.in_force.first, entry.in_force.last
    since = "–" if first is None else first.strftime("%d.%m.%Y")
    until = "…" if last is None else last.strftime("%d.%m.%Y")
    named = entry.ruleset or entry.id
    if entry.ruleset:
        named = program.tell(program.catalog.ruleset(entry.ruleset).title)
    return f"{named}: {since} – {until}"
