"""Cells of the structure grid as typed: what each column reads, what is refused, one step."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, WorkplaceId
from riskdesk.domain.model import Position, Section, Workplace
from riskdesk.domain.values import LANGUAGES, LocalizedText, parse_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.services.context import Context
from riskdesk.services.editable import selector_value
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.spelling import squeezed
from riskdesk.services.structure_lists import known_name
from riskdesk.services.structure_people import MOST_PEOPLE
from riskdesk.services.typed_fields import name_text, text

Row = Section | Position | Workplace
Reader = Callable[[str], object]

PEOPLE = ("men", "women", "youth", "disabled")
SELECTORS = ("noise_row", "work_category", "permanent", "visual_grade")
YES = {"да", "иә", "ия", "yes", "true", "+", "1"}
NO = {"нет", "жоқ", "no", "false", "-", "–", "−", "0"}
DAY_HOURS = 24
_FEW = 50
"""More rows than this are found faster by reading the whole list once."""


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A text for one cell.

    ``row_id``: of a section, position or workplace. Columns of a section: ``kk``, ``ru``, ``en``
    (its name); of a position also ``headcount``; of a workplace: ``men``, ``women``, ``youth``,
    ``disabled``, ``shift_hours``, ``night``, ``list_entry``, ``remark``, ``noise_row``,
    ``work_category``, ``permanent``, ``visual_grade``. At the row of a workplace
    ``position.kk`` (``.ru``, ``.en``, ``.headcount``) is the cell of its line; at the row of a
    position ``workplace.men`` and its like are the cells of its first workplace.
    """

    row_id: str
    column: str
    text: str


