"""Rows of the list of the structure: sections, lines of the staff list, their workplaces."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from riskdesk.domain.desk import AnalogGroup
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PositionId, SectionId, WorkplaceId
from riskdesk.domain.values import Language, LocalizedText
from riskdesk.rules.norms import LightNorm, MicroclimateNorm
from riskdesk.services.queries_groups import GroupMark
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.queries_structure import Judgement, judgement_of_total
from riskdesk.services.structure_grid import GridRow as PlaceRow
from riskdesk.services.structure_grid import LineRow, structure_grid
from riskdesk.services.structure_people import people_at
from riskdesk.ui.fold import matches
from riskdesk.ui.kit.cells import Cell, Column, Finder, GridRow, LazyRows, Option, Sign
from riskdesk.ui.kit.fields.find_field import found_among
from riskdesk.ui.look import Look
from riskdesk.ui.tags import judgement_tag

PEOPLE = ("men", "women", "youth", "disabled")
NAMES = ("kk", "ru")
OF_LINE = (*NAMES, "headcount")
OF_PLACE = (*PEOPLE, "shift_hours", "night", "work_category", "permanent", "visual_grade",
            "list_entry", "remark")  # fmt: skip
_SECOND = ("youth", "disabled")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One row. ``key``: the section, the line (its first workplace stands here) or the workplace.

    ``problems``: what is wrong, by column, as a key of the catalog with its numbers.
    """

    key: str
    kind: Literal["section", "line", "place"]
    section: SectionId
    ordinal: int = 0
    position: PositionId | None = None
    workplace: WorkplaceId | None = None
    number: int = 0
    code: str = ""
    texts: Mapping[str, str]
    names: LocalizedText
    judgement: Judgement | None = None
    group: GroupMark | None = None
    sources: tuple[int, ...] = ()
    problems: tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheetful:
    """All that the list shows. ``without``: workplaces that do not say who works there."""

    rows: tuple[Entry, ...]
    lines: tuple[LineRow, ...]
    sections: tuple[tuple[SectionId, LocalizedText], ...]
    groups: tuple[AnalogGroup, ...]
    out_of_order: bool
    enterprise: LocalizedText
    places: int
    men: int
    women: int
    without: int


def sheetful(snapshot: Snapshot, language: Language) -> Sheetful:
    """The list of a certification as it is stored; made in the worker."""
    dossier = snapshot.dossier
    grid = structure_grid(dossier, language)
    numbers: dict[str, int] = {one.id: one.number for one in dossier.workplaces}
    places: dict[str, list[PlaceRow]] = {line.id: [] for line in grid.lines}
    for row in grid.rows:
        places[row.position_id].append(row)
    entries: list[Entry] = []
    for section in dossier.sections:
        own = [line for line in grid.lines if line.section_id == section.id]
        entries.append(_section(dossier, section.id, section.ordinal, section.name, own))
        for line in own:
            entries += _line(line, places[line.id], snapshot, numbers)
    works = dossier.workplaces
    return Sheetful(
        rows=tuple(entries),
        lines=grid.lines,
        sections=tuple((one.id, one.name) for one in dossier.sections),
        groups=dossier.analog_groups,
        out_of_order=grid.out_of_order,
        enterprise=dossier.enterprise.name,
        places=len(works),
        men=sum(one.men or 0 for one in works),
        women=sum(one.women or 0 for one in works),
        without=sum(not ((one.men or 0) + (one.women or 0)) for one in works),
    )


def _section(
    dossier: Dossier, identity: SectionId, ordinal: int, name: LocalizedText, own: list[LineRow]
) -> Entry:
    here = {line.id for line in own}
    works = [one for one in dossier.workplaces if one.position_id in here]
    texts = {"kk": name.kk, "ru": name.ru, "headcount": str(sum(one.headcount for one in own))}
    for column in PEOPLE:
        known = [count for one in works if (count := getattr(one, column)) is not None]
        texts[column] = str(sum(known)) if known else ""
    return Entry(
        key=identity, kind="section", section=identity, ordinal=ordinal, code=str(ordinal),
        texts=texts, names=name,
    )  # fmt: skip


