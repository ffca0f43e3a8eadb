"""What protocols say of method, person, room, air and k; units of limits; what is left out."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from forms_sample import catalog, document, dossier, few, source
from forms_text import text_of
from points_dossier import C, dossier_of
from protocols_dossier import protocols_dossier, protocols_source

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.headings import DayConditions, ProtocolFacts
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record
from riskdesk.forms.records.factors import annex_1
from riskdesk.forms.records.measured import PROTOCOLS, silent_forms
from riskdesk.forms.records.registry import RECORDS

ROOM = LocalizedText("механикалық цех, 120 м²", "механический цех, 120 м²")


def facts(family: str = "", **more: object) -> ProtocolFacts:
    return ProtocolFacts(id=f"f{family}", certification_id=C, family=family, **more)  # type: ignore[arg-type]


def air(day: int, **more: str) -> DayConditions:
    values = {name: Decimal(text) for name, text in more.items()}
    return DayConditions(id=f"d{day}", certification_id=C, day=date(2026, 4, day), **values)


def printed(form: str, given: Dossier) -> str:
    return text_of(document(form, source(given)))


def test_nothing_entered_leaves_lines_to_fill_in() -> None:
    said = printed("protocol-light", few())
    assert "представителя обследуемого объекта: ____________________" in said
    assert "количество работающих человек: ____________________" in said


def test_what_holds_for_all_stands_in_every_protocol_unless_its_factor_says_else() -> None:
    common = facts(representative="Иванова А.", room=ROOM, form_code="Ф 01", coverage=Decimal(2))
    own = facts("noise", method="ГОСТ ISO 9612-2016, стратегия 1", form_code="Ф 04")
    given = replace(few(), protocol_facts=(common, own))
    light, noise = (printed(f"protocol-{name}", given) for name in ("light", "noise"))
    assert "представителя обследуемого объекта: Иванова А." in light
    assert "механикалық цех, 120 м² / механический цех, 120 м²" in light
    assert "Ф 01" in light
    assert "Коэффициент охвата k = 2." in noise
    assert "ГОСТ ISO 9612-2016, стратегия 1" in noise
    assert "Ф 04" in noise
    assert "Ф 01" not in noise
    assert "стратегия 1" not in light


def test_annex_1_prints_the_method_of_rows_that_have_none() -> None:
    given = dossier_of([("chemical", {"air_substance": "166", "air_single": "60"}, "4")])
    given = replace(given, protocol_facts=(facts("chemical", method="ГОСТ 12.1.014-84"),))
    (row,) = _factors(annex_1(protocols_source(catalog(), given)))
    assert row["method"] == "ГОСТ 12.1.014-84"


def _factors(record: Record) -> list[Mapping[str, str]]:
    rows = [row for block in record.lists["blocks"] for row in block.lists["factors"]]
    return [{name: row.text(name).ru for name in row.fields} for row in rows]


def test_the_air_is_that_of_the_days_of_measuring() -> None:
    known = (air(10, temperature="21.5", humidity="40", pressure="694"), air(12, humidity="99"))
    said = printed("protocol-light", replace(few(), day_conditions=known))
    assert "температура воздуха 21,5 °C; влажность 40 %; давление 694 мм рт. ст." in said
    assert "99" not in said
    plain = printed("protocol-light", few())
    assert "температура воздуха 16 °C; влажность ____ %; давление 694" in plain


def test_several_days_are_told_apart_and_a_gap_is_a_line() -> None:
    given = protocols_dossier()
    given = replace(given, day_conditions=(air(10, humidity="40"), air(11, humidity="55")))
    told = RECORDS["protocol-non-ionising"](protocols_source(catalog(), given))
    said = told.text("environment").ru
    assert said.startswith("10.04.2026: температура воздуха ____ °C; влажность 40 %")
    assert "; 11.04.2026: температура воздуха ____ °C; влажность 55 %" in said


def test_a_limit_in_another_unit_than_its_value_names_it_on_annex_1() -> None:
    rows = [("emf_radio", {"radio_frequency": "1000", "radio_hours": "1", "radio_s": "250"}, "1")]
    told = annex_1(protocols_source(catalog(), dossier_of(rows)))
    (block,) = told.lists["blocks"]
    for row in block.lists["factors"]:
        norm, named = row.fields["norm"], row.fields["factor"]
        assert isinstance(norm, Field)
        assert isinstance(named, Field)
        assert norm.number is None, "a bare number beside µW/cm²"
        assert norm.text.ru == "кратность ≤ 1"
        assert "мкВт/см²" in f"{named.text.ru}{named.suffix}"


@pytest.mark.parametrize("form", PROTOCOLS)
@pytest.mark.parametrize("given", [few(), protocols_dossier(), dossier()], ids=("few", "all", "55"))
def test_a_protocol_is_silent_just_when_it_prints_that_there_is_nothing(
    form: str, given: Dossier
) -> None:
    told = RECORDS[form](protocols_source(catalog(), given))
    assert (form in silent_forms(given, catalog())) == told.holds("nothing")


def test_a_dossier_without_points_or_a_certification_before_leaves_their_papers_out() -> None:
    bare = replace(few(), points=(), stays=())
    assert {"layout-scheme", "difference", "risk-register"} <= silent_forms(bare, catalog())
    assert "layout-scheme" not in silent_forms(few(), catalog())
