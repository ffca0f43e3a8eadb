"""A document as plain lines, for expected files and for looking words up."""

from forms_sample import DAY

from riskdesk.forms.document import Cell, Document, Paragraph, lines_text


def text_of(given: Document) -> str:
    """A document as lines: paragraphs, and rows with their cells parted by bars."""
    found = [f"{given.form} {given.title} {DAY}"]
    for part in given.parts:
        found.append(f"== {part.name}")
        for each in part.blocks:
            if isinstance(each, Paragraph):
                found.append(lines_text(each.lines))
                continue
            rows = [*each.head, *(cells for group in each.groups for cells in group.rows)]
            found += [" | ".join(_cell(cell) for cell in cells) for cells in rows]
        found.append(lines_text((part.foot,)))
    # The rule set's note is data of the rules, not of the form.
    kept = [line.rstrip() for line in found if not line.startswith("Критери")]
    return "\n".join(kept) + "\n"


def _cell(cell: Cell | None) -> str:
    if cell is None:
        return "·"
    number = cell.number
    if number is None:
        return cell.text
    return f"{number.prefix}{number.value}" + (f"^{number.mark}" if number.mark else "")
