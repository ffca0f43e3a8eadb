"""Protocols of factors that the sample lacks, the field journal and the list of instruments."""

import os
import re
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from forms_sample import ROOT, document, few, source
from forms_text import text_of
from points_dossier import dossier_of
from protocols_dossier import SENSOR, protocols_dossier, protocols_source

from riskdesk.forms.fields import ClassField, Field, Record
from riskdesk.forms.records.blank_journal import field_journal_blank
from riskdesk.forms.records.field_journal import field_journal
from riskdesk.forms.records.instrument_list import instrument_list
from riskdesk.forms.records.protocol_air import protocol_air, protocol_dust
from riskdesk.forms.records.protocol_points import (
    biological,
    infrasound_ultrasound,
    non_ionising,
)
from riskdesk.forms.records.source import Source
from riskdesk.rules.catalog import Catalog

PROTOCOLS = (
    "protocol-air",
    "protocol-dust",
    "protocol-infrasound-ultrasound",
    "protocol-non-ionising",
    "protocol-ionising",
    "protocol-biological",
)
FORMS = (*PROTOCOLS, "instrument-list", "field-journal", "field-journal-blank")
NUMBER = re.compile(r"\d+(?:,\d+)?")


@pytest.fixture(scope="module")
def catalog(resources: Path) -> Catalog:
    return Catalog.load(resources)


@pytest.fixture(scope="module")
def filled(catalog: Catalog) -> Source:
    return protocols_source(catalog)


