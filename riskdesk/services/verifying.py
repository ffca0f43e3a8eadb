"""What a code or a file leads to, and whether the database still says what was sealed (S5, S6, S8).

The history proves the rows, its chain the history, and the heads that seals, documents and papers
carry prove the chain.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Protocol

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.domain.issue import IssuedDocument, Seal, sealed
from riskdesk.domain.model import Certification, Enterprise
from riskdesk.domain.paper_code import code_of, read_code
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import Tampered, Tampering, UnitOfWork

NEWEST = 20_000
"""So many of the last rows of the history are looked at when the program starts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """The document or seal that was found.

    ``current``: the data are still those that were printed or sealed. ``later``: a revision above
    this one. ``faults``: what is wrong with the record, its bytes, or the history before it.
    """

    record: IssuedDocument | Seal
    title: str
    enterprise: LocalizedText
    current: bool
    later: IssuedDocument | None
    faults: tuple[Tampered, ...]


def verify_code(uow: UnitOfWork, text: str) -> Verified:
    """The record whose code stands on a paper, as typed.

    ``UserError``: ``verify-no-code`` (it cannot be one), ``verify-code-unknown``.
    """
    code = read_code(text)
    if code is None:
        raise UserError("verify-no-code", text=text)
    with uow:
        documents, seals = uow.find(IssuedDocument, code=code), uow.find(Seal, code=code)
        found: list[IssuedDocument | Seal] = [*documents, *seals]
        if found:
            return _verified(uow, found[0])
    raise UserError("verify-code-unknown", text=code)


def verify_file(uow: UnitOfWork, content: bytes, name: str) -> Verified:
    """The document that was handed out as exactly these bytes.

    ``UserError("verify-file-unknown")``: it was changed, or is not of this database.
    """
    identity = sha256(content).hexdigest()
    with uow:
        for document in uow.find(IssuedDocument):
            if identity in document.files.values():
                return _verified(uow, document)
    raise UserError("verify-file-unknown", file=name)


class Audited(Protocol):
    """An open database that can be looked through."""

    def unit_of_work(self) -> UnitOfWork:
        """A new transaction."""
        ...

    def audit(
        self, newest: int | None = None, between: Callable[[], object] = lambda: None
    ) -> list[Tampered]:
        """What contradicts the history, or its chain, in slices with ``between`` after each."""
        ...


def tampered(
    store: Audited, between: Callable[[], object] = lambda: None, *, whole: bool = False
) -> tuple[Tampered, ...]:
    """What was changed by other means than the program; others may work meanwhile.

    When the program starts: the newest changes, and the heads that seals and documents name.
    ``whole``: the history from its beginning, every row, all kept bytes, what was sealed.
    """
    found = store.audit(None if whole else NEWEST, between)
    if any(fault.table in ("issued_document", "seal") for fault in found):
        return tuple(found)  # such records may not even be read
    return tuple(dict.fromkeys((*found, *anchor_faults(store.unit_of_work(), rows=whole))))


def anchor_faults(uow: UnitOfWork, *, rows: bool = True) -> tuple[Tampered, ...]:
    """What is wrong with the seals and documents and the heads that they carry.

    ``rows``: also whether each sealed certification says what was sealed (a second for 100,000
    rows).
    """
    with uow:
        seals = uow.find(Seal)
        records: tuple[IssuedDocument | Seal, ...] = (*uow.find(IssuedDocument), *seals)
        found = [fault for record in records for fault in _anchor(uow, record)]
        for certification in dict.fromkeys(seal.certification_id for seal in seals):
            held = sealed(each for each in seals if each.certification_id == certification)
            if rows and held is not None and not _says(uow, certification, held.data):
                found.append(
                    Tampered(code="seal-broken", table="certification", row_id=certification)
                )
    return tuple(found)


def _says(uow: UnitOfWork, certification: CertificationId, data: str) -> bool:
    try:
        return uow.state(certification).data == data
    except (KeyError, TypeError, ValueError, ArithmeticError):  # a row that cannot be read
        return False


def _verified(uow: UnitOfWork, record: IssuedDocument | Seal) -> Verified:
    certification = uow.get(Certification, record.certification_id)
    document = isinstance(record, IssuedDocument)
    later = uow.find(IssuedDocument, previous_id=record.id) if document else []
    while later and (more := uow.find(IssuedDocument, previous_id=later[0].id)):
        later = more
    return Verified(
        record=record,
        title=certification.title,
        enterprise=uow.get(Enterprise, certification.enterprise_id).name,
        current=uow.state(certification.id).data == record.data,
        later=later[0] if later else None,
        faults=(*_anchor(uow, record), *_bytes(uow, record)),
    )


def _anchor(uow: UnitOfWork, record: IssuedDocument | Seal) -> Iterator[Tampered]:
    """The code that the record gives, and the head of the history that it names."""
    table = "seal" if isinstance(record, Seal) else "issued_document"
    coded = isinstance(record, IssuedDocument) or record.action == "seal"
    if coded and code_of(record) != record.code:
        yield Tampered(code="code-differs", table=table, row_id=record.id)
    head = uow.head_at(record.position)
    if head != record.head:
        what: Tampering = "log-altered" if head else "log-cut"
        yield Tampered(code=what, table=table, row_id=record.id, position=record.position)


def _bytes(uow: UnitOfWork, record: IssuedDocument | Seal) -> Iterator[Tampered]:
    if isinstance(record, Seal):
        return
    for identity in record.files.values():
        try:
            uow.content(identity)
        except UserError:
            yield Tampered(code="content-damaged", table="issued_document", row_id=record.id)
