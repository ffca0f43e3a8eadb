"""The staff list as runs of one position, and making workplaces beyond a headcount.

Neighbouring lines of one name («Технолог оператор» at the end of one section and at the head of the
next) are one run: a file that names positions alone cannot tell them apart.
"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId, WorkplaceId, uuid7
from riskdesk.domain.model import Position, Workplace
from riskdesk.services.importing import Tally
from riskdesk.services.names import names_position


@dataclass(frozen=True, slots=True)
class ListRun:
    """Lines of one name that follow each other, and their workplaces in order."""

    lines: tuple[Position, ...]
    workplaces: tuple[Workplace, ...]

    def named(self, written: str) -> bool:
        """Whether ``written`` names the position, alike or with a slip."""
        return any(names_position(line, written) for line in self.lines)

    def spread(self, count: int) -> tuple[Workplace, ...]:
        """The workplaces of ``count`` rows in order: where there are fewer, the fullest line lacks.

        Several lines of one name keep one each as long as they can.
        """
        own = [[w for w in self.workplaces if w.position_id == line.id] for line in self.lines]
        for _ in range(len(self.workplaces) - count):
            max(reversed(own), key=len).pop()
        return tuple(workplace for line in own for workplace in line)


def list_runs(dossier: Dossier) -> tuple[ListRun, ...]:
    """The runs of the list in its order."""
    workplaces: dict[PositionId, list[Workplace]] = defaultdict(list)
    for workplace in dossier.workplaces:
        workplaces[workplace.position_id].append(workplace)
    runs: list[list[Position]] = []
    for line in sorted(dossier.positions, key=lambda position: position.ordinal):
        name = line.name.ru or line.name.kk
        if runs and names_position(runs[-1][-1], name):
            runs[-1].append(line)
        else:
            runs.append([line])
    return tuple(
        ListRun(tuple(lines), tuple(w for line in lines for w in workplaces[line.id]))
        for lines in runs
    )


def add_beyond(dossier: Dossier, beyond: Mapping[PositionId, int], tally: Tally) -> None:
    """So many more workplaces at the end of each position; later ones are numbered on.

    The headcount stays what the list says: the check tells the difference.
    """
    own: dict[PositionId, list[Workplace]] = defaultdict(list)
    for workplace in dossier.workplaces:
        own[workplace.position_id].append(workplace)
    last = shift = 0
    for line in sorted(dossier.positions, key=lambda position: position.ordinal):
        for workplace in own[line.id]:
            last = workplace.number
            if shift:
                tally.put(workplace, replace(workplace, number=last + shift))
        for _ in range(beyond.get(line.id, 0)):
            shift += 1
            more = Workplace(
                id=WorkplaceId(uuid7()),
                certification_id=line.certification_id,
                position_id=line.id,
                number=last + shift,
            )
            tally.put(None, more)
