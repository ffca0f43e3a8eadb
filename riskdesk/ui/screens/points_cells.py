"""The cells of a family's sheet from its rows."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from riskdesk.rules.families import ColumnSpec, FamilySpec
from riskdesk.rules.finding import Finding, Limit, Status
from riskdesk.rules.row_reading import BETWEEN
from riskdesk.rules.substances import SubstanceBook
from riskdesk.services.points_cells import NORM
from riskdesk.services.points_page import PointRow, StaySum
from riskdesk.services.queries_points import deciding, undecided
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.messages import SEVERITY_SIGN
from riskdesk.ui.kit.paint import NOT_RATED, class_tag
from riskdesk.ui.look import Look
from riskdesk.ui.screens.finding_cells import (
    difference_of,
    limit_sign,
    provenance_sign,
    verdict_cell,
)
from riskdesk.ui.screens.points_columns import substance_words
from riskdesk.ui.tags import number_text, range_text, typed_text

_RATIO = "ratio"
_ORDER = {"error": 0, "warning": 1, "info": 2}


class PointCells:
    """Makes rows of the grid.

    ``sums``: hours of each workplace against its shift. ``norm``: the level of a row that has no
    class yet.
    """

    def __init__(
        self,
        look: Look,
        spec: FamilySpec,
        columns: tuple[Column, ...],
        book: SubstanceBook,
        sums: Mapping[str, StaySum],
        norm: Callable[[str], Limit | None] | None = None,
    ) -> None:
        self._look = look
        self._spec = spec
        self._book = book
        self._sums = sums
        self._norm = norm
        self._columns = {column.key: column for column in columns}
        self._made: Mapping[str, Callable[[PointRow], Cell]] = {
            "gutter": self._gutter,
            "result": self._result,
            "limit": self._limit,
            "difference": self._difference,
            "verdict": self._verdict,
            "class": self._class,
            "clause": self._clause,
            "places": self._places,
            "hours": self._hours,
            "instrument": self._instrument,
            "photos": self._photos,
        }

    def row(self, row: PointRow) -> GridRow:
        """The whole row."""
        return GridRow(key=row.point.id, cells={key: self.cell(row, key) for key in self._columns})

    def computed(self, row: PointRow) -> dict[str, Cell]:
        """What is worked out of a row, as it is typed."""
        return {key: make(row) for key, make in self._made.items() if key in self._columns}

    def cell(self, row: PointRow, key: str) -> Cell:
        """One cell."""
        made = self._made.get(key)
        if made is not None:
            return made(row)
        text = self._text(row, key)
        reading = self._spec.column(key) is not None
        return Cell(
            text=text,
            tooltip=text if self._columns[key].kind in {"text", "choice", "reference"} else "",
            editable=True,
            weight="medium" if reading else "normal",
            tone="text" if reading or key in {"label", "position_written"} else "text_2",
            before=provenance_sign(self._look, row.point.provenance) if key == self.main else None,
            problem=self._fault(row, key) or self._due(row, key),
            invalid=bool(self._fault(row, key)),
            folds=key in {"remark", "position_written"},
        )

    @property
    def main(self) -> str:
        """The column of the value that is due."""
        due = (c.id for c in self._spec.columns if c.required and c.kind in {"number", "numbers"})
        return next(due, next((c.id for c in self._spec.columns), ""))

    def deciding(self, row: PointRow) -> Finding | None:
        """The judgement that decides the row."""
        return deciding(row.parts, row.finding)

    def _text(self, row: PointRow, key: str) -> str:
        look, point, spec = self._look, row.point, self._spec.column(key)
        if spec is not None:
            return self._reading(spec, row.text(key))
        if key.startswith(NORM):
            return point.norms_written.get(key.removeprefix(NORM), "")
        special = {
            "measured_on": lambda: f"{point.measured_on:%d.%m.%Y}" if point.measured_on else "",
            "provenance": lambda: look.tr(f"provenance.{point.provenance.value}"),
            "uncertainty": lambda: typed_text(point.uncertainty, look.language),
        }
        if key in special:
            return special[key]()
        return self._chosen(key, str(getattr(point, key) or ""))

    def _reading(self, spec: ColumnSpec, text: str) -> str:
        if spec.kind == "substance":
            return substance_words(self._look, self._book, text) if text else ""
        if spec.kind == "flag":
            return "1" if text == "yes" else ""
        if spec.kind == "word":
            return self._chosen(spec.id, text)
        return "; ".join(typed_text(part, self._look.language) for part in text.split(";"))

    def _chosen(self, key: str, text: str) -> str:
        options = self._columns[key].options
        return next((o.words for o in options if text == o.value or text in o.also), text)

    def _fault(self, row: PointRow, key: str) -> str:
        """Why a stored text is no value of its column."""
        return self._said_at(row, key, "wrong-input")

    def _due(self, row: PointRow, key: str) -> str:
        """What a row that was begun still needs here."""
        return self._said_at(row, key, "not-measured") if row.point.readings else ""

    def _said_at(self, row: PointRow, key: str, status: Status) -> str:
        part = next((p for p in row.parts if p.status == status and p.column == key), None)
        return self._look.sentence(part.trace[0]) if part is not None and part.trace else ""

    def _gutter(self, row: PointRow) -> Cell:
        found = sorted((p for p in row.problems if p.open), key=lambda p: _ORDER[p.severity])
        if not found:
            return Cell()
        icon, role = SEVERITY_SIGN[found[0].severity]
        meaning = "\n".join(self._look.tr.text(each.message) for each in found[:6])
        return Cell(before=Sign(icon=icon, meaning=meaning, tone=role))  # type: ignore[arg-type]

    def _result(self, row: PointRow) -> Cell:
        part = self.deciding(row)
        if part is None or part.value is None:
            return Cell()
        column = self._spec.column(part.subject)
        typed = row.text(part.subject)
        text = number_text(part.value, self._look.language, _places(typed))
        if "<" in typed:
            text = f"< {text}"
        sign = Sign(icon="computed", meaning=self._look.tr("sign.computed"))
        title = self._look.tr.text(column.title) if column else ""
        return Cell(text=text, before=sign, tooltip=title)

    def _limit(self, row: PointRow) -> Cell:
        look, part = self._look, self.deciding(row)
        limit = part.limit if part is not None else None
        every = [
            f"{self._title(each)}: {range_text(each.limit.range, look.language)}"
            for each in row.parts
            if each.limit is not None
        ]
        if limit is None and self._norm is not None:
            limit = self._norm(row.point.id)
        text = range_text(limit.range, look.language) if limit is not None else ""
        if part is not None and not self._comparable(part):
            text = ""
        sign = limit_sign(look, limit)
        return Cell(text=text, tone="text_2", before=sign, tooltip="\n".join(every))

    def _difference(self, row: PointRow) -> Cell:
        part = self.deciding(row)
        found = difference_of(part) if part is not None else None
        if part is None or part.value is None or part.limit is None or found is None:
            return Cell()
        if not self._comparable(part):
            return Cell()
        text = number_text(abs(found), self._look.language)
        sign = "+" if found > 0 else "−" if found < 0 else ""
        beyond = part.value not in part.limit.range
        return Cell(text=f"{sign}{text}", weight="medium" if beyond else "normal")

    def _verdict(self, row: PointRow) -> Cell:
        part = self.deciding(row)
        if part is not None and not self._comparable(part):
            part = replace(part, value=None)  # no strip of two units
        return verdict_cell(self._look, part, row.point.uncertainty)

    def _comparable(self, part: Finding) -> bool:
        """Whether value and limit have one unit: shares of a permissible exposure have none."""
        column = self._spec.column(part.subject)
        unit = column.unit_id if column is not None else ""
        return part.limit is None or part.limit.unit != _RATIO or unit == _RATIO

    def _class(self, row: PointRow) -> Cell:
        look, finding = self._look, row.finding
        if not row.judged:
            return Cell(text="…", tone="text_3", tooltip=look.tr("points.unjudged"))
        if finding.decided is None or finding.status not in {"judged", "marked"}:
            words = look.tr(f"status_short.{finding.status}")
            lines = [look.tr(f"status.{finding.status}"), *self._gaps(row)]
            return Cell(tag=NOT_RATED, text=words, tone="text_2", tooltip="\n".join(lines))
        again = next((p for p in row.parts if undecided(p)), None)
        tag = class_tag(finding.decided, accepted=again is None)
        if again is not None:
            return Cell(tag=tag, text=look.tr("points.again"), tooltip=look.tr("points.again_why"))
        return Cell(tag=tag, text=look.class_word(finding.decided), tooltip=self._by_part(row))

    def _gaps(self, row: PointRow) -> Iterator[str]:
        """Why the parts of a row have no class."""
        for part in row.parts:
            if part.proposed is None and part.trace:
                yield self._look.sentence(part.trace[0])

    def _by_part(self, row: PointRow) -> str:
        judged = [part for part in row.parts if part.proposed is not None]
        if len(judged) < 2:
            return ""
        return "\n".join(f"{self._title(p)}: {p.proposed.value}" for p in judged if p.proposed)

    def _title(self, part: Finding) -> str:
        column = self._spec.column(part.subject)
        return self._look.tr.text(column.title) if column else part.subject

    def _clause(self, row: PointRow) -> Cell:
        part = self.deciding(row)
        if part is None:
            return Cell()
        limit = part.limit
        text = self._look.tr.text(limit.clause if limit is not None else part.clause)
        return Cell(text=text, tone="text_3", tooltip=text, folds=True)

    def _places(self, row: PointRow) -> Cell:
        if not row.stays:
            return Cell(text="0", tone="attention", tooltip=self._look.tr("points.nobody"))
        words = [f"{each.code}  {self._look.tr.text(each.position)}" for each in row.stays[:12]]
        if len(row.stays) > len(words):
            words.append(f"… {len(row.stays)}")
        return Cell(text=str(len(row.stays)), tooltip="\n".join(words))

    def _hours(self, row: PointRow) -> Cell:
        look = self._look
        given = [each.hours for each in row.stays if each.hours is not None]
        if not given:
            return Cell()
        text = hours_text(look, min(given))
        if max(given) != min(given):
            text = f"{text}–{hours_text(look, max(given))}"
        sums = [s for s in (self._sums.get(each.workplace_id) for each in row.stays) if s]
        worst = next((s for s in sums if s.status == "over"), None)
        worst = worst or next((s for s in sums if s.status == "under"), None)
        sign = None
        if worst is not None:
            icon, role = SEVERITY_SIGN["error" if worst.status == "over" else "warning"]
            sign = Sign(icon=icon, meaning=sum_words(look, worst), tone=role)  # type: ignore[arg-type]
        lines = [sum_words(look, each) for each in sums[:12]]
        return Cell(text=text, before=sign, tooltip="\n".join(lines))

    def _instrument(self, row: PointRow) -> Cell:
        if row.instrument:
            return Cell(text=row.instrument, tone="text_2", tooltip=row.instrument)
        return Cell(text=self._look.tr("points.no_instrument"), tone="text_3")

    def _photos(self, row: PointRow) -> Cell:
        if not row.attachments:
            return Cell()
        sign = Sign(icon="camera", meaning=self._look.tr("points.photos"), tone="text_2")
        return Cell(text=str(row.attachments), before=sign)


def _places(typed: str) -> int:
    """The most decimals of the numbers that were typed into a cell."""
    numbers = (part.strip().replace(".", ",") for part in typed.split(BETWEEN))
    return max((len(number.partition(",")[2]) for number in numbers), default=0)


def hours_text(look: Look, hours: Decimal) -> str:
    """Hours with one place."""
    return number_text(hours.normalize() if hours else Decimal(0), look.language, 1)


def sum_words(look: Look, found: StaySum) -> str:
    """The hours of a workplace against its shift, in words."""
    total = hours_text(look, found.total)
    if found.shift is None:
        return look.tr("points.sum_open", number=found.number, total=total)
    shift = hours_text(look, found.shift)
    return look.tr(f"points.sum_{found.status}", number=found.number, total=total, shift=shift)
