"""Where an own substance or norm is used, in words a person finds the place by."""

from collections.abc import Iterator

from riskdesk.domain.model import Certification, Enterprise, Measurement, Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import UnitOfWork


def substance_uses(uow: UnitOfWork, key: str) -> Iterator[LocalizedText]:
    """The points that name the substance ``own-…`` in one of their readings."""
    for point in uow.find(Point):
        if key in point.readings.values():
            yield _point(uow, point)


def norm_uses(uow: UnitOfWork, identity: str) -> Iterator[LocalizedText]:
    """The points and the measurements that the norm judges."""
    for point in uow.find(Point, own_norm_id=identity):
        yield _point(uow, point)
    for measurement in uow.find(Measurement, own_norm_id=identity):
        workplace = uow.get(Workplace, measurement.workplace_id)
        where = _certification(uow, workplace.certification_id)
        yield _with(where, f"№ {workplace.number}")


def _point(uow: UnitOfWork, point: Point) -> LocalizedText:
    return _with(_certification(uow, point.certification_id), point.zone or point.label)


def _certification(uow: UnitOfWork, identity: str) -> LocalizedText:
    found = uow.get(Certification, identity)
    name = uow.get(Enterprise, found.enterprise_id).name
    texts = (name.get("kk"), name.get("ru"), name.get("en"))
    return LocalizedText(*(f"{text}, {found.title}" for text in texts))


def _with(where: LocalizedText, what: str) -> LocalizedText:
    return LocalizedText(*(f"{text}: {what}" for text in (where.kk, where.ru, where.en)))
