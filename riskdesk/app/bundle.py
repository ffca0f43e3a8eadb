"""What the window is given. Its callables are first called in the worker thread."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from riskdesk.app.bootstrap import Program
from riskdesk.app.crash import report_text
from riskdesk.app.drafts import drafts_file, keep_drafts, read_drafts
from riskdesk.app.instance import instance_name, start_window
from riskdesk.app.settings import keep_settings, read_settings
from riskdesk.ui.bundle import About, Bundle

if TYPE_CHECKING:
    from riskdesk.forms.catalog import FormCatalog
    from riskdesk.services.backups import Vault
    from riskdesk.services.context import Context
    from riskdesk.services.ports import DocumentWriter, SheetReader
    from riskdesk.services.ports_pages import PageReader
    from riskdesk.ui.bundle import Store

# SQLAlchemy, openpyxl and reportlab are imported inside the callables: together they would hold
# the first paint of the window up by 0.5 s (measured), and the worker needs them a moment later.
# ruff: noqa: PLC0415

_AT_ONCE = 0.1
"""Seconds that the window waits for a held file before it says so; it tries again by itself."""


def window_bundle(database: Path | None, program: Program) -> Bundle:
    """The parts of the window for the database ``database``, or the user's own."""
    folder = program.paths.user_data
    drafts = drafts_file(database or program.paths.database)

    def open_store() -> "Store":
        from riskdesk.app.store import open_named

        return open_named(program, database, busy_seconds=_AT_ONCE)

    def context() -> "Context":
        from riskdesk.app.store import make_context

        return make_context(program)

    def forms() -> "FormCatalog":
        from riskdesk.forms.catalog import FormCatalog

        return FormCatalog.load(program.paths.forms)

    def reader() -> "SheetReader":
        from riskdesk.reports.staff_reader import StaffReader

        return StaffReader()

    def writers() -> Mapping[str, "DocumentWriter"]:
        from riskdesk.app.writers import document_writers

        return document_writers(program.paths.resources)

    def page_reader() -> "PageReader":
        from riskdesk.app.writers import page_reader as made

        return made()

    def vault() -> "Vault":
        from riskdesk.app.backing_up import backups_of

        return backups_of(program, database)

    def about() -> About:
        from riskdesk.app import about as parts

        return parts.about(program)

    def bring_here() -> Path:
        from riskdesk.app.store import bring_here as copied

        return copied(program, database)

    return Bundle(
        open_store=open_store,
        context=context,
        forms=forms,
        reader=reader,
        writers=writers,
        page_reader=page_reader,
        texts=program.texts,
        clock=program.clock,
        resources=program.paths.resources,
        sample=program.paths.sample,
        settings={"language": program.language, **read_settings(folder)},
        keep=lambda settings: keep_settings(folder, settings),
        read_drafts=lambda: read_drafts(drafts),
        keep_drafts=lambda texts: keep_drafts(drafts, texts),
        fault_report=lambda error: report_text(error, program.clock.now().isoformat()),
        vault=vault,
        instance=instance_name(database or program.paths.database),
        about=about,
        bring_here=bring_here,
        open_other=start_window,
    )
