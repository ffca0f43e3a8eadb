"""Factors that only points have stand on Annex 1 and on the workplace card."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from forms_sample import forms
from points_dossier import C, dossier_of

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument
from riskdesk.forms.fields import ClassCounts, ClassField, Field, Record
from riskdesk.forms.records.factors import annex_1
from riskdesk.forms.records.report import annex_6
from riskdesk.forms.records.source import Source
from riskdesk.forms.records.workplace_card import workplace_card
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate

AMMONIA, SULPHIDE = "166", "684"
ROWS = (
    ("chemical", {"air_substance": AMMONIA, "air_single": "60"}, "4"),
    (
        "vibration_local",
        {"vibration_local_level": "129", "vibration_local_reference": "0.000001"},
        "4",
    ),
)
SENSOR = Instrument(
    id=InstrumentId("i"),
    certification_id=C,
    name="Газоанализатор",
    quantities=("chemical", "vibration_local"),
    certificate="1",
    verified_on=date(2026, 1, 10),
    valid_until=date(2027, 1, 10),
)


def source_of(dossier: Dossier, catalog: Catalog) -> Source:
    return Source(
        dossier=dossier,
        assessment=evaluate(dossier, catalog),
        catalog=catalog,
        wording=forms().wording,
        subjects=("chemical",),
    )


@pytest.fixture(scope="module")
def catalog(resources: Path) -> Catalog:
    return Catalog.load(resources)


@pytest.fixture
def source(catalog: Catalog) -> Source:
    dossier = dossier_of(ROWS, point={"instrument_id": SENSOR.id}, instruments=(SENSOR,))
    return source_of(dossier, catalog)


def field_of(record: Record, name: str) -> Field:
    found = record.fields[name]
    assert isinstance(found, Field)
    return found


def test_annex_1_prints_a_row_for_each_judgement(source: Source) -> None:
    (block,) = annex_1(source).lists["blocks"]
    rows = block.lists["factors"]
    (air,) = [row for row in rows if field_of(row, "value").number == Decimal(60)]
    named = field_of(air, "factor")
    assert "ммиак" in named.text.ru
    assert "1т" in named.text.ru
    assert field_of(air, "norm").number == Decimal(20)
    judged = air.fields["class"]
    found = source.assessment.workplaces[0].factor("chemical")
    assert isinstance(judged, ClassField)
    assert found is not None
    assert judged.hit == found.decided
    assert judged.hit is not None
    assert judged.hit.harmful
    assert len(rows) >= 2


def test_the_card_has_the_same_rows_and_says_why(source: Source) -> None:
    (card,) = workplace_card(source).lists["cards"]
    (air,) = [
        row
        for row in card.lists["rows"]
        if "value" in row.fields and field_of(row, "value").number == Decimal(60)
    ]
    assert field_of(air, "unit").text.ru == "мг/м³"
    assert field_of(air, "point").text.ru == "1т"
    assert any("ммиак" in field_of(line, "text").text.ru for line in card.lists["why"])


def test_annex_6_counts_the_factor(source: Source) -> None:
    rows = annex_6(source).lists["rows"]
    titles = [field_of(row, "factor").text.ru for row in rows]
    title = source.catalog.factors["chemical"].title.ru
    counts = rows[titles.index(title)].fields["class"]
    found = source.assessment.workplaces[0].factor("chemical")
    assert isinstance(counts, ClassCounts)
    assert found is not None
    assert found.decided is not None
    assert counts.counts == {found.decided: Decimal(1)}


def test_without_an_instrument_there_are_words_and_no_class(catalog: Catalog) -> None:
    other = replace(SENSOR, quantities=("noise",))
    dossier = dossier_of(ROWS[:1], instruments=(other,))
    (block,) = annex_1(source_of(dossier, catalog)).lists["blocks"]
    (row,) = block.lists["factors"]
    judged = row.fields["class"]
    assert isinstance(judged, ClassField)
    assert judged.hit is None
    assert judged.words.ru


def test_an_instrument_out_of_verification_is_said_at_the_value(catalog: Catalog) -> None:
    late = replace(SENSOR, valid_until=date(2026, 2, 1))
    dossier = dossier_of(ROWS[:1], point={"instrument_id": late.id}, instruments=(late,))
    (block,) = annex_1(source_of(dossier, catalog)).lists["blocks"]
    notes = field_of(block.lists["factors"][0], "value").notes
    assert any("01.02.2026" in note.ru for note in notes)


def test_substances_that_act_together_have_a_row_of_their_own(catalog: Catalog) -> None:
    rows = (
        ("chemical", {"air_substance": AMMONIA, "air_single": "15"}),
        ("chemical", {"air_substance": SULPHIDE, "air_single": "6"}),
    )
    dossier = dossier_of(rows, point={"instrument_id": SENSOR.id}, instruments=(SENSOR,))
    (block,) = annex_1(source_of(dossier, catalog)).lists["blocks"]
    printed = block.lists["factors"]
    assert [field_of(row, "value").number for row in printed] == [
        Decimal(15),
        Decimal(6),
        Decimal("1.35"),
    ]
    assert "вместе" in field_of(printed[2], "factor").text.ru
    judged = printed[2].fields["class"]
    assert isinstance(judged, ClassField)
    assert judged.hit is not None
    assert judged.hit.value == "3.1"
