"""A desk on a real database file for tests of the structure: commands, undo, what is stored."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from fakes import FakeClock
from services_desk import context

from riskdesk.data.database import Database, open_database
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, PositionId, SectionId
from riskdesk.domain.model import Certification, Position, Workplace
from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.services import edit, undo
from riskdesk.services.context import Context
from riskdesk.services.ports import Done
from riskdesk.services.structure_lists import AddPosition, AddSection


def ru(text: str) -> LocalizedText:
    return LocalizedText(ru=text)


@dataclass
class Hands:
    """What a person does at the desk; ``certification`` is the one on it."""

    database: Database
    certification: CertificationId = field(init=False)

    @property
    def context(self) -> Context:
        return context()

    def do(self, command: object) -> Any:  # noqa: ANN401 - the value of any command
        return self.done(command).value

    def done(self, command: object) -> Done:
        return edit.run(command, self.database.unit_of_work(), self.context)

    def refused(self, command: object) -> UserError:
        """The error of a refused command, which left everything as it was and has its text."""
        before = self.database.content_hash(with_history=True)
        try:
            self.do(command)
        except UserError as error:
            said = self.context.texts.error(error)
            assert all(said.get_exact(language) for language in LANGUAGES)
            assert self.database.content_hash(with_history=True) == before
            return error
        raise AssertionError(f"not refused: {command}")

    def one_step(self, command: object) -> Done:
        """A command that one undo takes back whole and one redo brings again."""
        before, count = self.database.content_hash(), len(self.database.changes())
        done = self.done(command)
        after = self.database.content_hash()
        assert len(self.database.changes()) == count + 1
        self.undo()
        assert self.database.content_hash() == before
        undo.run(undo.Redo(), self.database.unit_of_work())
        assert self.database.content_hash() == after
        return done

    def undo(self) -> None:
        undo.run(undo.Undo(), self.database.unit_of_work())

    def begin(self, name: str = "Завод") -> CertificationId:
        self.certification = self.do(
            edit.NewCertification(enterprise=ru(name), title=name, measured_on=date(2026, 4, 10))
        )
        return self.certification

    def section(self, name: str, **told: object) -> SectionId:
        command = AddSection(certification_id=self.certification, name=ru(name), **told)  # type: ignore[arg-type]
        found: SectionId = self.do(command)
        return found

    def position(
        self, section: SectionId, name: str, headcount: int = 1, **told: object
    ) -> PositionId:
        command = AddPosition(section_id=section, name=ru(name), headcount=headcount, **told)  # type: ignore[arg-type]
        found: PositionId = self.do(command)
        return found

    @property
    def dossier(self) -> Dossier:
        with self.database.unit_of_work() as uow:
            return uow.dossier(self.certification)

    def places(self, position: PositionId | None = None) -> list[Workplace]:
        """The workplaces in the order of their numbers, of all or of one line."""
        rows = self.dossier.workplaces
        return [one for one in rows if position is None or one.position_id == position]

    def lines(self) -> list[tuple[str, int]]:
        return [(one.name.ru, one.ordinal) for one in self.dossier.positions]

    def codes(self) -> list[str]:
        dossier = self.dossier
        return [dossier.code_of(one) for one in dossier.workplaces]

    def get_position(self, position: PositionId) -> Position:
        return self.dossier.position_by_id[position]

    def head(self) -> Certification:
        return self.dossier.certification


def at_desk(folder: Path) -> Iterator[Hands]:
    """An empty certification in a database file of ``folder``, and who works on it."""
    with open_database(folder / "құрылым.db", clock=FakeClock(), user="тест") as database:
        found = Hands(database)
        found.begin()
        yield found
