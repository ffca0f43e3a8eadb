"""``rules``: the criteria book (``show``), editions (``--compare``), the proof (``lint``)."""

import argparse
from collections.abc import Iterator, Mapping

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note, put_json, put_line, put_table
from riskdesk.app.cli.own import own_rules, substances_found
from riskdesk.app.cli.rules_compare import compared
from riskdesk.app.cli.table import show, word
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book
from riskdesk.rules.book_norms import Entry
from riskdesk.rules.lint import lint

HEAD = ("ruleset", "factor", "title", "clause", "in_force", "verified")
OPTIONS = ("ruleset", "option", "conflict", "title", "choice", "what")
COMPARED = ("factor", "title", "change", "column", "one", "other")
SUBSTANCE_LIMITS = ("id", "title", "cas", "formula", "max_single", "shift_average", "tentative")
SUBSTANCE_TRAITS = ("title", "hazard_class", "state", "effects", "reference", "verified")
OWN_HEAD = ("id", "title", "reference", "limits")

Row = Mapping[str, object]


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Show the book or a part of it, compare two editions, or tell every fault of the files."""
    if arguments.action == "lint":
        return _lint(arguments, program)
    if arguments.compare is not None:
        return _compare(arguments, program)
    if arguments.entry is not None:
        return _part(arguments, program)
    rows, own = list(_rows(program)), list(own_rules(arguments.database, program))
    if arguments.json:
        for row in (*rows, *own):
            put_json(row)
        return 0
    show(program, HEAD, rows)
    _put_options(program)
    if own:
        put_line()
        put_line(program.say("own-added"))
        show(program, OWN_HEAD, own)
    return 0


def _part(arguments: argparse.Namespace, program: Program) -> int:
    """A table by its id or its factor, the criteria of a set or of a factor, or what words find."""
    book, named = Book(program.catalog), arguments.entry
    exact = [entry for entry in book.entries if entry.id == named]
    rows = exact or [entry for entry in book.entries if named in {entry.ruleset, entry.factor}]
    if len(rows) == 1:
        return _table(arguments, program, rows[0])
    listed = [_row(program, entry) for entry in rows or book.search(named)]
    air = [] if rows else list(substances_found(arguments.database, program, named))
    own = [row for row in own_rules(arguments.database, program) if _names(row, named)]
    own = [row for row in own if row["id"] not in {each["id"] for each in air}]
    if not listed and not air and not own:
        raise UserError("book-entry-unknown", entry=named)
    if arguments.json:
        for row in (*listed, *air, *own):
            put_json(row)
        return 0
    if listed:
        show(program, ("id", *HEAD[2:]), listed)
    if air:
        _put_substances(program, air)
    if own:
        show(program, OWN_HEAD, own)
    return 0


def _put_substances(program: Program, rows: list[Row]) -> None:
    """Limits in mg/m³, then what kind of substance it is and where it stands."""
    told = []
    for row in rows:
        title, effects = row["title"], row["effects"]
        said = {"title": program.tell(LocalizedText(**title)) if isinstance(title, dict) else ""}
        if isinstance(effects, list):
            said["effects"] = ", ".join(word(program, effect) for effect in effects)
        said["state"] = word(program, row["state"]) if row["state"] else ""
        told.append({**row, **said})
    put_line(f"{program.tell(program.catalog.words['substances-air'])}, "
             f"{program.tell(program.catalog.units['mg/m3'])}")  # fmt: skip
    show(program, SUBSTANCE_LIMITS, told)
    put_line()
    show(program, SUBSTANCE_TRAITS, told)
    for row in told:
        for remark in row["notes"] if isinstance(row["notes"], list) else ():
            put_line(f"{row['title']}: {remark}")


def _names(row: Row, words: str) -> bool:
    whole = f"{row['id']} {row['title']} {row['reference']}".casefold()
    return all(each in whole for each in words.casefold().split())


def _table(arguments: argparse.Namespace, program: Program, entry: Entry) -> int:
    tell = program.tell
    columns = list(entry.columns)
    rows = [
        {
            "row": line.printed or line.key,
            "title": tell(line.title),
            "unit": tell(line.unit),
            "cells": {name: tell(text) for name, text in line.cells.items()},
            "note": tell(line.note),
        }
        for line in entry.lines
    ]
    if arguments.json:
        put_json(
            {**_row(program, entry), "columns": {n: tell(t) for n, t in entry.columns.items()}}
        )
        for row in rows:
            put_json(row)
        return 0
    show(program, HEAD[2:], [_row(program, entry)])
    put_line()
    head = [program.say("column-title"), program.say("column-unit")]
    head += [tell(entry.columns[name]) for name in columns]
    body = [
        [str(row["title"]), str(row["unit"]), *(tell(line.cells[n]) if n in line.cells else ""
                                               for n in columns)]
        for row, line in zip(rows, entry.lines, strict=True)
    ]  # fmt: skip
    put_table(head, body)
    return 0


def _compare(arguments: argparse.Namespace, program: Program) -> int:
    """Two editions row by row, only what differs; their days are told beside the table."""
    if arguments.entry is None:
        raise UserError("compare-what")
    rows, editions = compared(program, arguments.entry, arguments.compare)
    if arguments.json:
        for row in rows:
            put_json(row)
        return 0
    for edition in editions:
        note(edition)
    if rows:
        show(program, COMPARED, rows)
    else:
        note(program.say("compare-same"))
    return 0


def _put_options(program: Program) -> None:
    """What rule sets leave to choose, ``*`` at the default; conflicts without a choice."""
    tell = program.tell
    rows = [
        {
            "ruleset": ruleset.id,
            "option": option.id,
            "conflict": option.conflict,
            "title": tell(option.title),
            "choice": ("* " if choice == option.default else "") + choice,
            "what": tell(words),
        }
        for ruleset in program.catalog.rulesets.values()
        for option in ruleset.options.values()
        for choice, words in option.choices.items()
    ]
    put_line()
    show(program, OPTIONS, rows)
    put_line()
    conflicts = program.catalog.conflicts.items()
    told = [{"conflict": number, "what": tell(text)} for number, text in conflicts]
    show(program, ("conflict", "what"), told)


def _lint(arguments: argparse.Namespace, program: Program) -> int:
    """Prove tables, references, days and translations; exit code 1 with the faults."""
    faults = lint(program.paths.resources)
    for fault in faults:
        message = program.tell(program.texts.error(fault))
        if arguments.json:
            put_json({"place": fault.params["place"], "code": fault.code, "message": message})
        else:
            put_line(message)
    if faults:
        note(f"{word(program, 'error')}: {len(faults)}")
        return 1
    catalog = program.catalog
    count = sum(len(catalog.criteria.factors(ruleset)) for ruleset in catalog.rulesets)
    norms = len(list((program.paths.resources / "norms").rglob("*.toml")))
    note(program.tell(program.texts.say("data-whole-rules", criteria=count, norms=norms)))
    return 0


def _rows(program: Program) -> Iterator[Row]:
    catalog = program.catalog
    for ruleset, its in catalog.rulesets.items():
        for factor in catalog.criteria.factors(ruleset):
            criterion = catalog.criteria.get(ruleset, factor)
            first = criterion.in_force.first
            yield {
                "id": f"{ruleset}/{factor}",
                "ruleset": ruleset,
                "factor": factor,
                "title": program.tell(criterion.title),
                "clause": program.tell(catalog.clause(criterion.reference)),
                "in_force": "" if first is None else first.isoformat(),
                "verified": criterion.verified,
                "options": {
                    option.id: {"default": option.default, "choices": list(option.choices)}
                    for option in its.options.values()
                    if option.id in criterion.body.table("variants") or factor in option.subjects
                },
            }


def _row(program: Program, entry: Entry) -> Row:
    first = entry.in_force.first
    return {
        "id": entry.id,
        "ruleset": entry.ruleset or None,
        "factor": entry.factor,
        "title": program.tell(entry.title),
        "clause": program.tell(entry.clause),
        "in_force": "" if first is None else first.isoformat(),
        "verified": entry.verified,
    }
