"""The kinds of columns that tables are made of."""

from sqlalchemy import Column, ForeignKey, Index, Integer, MetaData, Table, Text

METADATA = MetaData()
"""All tables of the present schema."""


def row_id() -> Column[str]:
    """The identity of an entity."""
    return Column("id", Text, primary_key=True, nullable=False)


def text(name: str, *, null: bool = False) -> Column[str]:
    """A text, also of a number, a day or JSON."""
    return Column(name, Text, nullable=null)


def whole(name: str, *, null: bool = False) -> Column[int]:
    """A whole number; 0 or 1 for yes and no."""
    return Column(name, Integer, nullable=null)


def three(name: str) -> tuple[Column[str], ...]:
    """A text in three languages."""
    return tuple(text(f"{name}_{language}") for language in ("kk", "ru", "en"))


def of(name: str, parent: str, *, null: bool = False) -> Column[str]:
    """A reference to a row of the table ``parent``; it never cascades."""
    return Column(name, Text, ForeignKey(f"{parent}.id"), nullable=null)


def table(name: str, *columns: Column[str] | Column[int] | Column[bytes] | Index) -> Table:
    """A strict table: a column takes no value of another type."""
    return Table(name, METADATA, *columns, sqlite_strict=True)
