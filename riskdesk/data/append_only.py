"""The tables to which rows are only added; triggers of the migrations hold them to it."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Text

from riskdesk.data.columns import of, table, text

change = table(
    "change",
    Column("seq", Integer, primary_key=True, nullable=False),
    text("id"),
    text("at"),
    text("user"),
    text("label"),
    text("kind"),
    of("target_id", "change", null=True),
    Index("change_id", "id", unique=True),
)
"""One commit: who, when, what. ``kind``: do, undo, redo; ``target_id``: the change it concerns."""

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
"""The bytes of attachments, each once under their hash (hex): outside of the history."""
