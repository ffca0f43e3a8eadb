"""Annexes 4 and 5 of a dossier made by commands: rows, the word of a workplace, what is open."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from file_desk import FileDesk, opened
from forms_sample import DAY, forms

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.build import Paper, build
from riskdesk.forms.document import Document, Paragraph, cells_of, lines_text
from riskdesk.forms.fields import ClassField, Field, Record
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.services.edit_safety import AddSafetyRow, SafetyKind

OBJECTS = (
    {"kind": "equipment", "name": "Пресс П-25", "document": "паспорт № 7", "grade": 1},
    {"kind": "tools", "name": "Ключи", "grade": 2},
    {"kind": "instruction", "name": "Инструкция № 3", "grade": 1},
)
DUE = {"name": "Перчатки", "norm": "12 пар в год", "issued": True, "certified": True}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as found:
        yield found


def add(desk: FileDesk, kind: SafetyKind, *rows: Mapping[str, object], number: int = 1) -> None:
    here = (desk.workplace(number).id,)
    for values in rows:
        desk.do(AddSafetyRow(kind=kind, workplace_ids=here, values=values))


def source_of(desk: FileDesk) -> Source:
    return Source(
        dossier=desk.dossier(),
        assessment=desk.assessment(),
        catalog=desk.context.catalog,
        wording=forms().wording,
    )


def blocks(desk: FileDesk, form: str) -> Sequence[Record]:
    return RECORDS[form](source_of(desk)).lists["blocks"]


def paper(desk: FileDesk, form: str) -> Document:
    spec = forms().get(form, DAY)
    given = Paper(forms().wording, forms().paint, "kk-ru")
    return build(spec, RECORDS[form](source_of(desk)), given, DAY)


def printed(document: Document) -> str:
    found = []
    for block in document.parts[0].blocks:
        if isinstance(block, Paragraph):
            found.append(lines_text(block.lines))
        else:
            found += [cell.text for cell in cells_of(block)]
    return "\n".join(found)


def field(record: Record, name: str) -> Field:
    found = record.fields[name]
    assert isinstance(found, Field)
    return found


def result(desk: FileDesk, form: str) -> tuple[str, str]:
    """The word of the first workplace and its footnotes."""
    found = field(blocks(desk, form)[0], "result")
    return found.text.ru, " ".join(note.ru for note in found.notes)


@pytest.mark.parametrize("form", ["annex-4", "annex-5"])
def test_a_workplace_without_rows_is_not_assessed_and_says_why(desk: FileDesk, form: str) -> None:
    for block in blocks(desk, form):
        found = field(block, "result")
        assert found.text == LocalizedText("бағаланбаған", "не оценено")
        assert "не внесен" in found.notes[0].ru
    words = printed(paper(desk, form))
    assert "соответствует\n" not in words
    assert "с текстом приказа № 1057 не сверены" in words


def test_every_object_has_its_line_and_the_workplace_one_word(desk: FileDesk) -> None:
    add(desk, "safety", *OBJECTS)
    first, *others = blocks(desk, "annex-4")
    rows = first.lists["rows"]
    assert [field(row, "object").prefix for row in rows] == [
        "Пресс П-25 (",
        "Ключи (",
        "Инструкция № 3 (",
    ]
    assert [field(row, "document").text.ru for row in rows] == [
        "паспорт № 7",
        "не указана",
        "не указана",
    ]
    assert {field(row, "reason").text.ru for row in rows} == {"отсутствуют"}
    word, notes = result(desk, "annex-4")
    assert word == "соответствует"
    assert "2, допустимый" in notes
    assert "1057" in notes
    assert all(field(each, "result").text.ru == "не оценено" for each in others)


@pytest.mark.parametrize(
    ("reason", "said"), [("нет ограждения", "нет ограждения"), ("", "причина не записана")]
)
def test_one_dangerous_object_does_not_conform_and_has_its_reason(
    desk: FileDesk, reason: str, said: str
) -> None:
    add(desk, "safety", {**OBJECTS[0], "grade": 3, "reason": reason}, {**OBJECTS[1], "grade": None})
    word, notes = result(desk, "annex-4")
    assert word == "не соответствует"
    assert "3, опасный" in notes
    assert "В списке нет: средства обучения и инструктажа" in notes
    assert "Есть неоцененное: инструменты" in notes
    rows = blocks(desk, "annex-4")[0].lists["rows"]
    assert [field(row, "reason").text.ru for row in rows] == [said, "не оценено"]


def test_what_is_not_all_graded_never_conforms(desk: FileDesk) -> None:
    add(desk, "safety", *OBJECTS[:2])
    word, notes = result(desk, "annex-4")
    assert word == "не оценено"
    assert notes == "В списке нет: средства обучения и инструктажа."
    add(desk, "safety", {**OBJECTS[2], "grade": None})
    assert result(desk, "annex-4") == (
        "не оценено",
        "Есть неоцененное: средства обучения и инструктажа.",
    )


@pytest.mark.parametrize(
    ("issued", "certified", "paper_of", "said", "word"),
    [
        (True, True, "", ("да", "", "есть"), "обеспечен"),
        (True, True, "№ 12", ("да", "", "№ 12"), "обеспечен"),
        (True, False, "№ 12", ("да", "№ 12: ", "нет"), "не обеспечен"),
        (False, None, "", ("нет", "", "–"), "не обеспечен"),
        (True, None, "", ("да", "", "не проверено"), "не оценено"),
        (None, None, "", ("не проверено", "", "не проверено"), "не оценено"),
    ],
)
def test_what_is_due_stands_beside_what_was_issued(
    desk: FileDesk,
    issued: bool | None,  # noqa: FBT001 - as checked
    certified: bool | None,  # noqa: FBT001
    paper_of: str,
    said: tuple[str, str, str],
    word: str,
) -> None:
    values = {**DUE, "issued": issued, "certified": certified, "certificate": paper_of}
    add(desk, "ppe", DUE, {**values, "remark": "летние"})
    _, row = blocks(desk, "annex-5")[0].lists["rows"]
    certificate = field(row, "certificate")
    assert (field(row, "issued").text.ru, certificate.prefix, certificate.text.ru) == said
    assert field(row, "due").suffix == "; 12 пар в год"
    assert field(row, "remark").text.ru == "летние"
    assert result(desk, "annex-5")[0] == word


def test_a_rule_from_memory_is_said_where_it_gave_a_word(desk: FileDesk) -> None:
    assert RECORDS["annex-5"](source_of(desk)).text("memory_note").ru == ""
    add(desk, "ppe", DUE)
    assert "по памяти" in printed(paper(desk, "annex-5"))
    add(desk, "safety", *OBJECTS)
    read = source_of(desk)
    assert RECORDS["annex-4"](read).text("memory_note").ru == ""
    told = tuple(
        replace(each, injury=replace(each.injury, verified="memory")) if each.injury else each
        for each in read.assessment.workplaces
    )
    unread = replace(read, assessment=replace(read.assessment, workplaces=told))
    assert "по памяти" in RECORDS["annex-4"](unread).text("memory_note").ru


def on_card(desk: FileDesk) -> tuple[dict[str, str], str]:
    """Words of the safety rows on the first workplace card, and what it says was not assessed."""
    card = RECORDS["workplace-card"](source_of(desk)).lists["cards"][0]
    words = {
        row.text("factor").ru: found.words.ru
        for row in card.lists["rows"]
        if isinstance(found := row.fields.get("class"), ClassField)
    }
    return words, card.text("safety_open").ru


def test_the_workplace_card_says_what_annexes_4_and_5_say(desk: FileDesk) -> None:
    words, left = on_card(desk)
    assert {"Травмобезопасность", "Обеспеченность СИЗ"}.isdisjoint(words)
    assert left == "Не оценено: Травмобезопасность; Обеспеченность СИЗ."
    add(desk, "safety", *OBJECTS)
    add(desk, "ppe", DUE, {**DUE, "issued": False})
    words, left = on_card(desk)
    assert words["Травмобезопасность"] == result(desk, "annex-4")[0]
    assert words["Обеспеченность СИЗ"] == "не обеспечено"
    assert result(desk, "annex-5")[0] == "не обеспечен"
    assert not left
