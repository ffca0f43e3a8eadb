"""The program's parts, each made when first asked for, so that a short command starts fast."""

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
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

    def tell(self, text: LocalizedText) -> str:
        """``text`` in the language of messages."""
        return text.get(self.language)


def make_program() -> Program:
    """The program as the user starts it."""
    return Program(find_paths(), SystemClock(), interface_language(os.environ))
