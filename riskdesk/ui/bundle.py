"""What the program hands to the window: the window opens no file of the program by itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from riskdesk.services.backups import BackupSource

if TYPE_CHECKING:  # catalogs and forms are loaded by the worker, after the first paint
    from riskdesk.domain.values import Language
    from riskdesk.forms.catalog import FormCatalog
    from riskdesk.services.backups import Vault
    from riskdesk.services.context import Context
    from riskdesk.services.ports import Clock, DocumentWriter, SheetReader, Tampered, UnitOfWork
    from riskdesk.services.ports_pages import PageReader
    from riskdesk.services.texts import Texts
    from riskdesk.ui.theme import ThemeName


class Store(BackupSource, Protocol):
    """The open database, owned by the worker thread."""

    def unit_of_work(self) -> UnitOfWork:
        """A new transaction."""
        ...

    def audit(
        self, newest: int | None = None, between: Callable[[], object] = lambda: None
    ) -> list[Tampered]:
        """What was changed by other means than the program (see ``data/audit``)."""
        ...

    def check(self, between: Callable[[], object] = lambda: None) -> None:
        """Read what opening left unread; ``UserError("database-damaged")``."""
        ...

    def close(self) -> None:
        """Close the file."""
        ...


@dataclass(frozen=True)
class Part:
    """Something that the program is made of."""

    name: str
    version: str
    licence: str


@dataclass(frozen=True, kw_only=True)
class About:
    """What the program is: ``editions``: folder of the law's data → the beginning of its hash."""

    version: str
    system: str
    rulesets: tuple[str, ...]
    editions: Mapping[str, str]
    parts: tuple[Part, ...]


@dataclass(frozen=True, kw_only=True)
class StartOptions:
    """What the command line may say about the window; ``None`` follows settings and system."""

    language: Language | None = None
    theme: ThemeName | None = None
    scale: float | None = None


@dataclass(frozen=True, kw_only=True)
class Bundle:
    """Everything the window needs from outside.

    Callables are called in the worker thread, when first needed: the first paint waits for none of
    them. ``settings``: ``language``, ``theme`` and ``scale`` as last chosen; ``keep`` stores them.
    ``read_drafts`` and ``keep_drafts``: what was typed and not stored, earlier and now.
    ``fault_report``: where in the program a fault arose, without anybody's data.
    ``vault``: the backups of the database, ``None`` if none are kept.
    ``instance``: by which the windows of this user on this database find each other.
    ``about``: what the program is. ``bring_here``: a checked copy of a database that cannot be
    worked with where it lies. ``open_other``: another database, in a window of its own.
    """

    open_store: Callable[[], Store]
    context: Callable[[], Context]
    forms: Callable[[], FormCatalog]
    reader: Callable[[], SheetReader]
    writers: Callable[[], Mapping[str, DocumentWriter]]
    page_reader: Callable[[], PageReader]
    texts: Texts
    clock: Clock
    resources: Path
    sample: Path
    settings: Mapping[str, str]
    keep: Callable[[Mapping[str, str]], None]
    read_drafts: Callable[[], Mapping[str, Mapping[str, str]]] = dict
    keep_drafts: Callable[[Mapping[str, Mapping[str, str]]], None] | None = None
    fault_report: Callable[[BaseException], str] = repr
    vault: Callable[[], Vault] | None = None
    instance: Path | None = None
    about: Callable[[], About] | None = None
    bring_here: Callable[[], Path] | None = None
    open_other: Callable[[Path], None] | None = None
