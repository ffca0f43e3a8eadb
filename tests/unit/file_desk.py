"""A desk on a real file: a shop with a few workplaces, and commands through the one door."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeClock
from services_desk import DAY, context

from riskdesk.data.database import open_database
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import (
    CertificationId,
    EnterpriseId,
    InstrumentId,
    PositionId,
    SectionId,
    WorkplaceId,
    uuid7,
)
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Entity,
    Instrument,
    Measurement,
    Position,
    Section,
    Workplace,
)
from riskdesk.domain.values import LANGUAGES, LocalizedText, parse_decimal
from riskdesk.rules.evaluate import evaluate
from riskdesk.rules.finding import Assessment
from riskdesk.services import edit
from riskdesk.services.check import Problem, check
from riskdesk.services.context import Context
from riskdesk.services.ports import Done
from riskdesk.services.queries_snapshot import Snapshot, take
from riskdesk.services.undo import Redo, Undo
from riskdesk.services.undo import run as run_undo

NAMES = ("Электросварщик", "Грузчик", "Сторож")


class FileDesk:
    """One certification of one section; a workplace for each name."""

    def __init__(self, path: Path, names: tuple[str, ...] = NAMES) -> None:
        self.clock = FakeClock()
        self.database = open_database(path, clock=self.clock, user="тест")
        self.context = Context(
            catalog=context().catalog,
            risks=context().risks,
            texts=context().texts,
            clock=self.clock,
        )
        enterprise = Enterprise(id=EnterpriseId(uuid7()), name=LocalizedText(ru="Завод"))
        self.certification = CertificationId(uuid7())
        section = Section(
            id=SectionId(uuid7()),
            certification_id=self.certification,
            ordinal=1,
            name=LocalizedText(ru="Цех"),
        )
        rows: list[Entity] = [
            enterprise,
            Certification(
                id=self.certification,
                enterprise_id=enterprise.id,
                title="2026",
                measured_on=DAY,
                ruleset="KZ1.04.001.2000",
            ),
            section,
        ]
        for number, name in enumerate(names, start=1):
            position = Position(
                id=PositionId(uuid7()),
                certification_id=self.certification,
                section_id=section.id,
                ordinal=number,
                name=LocalizedText(ru=name),
                headcount=1,
            )
            workplace = Workplace(
                id=WorkplaceId(uuid7()),
                certification_id=self.certification,
                position_id=position.id,
                number=number,
            )
            rows += [position, workplace]
        self.add(*rows)

    def add(self, *rows: Entity) -> None:
        with self.database.unit_of_work() as uow:
            for row in rows:
                uow.add(row)
            uow.commit("test")

    def change(self, *rows: Entity) -> None:
        with self.database.unit_of_work() as uow:
            for row in rows:
                uow.replace(row)
            uow.commit("test")

    def do(self, command: object) -> Done:
        return edit.run(command, self.database.unit_of_work(), self.context)

    def undo(self) -> Done:
        return run_undo(Undo(), self.database.unit_of_work())

    def redo(self) -> Done:
        return run_undo(Redo(), self.database.unit_of_work())

    def refused(self, command: object, code: str) -> UserError:
        """The refusal, told in every language; nothing was stored."""
        before = self.database.content_hash()
        with pytest.raises(UserError) as error:
            self.do(command)
        assert error.value.code == code
        assert self.database.content_hash() == before
        said = self.context.texts.error(error.value)
        assert all(said.get_exact(language) for language in LANGUAGES)
        return error.value

    def dossier(self) -> Dossier:
        with self.database.unit_of_work() as uow:
            return uow.dossier(self.certification)

    def assessment(self) -> Assessment:
        return evaluate(self.dossier(), self.context.catalog)

    def snapshot(self) -> Snapshot:
        return take(self.database.unit_of_work(), self.certification, self.context)

    def problems(self, code: str) -> list[Problem]:
        dossier = self.dossier()
        found = check(dossier, evaluate(dossier, self.context.catalog), self.context)
        for problem in found:
            assert all(problem.message.get_exact(each) for each in LANGUAGES), problem
        return [problem for problem in found if problem.code == code]

    def workplace(self, number: int) -> Workplace:
        return self.dossier().workplaces[number - 1]

    def measured(
        self, number: int, quantity: str, text: str, instrument: InstrumentId | None = None
    ) -> Measurement:
        """A journal row, stored."""
        spec = self.context.catalog.quantities[quantity]
        row = Measurement(
            id=uuid7(),
            workplace_id=self.workplace(number).id,
            quantity=quantity,
            ordinal=len(self.dossier().measurements) + 1,
            value_text=text,
            value=parse_decimal(text),
            unit=spec.unit_id,
            measured_on=DAY,
            instrument_id=instrument,
        )
        self.add(row)
        return row

    def meter(
        self,
        quantity: str = "noise_leq",
        until: date | None = date(2026, 12, 1),
        ranges: str = "",
    ) -> Instrument:
        """An instrument of the register, stored."""
        row = Instrument(
            id=InstrumentId(uuid7()),
            certification_id=self.certification,
            name=f"Прибор {quantity}",
            quantities=(quantity,),
            certificate="С-1",
            verified_on=date(2025, 12, 1),
            valid_until=until,
            ranges={quantity: ranges} if ranges else {},
        )
        self.add(row)
        return row

    def close(self) -> None:
        self.database.close()


@contextmanager
def opened(folder: Path) -> Iterator[FileDesk]:
    """A desk in a new file of the folder, closed in the end."""
    desk = FileDesk(folder / "қор.db")
    try:
        yield desk
    finally:
        desk.close()
