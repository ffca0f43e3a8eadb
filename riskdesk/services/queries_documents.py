"""Rows of the list of documents, and the folder that papers go to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from riskdesk.domain.issue import IssuedDocument, PaperLanguage, latest
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.records.measured import silent_forms
from riskdesk.services.context import Context
from riskdesk.services.document_numbers import proposed_number
from riskdesk.services.papers import of_dossier
from riskdesk.services.ports import UnitOfWork
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.readiness import Readiness, readiness
from riskdesk.services.sealing import today

_LONGEST = 80
"""Longer folder names meet the limits of old Windows paths."""
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows keeps for devices."""


def export_folder(documents: Path, known: Sequence[CertificationRow], certification: str) -> Path:
    """``RiskDesk/<enterprise>/<certification>``; no two certifications have one folder.

    The names are the stored ones, not of the window's language: a folder stays where it is.
    """
    taken: set[str] = set()
    for row in known:
        parts = folder_name(row.enterprise.get("ru")), folder_name(row.title)
        folder = documents / "RiskDesk" / parts[0] / parts[1]
        number = 2
        while str(folder).casefold() in taken:
            folder = documents / "RiskDesk" / parts[0] / f"{parts[1]} ({number})"
            number += 1
        if row.id == certification:
            return folder
        taken.add(str(folder).casefold())
    return documents / "RiskDesk"


def folder_name(text: str) -> str:
    """A name as file systems take it: no signs with a meaning, no dots or spaces at its ends."""
    plain = re.sub(r'[<>:"/\\|?*«»\x00-\x1f]', " ", text)
    name = " ".join(plain.split())[:_LONGEST].strip(" .")
    if not name or name.split(".")[0].casefold() in _RESERVED:
        return f"_{name}"
    return name


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentRow:
    """One form of a certification in one language, and what was issued of it.

    ``number``: the issued one, else the proposed. ``issued``: the last revision, ``None`` if there
    is none. ``current``: the data are still those of that revision. ``lacks``: see ``readiness``.
    ``in_dossier``: it is one of the dossier or its attachments. ``bare``: none of what it is about
    was met, there is nothing to print.
    """

    form: str
    title: LocalizedText
    act: LocalizedText
    annex: str
    language: PaperLanguage
    number: str
    issued: IssuedDocument | None
    current: bool
    lacks: Readiness
    in_dossier: bool
    bare: bool


def document_rows(
    uow: UnitOfWork,
    snapshot: Snapshot,
    forms: FormCatalog,
    language: PaperLanguage,
    context: Context,
) -> tuple[DocumentRow, ...]:
    """All forms in the order of a dossier."""
    head = snapshot.dossier.certification
    day, silent = today(context), silent_forms(snapshot.dossier, context.catalog)
    with uow:
        documents = latest(uow.find(IssuedDocument, certification_id=head.id))
        issued = {each.form: each for each in documents if each.language == language}
        data = uow.state(head.id).data if issued else ""
        rows = []
        for form in forms.ids:
            spec, last = forms.get(form, head.measured_on), issued.get(form)
            rows.append(
                DocumentRow(
                    form=form,
                    title=spec.title,
                    act=spec.act,
                    annex=spec.annex,
                    language=language,
                    number=last.number if last else proposed_number(uow, spec, head, day),
                    issued=last,
                    current=last is not None and last.data == data,
                    lacks=readiness(snapshot, spec, language, context),
                    in_dossier=of_dossier(spec),
                    bare=form in silent,
                )
            )
    return tuple(rows)


def revisions(uow: UnitOfWork, document_id: str) -> tuple[IssuedDocument, ...]:
    """All revisions of a document, the newest first; ``document_id``: of any of them."""
    with uow:
        last = uow.get(IssuedDocument, document_id)
        while later := uow.find(IssuedDocument, previous_id=last.id):
            last = later[0]
        found = [last]
        while found[-1].previous_id is not None:
            found.append(uow.get(IssuedDocument, found[-1].previous_id))
    return tuple(found)
