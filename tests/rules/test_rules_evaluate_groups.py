"""Groups of analogous workplaces, arithmetic of cards, injury safety, protective equipment."""

from dataclasses import replace
from decimal import Decimal

import pytest
from points_dossier import PLACE, C, Row, assessed, dossier_of, spoken

from riskdesk.domain.desk import AnalogGroup, PpeItem, SafetyCheck, SafetyObject
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId, PositionId, WorkplaceId
from riskdesk.domain.model import CardEntry, Point, Stay, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.evaluate import evaluate, evaluate_workplace


def grouped(*levels: str | None) -> Dossier:
    """Workplace 1 is not measured; each level is a measured one of its group, ``None`` no value."""
    base = dossier_of([], workplace={"group_id": "g", "measured": False})
    points, stays, places = [], [], [base.workplaces[0]]
    for number, level in enumerate(levels, start=2):
        place = WorkplaceId(f"w{number}")
        places.append(
            Workplace(
                id=place,
                certification_id=C,
                position_id=PositionId("p"),
                number=number,
                noise_row=5,
                men=1,
                women=0,
                group_id="g",
            )
        )
        readings = {} if level is None else {"noise_leq": level}
        points.append(
            Point(
                id=PointId(f"p{number}"),
                certification_id=C,
                family="noise",
                ordinal=number,
                label=f"{number}т",
                readings=readings,
            )
        )
        stays.append(Stay(id=f"s{number}", point_id=PointId(f"p{number}"), workplace_id=place))
    group = AnalogGroup(id="g", certification_id=C, ordinal=1, name=LocalizedText(ru="Слесари"))
    return replace(
        base,
        workplaces=tuple(places),
        points=tuple(points),
        stays=tuple(stays),
        analog_groups=(group,),
    )


def noise_at_first(dossier: Dossier, catalog: Catalog) -> str:
    found = assessed(dossier, catalog).factor("noise")
    return spoken(found) if found else "nothing"


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("75", "87"), "3.1"),
        (("95", "87"), "3.2"),
        (("75", None), "not-measured"),
        (("87", None), "3.1"),
        ((), "nothing"),
    ],
)
def test_the_worst_of_the_measured_is_inherited(
    catalog: Catalog, levels: tuple[str | None, ...], expected: str
) -> None:
    assert noise_at_first(grouped(*levels), catalog) == expected


def test_what_is_inherited_says_from_whom(catalog: Catalog) -> None:
    dossier = grouped("75", "87")
    found = evaluate(dossier, catalog).workplaces[0].factor("noise")
    assert found is not None
    assert found.inherited
    assert found.trace[0].ru == "Перенесено: оценка аналогичного рабочего места 01 001 003."
    assert "01 001 003" in found.trace[0].kk
    assert "01 001 003" in found.trace[0].en
    assert not any(f.inherited for f in evaluate(dossier, catalog).workplaces[1].factors)


def test_a_value_of_ones_own_stays(catalog: Catalog) -> None:
    dossier = grouped("87")
    own = replace(dossier.points[0], id=PointId("own"), readings={"noise_leq": "60"})
    stay = Stay(id="own", point_id=own.id, workplace_id=PLACE)
    dossier = replace(dossier, points=(*dossier.points, own), stays=(*dossier.stays, stay))
    assert noise_at_first(dossier, catalog) == "2"


def test_a_group_without_a_measured_workplace_has_no_class(catalog: Catalog) -> None:
    total = assessed(grouped(), catalog).total
    assert (total.status, total.proposed) == ("not-measured", None)
    assert "нет измеренного" in total.trace[-1].ru


def test_cards_are_inherited_too(catalog: Catalog) -> None:
    dossier = grouped("75")
    entry = CardEntry(
        id="e",
        workplace_id=WorkplaceId("w2"),
        card="heaviness",
        indicator="1.1",
        value_text="8000",
    )
    found = assessed(replace(dossier, card_entries=(entry,)), catalog)
    assert spoken(found.heaviness) == "3.2"
    assert found.heaviness.inherited
    assert found.indicators["heaviness"][0].inherited


def working(indicator: str, text: str, value: str = "", **place: object) -> Dossier:
    entry = CardEntry(
        id="e",
        workplace_id=PLACE,
        card="heaviness",
        indicator=indicator,
        value_text=value,
        working=text,
    )
    return dossier_of([], workplace=place, card_entries=(entry,))


