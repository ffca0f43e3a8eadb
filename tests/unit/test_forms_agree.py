"""What one form says of a workplace, every other form says as well: values, norms, classes, counts.

The sample is certified by the program's own services, then each form is read as a reader does.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

import pytest
from fakes import FakeStore
from forms_sample import DAY, IDS, document, forms
from forms_text import text_of
from services_desk import SAMPLE, context

from riskdesk.domain.ids import CertificationId
from riskdesk.domain.values import HazardClass, format_decimal
from riskdesk.forms.document import PaperLanguage
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Record
from riskdesk.forms.records.registry import RECORDS
from riskdesk.forms.records.source import Source
from riskdesk.reports.staff_reader import StaffReader
from riskdesk.rules.evaluate import evaluate
from riskdesk.services import sample
from riskdesk.services.check import check
from riskdesk.services.papers import source_of

NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
FIRST, SECOND = HazardClass.OPTIMAL, HazardClass.PERMISSIBLE
OTHERWISE = "другое значение: "
PROTOCOLS = {
    "protocol-light": {"Освещение": ("illuminance", "norm")},
    "protocol-microclimate": {
        "Температура": ("air_temperature", "air_temperature_norm"),
        "Влажность": ("relative_humidity", "relative_humidity_norm"),
    },
    "protocol-noise": {"Шум": ("level", "norm")},
}
"""By form: the rows of Annex 1 that it measures, with its fields of value and norm."""


@cache
def certified() -> Source:
    store = FakeStore()
    command = sample.MakeSample(folder=SAMPLE)
    done = sample.run(command, store.unit_of_work(), context(), StaffReader())
    with store.unit_of_work() as uow:
        dossier = uow.dossier(CertificationId(str(done.value)))
    assessment = evaluate(dossier, context().catalog)
    problems = check(dossier, assessment, context())
    return source_of(IDS, dossier, assessment, problems, context(), forms())


@cache
def record(form: str) -> Record:
    return RECORDS[form](certified().of_form(forms().get(form, DAY)))


def said(value: object) -> str:
    """A field in Russian with what stands before and after its number."""
    assert isinstance(value, Field)
    number = format_decimal(value.number) if value.number is not None else ""
    return f"{value.prefix}{value.text.ru}{number}"


def class_of(row: Record) -> str:
    """The class or the words of a row; "" where it shares the cell of the row above."""
    found = row.fields.get("class")
    if found is None:
        return ""
    assert isinstance(found, ClassField)
    return str(found.hit) if found.hit else found.words.ru


@cache
def cards() -> Mapping[str, Record]:
    """The workplace cards by code."""
    return {card.text("code").ru: card for card in record("workplace-card").lists["cards"]}


def rows_of(card: Record) -> Mapping[str, Record]:
    """The rows of a card by factor."""
    return {row.text("factor").ru: row for row in card.lists["rows"]}


def measured(row: Record) -> tuple[str, str, str]:
    return said(row.fields["value"]), said(row.fields["norm"]), class_of(row)


def test_annex_1_and_the_cards_print_the_same_values_norms_and_classes() -> None:
    blocks = record("annex-1").lists["blocks"]
    assert [block.text("code").ru for block in blocks] == list(cards())
    for block in blocks:
        of_card = rows_of(cards()[block.text("code").ru])
        rows = {row.text("factor").ru: row for row in block.lists["factors"]}
        assert {name: measured(row) for name, row in rows.items()} == {
            name: measured(row) for name, row in of_card.items() if "value" in row.fields
        }


def lines_of(form: str) -> Iterator[Record]:
    """The rows of a protocol that have a point, with their levels if it has several."""
    for row in record(form).lists["rows"]:
        for level in row.lists.get("levels", (Record(),)):
            yield Record(fields={**row.fields, **level.fields})


def at_points(form: str) -> Mapping[str, list[Record]]:
    """The rows of a protocol by their point: the laboratory gave one number twice."""
    found: dict[str, list[Record]] = defaultdict(list)
    for line in lines_of(form):
        found[line.text("point").ru].append(line)
    return found


@pytest.mark.parametrize("form", PROTOCOLS)
def test_a_protocol_prints_the_values_and_norms_of_the_cards_or_the_card_says_otherwise(
    form: str,
) -> None:
    lines = at_points(form)
    compared = 0
    for card in cards().values():
        for name, (value, norm) in PROTOCOLS[form].items():
            row = rows_of(card)[name]
            for label in filter(None, row.text("point").ru.split(", ")):
                found = row.fields["value"]
                assert isinstance(found, Field)
                here = lines[label]
                line = next((e for e in here if said(e.fields[value]) == said(found)), here[0])
                assert line.text("place").ru == card.text("position").ru
                told = [note.ru for note in found.notes if OTHERWISE in note.ru]
                printed = line.fields[value]
                assert isinstance(printed, Field)
                assert printed.number is not None
                if told:
                    assert told[0].endswith(f"{OTHERWISE}{format_decimal(printed.number)}.")
                else:
                    assert printed.number == found.number
                assert said(line.fields[norm]) == said(row.fields["norm"]), (name, label)
                compared += 1
    assert compared >= 43


def test_the_protocol_of_fields_prints_the_values_of_annex_1() -> None:
    numbers: Counter[Decimal] = Counter()
    for row in record("protocol-emf").lists["rows"]:
        for band in row.lists.get("ranges", ()):
            numbers.update(
                value.number
                for name, value in band.fields.items()
                if isinstance(value, Field) and value.number is not None and "norm" not in name
            )
    of_annex = Counter(
        value.number
        for block in record("annex-1").lists["blocks"]
        for row in block.lists["factors"]
        if "диапазон" in row.text("factor").ru
        if isinstance(value := row.fields["value"], Field) and value.number is not None
    )
    assert sum(of_annex.values()) == 56
    assert numbers == of_annex


def test_the_workers_sheet_prints_the_values_norms_and_classes_of_the_card() -> None:
    for sheet in record("worker-sheet").lists["sheets"]:
        card = cards()[sheet.text("code").ru]
        rows = [row for row in rows_of(card).values() if "value" in row.fields]
        values = {said(row.fields["value"]) + " " + row.text("unit").ru: row for row in rows}
        found = [
            row
            for block in sheet.lists["blocks"]
            for row in block.lists["rows"]
            if row.text("found").ru != "–"
        ]
        assert found
        for row in found:
            of_card = values[row.text("found").ru]
            assert NUMBER.findall(row.text("norm").ru) == NUMBER.findall(
                said(of_card.fields["norm"])
            )
        total, printed = sheet.fields["total"], card.fields["total"]
        assert isinstance(total, ClassField)
        assert isinstance(printed, ClassField)
        assert total.hit == printed.hit
        for subject, name in (
            ("Тяжесть", "Тяжесть труда"),
            ("Напряженность", "Напряженность труда"),
        ):
            (block,) = (b for b in sheet.lists["blocks"] if b.text("factor").ru.startswith(subject))
            hit = rows_of(card)[name].fields["class"]
            assert isinstance(hit, ClassField)
            word = f"{hit.hit} – " if hit.hit else "класс не присвоен"
            assert block.text("class").ru.startswith(word)


@pytest.mark.parametrize(
    ("form", "name"), [("annex-2", "Тяжесть труда"), ("annex-3", "Напряженность труда")]
)
def test_the_cards_of_labour_conclude_as_the_workplace_cards_do(form: str, name: str) -> None:
    for each in record(form).lists["cards"]:
        final = each.lists["card"][0].lists["rows"][-1].fields["class"]
        printed = rows_of(cards()[each.text("code").ru])[name].fields["class"]
        assert isinstance(final, ClassField)
        assert isinstance(printed, ClassField)
        if printed.hit is None:
            assert final.words == printed.words
        else:
            assert final.words.ru.startswith(f"{printed.hit} класс – ")


def counted() -> Mapping[str, Counter[HazardClass | None]]:
    """The cards counted: factors by their worst row, heaviness, tension and the total."""
    factors = {
        "Освещение": ("Освещение",),
        "Шум": ("Шум",),
        "Микроклимат": ("Температура", "Влажность"),
    }
    found: dict[str, Counter[HazardClass | None]] = defaultdict(Counter)
    for card in cards().values():
        rows = rows_of(card)
        hits = {
            name: here.hit
            for name, row in rows.items()
            if isinstance(here := row.fields.get("class"), ClassField)
        }
        for factor, names in factors.items():
            parts = [hits[name] for name in names]
            worst = max((each for each in parts if each), default=None)
            open_ = None in parts and not (worst and worst.harmful)
            found[factor][None if open_ else worst] += 1
        for name in ("Тяжесть труда", "Напряженность труда"):
            found[name][hits[name]] += 1
        total = card.fields["total"]
        assert isinstance(total, ClassField)
        found["Общая оценка условий труда"][total.hit] += 1
    return found


def numbers_of(row: Record) -> dict[HazardClass, int]:
    counts = row.fields["class"]
    assert isinstance(counts, ClassCounts)
    return {member: int(count) for member, count in counts.counts.items() if count}


def test_annex_6_counts_what_the_cards_print() -> None:
    rows = {row.text("factor").ru: row for row in record("annex-6").lists["rows"]}
    for name, tally in counted().items():
        expected = Counter({member: n for member, n in tally.items() if member})
        expected[SECOND] += expected.pop(FIRST, 0)
        assert numbers_of(rows[name]) == {m: n for m, n in expected.items() if n}, name


@pytest.mark.parametrize("form", ["introduction", "certification-act", "result-notice"])
def test_the_tables_of_classes_count_what_the_cards_print(form: str) -> None:
    rows = {row.text("subject").ru: row for row in record(form).lists["classes"]}
    for name, tally in counted().items():
        known = {member: n for member, n in tally.items() if member and n}
        assert numbers_of(rows[name]) == known, name
        assert said(rows[name].fields["open"]) == str(tally[None])
        assert said(rows[name].fields["whole"]) == "55"


def test_a_protocol_of_nothing_stands_in_no_contents() -> None:
    titles = [row.text("text").ru for row in record("introduction").lists["contents"]]
    for form in (name for name in IDS if name.startswith("protocol-")):
        empty = bool(record(form).text("nothing").ru)
        assert (forms().get(form, DAY).title.ru in titles) is not empty, form


@pytest.mark.parametrize("form", ["protocol-light", "protocol-microclimate", "protocol-noise"])
def test_the_list_of_instruments_counts_the_lines_of_the_protocols(form: str) -> None:
    used = {
        block.text("name").ru: said(block.fields["used"])
        for block in record("instrument-list").lists["blocks"]
    }
    for instrument in record(form).lists["instruments"]:
        assert used[instrument.text("name").ru] == str(len(list(lines_of(form))))


def test_kazakh_and_russian_say_the_same_numbers() -> None:
    for form in IDS:
        languages: tuple[PaperLanguage, PaperLanguage] = ("kk", "ru")
        kk, ru = (
            Counter(NUMBER.findall(text_of(document(form, certified(), lang))))
            for lang in languages
        )
        assert kk == ru, form
        assert kk.total() > 0, form
