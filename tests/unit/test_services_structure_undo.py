"""Random work on the structure: undo all is the first state, redo all is the end (U13)."""

import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.errors import UserError
from riskdesk.services import undo
from riskdesk.services.copying_details import ApplyToSimilar
from riskdesk.services.groups_draw import DrawMeasured
from riskdesk.services.groups_members import ConfirmGroup, DissolveGroup, MakeGroup
from riskdesk.services.structure_cells import CellEdit, ChangeCells
from riskdesk.services.structure_lists import (
    AddPosition,
    AddSection,
    MovePosition,
    MoveSection,
    RemovePosition,
    RemoveSection,
)
from riskdesk.services.structure_workplaces import (
    AddWorkplaces,
    MoveWorkplace,
    RemoveWorkplace,
    Renumber,
    SplitByHeadcount,
)


def commands(hands: Hands, chance: Random) -> list[Callable[[], object]]:
    """Every command that the present structure allows, with chosen places."""
    dossier, certification = hands.dossier, hands.certification
    section = chance.choice(dossier.sections or (None,))
    line = chance.choice(dossier.positions or (None,))
    places = dossier.workplaces
    at, again = chance.randint(1, 4), chance.random() < 0.3
    found: list[Callable[[], object]] = [
        lambda: AddSection(certification_id=certification, name=ru("Цех"), at=at),
        lambda: Renumber(certification_id=certification),
    ]
    if section is not None:
        found += [
            lambda: AddPosition(section_id=section.id, name=ru("Слесарь"), headcount=at),
            lambda: MoveSection(section_id=section.id, at=at, renumber=again),
            lambda: RemoveSection(section_id=section.id),
        ]
    if section is not None and line is not None:
        into = chance.choice(("each", "one"))
        found += [
            lambda: MovePosition(position_id=line.id, section_id=section.id, at=at),
            lambda: RemovePosition(position_id=line.id, renumber=again),
            lambda: AddWorkplaces(position_id=line.id, count=at),
            lambda: SplitByHeadcount(position_id=line.id, into=into),  # type: ignore[arg-type]
        ]
    if len(places) > 2 and line is not None:
        one, two, three = chance.sample(places, 3)
        edits = (CellEdit(one.id, "men", str(at)), CellEdit(two.id, "night", "да"))
        found += [
            lambda: MoveWorkplace(workplace_id=one.id, position_id=line.id, before=two.id),
            lambda: RemoveWorkplace(workplace_id=one.id),
            lambda: ChangeCells(certification_id=certification, edits=edits),
            lambda: ApplyToSimilar(source_id=one.id, target_ids=(two.id, three.id)),
            lambda: MakeGroup(certification_id=certification, members=(one.id, two.id)),
        ]
    for group in dossier.analog_groups:
        found += [
            lambda group=group: DrawMeasured(group_id=group.id, count=1, seed=at),  # type: ignore[misc]
            lambda group=group: ConfirmGroup(group_id=group.id),  # type: ignore[misc]
            lambda group=group: DissolveGroup(group_id=group.id),  # type: ignore[misc]
        ]
    return found


def sound(hands: Hands) -> None:
    """Ordinals run from 1 without a gap; every place is on a line, every line in a section."""
    dossier = hands.dossier
    for rows in (dossier.sections, dossier.positions, dossier.analog_groups):
        assert [one.ordinal for one in rows] == list(range(1, len(rows) + 1))
    assert all(hands.codes())


@pytest.mark.parametrize("seed", range(8))
def test_undo_all_and_redo_all(seed: int) -> None:
    chance = Random(seed)  # noqa: S311 - choices of a test
    with tempfile.TemporaryDirectory() as folder:
        for hands in at_desk(Path(folder)):
            states = [hands.database.content_hash()]
            for _ in range(40):
                try:
                    hands.do(chance.choice(commands(hands, chance))())
                except UserError:
                    continue
                sound(hands)
                if hands.database.content_hash() != states[-1]:
                    states.append(hands.database.content_hash())
            assert len(states) > 15
            for state in reversed(states[:-1]):
                hands.undo()
                assert hands.database.content_hash() == state
            for state in states[1:]:
                undo.run(undo.Redo(), hands.database.unit_of_work())
                assert hands.database.content_hash() == state