@pytest.mark.parametrize(
    ("indicator", "text", "value", "expected"),
    [
        ("1.1", "2,5×1,2×300; 4×2×30", "1140", "1"),
        ("1.1", "2,5 кг × 1 м × 1001", "2502.5", "2"),
        ("1.2a", "10*3*700;10*2*300", "27000", "3.1"),
        ("2.3a", "10 × 700 : 8", "875", "3.1"),
        ("3.1", "80 × 300", "24000", "2"),
        ("4.1", "5 кгс × 3600 с; 5 × 1800", "27000", "2"),
        ("7.1", "10000 × 0,6", "6", "2"),
    ],
)
def test_arithmetic_gives_the_value_of_an_indicator(
    catalog: Catalog, indicator: str, text: str, value: str, expected: str
) -> None:
    found = assessed(working(indicator, text), catalog).indicators["heaviness"]
    one = next(f for f in found if f.subject == f"heaviness/{indicator}")
    assert (one.value, spoken(one)) == (Decimal(value), expected)
    assert len(one.trace) > 1


def test_arithmetic_goes_before_what_was_written_and_says_so(catalog: Catalog) -> None:
    one = assessed(working("1.1", "10×1×800", "2500"), catalog).indicators["heaviness"][0]
    assert (one.value, spoken(one)) == (Decimal(8000), "3.2")
    assert any("взято по расчету" in line.ru for line in one.trace)
    broken = assessed(working("1.1", "10×1", "2500"), catalog).indicators["heaviness"][0]
    assert (broken.value, spoken(broken)) == (Decimal(2500), "1")
    assert "не прочитан" in broken.trace[0].ru


def test_men_and_women_by_the_same_arithmetic(catalog: Catalog) -> None:
    found = assessed(working("1.1", "2×1×2000", men=None, women=None), catalog)
    one = found.indicators["heaviness"][0]
    assert one.by_sex == {Sex.MEN: HazardClass("2"), Sex.WOMEN: HazardClass("3.1")}


def checks(**grades: int | None) -> tuple[SafetyCheck, ...]:
    return tuple(
        SafetyCheck(
            id=kind, workplace_id=PLACE, ordinal=n, kind=_kind(kind), name="Станок", grade=grade
        )
        for n, (kind, grade) in enumerate(grades.items(), start=1)
    )


def _kind(name: str) -> SafetyObject:
    kinds: dict[str, SafetyObject] = {
        "equipment": "equipment",
        "tools": "tools",
        "instruction": "instruction",
    }
    return kinds[name]


@pytest.mark.parametrize(
    ("grades", "word"),
    [
        ({"equipment": 1, "tools": 1, "instruction": 1}, "1"),
        ({"equipment": 1, "tools": 2, "instruction": 1}, "2"),
        ({"equipment": 3, "tools": 2, "instruction": 1}, "3"),
        ({"equipment": 3, "tools": None, "instruction": 1}, ""),
        ({"equipment": 1}, ""),
    ],
)
def test_injury_safety_is_the_worst_of_three(
    catalog: Catalog, grades: dict[str, int | None], word: str
) -> None:
    found = assessed(dossier_of([], safety_checks=checks(**grades)), catalog)
    assert found.injury is not None
    assert (found.injury.word, found.injury.status) == (word, "judged" if word else "not-measured")
    assert found.total.status == "not-measured"


def test_nothing_listed_is_no_finding(catalog: Catalog) -> None:
    found = assessed(dossier_of([]), catalog)
    assert (found.injury, found.ppe, found.total_with_ppe) == (None, None, None)


def item(**fields: object) -> PpeItem:
    given: dict[str, object] = {
        "id": "x",
        "workplace_id": PLACE,
        "ordinal": 1,
        "name": LocalizedText("Каска", "Каска", "Helmet"),
        **fields,
    }
    return PpeItem(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("items", "word"),
    [
        ((item(issued=True, certified=True),), "provided"),
        ((item(issued=True, certified=True), item(issued=False)), "not_provided"),
        ((item(issued=True, certified=False),), "not_provided"),
        ((item(issued=True),), ""),
        ((item(),), ""),
    ],
)
def test_provision_with_equipment(catalog: Catalog, items: tuple[PpeItem, ...], word: str) -> None:
    found = assessed(dossier_of([], ppe_items=items), catalog)
    assert found.ppe is not None
    assert found.ppe.word == word


def test_the_total_is_lowered_only_where_the_option_is_chosen(catalog: Catalog) -> None:
    rows: list[Row] = [("noise", {"noise_leq": "95"})]
    dossier = dossier_of(rows, ppe_items=(item(issued=True, certified=True),))
    assert assessed(dossier, catalog).total_with_ppe is None
    chosen = replace(
        dossier, certification=replace(dossier.certification, options={"ppe_reduction": "1"})
    )
    found = evaluate_workplace(chosen, chosen.workplaces[0], catalog)
    assert found.total_with_ppe is not None
    assert (spoken(found.total), spoken(found.total_with_ppe)) == ("3.2", "3.1")
    bare = replace(chosen, ppe_items=(item(issued=True, certified=False),))
    found = evaluate_workplace(bare, bare.workplaces[0], catalog)
    assert found.total_with_ppe is not None
    assert spoken(found.total_with_ppe) == "3.2"
