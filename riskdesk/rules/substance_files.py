"""The files of ``resources/norms/air``: a TOML head and a CSV of rows for each list."""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.finding import Verified
from riskdesk.rules.norms import NormTable
from riskdesk.rules.provenance import read_verified
from riskdesk.rules.substance import Effect, Skin, State, Substance, SubstanceList
from riskdesk.rules.table import DataFault, Table

GroupKind = Literal["full", "partial", "independent", "potentiating"]
"""Full and partial summation, each limit by itself, potentiation."""

Word = TypeVar("Word")

_CLASSES = {"": None, "1": 1, "2": 2, "3": 3, "4": 4}
_SKINS: Mapping[str, Skin] = {"": "", "+": "+", "++": "++"}
_STATES: Mapping[str, State | None] = {"": None, **{state.value: state for state in State}}
_EFFECTS = {effect.value: effect for effect in Effect}
_FLAGS = {"": False, "1": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class SubstanceHead:
    """What is said of a whole list: the act, how to read a cell, words of notes and doubts.

    ``names_verified``: of Kazakh and English names and synonyms, which the order does not print.
    ``row``: the phrase that names a row, with the place ``{row}``.
    """

    norm: NormTable
    title: LocalizedText
    row: LocalizedText
    reading: LocalizedText
    names_verified: Verified
    notes: Mapping[str, LocalizedText]
    doubts: Mapping[str, LocalizedText]

    @classmethod
    def of(cls, body: Table) -> "SubstanceHead":
        """The typed head."""
        notes, doubts = body.table("notes"), body.table("doubts")
        return cls(
            norm=NormTable.of(body),
            title=body.localized("title"),
            row=body.localized("row"),
            reading=body.localized("reading"),
            names_verified=read_verified(
                Table({"verified": body.text("names_verified")}, body.place)
            ),
            notes={word: notes.localized(word) for word in notes},
            doubts={word: doubts.localized(word) for word in doubts},
        )

    def row_words(self, substance: Substance) -> LocalizedText:
        """The name of a row: «список ПДК воздуха рабочей зоны, строка 1723»."""
        row = substance.row
        return LocalizedText(
            kk=self.row.kk.format(row=row),
            ru=self.row.ru.format(row=row),
            en=self.row.en.format(row=row),
        )


@dataclass(frozen=True, slots=True)
class GroupMember:
    """A member as the group calls it and its rows, none where no list has it."""

    name: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRow:
    """A group of the annex; ``sum_limit``: what Σ C/limit is compared with."""

    number: int
    kind: GroupKind
    title: LocalizedText
    sum_limit: Decimal | None
    as_printed: str
    members: tuple[GroupMember, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a CSV: cells by column, and where it stands, for faults."""

    cells: Mapping[str, str]
    place: str

    def text(self, column: str) -> str:
        """The cell; a column that the file lacks is empty."""
        return self.cells.get(column, "")

    def number(self, column: str) -> Decimal | None:
        """The number above zero in a cell; ``None`` for an empty one."""
        text = self.text(column)
        if not text:
            return None
        try:
            value = Decimal(text)
        except InvalidOperation as fault:
            raise DataFault("data-number", f"{self.place}: {column}") from fault
        if not value.is_finite() or value <= 0:
            raise DataFault("data-number", f"{self.place}: {column}")
        return value

    def word(self, column: str, known: Mapping[str, Word]) -> Word:
        """What the word of a cell stands for."""
        text = self.text(column)
        if text not in known:
            raise self._unknown(column, text, known)
        return known[text]

    def words(self, column: str, known: Mapping[str, Word]) -> tuple[Word, ...]:
        """What the words of a cell stand for."""
        return tuple(known[text] for text in self.marks(column, known))

    def marks(self, column: str, known: Mapping[str, object]) -> tuple[str, ...]:
        """The words of a cell, each of which must be known."""
        found = tuple(self.text(column).split())
        for text in found:
            if text not in known:
                raise self._unknown(column, text, known)
        return found

    def _unknown(self, column: str, text: str, known: Mapping[str, object]) -> DataFault:
        names = ", ".join(word or "–" for word in known)
        return DataFault("data-word", f"{self.place}: {column}", value=text, known=names)


def newest(folder: Path, family: str) -> Table:
    """The head of the edition of ``family`` (pdk, obuv, summation) that came in force last."""
    place = f"norms/{folder.name}"
    heads = [
        Table.read(file, f"{place}/{file.name}") for file in sorted(folder.glob(f"{family}-*.toml"))
    ]
    if not heads:
        raise DataFault("data-missing", f"{place}/{family}-*.toml")
    return max(heads, key=lambda head: head.table("in_force").day("from") or date.min)


def read_substances(name: SubstanceList, head: SubstanceHead, folder: Path) -> Iterator[Substance]:
    """The substances of a list in the order of its rows."""
    for line in lines_of(head.norm.body, folder):
        yield substance_of(name, head, line)


def substance_of(name: SubstanceList, head: SubstanceHead, line: Line) -> Substance:
    """One row of a list."""
    return Substance(
        list=name,
        row=line.text("row"),
        name=LocalizedText(
            kk=line.text("name_kk"), ru=line.text("name_ru"), en=line.text("name_en")
        ),
        synonyms=_listed(line.text("synonyms")),
        cas=line.text("cas"),
        cas_as_printed=line.text("cas_as_printed"),
        formula=line.text("formula"),
        max_single=line.number("max_single"),
        shift_average=line.number("shift_average"),
        tentative=line.number("tentative"),
        as_printed=line.text("as_printed"),
        state=line.word("state", _STATES),
        hazard_class=line.word("class", _CLASSES),
        effects=line.words("effects", _EFFECTS),
        fibres=line.word("fibres", _FLAGS),
        contact=line.text("contact"),
        skin=line.word("skin", _SKINS),
        notes=line.marks("note", head.notes),
        doubts=line.marks("doubtful", head.doubts),
    )


def read_groups(body: Table, folder: Path) -> Iterator[GroupRow]:
    """The groups of the annex of joint effects."""
    kinds = body.table("kinds")
    known = {kind: cast("GroupKind", kind) for kind in get_args(GroupKind)}
    for line in lines_of(body, folder):
        kind = line.word("kind", known)
        members = _listed(line.text("members"))
        rows = [cell.split() for cell in line.text("rows").split(";")]
        if len(rows) != len(members):
            raise DataFault("data-texts", f"{line.place}: rows")
        yield GroupRow(
            number=int(line.number("group") or 0),
            kind=kind,
            title=kinds.localized(kind),
            sum_limit=line.number("sum_limit"),
            as_printed=line.text("as_printed"),
            members=tuple(
                GroupMember(name, tuple(keys)) for name, keys in zip(members, rows, strict=True)
            ),
        )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";")) if text else ()


def lines_of(body: Table, folder: Path) -> Iterator[Line]:
    """The rows of the CSV that a head names."""
    name = body.text("rows")
    place = f"norms/{folder.name}/{name}"
    try:
        with (folder / name).open(encoding="utf-8", newline="") as file:
            reader = csv.reader(file, strict=True)
            columns = next(reader)
            for number, cells in enumerate(reader, start=2):
                if len(cells) != len(columns):
                    raise DataFault("data-texts", f"{place}: {number}")
                yield Line(dict(zip(columns, cells, strict=True)), f"{place}: {number}")
    except (csv.Error, UnicodeDecodeError, OSError) as fault:
        raise DataFault("data-unreadable", place, reason=str(fault)) from fault
