"""Ranges of instruments as people write them, and what can be measured at all."""

from dataclasses import replace
from pathlib import Path

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, InstrumentId
from riskdesk.domain.model import Instrument
from riskdesk.domain.values import LANGUAGES
from riskdesk.rules.catalog import Catalog
from riskdesk.services.instrument_choice import read_range
from riskdesk.services.instrument_ranges import measurables, ranged, ranges_text, read_ranges


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    """The catalogs of the program."""
    return Catalog.load(Path(__file__).resolve().parents[2] / "resources")


METER = Instrument(
    id=InstrumentId("i"),
    certification_id=CertificationId("c"),
    name="Шумомер",
    quantities=("noise_leq",),
    certificate="",
    verified_on=None,
    valid_until=None,
)


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("30–130", "30..130"),
        ("22,5 - 139,5", "22.5..139.5"),
        ("−40–85", "-40..85"),
        ("от -40 до +85", "-40..85"),
        ("-40..-5", "-40..-5"),
        ("от 30", "30.."),
        ("..130", "..130"),
        ("", ""),
    ],
)
def test_ranges_are_read_as_they_are_written(text: str, stored: str) -> None:
    assert read_range(text) == stored


@pytest.mark.parametrize("text", ["громко", "130–30", "5-1-2"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(UserError) as caught:
        read_range(text)
    assert caught.value.code == "range-not-read"


@pytest.mark.parametrize(
    ("text", "quantities"),
    [
        ("30–130", ("noise_leq",)),
        ("Шум 22–139,5; Максимальный ≥ 30", ("noise",)),
        ("Температура −40–85; Влажность 3–97", ("air_temperature", "relative_humidity")),
    ],
)
def test_a_text_comes_back_as_it_was(
    catalog: Catalog, text: str, quantities: tuple[str, ...]
) -> None:
    ranges = read_ranges(text, quantities, catalog, "ru")
    meter = replace(METER, quantities=quantities, ranges=ranges)
    assert ranges_text(meter, catalog, "ru") == text
    for language in LANGUAGES:
        said = ranges_text(meter, catalog, language)
        assert read_ranges(said, quantities, catalog, language) == ranges


def test_ranges_without_names_are_in_the_order_of_the_quantities(catalog: Catalog) -> None:
    found = read_ranges("-40–85; 3–97", ("air_temperature", "relative_humidity"), catalog, "ru")
    assert found == {"air_temperature": "-40..85", "relative_humidity": "3..97"}


def test_a_unit_names_all_that_is_read_in_it(catalog: Catalog) -> None:
    found = read_ranges("30–130 дБА", ("noise",), catalog, "ru")
    assert {name for name in found if found[name] == "30..130"} == set(found)
    assert {"noise_leq", "noise_max"} <= set(found)
    assert not [name for name in found if name.startswith("noise_band")]
    found = read_ranges("-40–85 °C; 3–97 %", ("microclimate",), catalog, "ru")
    assert (found["air_temperature"], found["relative_humidity"]) == ("-40..85", "3..97")


@pytest.mark.parametrize(
    ("text", "quantities", "code"),
    [
        ("30–130", (), "range-of-nothing"),
        ("30–130", ("noise",), "range-not-named"),
        ("много", ("noise_leq",), "range-not-read"),
    ],
)
def test_what_cannot_be_placed_says_why(
    catalog: Catalog, text: str, quantities: tuple[str, ...], code: str
) -> None:
    with pytest.raises(UserError) as caught:
        read_ranges(text, quantities, catalog, "ru")
    assert caught.value.code == code


def test_everything_measured_has_one_name_in_each_language(catalog: Catalog) -> None:
    known = measurables(catalog)
    for language in LANGUAGES:
        titles = [each.title.get(language) for each in known]
        assert len(titles) == len(set(titles))
        assert not [title for title in titles if ";" in title or not title]
    assert {"noise", "noise_leq", "emf_electric_5Hz_2kHz", "globe"} <= {each.id for each in known}


def test_a_family_has_the_ranges_of_its_columns(catalog: Catalog) -> None:
    assert {"noise_leq", "noise_max"} <= set(ranged(("noise",), catalog))
    assert ranged(("чего-то ещё",), catalog) == ()
