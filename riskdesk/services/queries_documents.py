"""Rows of the list of documents, and the folder that papers go to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.catalog import FormCatalog
from riskdesk.services.queries_certifications import CertificationRow
from riskdesk.services.queries_snapshot import Snapshot

_LONGEST = 80
"""Longer folder names meet the limits of old Windows paths."""
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows keeps for devices."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormRow:
    """One form in force on the day of the measurements; ``errors``: of the whole certification."""

    id: str
    title: LocalizedText
    act: LocalizedText
    annex: str
    errors: int


def form_rows(snapshot: Snapshot, forms: FormCatalog) -> tuple[FormRow, ...]:
    """The forms in the order of a dossier."""
    day = snapshot.dossier.certification.measured_on
    specs = [forms.get(form, day) for form in forms.ids]
    return tuple(
        FormRow(
            id=spec.id, title=spec.title, act=spec.act, annex=spec.annex, errors=snapshot.errors
        )
        for spec in specs
    )


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
