"""Workplaces of a certification that has no staff list: positions as a journal names them."""

from collections.abc import Iterable

from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId, uuid7
from riskdesk.domain.model import Certification, Position, Section, Workplace
from riskdesk.services.file_places import number_of
from riskdesk.services.importing import Tally
from riskdesk.services.names import name_text
from riskdesk.services.spelling import same_name
from riskdesk.services.text_table import Record


def make_workplaces(rows: Iterable[Record], certification: Certification, tally: Tally) -> None:
    """Where no staff list was given: one unnamed section, positions and workplaces as they come.

    Rows whose number cannot be read are left to be reported; neighbours of one position are one
    line of the list.
    """
    named: dict[int, str] = {}
    for row in rows:
        number = number_of(row)
        if number is not None and row["position"]:
            named.setdefault(number, row["position"])
    lines: list[tuple[str, list[int]]] = []
    for number, name in sorted(named.items()):
        if lines and same_name(lines[-1][0], name):
            lines[-1][1].append(number)
        else:
            lines.append((name, [number]))
    if lines:
        section = _put_section(certification, tally)
        for ordinal, (name, numbers) in enumerate(lines, start=1):
            put_position(section, ordinal, name, numbers, tally)


def _put_section(certification: Certification, tally: Tally) -> Section:
    section = Section(
        id=SectionId(uuid7()),
        certification_id=certification.id,
        ordinal=1,
        name=name_text(""),
    )
    return tally.put(None, section)


def put_position(
    section: Section, ordinal: int, name: str, numbers: list[int], tally: Tally
) -> None:
    """A line of the list with its workplaces."""
    position = tally.put(
        None,
        Position(
            id=PositionId(uuid7()),
            certification_id=section.certification_id,
            section_id=section.id,
            ordinal=ordinal,
            name=name_text(name),
            headcount=len(numbers),
        ),
    )
    for number in numbers:
        put_workplace(position, number, tally)


def put_workplace(position: Position, number: int, tally: Tally) -> None:
    """One more workplace of a position."""
    tally.put(
        None,
        Workplace(
            id=WorkplaceId(uuid7()),
            certification_id=position.certification_id,
            position_id=position.id,
            number=number,
        ),
    )
