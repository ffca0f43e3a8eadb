"""The command line's grammar. Commands and their options are stable: scripts depend on them."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from riskdesk import __version__
from riskdesk.domain.errors import UserError

RULE_ACTIONS = ("show", "lint")
LIST_KINDS = (
    "enterprises",
    "certifications",
    "workplaces",
    "points",
    "measurements",
    "instruments",
    "findings",
    "hazards",
    "risks",
    "risk-methods",
)
IMPORT_KINDS = ("staff", "journal", "points", "cards", "instruments")
FORMATS = ("pdf", "xlsx")
LANGUAGES = ("kk-ru", "ru", "kk")
PACKAGE = "riskdesk.app.cli"


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, told like every other error."""

    def error(self, message: str) -> NoReturn:
        raise UserError("bad-arguments", command=self.prog, message=message)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line as a namespace: ``module`` runs it, ``database`` is a path or ``None``."""
    found = _parser().parse_args(arguments)
    if not hasattr(found, "database"):
        found.database = None
    return found


def command_names() -> tuple[str, ...]:
    """All commands, as they are called."""
    (commands,) = (
        action
        for action in _parser()._actions  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action.choices, dict)
    )
    return tuple(commands.choices or ())


def _parser() -> argparse.ArgumentParser:
    # SUPPRESS: the option may stand before or after the command; the one that is absent must not
    # wipe out the other.
    database = _Parser(add_help=False)
    database.add_argument(
        "--database",
        type=Path,
        metavar="FILE",
        default=argparse.SUPPRESS,
        help="the SQLite file (default: the user's own)",
    )
    parser = _Parser(
        prog="riskdesk",
        parents=[database],
        description="Certification of workplaces and risk assessment. No command: the window.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"riskdesk {__version__}")
    parser.set_defaults(module=f"{PACKAGE}.window")
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")

    def add(name: str, what: str, module: str | None = None) -> argparse.ArgumentParser:
        command = commands.add_parser(
            name, parents=[database], help=what, description=what, allow_abbrev=False
        )
        command.set_defaults(module=f"{PACKAGE}.{module or name}")
        return command

    add("classify", "JSON Lines on stdin: classes, limits, clauses, traces")
    add("rate", "JSON Lines on stdin: ratings of risks")
    _add_import(add("import", "staff list, field journal, points, cards, instruments", "imports"))
    _add_certification(_add_json(add("check", "every contradiction in the data; exit 1 if errors")))
    listing = _add_certification(_add_json(add("list", "rows of one kind", "listing")))
    listing.add_argument("kind", metavar="KIND", choices=LIST_KINDS, help=", ".join(LIST_KINDS))
    _add_export(add("export", "the forms as PDF and Excel"))
    rules = _add_json(add("rules", "show: the criteria of every rule set; lint: prove the tables"))
    rules.add_argument("action", metavar="ACTION", nargs="?", choices=RULE_ACTIONS, default="show")
    _add_json(add("forms", "the forms that can be exported"))
    demo = add("demo", "certify the sample enterprise and write its dossier")
    demo.add_argument("out", metavar="OUT", nargs="?", type=Path, default=Path("demo-dossier"))
    shots = add("shots", "a picture of every screen on the sample")
    shots.add_argument("out", metavar="OUT", type=Path)
    shots.add_argument("--lang", choices=("kk", "ru", "en"), action="append")
    shots.add_argument("--theme", choices=("light", "dark"), action="append")
    return parser


def _add_import(command: argparse.ArgumentParser) -> None:
    command.add_argument("kind", metavar="KIND", choices=IMPORT_KINDS, help=", ".join(IMPORT_KINDS))
    command.add_argument("file", metavar="FILE", type=Path, help="- reads the journal from stdin")
    _add_certification(command)
    command.add_argument("--date", metavar="YYYY-MM-DD", type=_day, help="day of the measurements")
    command.add_argument("--ruleset", metavar="ID", help="rule set of a new certification")


def _add_export(command: argparse.ArgumentParser) -> None:
    command.add_argument("--out", metavar="DIR", type=Path, required=True)
    command.add_argument("--form", metavar="ID", action="append", type=_forms, default=[])
    command.add_argument("--format", metavar="pdf,xlsx", type=_formats, default=FORMATS)
    command.add_argument("--lang", choices=LANGUAGES, default="kk-ru")
    _add_certification(command)


def _add_json(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--json", action="store_true", help="one JSON object a line")
    return command


def _add_certification(command: argparse.ArgumentParser) -> argparse.ArgumentParser:
    command.add_argument("--certification", metavar="ID", help="needed when there are several")
    return command


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # 20260410 and 2026-W15-5 are ISO dates, too
        raise argparse.ArgumentTypeError(f"{text!r} is no date YYYY-MM-DD")
    return day


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _forms(text: str) -> tuple[str, ...]:
    found = _words(text)
    if not found:  # no name would mean all forms
        raise argparse.ArgumentTypeError(f"{text!r}: no name of a form")
    return found


def _formats(text: str) -> tuple[str, ...]:
    found = _words(text)
    if not found or not set(found) <= set(FORMATS):
        raise argparse.ArgumentTypeError(f"{text!r}: choose from {', '.join(FORMATS)}")
    return tuple(dict.fromkeys(found))
