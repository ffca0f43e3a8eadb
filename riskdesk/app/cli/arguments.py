"""The command line's grammar. Commands and their options are stable: scripts depend on them."""

import argparse
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from riskdesk import __version__
from riskdesk.app.cli.parser import Parser, Refused, Say

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
    "substances",
)
IMPORT_KINDS = ("staff", "journal", "points", "cards", "instruments")
FORMATS = ("pdf", "xlsx")
LANGUAGES = ("kk-ru", "ru", "kk")
PACKAGE = "riskdesk.app.cli"
WINDOW = f"{PACKAGE}.window"


def parse(arguments: Sequence[str], *, say: Say, called: str = "riskdesk") -> argparse.Namespace:
    """The command line as a namespace: ``module`` runs it, ``database`` is a path or ``None``.

    ``called`` is how the user started the program; help and complaints repeat it.
    """
    if not arguments:  # the usual start: its first paint does not wait for the whole grammar
        return argparse.Namespace(module=WINDOW, database=None)
    found: argparse.Namespace = _parser(say, called).parse_args(arguments)
    if not hasattr(found, "database"):
        found.database = None
    return found


def command_names() -> tuple[str, ...]:
    """All commands, as they are called."""
    (commands,) = (
        action
        for action in _parser(_unsaid, "riskdesk")._actions  # noqa: SLF001 - argparse has no other way to ask
        if isinstance(action.choices, dict)
    )
    return tuple(commands.choices or ())


def _unsaid(code: str, /, **_params: object) -> str:
    return code


def _parser(say: Say, called: str) -> Parser:
    parser = Parser(say=say, prog=called, description="help-program")
    _add_common(parser)
    parser.add_argument(
        "--version", action="version", version=f"riskdesk {__version__}", help="help-version"
    )
    parser.set_defaults(module=WINDOW)
    commands = parser.add_subparsers(metavar="COMMAND", dest="command")

    def add(name: str, module: str | None = None) -> Parser:
        what = f"help-{name}"
        command: Parser = commands.add_parser(name, say=say, help=what, description=what)
        _add_common(command)
        command.set_defaults(module=f"{PACKAGE}.{module or name}")
        return command

    _add_import(add("import", "imports"))
    _add_certification(add("assess"))
    _add_certification(_add_json(add("check")))
    listing = _add_certification(_add_json(add("list", "listing")))
    listing.add_argument("kind", metavar="KIND", choices=LIST_KINDS, help="help-list-kinds")
    _add_export(add("export"))
    _add_json(add("verify")).add_argument(
        "what", metavar="FILE|CODE", nargs="?", help="help-verify-what"
    )
    seal = _add_certification(add("seal"))
    seal.add_argument("--open", action="store_true", help="help-seal-open")
    seal.add_argument("--reason", metavar="TEXT", default="", help="help-seal-reason")
    add("classify")
    add("rate")
    rules = _add_json(add("rules"))
    rules.add_argument(
        "action",
        metavar="ACTION",
        nargs="?",
        choices=RULE_ACTIONS,
        default="show",
        help="help-rules-action",
    )
    rules.add_argument("entry", metavar="ENTRY", nargs="?", help="help-rules-entry")
    rules.add_argument("--compare", metavar="ENTRY", help="help-rules-compare")
    _add_json(add("forms"))
    add("backup").add_argument("--to", metavar="DIR", type=Path, help="help-backup-to")
    add("restore").add_argument("file", metavar="FILE", type=Path, help="help-restore-file")
    demo = add("demo")
    demo.add_argument(
        "out",
        metavar="OUT",
        nargs="?",
        type=Path,
        default=Path("demo-dossier"),
        help="help-demo-out",
    )
    shots = add("shots")
    shots.add_argument("out", metavar="OUT", type=Path, help="help-shots-out")
    shots.add_argument(
        "--lang", choices=("kk", "ru", "en"), action="append", help="help-shots-lang"
    )
    shots.add_argument(
        "--theme", choices=("light", "dark"), action="append", help="help-shots-theme"
    )
    return parser


def _add_common(parser: Parser) -> None:
    parser.add_argument("-h", "--help", action="help", help="help-help")
    # SUPPRESS: the option may stand before or after the command; the one that is absent must not
    # wipe out the other.
    parser.add_argument(
        "--database", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="help-database"
    )


def _add_import(command: Parser) -> None:
    command.add_argument("kind", metavar="KIND", choices=IMPORT_KINDS, help="help-import-kinds")
    command.add_argument("file", metavar="FILE", type=Path, help="help-import-file")
    _add_certification(command)
    command.add_argument("--date", metavar="YYYY-MM-DD", type=_day, help="help-import-date")
    command.add_argument("--ruleset", metavar="ID", help="help-import-ruleset")


def _add_export(command: Parser) -> None:
    command.add_argument("--out", metavar="DIR", type=Path, required=True, help="help-export-out")
    command.add_argument(
        "--form", metavar="ID", action="append", type=_forms, default=[], help="help-export-form"
    )
    command.add_argument(
        "--format", metavar="pdf,xlsx", type=_formats, default=FORMATS, help="help-export-format"
    )
    command.add_argument("--lang", choices=LANGUAGES, default="kk-ru", help="help-export-lang")
    command.add_argument("--dossier", action="store_true", help="help-export-dossier")
    command.add_argument("--issue", action="store_true", help="help-export-issue")
    command.add_argument("--number", metavar="TEXT", default="", help="help-export-number")
    command.add_argument("--deviations", metavar="TEXT", default="", help="help-export-deviations")
    command.add_argument("--revise", metavar="TEXT", default="", help="help-export-revise")
    command.add_argument("--issued", metavar="CODE", default="", help="help-export-issued")
    _add_certification(command)


def _add_json(command: Parser) -> Parser:
    command.add_argument("--json", action="store_true", help="help-json")
    return command


def _add_certification(command: Parser) -> Parser:
    command.add_argument("--certification", metavar="ID", help="help-certification")
    return command


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:  # 20260410 and 2026-W15-5 are ISO dates, too
        raise Refused("argument-no-day", name="--date", value=text)
    return day


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in text.split(",") if word.strip())


def _forms(text: str) -> tuple[str, ...]:
    found = _words(text)
    if not found:  # no name would mean all forms
        raise Refused("argument-no-value", name="--form")
    return found


def _formats(text: str) -> tuple[str, ...]:
    found = _words(text)
    if not found or not set(found) <= set(FORMATS):
        raise Refused("argument-unknown", name="--format", value=text, known=", ".join(FORMATS))
    return tuple(dict.fromkeys(found))
