"""What chooses the rows of the norms: decided, recorded, proposed, unknown."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from sample_dossier import CERTIFICATION, sample, workplace_id

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import PointId
from riskdesk.domain.model import Point, Stay
from riskdesk.domain.values import LocalizedText, Season
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.selectors import Selectors, selectors_of


@pytest.fixture(scope="module")
def dossier() -> Dossier:
    return sample()


def chosen(dossier: Dossier, catalog: Catalog, number: int) -> Selectors:
    return selectors_of(dossier, dossier.workplace_by_id[workplace_id(number)], catalog)


def renamed(dossier: Dossier, number: int, position: str, section: str) -> Dossier:
    own = dossier.position_of(dossier.workplace_by_id[workplace_id(number)])
    return replace(
        dossier,
        positions=tuple(
            replace(p, name=LocalizedText(ru=position)) if p.id == own.id else p
            for p in dossier.positions
        ),
        sections=tuple(
            replace(s, name=LocalizedText(ru=section)) if s.id == own.section_id else s
            for s in dossier.sections
        ),
    )


@pytest.mark.parametrize(
    ("position", "section", "row"),
    [
        ("Директор", "Администрация", 1),
        ("Коммерческий директор", "Цех", 1),
        ("Управляющий производством", "", 1),
        ("Водитель-экспедитор", "Производственный персонал", 14),
        ("Водитель экспедитор", "", 14),
        ("Тракторист", "", 16),
        ("Лаборант", "Производственный персонал", 2),
        ("Главный энергетик", "", 2),
        ("Технолог оператор", "Административно – управленческий персонал", 2),
        ("Технолог оператор", "Производственный персонал", 5),
        ("Сортировщик", "Участок хранения", 5),
        ("Сортировщик", "Склад", None),
    ],
)
def test_the_noise_row_is_proposed_by_position_then_section(
    dossier: Dossier, catalog: Catalog, position: str, section: str, row: int | None
) -> None:
    found = chosen(renamed(dossier, 33, position, section), catalog, 33).noise_row
    assert found.value == row
    assert found.proposed == (row is not None)
    assert found.reason.kk
    assert found.reason.ru


def test_the_workplace_itself_decides(dossier: Dossier, catalog: Catalog) -> None:
    own = dossier.workplace_by_id[workplace_id(1)]
    decided = replace(own, noise_row=4, work_category="1б", permanent=False, visual_grade="A-2")
    after = replace(
        dossier, workplaces=tuple(decided if w.id == own.id else w for w in dossier.workplaces)
    )
    found = chosen(after, catalog, 1)
    assert (found.noise_row.value, found.noise_row.proposed) == (4, False)
    assert (found.work_category.value, found.work_category.proposed) == ("Ib", False)
    assert (found.permanent.value, found.permanent.proposed) == (False, False)
    assert (found.visual_grade.value, found.visual_grade.proposed) == ("А-2", False)


def test_points_record_category_and_grade(dossier: Dossier, catalog: Catalog) -> None:
    found = chosen(dossier, catalog, 33)
    assert (found.work_category.value, found.work_category.proposed) == ("IIb", False)
    assert (found.visual_grade.value, found.visual_grade.proposed) == ("Б-2", False)
    assert "25т" in found.visual_grade.reason.ru


def test_without_a_point_nothing_is_proposed(dossier: Dossier, catalog: Catalog) -> None:
    found = chosen(dossier, catalog, 15)
    assert (found.work_category.value, found.work_category.proposed) == (None, False)
    assert (found.visual_grade.value, found.visual_grade.proposed) == (None, False)
    assert (found.permanent.value, found.permanent.proposed) == (True, True)


def test_points_that_differ_only_propose(dossier: Dossier, catalog: Catalog) -> None:
    point = Point(
        id=PointId("other"),
        certification_id=CERTIFICATION,
        family="microclimate",
        ordinal=99,
        label="99т",
        work_category="III",
    )
    stay = Stay(id="other", point_id=point.id, workplace_id=workplace_id(33))
    after = replace(dossier, points=(*dossier.points, point), stays=(*dossier.stays, stay))
    found = chosen(after, catalog, 33).work_category
    assert (found.value, found.proposed) == ("IIb", True)
    assert "III" in found.reason.ru


@pytest.mark.parametrize(
    ("outdoor", "day", "season", "proposed"),
    [
        (Decimal("10.1"), date(2026, 1, 10), Season.WARM, False),
        (Decimal(10), date(2026, 7, 10), Season.COLD, False),
        (None, date(2026, 7, 10), Season.WARM, True),
        (None, date(2026, 1, 10), Season.COLD, True),
    ],
)
def test_the_season_goes_by_outdoor_air_then_month(
    catalog: Catalog, outdoor: Decimal | None, day: date, season: Season, *, proposed: bool
) -> None:
    given = sample(outdoor_temperature=outdoor)
    after = replace(given, certification=replace(given.certification, measured_on=day))
    found = chosen(after, catalog, 1).season
    assert (found.value, found.proposed) == (season, proposed)


def test_the_season_of_the_certification_is_first(catalog: Catalog) -> None:
    found = chosen(sample(season=Season.COLD), catalog, 1).season
    assert (found.value, found.proposed) == (Season.COLD, False)
