"""Definitions and records made into documents."""

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from forms_sample import IDS, ROOT, document, few, source
from forms_text import text_of

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.forms.build_table import Tables
from riskdesk.forms.document import Cell, Paragraph, Row, Table, cells_of
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Record, plain
from riskdesk.forms.setting import Setting
from riskdesk.forms.spec import ClassPaint, ColumnSpec, TableSpec

PAINT = {member: ClassPaint("#FFFFFF", "#000000") for member in HazardClass}


def column(value: str, *inside: ColumnSpec, group: bool = False) -> ColumnSpec:
    label = LocalizedText(value, value)
    return ColumnSpec(label=label, value=value, width=10, columns=inside, group=group)


def scale(name: str) -> ColumnSpec:
    return ColumnSpec(label=LocalizedText(name, name), width=10, hazard_class=HazardClass(name))


SPEC = TableSpec(
    source="blocks",
    rows="rows",
    columns=(column("code", group=True), column("value"), column("", scale("2"), scale("3.1"))),
    numbered=True,
    sign="{class} кл",
)


def built(*blocks: Record, spec: TableSpec = SPEC) -> Table:
    return Tables(Setting("ru"), PAINT, 40.0).table(spec, Record(lists={"blocks": blocks}))


def block(*rows: Record) -> Record:
    return Record(fields={"code": plain("01")}, lists={"rows": rows})


def row(value: str, hazard: ClassField | ClassCounts | None) -> Record:
    fields: dict[str, Field | ClassField | ClassCounts] = {"value": plain(value)}
    if hazard is not None:
        fields["class"] = hazard
    return Record(fields=fields)


def texts(cells: Row) -> list[str | None]:
    return [None if cell is None else cell.text for cell in cells]


def test_heads_span_their_columns_and_end_on_one_row_with_numbers_below() -> None:
    head = built().head
    assert [texts(cells) for cells in head] == [
        ["code", "value", "", None],
        [None, None, "2", "3.1"],
        ["1", "2", "3", "4"],
    ]
    code, _, classes, _ = head[0]
    assert code is not None
    assert classes is not None
    assert (code.across, code.down) == (1, 2)
    assert (classes.across, classes.down) == (2, 1)


def test_a_group_column_is_one_cell_over_the_rows_of_its_block() -> None:
    hit = ClassField(hit=HazardClass.HARMFUL_1)
    (group,) = built(block(row("a", hit), row("b", hit))).groups
    first, second = group.rows
    assert first[0] is not None
    assert first[0].down == 2
    assert second[0] is None
    assert texts(first) == ["01", "a", "", "3.1 кл"]


def test_rows_share_a_class_and_words_cover_all_class_columns() -> None:
    shared = ClassField(words=LocalizedText("жоқ", "нет класса"), rows=2)
    (group,) = built(block(row("a", shared), row("b", None))).groups
    words = group.rows[0][2]
    assert words is not None
    assert (words.across, words.down, words.text) == (2, 2, "нет класса")
    assert group.rows[1][2:] == (None, None)


def test_counts_stay_numbers() -> None:
    counts = ClassCounts(counts={HazardClass.PERMISSIBLE: Decimal(7)}, empty="-")
    (group,) = built(block(row("a", counts))).groups
    first, second = group.rows[0][2:]
    assert first is not None
    assert second is not None
    assert first.number is not None
    assert first.number.value == Decimal(7)
    assert second.text == "-"


def test_a_section_spans_the_table_and_leads_what_follows() -> None:
    section = Record(kind="section", fields={"title": plain("Цех")})
    group = built(section).groups[0]
    assert group.leads
    assert texts(group.rows[0]) == ["Цех", None, None, None]


def test_column_widths_fill_the_page() -> None:
    assert sum(built().widths) == pytest.approx(40.0)


@pytest.mark.parametrize("form", IDS)
def test_rows_of_every_form_are_covered_exactly_once(form: str) -> None:
    for part in document(form, source(few())).parts:
        for each in part.blocks:
            if isinstance(each, Table):
                _check_covered(each)


def _check_covered(each: Table) -> None:
    columns = len(each.widths)
    rows = [*each.head, *(cells for group in each.groups for cells in group.rows)]
    covered = [[0] * columns for _ in rows]
    for number, cells in enumerate(rows):
        assert len(cells) == columns
        for at, cell in enumerate(cells):
            if cell is None:
                continue
            for down in range(cell.down):
                for across in range(cell.across):
                    covered[number + down][at + across] += 1
    assert all(count == 1 for line in covered for count in line)


@pytest.mark.parametrize("form", IDS)
def test_every_called_footnote_is_printed_and_none_is_printed_uncalled(form: str) -> None:
    for part in document(form, source(few())).parts:
        called: set[str] = set()
        printed: list[str] = []
        for each in part.blocks:
            if isinstance(each, Paragraph):
                printed += [r.text for line in each.lines for r in line if r.raised]
            else:
                for cell in cells_of(each):
                    called |= _marks(cell)
        assert printed == sorted(called, key=int)


def _marks(cell: Cell) -> set[str]:
    raised = [run.text for line in cell.lines for run in line if run.raised]
    if cell.number is not None:
        raised.append(cell.number.mark)
    return {mark for marks in raised for mark in marks.split(",") if mark}


def test_data_with_control_characters_is_printed_without_them() -> None:
    given = few()
    name = LocalizedText("Кә\x00сіп", "=1+1\x07")
    positions = tuple(replace(each, name=name) for each in given.positions)
    printed = text_of(document("code-list", source(replace(given, positions=positions))))
    assert "Кәсіп / =1+1" in printed


def test_kazakh_and_russian_print_alone_without_the_other() -> None:
    kk, ru = (text_of(document("annex-1", source(few()), lang)) for lang in ("kk", "ru"))
    assert "Зиянды өндірістік факторларды өлшеу хаттамасы" in kk
    assert "Протокол измерения" not in kk
    assert "Протокол измерения вредных производственных факторов" in ru
    assert "хаттамасы" not in ru


@pytest.mark.parametrize("form", IDS)
def test_a_form_is_as_it_was_looked_at(form: str) -> None:
    """The text of three workplaces, compared with ``expected``.

    ``RISKDESK_WRITE_EXPECTED=1`` writes the files anew, to be looked at in the difference.
    """
    printed = text_of(document(form, source(few())))
    path = _expected(form)
    if os.environ.get("RISKDESK_WRITE_EXPECTED"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


def _expected(form: str) -> Path:
    (folder,) = (ROOT / "forms" / form).iterdir()
    return folder / "expected" / "three-workplaces.txt"
