"""The program's parts, each made when first asked for, so that a short command starts fast."""

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from riskdesk.app.language import interface_language
from riskdesk.app.paths import Paths, find_paths
from riskdesk.domain.values import Language, LocalizedText
from riskdesk.services.ports import Clock
from riskdesk.services.texts import Texts

if TYPE_CHECKING:
    from riskdesk.rules.catalog import Catalog


class SystemClock:
    """The computer's clock."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        return datetime.now(UTC)


@dataclass(frozen=True)
class Program:
    """What commands and the window are given: folders, clock, language, catalogs, texts."""

    paths: Paths
    clock: Clock
    language: Language
    called: str = "riskdesk"
    """How the user started the program: what messages advise to type begins with it."""

    @cached_property
    def texts(self) -> Texts:
        """Messages in three languages."""
        return Texts.load(self.paths.resources)

    @cached_property
    def catalog(self) -> "Catalog":
        """The criteria: rules, norms, factors, units."""
        # The engine behind it costs 0.06 s (measured); the window paints before it is needed.
        from riskdesk.rules.catalog import Catalog  # noqa: PLC0415

        return Catalog.load(self.paths.resources)

    def on(self, database: Path | None) -> "Program":
        """The same for one database: the advice of messages names it, too."""
        if database is None:
            return self
        named = f'"{database}"' if " " in str(database) else str(database)
        return replace(self, called=f"{self.called} --database {named}")

    def say(self, code: str, /, **params: object) -> str:
        """The message of ``code`` in the language of messages; ``{command}`` is the program."""
        return self.tell(self.texts.say(code, **{"command": self.called, **params}))

    def tell(self, text: LocalizedText) -> str:
        """``text`` in the language of messages."""
        return text.get(self.language)


def make_program() -> Program:
    """The program as the user starts it."""
    return Program(
        find_paths(),
        SystemClock(),
        interface_language(os.environ),
        called_as(os.environ, sys.argv[0]),
    )


def called_as(environment: Mapping[str, str], script: str) -> str:
    """What the user typed to start the program.

    ``run.py`` replaces itself by the program and leaves word in ``RISKDESK_CALLED``.
    """
    told = environment.get("RISKDESK_CALLED", "")
    if told:
        return told
    return "python3 -m riskdesk" if Path(script).name == "__main__.py" else "riskdesk"
