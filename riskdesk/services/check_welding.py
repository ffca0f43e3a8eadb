"""What a kind of work gives off and nobody has measured (welding: ultraviolet, manganese)."""

from collections.abc import Iterator

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.model import Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.occupations import Asked


def missing_factors(
    dossier: Dossier, workplace: Workplace, catalog: Catalog
) -> tuple[LocalizedText, ...]:
    """The factors that the occupation asks for and that no point of the workplace has."""
    name = dossier.position_of(workplace).name
    traits = catalog.occupations.traits_of(name.ru, name.kk)
    asked = catalog.occupations.asks(traits)
    if not asked:
        return ()
    points = dossier.all_points_of(workplace)
    return tuple(each.title for each in asked if not _answered(each, points, catalog, dossier))


def _answered(asked: Asked, points: tuple[Point, ...], catalog: Catalog, dossier: Dossier) -> bool:
    for point in points:
        if point.family in asked.families:
            return True
        spoken = " ".join(_texts(point, catalog, dossier)).casefold()
        if any(word.casefold() in spoken for word in asked.words):
            return True
    return False


def _texts(point: Point, catalog: Catalog, dossier: Dossier) -> Iterator[str]:
    """What a point says of itself; of a substance its names."""
    yield point.label
    yield point.remark
    for column, text in point.readings.items():
        spec = catalog.columns.get(column)
        if spec is None or spec.kind != "substance" or not text:
            continue
        yield from _substance_names(text, catalog, dossier)


def _substance_names(row: str, catalog: Catalog, dossier: Dossier) -> Iterator[str]:
    yield row
    own = next((each for each in dossier.own_substances if each.id == row), None)
    if own is not None:
        yield from (own.name.ru, own.name.kk, own.name.en)
        return
    try:
        name = catalog.substances.by_row(row).name
    except UserError:
        return
    yield from (name.ru, name.kk, name.en)