@dataclass(frozen=True, slots=True)
class CellVerdict:
    """Whether a text fits its cell; ``reason`` says why not, ``None`` if it does.

    ``text``: how the cell will show it.
    """

    edit: CellEdit
    text: str
    reason: LocalizedText | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCells:
    """Many cells at once, as typed or pasted; all of them or none."""

    certification_id: CertificationId
    edits: tuple[CellEdit, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWorkplace:
    """What is known of a workplace, by column as in ``CellEdit``; columns not named stay."""

    workplace_id: WorkplaceId
    values: Mapping[str, str]


def plan(
    edits: Sequence[CellEdit], certification: CertificationId, uow: UnitOfWork, context: Context
) -> tuple[CellVerdict, ...]:
    """What would become of the texts, cell by cell; nothing is stored."""
    with uow:
        return _Cells(uow, certification, context, edits).verdicts(edits)


class _Cells:
    """Gathers what texts change; ``store`` writes each row once."""

    def __init__(
        self,
        uow: UnitOfWork,
        certification: CertificationId,
        context: Context,
        edits: Iterable[CellEdit],
    ) -> None:
        self._uow = uow
        self._context = context
        self._readers = readers(context.catalog)
        self._rows = _rows(uow, certification, {edit.row_id for edit in edits})
        self._changed: dict[str, dict[str, object]] = defaultdict(dict)
        self._firsts: dict[str, Workplace] = {}

    def verdicts(self, edits: Iterable[CellEdit]) -> tuple[CellVerdict, ...]:
        """Every text with what became of it."""
        return tuple(map(self._verdict, edits))

    def store(self) -> None:
        """Write the rows that differ."""
        for row_id, changed in self._changed.items():
            self._uow.replace(replace(self._rows[row_id], **changed))  # type: ignore[arg-type]

    def _verdict(self, edit: CellEdit) -> CellVerdict:
        try:
            return CellVerdict(edit, self._apply(edit))
        except UserError as error:
            return CellVerdict(edit, edit.text, self._context.texts.error(error))

    def _apply(self, edit: CellEdit) -> str:
        row, column = self._cell(edit)
        reader = self._readers[type(row)].get(column)
        if reader is None:
            raise UserError("column-unknown", column=edit.column)
        value = reader(edit.text)
        if column in LANGUAGES and not isinstance(row, Workplace):
            self._changed[row.id]["name"] = self._renamed(row, column, str(value))
        else:
            self._changed[row.id][column] = value
        return squeezed(edit.text)

    def _renamed(self, row: Section | Position, column: str, text: str) -> LocalizedText:
        """The name with one language typed; of a placeholder nothing stays in the others."""
        name, catalog = self._name(row), self._context.catalog
        section = isinstance(row, Section)
        placeholder = self._context.texts.say("new-section" if section else "new-position")
        if name == placeholder and text and text != getattr(name, column):
            if column == "en":
                return replace(name, en=text)
            typed = LocalizedText(**{column: text})
            return known_name(typed, catalog.section_name if section else catalog.position_name)
        name = replace(name, **{column: text})
        if not (name.kk or name.ru):
            raise UserError("name-missing")
        return name

    def _name(self, row: Section | Position) -> LocalizedText:
        name = self._changed[row.id].get("name")
        return name if isinstance(name, LocalizedText) else row.name

    def _cell(self, edit: CellEdit) -> tuple[Row, str]:
        row = self._rows.get(edit.row_id)
        if row is None:
            raise UserError("not-found", what=edit.row_id)
        head, _, column = edit.column.rpartition(".")
        if head == "position" and isinstance(row, Workplace):
            row = self._rows[row.position_id]
        elif head == "workplace" and isinstance(row, Position):
            row = self._first(row)
        elif head:
            raise UserError("column-unknown", column=edit.column)
        return row, column

    def _first(self, position: Position) -> Workplace:
        """The workplace with the lowest number; looked for once a line."""
        found = self._firsts.get(position.id)
        if found is None:
            places = self._uow.find(Workplace, position_id=position.id)
            if not places:
                raise UserError("no-places")
            found = self._firsts[position.id] = min(places, key=lambda one: one.number)
            self._rows.setdefault(found.id, found)
        return found


def _rows(uow: UnitOfWork, certification: CertificationId, ids: set[str]) -> dict[str, Row]:
    """The rows of these ids, with the lines of workplaces."""
    if len(ids) > _FEW:
        every: tuple[Iterable[Row], ...] = (
            uow.find(Section, certification_id=certification),
            uow.find(Position, certification_id=certification),
            uow.find(Workplace, certification_id=certification),
        )
        return {row.id: row for rows in every for row in rows}
    found: dict[str, Row] = {}
    for one in ids:
        rows: tuple[Row, ...] = (
            *uow.find(Workplace, id=one, certification_id=certification),
            *uow.find(Position, id=one, certification_id=certification),
            *uow.find(Section, id=one, certification_id=certification),
        )
        found |= {row.id: row for row in rows}
    lines = {row.position_id for row in found.values() if isinstance(row, Workplace)}
    for line in lines - set(found):
        found[line] = uow.get(Position, line)
    return found


def readers(catalog: Catalog) -> Mapping[type[Row], Mapping[str, Reader]]:
    """What reads the text of each column; a reader raises ``UserError``."""
    names: dict[str, Reader] = dict.fromkeys(LANGUAGES, name_text)
    return {
        Section: names,
        Position: {**names, "headcount": _headcount},
        Workplace: {
            **dict.fromkeys(PEOPLE, _people),
            **{name: partial(_selector, catalog, name) for name in SELECTORS},
            "shift_hours": _hours,
            "night": yes_or_no,
            "list_entry": text,
            "remark": text,
        },
    }


def _people(text: str) -> int | None:
    found = squeezed(text)
    if not found:
        return None
    if not (found.isascii() and found.isdigit() and int(found) <= MOST_PEOPLE):
        raise UserError("staffing-wrong", count=found)
    return int(found)


def _headcount(text: str) -> int:
    found = _people(text)
    if found is None:
        raise UserError("staffing-wrong", count=squeezed(text))
    return found


def _hours(text: str) -> object:
    found = parse_decimal(text)
    if found is not None and not 0 < found <= DAY_HOURS:
        raise UserError("shift-hours-wrong", text=squeezed(text))
    return found


def yes_or_no(text: str) -> bool | None:
    """Yes or no in the three languages; an empty text is not given; ``UserError``."""
    found = squeezed(text).casefold()
    if not found:
        return None
    if found not in YES | NO:
        raise UserError("yes-no-wrong", text=squeezed(text))
    return found in YES


def _selector(catalog: Catalog, name: str, text: str) -> object:
    found = squeezed(text)
    if not found:
        return None
    value: object = found
    if name == "noise_row" and found.isascii() and found.isdigit():
        value = int(found)
    elif name == "permanent":
        value = yes_or_no(found)
    return selector_value(name, value, catalog)


def _change_cells(command: ChangeCells, uow: UnitOfWork, context: Context) -> Done:
    cells = _Cells(uow, command.certification_id, context, command.edits)
    wrong = [one for one in cells.verdicts(command.edits) if one.reason is not None]
    if wrong:
        raise UserError("cells-wrong", count=len(wrong), reason=wrong[0].reason)
    cells.store()
    return Done(changes=frozenset({Area.STRUCTURE}), label="change-list", value=len(command.edits))


def _change_workplace(command: ChangeWorkplace, uow: UnitOfWork, context: Context) -> Done:
    workplace = uow.get(Workplace, command.workplace_id)
    known = readers(context.catalog)[Workplace]
    for column in command.values:
        if column not in known:
            raise UserError("column-unknown", column=column)
    changed = {column: known[column](text) for column, text in command.values.items()}
    uow.replace(replace(workplace, **changed))  # type: ignore[arg-type]
    return Done(changes=frozenset({Area.STRUCTURE}), label="change-workplace")


HANDLERS: Handlers = {ChangeCells: _change_cells, ChangeWorkplace: _change_workplace}
