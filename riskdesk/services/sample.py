"""The sample enterprise: made by the same imports as any other, marked as a sample."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId, uuid7
from riskdesk.domain.model import Certification, Enterprise, Mark
from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.services import (
    import_cards,
    import_instruments,
    import_journal,
    import_points,
    import_staff,
    risk,
)
from riskdesk.services.context import Context
from riskdesk.services.importing import Tally
from riskdesk.services.ports import Area, Done, SheetReader, UnitOfWork
from riskdesk.services.text_table import read_text

LABEL = "make-sample"


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeSample:
    """Make the sample of a folder with its ``sample.toml``; a second time changes nothing."""

    folder: Path


def run(command: MakeSample, uow: UnitOfWork, context: Context, reader: SheetReader) -> Done:
    """Make the sample in one transaction; ``Done.value`` is the id of its certification."""
    told = _told(command.folder / "sample.toml")
    listed = import_staff.preview(command.folder / told["files"]["staff"], reader)
    with uow:
        certification = _certification(told, uow)
        staff = import_staff.ImportStaff(
            path=command.folder / told["files"]["staff"], certification=certification.id
        )
        import_staff.apply(staff, listed, uow, context)
        _import_texts(command.folder, told["files"], certification.id, uow, context)
        _mark_environment(certification.id, HazardClass(told["marks"]["environment"]), uow)
        _assess_risks(command.folder / told["files"]["measures"], certification.id, uow, context)
        uow.commit(LABEL)
    return Done(changes=frozenset(Area), label=LABEL, value=certification.id)


def _told(file: Path) -> Mapping[str, Any]:
    try:
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise UserError("sample-broken", file=str(file)) from error


def _certification(told: Mapping[str, Any], uow: UnitOfWork) -> Certification:
    """The sample's certification: as told, kept if it is there already."""
    there = uow.find(Enterprise, is_sample=True)
    named = told["enterprise"]
    enterprise = Enterprise(
        id=there[0].id if there else EnterpriseId(uuid7()),
        name=LocalizedText(**named["name"]),
        address=LocalizedText(**named["address"]),
        is_sample=True,
    )
    tally = Tally(uow)
    tally.put(there[0] if there else None, enterprise)
    old = uow.find(Certification, enterprise_id=enterprise.id)
    certification = _as_told(told["certification"], enterprise)
    if old:
        certification = replace(certification, id=old[0].id)
    return tally.put(old[0] if old else None, certification)


def _as_told(head: Mapping[str, Any], enterprise: Enterprise) -> Certification:
    measured_on = head["measured_on"]
    assert isinstance(measured_on, date)  # noqa: S101 - a date of TOML
    return Certification(
        id=CertificationId(uuid7()),
        enterprise_id=enterprise.id,
        title=head["title"],
        measured_on=measured_on,
        ruleset=head["ruleset"],
        outdoor_temperature=Decimal(head["outdoor_temperature"]),
        pressure=Decimal(head["pressure"]),
        laboratory=LocalizedText(**head["laboratory"]),
    )


def _import_texts(
    folder: Path,
    files: Mapping[str, Any],
    certification: CertificationId,
    uow: UnitOfWork,
    context: Context,
) -> None:
    def read(name: str) -> tuple[Path, str]:
        return folder / name, read_text(folder / name)

    path, text = read(files["journal"])
    journal = import_journal.ImportJournal(path=path, certification=certification)
    import_journal.apply(journal, text, uow, context)
    for name in files["points"]:
        path, text = read(name)
        points = import_points.ImportPoints(path=path, certification=certification)
        import_points.apply(points, text, uow, context)
    for name in files["cards"]:
        path, text = read(name)
        cards = import_cards.ImportCards(path=path, certification=certification)
        import_cards.apply(cards, text, uow, context)
    path, text = read(files["instruments"])
    instruments = import_instruments.ImportInstruments(path=path, certification=certification)
    import_instruments.apply(instruments, text, uow, context)


def _mark_environment(certification: CertificationId, marked: HazardClass, uow: UnitOfWork) -> None:
    """The laboratory's class of every journal row, also of those without a value."""
    dossier = uow.dossier(certification)
    for row in dossier.measurements:
        workplace = dossier.workplace_by_id[row.workplace_id]
        if dossier.mark_of(workplace, row.quantity) is None:
            uow.add(
                Mark(
                    id=uuid7(),
                    workplace_id=row.workplace_id,
                    subject=row.quantity,
                    hazard_class=marked,
                )
            )


def _assess_risks(
    file: Path, certification: CertificationId, uow: UnitOfWork, context: Context
) -> None:
    """The first lists, with the existing measures of the sample's ``file`` at each new risk."""
    before = {each.id for each in uow.dossier(certification).risks}
    risk.apply(risk.AssessRisks(certification_id=certification), uow, context)
    told = {
        (entry["section"], name): entry["existing"]
        for entry in _told(file)["positions"]
        for name in entry["names"]
    }
    dossier = uow.dossier(certification)
    for position in dossier.positions:
        section = dossier.section_by_id[position.section_id]
        existing = told.get((section.name.ru, position.name.ru), {})
        for each in dossier.risks_of(position):
            if each.id not in before and each.hazard_id in existing:
                uow.replace(replace(each, existing_measures=tuple(existing[each.hazard_id])))
