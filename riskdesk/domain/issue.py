"""What is written once and never changed: documents that were issued, seals of certifications.

``position`` and ``head`` in both: the last change of the history before them and its hash.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

from riskdesk.domain.ids import CertificationId

PaperLanguage = Literal["kk-ru", "ru", "kk"]
SealAction = Literal["seal", "open"]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedDocument:
    """One revision of a document as it was handed out.

    ``edition``: the day in force of the form. ``reason``: why there is a revision above 1;
    ``deviations``: why it was printed while the check had open errors. ``previous_id``: the
    revision before. ``content``: SHA-256 of what the document says (``forms/canonical``);
    ``data``: of the certification's rows then; ``files``: SHA-256 of each written file by format,
    whose bytes are kept; ``editions``: the rule set, the program, and the data files of the law
    (by their SHA-256). ``code``: what the paper carries (``code_of``).
    """

    id: str
    certification_id: CertificationId
    form: str
    edition: date
    language: PaperLanguage
    number: str
    issued_on: date
    revision: int
    previous_id: str | None = None
    reason: str = ""
    deviations: str = ""
    code: str = ""
    content: str = ""
    data: str = ""
    position: int = 0
    head: str = ""
    editions: Mapping[str, str] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seal:
    """A certification was sealed, or opened again; the one with the last ``ordinal`` holds.

    ``day``: of the act itself. ``data``: SHA-256 of the certification's rows, "" when it was
    opened. ``code``: what a paper carries, "" when it was opened.
    """

    id: str
    certification_id: CertificationId
    ordinal: int
    action: SealAction
    day: date
    reason: str
    data: str = ""
    position: int
    head: str
    code: str = ""


IssuedEntity = IssuedDocument | Seal
"""The records of this module."""

WRITTEN_ONCE = (IssuedDocument, Seal)
"""Kinds of rows that are only added: no change, no removal, no undo."""


def latest(documents: Iterable[IssuedDocument]) -> list[IssuedDocument]:
    """Of each document the last revision, in the order given."""
    found = list(documents)
    revised = {each.previous_id for each in found}
    return [each for each in found if each.id not in revised]


def sealed(seals: Iterable[Seal]) -> Seal | None:
    """The seal that holds now; ``None``: the certification is open."""
    last = max(seals, key=lambda seal: seal.ordinal, default=None)
    return last if last is not None and last.action == "seal" else None
