"""The grid of the structure in one look: its columns, and a row for each entry."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from riskdesk.rules.norms import LightNorm, MicroclimateNorm
from riskdesk.services.spelling import in_ranges
from riskdesk.ui.kit.cells import Cell, Column, Finder, GridRow, LazyRows, Option, Sign
from riskdesk.ui.kit.fields.find_field import found_among
from riskdesk.ui.look import Look
from riskdesk.ui.screens.structure_data import NAMES, OF_LINE, OF_PLACE, PEOPLE, SECOND, Entry
from riskdesk.ui.tags import judgement_tag


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
        """The columns; names in the language of the window stand first, then what is typed."""
        names = NAMES if self._look.language == "kk" else NAMES[::-1]
        return (
            replace(self._column("code", 92), title=f"{self._look.tr('structure.code')} ƒ",
                    computed=True, typed=False),
            *(self._column(f"name_{name}", 200, key=name) for name in names),
            *(self._count(key, 64) for key in ("headcount", "men", "women")),
            replace(self._column("points", 72), computed=True, typed=False),
            replace(self._column("group", 132), computed=True, typed=False),
            Column(key="class", title=self._look.tr("structure.class"), kind="tag", width=78,
                   computed=True),
            replace(self._count("shift_hours", 64), whole=False),
            self._choice("night", 72),
            self._choice("work_category", 84),
            self._choice("permanent", 92),
            self._choice("visual_grade", 84),
            *(self._count(key, 76) for key in SECOND),
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
            if column == "points":
                return in_ranges(entry.points)
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
            labels = in_ranges(entry.points)
            cells["points"] = Cell(text=labels, tone="text_2", tooltip=labels)
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
        for column in (*OF_PLACE[4:], "points", "group", "class"):
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
