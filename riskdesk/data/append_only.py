"""The tables to which rows are only added; triggers of the migrations hold them to it."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Text

from riskdesk.data.columns import of, row_id, table, text, whole

change = table(
    "change",
    Column("seq", Integer, primary_key=True, nullable=False),
    text("id"),
    text("at"),
    text("user"),
    text("label"),
    text("kind"),
    of("target_id", "change", null=True),
    text("hash"),
    Index("change_id", "id", unique=True),
)
"""One commit: who, when, what. ``kind``: do, undo, redo, fix.

``target_id``: the change it concerns; ``hash``: see ``chain``.
"""

history = table(
    "history",
    Column("seq", Integer, primary_key=True, nullable=False),
    of("change_id", "change"),
    text("table_name"),
    text("row_id"),
    text("before", null=True),
    text("after", null=True),
    Index("history_of_change", "change_id"),
    Index("history_of_row", "row_id"),
)
"""One row's change: canonical JSON before (null: added) and after (null: removed)."""

attachment_content = table(
    "attachment_content",
    Column("sha256", Text, primary_key=True, nullable=False),
    Column("content", LargeBinary, nullable=False),
)
"""The bytes of attachments and issued files, each once under their hash (hex): no history."""

issued_document = table(
    "issued_document",
    row_id(),
    of("certification_id", "certification"),
    text("form"),
    text("edition"),
    text("language"),
    text("number"),
    text("issued_on"),
    whole("revision"),
    of("previous_id", "issued_document", null=True),
    text("reason"),
    text("deviations"),
    text("code"),
    text("content"),
    text("data"),
    whole("position"),
    text("head"),
    text("editions"),
    text("files"),
    Index("issued_document_of_certification", "certification_id"),
    Index("issued_document_once", "previous_id", unique=True),
    Index("issued_document_by_code", "code", unique=True),
)
"""The revisions of documents that were handed out; each is revised once."""

seal = table(
    "seal",
    row_id(),
    of("certification_id", "certification"),
    whole("ordinal"),
    text("action"),
    text("day"),
    text("reason"),
    text("data"),
    whole("position"),
    text("head"),
    text("code"),
    Index("seal_once", "certification_id", "ordinal", unique=True),
    Index("seal_by_code", "code"),
)
"""Certifications sealed and opened."""

TABLES = (change, history, attachment_content, issued_document, seal)
"""All tables of this module."""
