"""What the search looks through: rows of the database and the law, commands, pages of the help."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from riskdesk.ui.commands import Command
from riskdesk.ui.search.index import Hit, hit_of, with_words
from riskdesk.ui.tr import Translator

if TYPE_CHECKING:
    from collections.abc import Callable

    from riskdesk.ui.help.book import HelpBook
    from riskdesk.ui.session import Session


def stored_hits(session: Session, tr: Translator, screens: Iterable[str]) -> tuple[Hit, ...]:
    """Everything of the database and the law; made in the worker."""
    # Only the worker needs the services behind the law; the window's start does not wait for them.
    from riskdesk.services.queries_search import findable_rows  # noqa: PLC0415

    known = tuple(screens)
    rows = findable_rows(session.unit_of_work())
    return tuple(hit_of(each, tr, known) for each in (*rows, *session.findable_law))


def command_hits(commands: Sequence[Command], tr: Translator) -> tuple[Hit, ...]:
    """Commands; one that stands twice is shown once."""
    found: dict[str, Hit] = {}
    for each in commands:
        second = tr(f"rail.{each.where}") if each.where else ""
        hit = Hit("command", each.words, second, each.keys, run=each.run)
        found.setdefault(each.words, with_words(hit, each.keys))
    return tuple(found.values())


def help_hits(book: HelpBook, show: Callable[[str], object]) -> tuple[Hit, ...]:
    """Pages of the help; their whole text is searched."""
    return tuple(
        with_words(Hit("help", page.title, run=partial(show, page.id)), page.text)
        for page in book.pages
    )