def _line(
    line: LineRow, places: Sequence[PlaceRow], snapshot: Snapshot, numbers: Mapping[str, int]
) -> list[Entry]:
    name = {"kk": line.name.kk, "ru": line.name.ru}
    head = {**name, "headcount": str(line.headcount)}
    first = Entry(
        key=line.id, kind="line", section=line.section_id, ordinal=line.ordinal,
        position=line.id, texts=head, names=line.name,
    )  # fmt: skip
    if not places:
        return [first]
    made = []
    for at, row in enumerate(places):
        group = row.group
        own = replace(
            first,
            key=line.id if not at else row.id,
            kind="line" if not at else "place",
            workplace=row.id,
            number=row.number,
            code=row.code,
            texts={**(head if not at else name), **row.cells},
            judgement=judgement_of_total(snapshot.assessed[row.id]),
            group=group,
            sources=tuple(numbers[one] for one in group.sources) if group else (),
            problems=_problems(row, snapshot),
        )
        made.append(own)
    if line.people != line.headcount:
        said = (("headcount", line.headcount), ("people", line.people))
        problem = ("headcount", "structure.people_differ", said)
        made[0] = replace(made[0], problems=(*made[0].problems, problem))
    return made


def _problems(
    row: PlaceRow, snapshot: Snapshot
) -> tuple[tuple[str, str, tuple[tuple[str, int], ...]], ...]:
    workplace = snapshot.dossier.workplace_by_id[row.id]
    found: list[tuple[str, str, tuple[tuple[str, int], ...]]] = []
    if row.duplicate:
        found.append(("code", "structure.number_twice", (("number", row.number),)))
    if workplace.men == 0 and workplace.women == 0:
        found += [(column, "structure.nobody", ()) for column in ("men", "women")]
    people = people_at(workplace)
    for column in _SECOND:
        count = getattr(workplace, column) or 0
        if count > people:
            found.append((column, "structure.more_than_people", (("people", people),)))
    return tuple(found)


