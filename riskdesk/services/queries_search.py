"""What can be found from anywhere: enterprises, workplaces, people, instruments, the law."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.desk import CommissionMember
from riskdesk.domain.dossier import OBJECT_CODE
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Instrument,
    Point,
    Position,
    Section,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book
from riskdesk.rules.catalog import Catalog
from riskdesk.services.ports import UnitOfWork
from riskdesk.services.queries_book import criterion_entries
from riskdesk.services.queries_norms import AIR, norm_entries

Kind = Literal[
    "enterprise",
    "certification",
    "workplace",
    "person",
    "instrument",
    "point",
    "criterion",
    "substance",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findable:
    """One thing: ``id`` of its row, the certification it belongs to ("" for the law).

    ``second`` says where it is; ``words`` are searched and not shown (codes, numbers).
    """

    kind: Kind
    id: str
    title: LocalizedText
    second: LocalizedText = LocalizedText()
    words: tuple[str, ...] = ()
    certification: str = ""


def findable_rows(uow: UnitOfWork) -> tuple[Findable, ...]:
    """Everything of the database that has a name, certification by certification."""
    with uow:
        enterprises = {each.id: each for each in uow.find(Enterprise)}
        found = [
            Findable(kind="enterprise", id=each.id, title=each.name, words=(each.bin,))
            for each in enterprises.values()
        ]
        for certification in uow.find(Certification):
            found += _of(uow, certification, enterprises[certification.enterprise_id])
        return tuple(found)


def findable_law(book: Book, catalog: Catalog) -> tuple[Findable, ...]:
    """Criteria, tables of norms and substances of the air; the same as long as the program runs."""
    criteria = (
        Findable(kind="criterion", id=each.id, title=each.title)
        for each in criterion_entries(book) + norm_entries(book)
    )
    substances = (
        Findable(
            kind="substance",
            id=f"{AIR}/{each.key}",
            title=each.name,
            second=LocalizedText(*(each.cas or each.formula,) * 3),
            words=(each.cas, each.formula, *each.synonyms),
        )
        for each in catalog.substances.substances
        if not each.heading
    )
    return (*criteria, *substances)


def _of(
    uow: UnitOfWork, certification: Certification, enterprise: Enterprise
) -> Iterator[Findable]:
    own, name = certification.id, enterprise.name
    yield Findable(
        kind="certification",
        id=own,
        title=_same(certification.title),
        second=name,
        certification=own,
        words=(f"{certification.measured_on:%d.%m.%Y}", certification.contract),
    )
    sections = {each.id: each for each in uow.find(Section, certification_id=own)}
    positions = {each.id: each for each in uow.find(Position, certification_id=own)}
    for place in uow.find(Workplace, certification_id=own):
        position = positions[place.position_id]
        section = sections[position.section_id]
        code = f"{OBJECT_CODE} {section.ordinal:03} {place.number:03}"
        yield Findable(
            kind="workplace",
            id=place.id,
            title=position.name,
            second=_joined(code, section.name),
            words=(code.replace(" ", ""), name.kk, name.ru),
            certification=own,
        )
    for member in uow.find(CommissionMember, certification_id=own):
        yield Findable(
            kind="person",
            id=member.id,
            title=_same(member.name),
            second=member.position,
            words=(name.kk, name.ru),
            certification=own,
        )
    for tool in uow.find(Instrument, certification_id=own):
        yield Findable(
            kind="instrument",
            id=tool.id,
            title=_same(tool.name),
            second=_same(tool.certificate),
            words=(tool.serial,),
            certification=own,
        )
    yield from _points(uow, certification, name)


def _points(
    uow: UnitOfWork, certification: Certification, name: LocalizedText
) -> Iterator[Findable]:
    """Each place once, however many rows and factors it has."""
    known: set[tuple[str, str]] = set()
    for point in uow.find(Point, certification_id=certification.id):
        place = point.zone or point.label
        if place and (place, point.position_written) not in known:
            known.add((place, point.position_written))
            yield Findable(
                kind="point",
                id=point.id,
                title=_same(place),
                second=_same(point.position_written),
                words=(name.kk, name.ru),
                certification=certification.id,
            )


def _same(text: str) -> LocalizedText:
    return LocalizedText(text, text, text)


def _joined(code: str, name: LocalizedText) -> LocalizedText:
    return LocalizedText(
        *(f"{code} · {text}" if text else "" for text in (name.kk, name.ru, name.en))
    )