@pytest.mark.parametrize("form", FORMS)
def test_a_filled_form_is_as_it_was_looked_at(form: str, filled: Source) -> None:
    """Compared with ``expected/points.txt``; ``RISKDESK_WRITE_EXPECTED=1`` writes it anew."""
    printed = text_of(document(form, filled))
    (folder,) = (ROOT / "forms" / form).iterdir()
    path = folder / "expected" / "points.txt"
    if os.environ.get("RISKDESK_WRITE_EXPECTED"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(printed, encoding="utf-8")
    assert printed == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_kazakh_and_russian_carry_the_same_numbers(form: str, filled: Source) -> None:
    kk, ru = (
        sorted(NUMBER.findall(text_of(document(form, filled, language))))
        for language in ("kk", "ru")
    )
    assert kk == ru


@pytest.mark.parametrize("form", PROTOCOLS)
def test_a_factor_that_was_not_measured_is_said_in_one_line(form: str) -> None:
    printed = text_of(document(form, source(few()), "ru"))
    assert printed.count("Измерения по этому фактору не проводились") == 1
    assert "Класс" not in printed.replace("Классы условий труда", "")


def rows_of(record: Record, name: str = "blocks") -> list[Record]:
    return [row for block in record.lists[name] for row in block.lists.get("rows", ())]


def field(record: Record, name: str) -> Field:
    found = record.fields[name]
    assert isinstance(found, Field)
    return found


def hit(record: Record) -> str:
    found = record.fields["class"]
    assert isinstance(found, ClassField)
    return found.hit.value if found.hit else found.words.ru


def said(given: Field) -> str:
    return " ".join(note.ru for note in given.notes)


def test_air_has_two_norms_and_two_results(filled: Source) -> None:
    ammonia, sulphide, benzene = rows_of(protocol_air(filled))
    assert field(ammonia, "substance").text.ru == "Аммиак; CAS 7664-41-7"
    assert [field(ammonia, n).text.ru for n in ("state", "hazard", "effect")] == ["п", "4", "–"]
    assert [field(ammonia, name).number for name in ("norm_single", "single")] == [20, 15]
    assert field(ammonia, "samples").number == 3
    assert "строка 166" in said(field(ammonia, "norm_single"))
    assert field(sulphide, "effect").text.ru == "О"
    assert [field(benzene, f"norm_{name}").number for name in ("single", "average")] == [15, 5]
    assert field(benzene, "average").number == Decimal("5.5")  # (4·120 + 8·240 + 2·120) / 480
    assert field(benzene, "minutes").text.ru == "120; 240; 120"
    assert [hit(row) for row in (ammonia, sulphide, benzene)] == ["2", "2", "3.1"]


def test_below_the_detection_limit_names_what_was_taken(filled: Source) -> None:
    value = field(rows_of(protocol_air(filled))[1], "single")
    assert (value.number, value.prefix) == (Decimal(6), "< ")
    assert "взят сам предел, 6 мг/м³" in said(value)


def test_a_detection_limit_beyond_the_norm_judges_nothing(catalog: Catalog) -> None:
    dossier = dossier_of([("chemical", {"air_substance": "684", "air_single": "<30"}, "4")])
    (row,) = rows_of(protocol_air(protocols_source(catalog, dossier)))
    assert "выше нормы" in said(field(row, "single"))
    assert hit(row) == "не измерено"


def test_substances_that_act_together_stand_by_workplace(filled: Source) -> None:
    rows = protocol_air(filled).lists["together"]
    assert [field(row, "code").text.ru for row in rows] == ["01 001 001", "01 001 002"]
    assert {field(row, "value").number for row in rows} == {Decimal("1.35")}


def test_dust_has_its_load_and_safe_years(filled: Source) -> None:
    (load,) = protocol_dust(filled).lists["loads"]
    worth = [field(load, name).number for name in ("load", "control", "ratio", "safe_years")]
    # ПН = 12,5 · 248 · 8 · 7; КПН = 10 · 248 · 8 · 7; Т1 = КПН25 / (К · N · Q)
    assert worth == [173600, 138880, Decimal("1.25"), 20]
    assert hit(load) == "3.1"


def test_each_octave_has_its_own_level(filled: Source) -> None:
    total, *octaves = rows_of(infrasound_ultrasound(filled))[:5]
    assert field(total, "norm").number == 100
    assert [field(row, "norm").number for row in octaves] == [100, 95, 90, 85]
    first = octaves[0].fields["class"]
    assert isinstance(first, ClassField)
    assert first.rows == 4
    assert all("class" not in row.fields for row in octaves[1:])


def test_ultraviolet_without_a_range_is_not_judged_and_says_which(filled: Source) -> None:
    rows = rows_of(non_ionising(filled))
    judged, lacking = rows[:3], rows[3:6]
    assert [field(row, "norm").number for row in judged] == [50, Decimal("0.05"), Decimal("0.001")]
    assert hit(judged[0]) == "3.1"
    assert hit(lacking[0]) == "не измерено"
    words = lacking[0].fields["class"]
    assert isinstance(words, ClassField)
    assert "УФ-С" in words.notes[0].ru


def test_air_ions_show_the_ratio_that_decides(filled: Source) -> None:
    *_, plus, minus, ratio = rows_of(non_ionising(filled))
    assert [field(row, "norm").text.ru for row in (plus, minus, ratio)] == [
        "400–50000",
        "600–50000",
        "0,4–1",
    ]
    assert field(ratio, "value").number == Decimal("0.3818")
    assert hit(plus) == "3.1"


def test_contact_with_pathogens_is_a_word_and_a_sign(filled: Source) -> None:
    contact, producer = rows_of(biological(filled))
    assert field(contact, "indicator").text.ru.endswith("обслуживание канализации")
    assert field(contact, "value").text.ru == "+"
    assert (hit(contact), hit(producer)) == ("3.2", "3.1")
    norm = field(producer, "norm")
    assert (norm.prefix, norm.number) == ("≤ ", Decimal(1000))  # as typed, in the unit of the value


def test_an_instrument_tells_its_drift(filled: Source) -> None:
    first, second = instrument_list(filled).lists["blocks"]
    (check,) = first.lists["checks"]
    assert field(check, "drift").text.ru == "+0,8"
    assert "больше допускаемого" in said(field(check, "drift"))
    assert field(first, "range").text.ru == "Максимальная разовая: 0,5–200 мг/м³"
    assert "Химический фактор" in field(first, "factors").text.ru
    assert field(first, "used").number == 10
    assert field(second.lists["checks"][0], "day").text.ru == "–"


def test_an_instrument_out_of_verification_is_footnoted(catalog: Catalog) -> None:
    dossier = protocols_dossier()
    late = replace(SENSOR, valid_until=dossier.certification.measured_on.replace(month=2))
    given = replace(dossier, instruments=(late, *dossier.instruments[1:]))
    printed = protocols_source(catalog, given)
    assert "10.02.2026" in said(field(instrument_list(printed).lists["blocks"][0], "period"))
    assert "10.02.2026" in said(field(rows_of(protocol_air(printed))[0], "single"))


def test_the_journal_keeps_what_was_typed(filled: Source) -> None:
    rows = rows_of(field_journal(filled))
    typed = {field(row, "typed").text.ru: row for row in rows}
    assert field(typed["<6"], "instrument").text.ru == "Газоанализатор ГАНК-4, № 0417"
    assert field(typed["6,5"], "origin").text.ru == "со слов работодателя"
    assert "15; 12,5; 14" in typed


def test_the_journal_has_rows_of_workplaces_too() -> None:
    record = field_journal(source(few()))
    heads = [field(b, "title").text.ru for b in record.lists["blocks"] if b.kind == "section"]
    assert "Шум" in heads
    methods = {field(row, "method").text.ru for row in rows_of(record)}
    assert "ГОСТ ISO 9612-2016" in methods


def test_nothing_written_is_said(catalog: Catalog) -> None:
    empty = protocols_source(catalog, dossier_of([]))
    assert "записей нет" in field(field_journal(empty), "nothing").text.ru
    assert "не внесены" in field(instrument_list(empty), "nothing").text.ru
    (sheet,) = field_journal_blank(empty).lists["sheets"]
    assert "не намечены" in field(sheet, "nothing").text.ru


def test_the_blank_journal_has_the_columns_of_its_factor(filled: Source, catalog: Catalog) -> None:
    sheets = field_journal_blank(filled).lists["sheets"]
    names = [field(sheet, "factor").text for sheet in sheets]
    chemical = sheets[names.index(catalog.families["chemical"].title)]
    titles = [field(each, "title").text.ru for each in chemical.lists["columns"]]
    assert len(titles) == len(catalog.families["chemical"].columns)
    assert titles[1] == "Максимальная разовая, мг/м³"
    first = chemical.lists["lines"][0]
    assert field(first, "position").text.ru == "Слесарь (№\u00a01); Электросварщик (№\u00a02)"
