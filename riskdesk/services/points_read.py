"""The numbers read at a point, by column of its family; what cannot be read is left out."""

from collections.abc import Mapping
from decimal import Decimal

from riskdesk.domain.model import Point, PointFamily
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.row_reading import Reading, Row, read_row


def row_of(point: Point, catalog: Catalog) -> Row | None:
    """The row as its family reads it; ``None`` for a family that is not known."""
    family = catalog.families.get(point.family)
    return None if family is None else read_row(point, family, None)


def numbers_at(point: Point, catalog: Catalog) -> Mapping[str, tuple[Decimal, ...]]:
    """All numbers of each column that holds some."""
    row = row_of(point, catalog)
    if row is None:
        return {}
    return {
        column: value.numbers for column, value in row.values.items() if isinstance(value, Reading)
    }


def measured_columns(point: Point, catalog: Catalog) -> tuple[str, ...]:
    """The columns that an instrument read: numbers that a judge wants measured."""
    row = row_of(point, catalog)
    if row is None:
        return ()
    judged = {judge.column for judge in row.family.judges if judge.measured}
    return tuple(
        name for name, value in row.values.items() if name in judged and isinstance(value, Reading)
    )


def due_columns(family: PointFamily, catalog: Catalog) -> tuple[str, ...]:
    """The columns of a family that every row needs and an instrument reads."""
    spec = catalog.families[family]
    judged = {judge.column for judge in spec.judges if judge.measured}
    return tuple(c.id for c in spec.columns if c.required and c.id in judged)