class Rows:
    """Makes the rows of the grid from entries, in one look."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._choices: dict[str, Sequence[Option]] = {}
        self._spelled: dict[str, Callable[[str], str | None]] = {}

    def show_choices(self, climate: MicroclimateNorm, light: LightNorm) -> None:
        """What the norms let one choose; they know other spellings ("1б" is "Iб")."""
        tr = self._look.tr
        titles = {one: tr.text(title) for one, title in climate.categories.items()}
        self._choices["work_category"] = [
            Option(value=one, words=title.rpartition(" ")[2], second=title)
            for one, title in titles.items()
        ]
        self._choices["visual_grade"] = [
            Option(value=one, words=one, second=tr.text(grade.rooms))
            for one, grade in light.grades.items()
        ]
        self._spelled = {"work_category": climate.category, "visual_grade": light.grade}

    def columns(self) -> tuple[Column, ...]:
        """The columns; names in the language of the window stand first."""
        names = NAMES if self._look.language == "kk" else NAMES[::-1]
        return (
            replace(self._column("code", 92), title=f"{self._look.tr('structure.code')} ƒ",
                    computed=True, typed=False),
            *(self._column(f"name_{name}", 200, key=name) for name in names),
            *(self._count(key, 64) for key in ("headcount", "men", "women")),
            replace(self._column("group", 132), computed=True, typed=False),
            Column(key="class", title=self._look.tr("structure.class"), kind="tag", width=78,
                   computed=True),
            replace(self._count("shift_hours", 64), whole=False),
            self._choice("night", 72),
            self._choice("work_category", 84),
            self._choice("permanent", 92),
            self._choice("visual_grade", 84),
            *(self._count(key, 76) for key in _SECOND),
            self._column("list_entry", 150),
            self._column("remark", 180),
        )  # fmt: skip

    def _column(self, name: str, width: int, key: str = "") -> Column:
        title = self._look.tr(f"structure.{name}")
        return Column(key=key or name, title=title, width=width, typed=True)

    def _count(self, name: str, width: int) -> Column:
        return replace(self._column(name, width), kind="number", whole=True, wrap_head=True)

    def _choice(self, name: str, width: int) -> Column:
        return replace(
            self._column(name, width), kind="choice", wrap_head=True, find=self._finder(name)
        )

    def _finder(self, name: str) -> Finder:
        tr = self._look.tr
        words = {"1": tr("grid.yes"), "0": tr("grid.no")}
        yes = [Option(value=value, words=word) for value, word in words.items()]

        def find(text: str) -> Sequence[Option]:
            if name in {"night", "permanent"}:
                return found_among(yes, text)
            spelled = self._spelled.get(name)
            meant = spelled(text) if spelled is not None and text.strip() else None
            if meant is not None:
                return [Option(value=str(meant), words=text.strip())]
            return found_among(self._choices.get(name, ()), text)

        return find

    def rows(self, entries: Sequence[Entry]) -> LazyRows:
        """Rows made when they are looked at."""

        def make(number: int) -> GridRow:
            return self._row(entries[number])

        def text(number: int, column: str) -> str:
            entry = entries[number]
            return entry.code if column == "code" else entry.texts.get(column, "")

        return LazyRows([entry.key for entry in entries], make, text)

    def _row(self, entry: Entry) -> GridRow:
        problems = {
            column: self._look.tr(key, **dict(numbers)) for column, key, numbers in entry.problems
        }
        cells = {"code": Cell(text=entry.code, tone="text_2", problem=problems.get("code", ""))}
        if entry.kind == "section":
            cells |= self._of_section(entry)
            return GridRow(key=entry.key, cells=cells)
        first = entry.kind == "line"
        for column in OF_LINE:
            cells[column] = Cell(
                text=entry.texts.get(column, "") if first or column in NAMES else "",
                editable=first,
                tone="text" if first else "text_3",
                problem=problems.get(column, ""),
            )
        if entry.workplace is not None:
            for column in OF_PLACE:
                problem = problems.get(column, "")
                cells[column] = Cell(
                    text=self._words(column, entry.texts.get(column, "")),
                    editable=True, problem=problem,
                    invalid=bool(problem) and column in {"men", "women"},
                )  # fmt: skip
            cells["group"] = self._group(entry)
        if entry.judgement is not None:
            cells["class"] = Cell(tag=judgement_tag(entry.judgement))
        return GridRow(key=entry.key, cells=cells)

    def _words(self, column: str, text: str) -> str:
        """A chosen value in the words that one chooses by."""
        options = self._choices.get(column, ())
        return next((one.words for one in options if one.value == text), text)

    def _of_section(self, entry: Entry) -> dict[str, Cell]:
        cells = {
            name: Cell(text=entry.texts[name], editable=True, weight="strong", shaded=True)
            for name in NAMES
        }
        for column in ("headcount", *PEOPLE):
            cells[column] = Cell(text=entry.texts[column], weight="strong", shaded=True)
        for column in (*OF_PLACE[4:], "group", "class"):
            cells[column] = Cell(shaded=True)
        return cells

    def _group(self, entry: Entry) -> Cell:
        group, tr = entry.group, self._look.tr
        if group is None:
            return Cell()
        name = tr.text(group.name)
        again = tr("group.reopened_short") if group.state == "reopened" else ""
        tooltip = ". ".join(filter(None, (name, again)))
        problem = again
        if group.sign == "measured":
            sign = Sign(icon="ticked", meaning=tr("group.measured"), tone="text_2")
            return Cell(text=tr("group.measured"), before=sign, tooltip=tooltip, problem=problem)
        sign = Sign(icon="inherited", meaning=tr("group.inherits"), tone="accent")
        numbers = ", ".join(f"{one:03}" for one in entry.sources)
        return Cell(text=tr("group.from", numbers=numbers), before=sign, tooltip=tooltip,
                    problem=problem)  # fmt: skip


def wanted(
    entries: Sequence[Entry], section: str, texts: Mapping[str, str], order: tuple[str, bool]
) -> list[Entry]:
    """The rows of a section ("" for all) that hold the texts, in the order of a column."""
    found = [one for one in entries if not section or one.section == section]
    if texts:
        kept = [one for one in found if one.kind != "section" and _holds(one, texts)]
        heads = {one.section for one in kept}
        there = {one.key for one in kept}
        found = [
            one for one in found
            if one.key in there or (one.kind == "section" and one.section in heads)
        ]  # fmt: skip
    column, descending = order
    if column:
        found = [one for one in found if one.kind != "section"]
        found.sort(key=lambda one: _weight(one, column), reverse=descending)
    return found


def _holds(entry: Entry, texts: Mapping[str, str]) -> bool:
    return all(matches(text, _text(entry, column)) for column, text in texts.items())


def _text(entry: Entry, column: str) -> str:
    if column == "class":
        found = entry.judgement.hazard_class if entry.judgement else None
        return found.value if found else ""
    if column == "group":
        return f"{entry.group.name.ru} {entry.group.name.kk}" if entry.group else ""
    return entry.code if column == "code" else entry.texts.get(column, "")


def _weight(entry: Entry, column: str) -> tuple[bool, float, str]:
    text = _text(entry, column)
    try:
        return False, float(text.replace(",", ".")), ""
    except ValueError:
        return not text, 0.0, text.casefold()
