"""Rows of substances, and of what a specialist added to a database that was named."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.store import store
from riskdesk.domain.desk import OwnNorm
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.own import with_own
from riskdesk.rules.substance import Substance
from riskdesk.rules.substances import SubstanceBook
from riskdesk.services.queries_own import Own, own_records

Row = Mapping[str, object]


def own_of(database: Path | None, program: Program) -> Own:
    """What was added; nothing where no database was named: the book needs none."""
    if database is None:
        return Own()
    with store(program, database, reading=True) as opened:
        return own_records(opened.unit_of_work())


def own_rules(database: Path | None, program: Program) -> Iterator[Row]:
    """Own substances and norms as rows of ``rules show``."""
    own = own_of(database, program)
    book = with_own(program.catalog.substances, own.substances)
    for substance in book.substances:
        if substance.list == "own":
            yield {
                "id": f"air/{substance.key}",
                "own": True,
                "factor": "air",
                "title": program.tell(substance.name),
                "reference": program.tell(substance.reference),
                "limits": _limits(substance),
            }
    for norm in own.norms:
        yield _norm(norm, program)


def substances(database: Path | None, program: Program) -> Iterator[Row]:
    """Every substance of the air of the working zone, own ones last and marked."""
    own = own_of(database, program)
    book = with_own(program.catalog.substances, own.substances)
    return (_substance(each, book, program) for each in book.substances)


def substances_found(database: Path | None, program: Program, words: str) -> Iterator[Row]:
    """The substances that a name, a part of it, a CAS number or a formula finds, with their act."""
    own = own_of(database, program)
    book = with_own(program.catalog.substances, own.substances)
    key = words.removeprefix("air/")
    known = [each for each in book.substances if each.key == key] if key != words else []
    for found in known or book.find(words):
        row = dict(_substance(found, book, program))
        if found.list != "own":
            row["reference"] = program.tell(program.catalog.clause(book.reference(found)))
        notes = [program.tell(remark) for remark in book.remarks(found)]
        yield {**row, "id": f"air/{found.key}", "factor": "air", "notes": notes}


def _substance(found: Substance, book: SubstanceBook, program: Program) -> Row:
    own = found.list == "own"
    return {
        "id": found.key,
        "own": own,
        "title": _three(found.name),
        "cas": found.cas,
        "formula": found.formula,
        "max_single": found.max_single,
        "shift_average": found.shift_average,
        "tentative": found.tentative,
        "hazard_class": found.hazard_class,
        "state": found.state,
        "effects": list(found.effects),
        "reference": program.tell(book.reference(found).row),
        "verified": "none" if own else book.heads[found.list].norm.verified,
        "doubtful": found.doubtful,
    }


def _limits(found: Substance) -> Row:
    values = {"max_single": found.max_single, "shift_average": found.shift_average}
    return {name: value for name, value in values.items() if value is not None}


def _norm(norm: OwnNorm, program: Program) -> Row:
    ends = {"low": norm.low, "high": norm.high}
    return {
        "id": f"own/{norm.id}",
        "own": True,
        "factor": norm.quantity,
        "title": program.tell(norm.title),
        "reference": norm.reference,
        "limits": {name: value for name, value in ends.items() if value is not None},
    }


def _three(text: LocalizedText) -> Row:
    return {"kk": text.kk, "ru": text.ru, "en": text.en}
