"""What a specialist added, as the criteria book lists and shows it."""

from dataclasses import dataclass

from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LANGUAGES, LocalizedText, Period, format_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.services.ports import UnitOfWork
from riskdesk.services.queries_book import BookEntry
from riskdesk.services.queries_norms import AIR, NormColumn, NormLine, NormPage

OWN = "own"


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """The own substances and norms of a database."""

    substances: tuple[OwnSubstance, ...] = ()
    norms: tuple[OwnNorm, ...] = ()

    def substance(self, identity: str) -> OwnSubstance:
        """One of them; ``UserError("not-found")``."""
        found = next((each for each in self.substances if each.id == identity), None)
        if found is None:
            raise UserError("not-found", what=identity)
        return found

    def norm(self, identity: str) -> OwnNorm:
        """One of them; ``UserError("not-found")``."""
        found = next((each for each in self.norms if each.id == identity), None)
        if found is None:
            raise UserError("not-found", what=identity)
        return found


def own_records(uow: UnitOfWork) -> Own:
    """Everything that was added to this database."""
    with uow:
        return Own(substances=tuple(uow.find(OwnSubstance)), norms=tuple(uow.find(OwnNorm)))


def own_entries(own: Own, catalog: Catalog) -> tuple[BookEntry, ...]:
    """Substances ``air/own-<id>`` and norms ``own/<id>``, searched by names, CAS, reference."""
    substances = tuple(
        BookEntry(
            id=f"{AIR}/own-{each.id}",
            family=OWN,
            title=each.name,
            words=(*_all(each.name), each.cas, each.formula, each.reference),
            own=True,
        )
        for each in own.substances
    )
    norms = tuple(
        BookEntry(
            id=f"{OWN}/{each.id}",
            family=OWN,
            title=each.title,
            words=(*_all(each.title), *_all(_quantity(catalog, each)), each.reference),
            own=True,
        )
        for each in own.norms
    )
    return (*substances, *norms)


def own_norm_page(catalog: Catalog, norm: OwnNorm) -> NormPage:
    """A local norm with its ends."""
    spec = catalog.columns.get(norm.quantity)
    ends = {"low": norm.low, "high": norm.high}
    cells = {
        name: LocalizedText(**{each: format_decimal(value, each) for each in LANGUAGES})
        for name, value in ends.items()
        if value is not None
    }
    return NormPage(
        title=norm.title,
        clause=LocalizedText(kk=norm.reference, ru=norm.reference, en=norm.reference),
        unit=LocalizedText() if spec is None else spec.unit,
        verified="none",
        note=LocalizedText(kk=norm.remark, ru=norm.remark, en=norm.remark),
        columns=tuple(NormColumn(key=name, title=LocalizedText()) for name in cells),
        lines=(NormLine(printed="", title=_quantity(catalog, norm), cells=cells),),
        in_force=Period(norm.from_day),
        own=True,
    )


def _quantity(catalog: Catalog, norm: OwnNorm) -> LocalizedText:
    spec = catalog.columns.get(norm.quantity)
    same = LocalizedText(norm.quantity, norm.quantity, norm.quantity)
    return same if spec is None else spec.title


def _all(text: LocalizedText) -> tuple[str, ...]:
    return tuple(filter(None, (text.kk, text.ru, text.en)))
