"""Hazards of positions: first lists, ratings, and the register that follows the measured class."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fakes import FakeClock, FakeStore

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId, PositionId, SectionId, WorkplaceId
from riskdesk.domain.model import Certification, Enterprise, Position, Risk, Section, Workplace
from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Assessment, Finding, Status, WorkplaceAssessment
from riskdesk.rules.risk import RiskCatalog
from riskdesk.services.context import Context
from riskdesk.services.risk import (
    AddHazard,
    AssessRisks,
    NoteExisting,
    RateRisk,
    RemoveRisk,
    RiskRow,
    level_counts,
    matrix_counts,
    risk_rows,
    run,
    unexplained,
)
from riskdesk.services.texts import Texts

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
RISKS = RiskCatalog.load(RESOURCES)
CONTEXT = Context(
    catalog=Catalog.load(RESOURCES), risks=RISKS, texts=Texts.load(RESOURCES), clock=FakeClock()
)
CERTIFICATION = CertificationId("certification")
OFFICE = "Административно – управленческий персонал"
PRODUCTION = "Производственный персонал"
SAMPLE = {
    OFFICE: """Директор, Управляющий производством, Бухгалтер, Коммерческий директор, Технический
        директор, Менеджер по продажам, Менеджер по снабжению, Главный механик, Главный энергетик,
        Специалист по кадровым вопросам, Начальник службы безопасности,
        Специалист по безопасности и охране труда, Технолог оператор""",
    PRODUCTION: """Технолог оператор, Бригадир ремонтно-строительной бригады, Бригадир технической
        бригады, Бригадир цеха выращивания и хранения, Электро слесарь, Водитель экспедитор,
        Лаборант, Поливщик, Сборщик, Фасовщик, Грузчик, Тракторист, Разнорабочий, Слесарь, Сторож,
        Шеф повар, Посудомойщица, Прачка""",
}


def names(section: str) -> list[str]:
    return [" ".join(name.split()) for name in SAMPLE[section].split(",")]


def store_with(sections: dict[str, list[str]], workplaces: int = 1) -> FakeStore:
    store = FakeStore()
    number = ordinal = 0
    with store.unit_of_work() as uow:
        uow.add(Enterprise(id=EnterpriseId("enterprise"), name=LocalizedText(ru="Завод")))
        uow.add(
            Certification(
                id=CERTIFICATION,
                enterprise_id=EnterpriseId("enterprise"),
                title="2026",
                measured_on=date(2026, 4, 10),
            )
        )
        for at, (section, positions) in enumerate(sections.items(), start=1):
            section_id = SectionId(f"section-{at}")
            uow.add(
                Section(
                    id=section_id,
                    certification_id=CERTIFICATION,
                    ordinal=at,
                    name=LocalizedText(ru=section),
                )
            )
            for name in positions:
                ordinal += 1
                position_id = PositionId(f"position-{ordinal:02}")
                uow.add(
                    Position(
                        id=position_id,
                        certification_id=CERTIFICATION,
                        section_id=section_id,
                        ordinal=ordinal,
                        name=LocalizedText(ru=name),
                        headcount=workplaces,
                    )
                )
                for _ in range(workplaces):
                    number += 1
                    uow.add(
                        Workplace(
                            id=WorkplaceId(f"workplace-{number:02}"),
                            certification_id=CERTIFICATION,
                            position_id=position_id,
                            number=number,
                        )
                    )
        uow.commit("new-certification")
    return store


def assessed(store: FakeStore) -> FakeStore:
    run(AssessRisks(certification_id=CERTIFICATION), store.unit_of_work(), CONTEXT)
    return store


def finding(subject: str, hazard_class: HazardClass | None, status: Status = "judged") -> Finding:
    return Finding(subject=subject, status=status, proposed=hazard_class)


def assessment(*noise: HazardClass | None) -> Assessment:
    """One workplace a class of noise; nothing else is judged."""
    rows = []
    for number, hazard_class in enumerate(noise, start=1):
        status: Status = "judged" if hazard_class else "not-measured"
        rows.append(
            WorkplaceAssessment(
                workplace_id=WorkplaceId(f"workplace-{number:02}"),
                quantities=(),
                factors=(finding("noise", hazard_class, status),),
                indicators={},
                heaviness=finding("heaviness", None, "not-measured"),
                tension=finding("tension", None, "not-measured"),
                total=finding("total", None, "not-measured"),
            )
        )
    return Assessment(
        ruleset="KZ1.04.001.2000",
        ruleset_title=LocalizedText(ru="Руководство"),
        ruleset_proposed=False,
        workplaces=tuple(rows),
    )


def rows_of(store: FakeStore, *noise: HazardClass | None) -> tuple[RiskRow, ...]:
    with store.unit_of_work() as uow:
        return risk_rows(uow.dossier(CERTIFICATION), assessment(*noise), RISKS)


def noise_row(store: FakeStore, *noise: HazardClass | None) -> RiskRow:
    return next(row for row in rows_of(store, *noise) if row.hazard_id == "machine-noise")


def loader(workplaces: int = 1) -> FakeStore:
    return assessed(store_with({PRODUCTION: ["Грузчик"]}, workplaces))


def risk_of(store: FakeStore, hazard: str) -> Risk:
    with store.unit_of_work() as uow:
        return next(risk for risk in uow.find(Risk) if risk.hazard_id == hazard)


@pytest.mark.parametrize("section", [OFFICE, PRODUCTION])
def test_every_position_of_the_sample_has_a_set_of_its_own(section: str) -> None:
    for name in names(section):
        found = RISKS.hazards.set_for(LocalizedText(ru=name), LocalizedText(ru=section))
        assert not found.id.startswith("base-"), name
        both = CONTEXT.catalog.position_name(name)
        kazakh = RISKS.hazards.set_for(
            LocalizedText(kk=both.kk), CONTEXT.catalog.section_name(section)
        )
        assert kazakh.id == found.id, both.kk


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        ("Отдел маркетинга", "base-office"),
        ("Басқару аппараты", "base-office"),
        ("Цех розлива", "base-production"),
        ("", "base-production"),
    ],
)
def test_an_unknown_position_gets_the_base_of_its_section(section: str, expected: str) -> None:
    found = RISKS.hazards.set_for(LocalizedText(ru="Настройщик"), LocalizedText(ru=section))
    assert found.id == expected


def test_all_31_positions_are_identified_and_rated() -> None:
    store = assessed(store_with({section: names(section) for section in SAMPLE}))
    rows = rows_of(store, *[HazardClass.PERMISSIBLE] * 31)
    assert len({row.position_id for row in rows}) == 31
    assert len(rows) == len([row for row in rows if row.now is not None and row.after is not None])
    assert not any(row.existing for row in rows), "nobody has looked yet"
    assert sum(matrix_counts(rows).values()) == sum(level_counts(rows, after=True).values())
    high = [row for row in rows if row.now is not None and row.now.rating.level in {"IV", "V"}]
    assert high, "an enterprise with tractors has high risks"
    assert all(row.new for row in high)
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_assessing_again_changes_nothing() -> None:
    store = loader()
    changes = len(store.changes)
    again = run(AssessRisks(certification_id=CERTIFICATION), store.unit_of_work(), CONTEXT)
    assert (again.value, again.changes) == (0, frozenset())
    assert len(store.changes) == changes


def test_a_removed_risk_stays_removed() -> None:
    store = loader()
    run(RemoveRisk(risk_id=risk_of(store, "forklift").id), store.unit_of_work(), CONTEXT)
    run(AssessRisks(certification_id=CERTIFICATION), store.unit_of_work(), CONTEXT)
    assert "forklift" not in {row.hazard_id for row in rows_of(store, None)}


def test_the_class_proposes_the_rating_of_its_hazard() -> None:
    store = loader()
    harmful = noise_row(store, HazardClass.HARMFUL_1)
    assert harmful.now is not None
    assert harmful.after is not None
    assert (harmful.now.probability, harmful.now.severity) == (3, 2)
    assert (harmful.after.probability, harmful.after.severity) == (2, 1)
    assert harmful.new
    assert "3.1" in harmful.basis.ru
    permissible = noise_row(store, HazardClass.PERMISSIBLE)
    assert permissible.now is not None
    assert (permissible.now.rating.level, permissible.new) == ("I", ())


def test_not_measured_is_never_class_two() -> None:
    row = noise_row(loader(), None)
    assert (row.hazard_class, row.proposed) == (None, None)
    assert row.now is not None
    assert "не определён" in row.basis.ru
    assert "анықталмаған" in row.basis.kk


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ((HazardClass.PERMISSIBLE, HazardClass.HARMFUL_2), HazardClass.HARMFUL_2),
        ((HazardClass.PERMISSIBLE, None), None),
        ((HazardClass.HARMFUL_1, None), HazardClass.HARMFUL_1),
    ],
)
def test_the_worst_workplace_of_a_position_counts(
    classes: tuple[HazardClass | None, ...], expected: HazardClass | None
) -> None:
    assert noise_row(loader(2), *classes).hazard_class == expected


def rate_noise(store: FakeStore, probability: int | None, severity: int | None, why: str) -> None:
    command = RateRisk(
        risk_id=risk_of(store, "machine-noise").id,
        probability=probability,
        severity=severity,
        reason=why,
    )
    run(command, store.unit_of_work(), CONTEXT)


def test_another_level_than_the_class_needs_a_reason() -> None:
    store = loader()
    rate_noise(store, 1, 1, "")
    row = noise_row(store, HazardClass.HARMFUL_1)
    assert (row.differs, row.now) == (True, row.proposed)
    assert unexplained(rows_of(store, HazardClass.HARMFUL_1)) == (row,)
    assert "причина расхождения не указана" in row.basis.ru
    rate_noise(store, 1, 1, "Шум только при разгрузке, один раз в месяц")
    explained = noise_row(store, HazardClass.HARMFUL_1)
    assert explained.now is not None
    assert (explained.now.score, explained.differs) == (1, True)
    assert unexplained(rows_of(store, HazardClass.HARMFUL_1)) == ()
    assert "один раз в месяц" in explained.basis.kk
    rate_noise(store, None, None, "")
    assert not noise_row(store, HazardClass.HARMFUL_1).differs


def test_the_same_level_needs_no_reason() -> None:
    store = loader()
    rate_noise(store, 2, 3, "")
    row = noise_row(store, HazardClass.HARMFUL_1)
    assert row.now is not None
    assert (row.now.probability, row.now.severity, row.differs) == (2, 3, False)


def test_rating_keeps_measures_unless_given() -> None:
    store = loader()
    before = risk_of(store, "lifting-strain")
    run(
        RateRisk(
            risk_id=before.id,
            probability=4,
            severity=4,
            residual_probability=1,
            residual_severity=2,
            new_measures=("hydraulic-trolley", "Второй грузчик в смене"),
        ),
        store.unit_of_work(),
        CONTEXT,
    )
    after = risk_of(store, "lifting-strain")
    assert after.existing_measures == before.existing_measures
    row = next(row for row in rows_of(store, None) if row.hazard_id == "lifting-strain")
    assert row.now is not None
    assert (row.now.rating.level, row.now.score) == ("V", 16)
    assert [measure.level for measure in row.new] == ["engineering", None]
    assert row.new[1].text.kk == "Второй грузчик в смене"


def existing_of(store: FakeStore, hazard: str, typed: str) -> tuple[str, ...]:
    command = NoteExisting(risk_id=risk_of(store, hazard).id, text=typed)
    run(command, store.unit_of_work(), CONTEXT)
    return risk_of(store, hazard).existing_measures


def test_existing_measures_are_noted_as_seen_and_rate_nothing() -> None:
    store = loader()
    before = risk_of(store, "machine-noise")
    known = RISKS.hazards.hazards["machine-noise"].measures[0]
    for title in (known.title.kk, known.title.ru.upper(), known.title.en):
        noted = existing_of(store, "machine-noise", f" {title} ;; Тихий  насос;{title}")
        assert noted == (known.id, "Тихий насос")
    row = noise_row(store, HazardClass.HARMFUL_1)
    assert [measure.text.kk for measure in row.existing] == [known.title.kk, "Тихий насос"]
    assert (row.differs, row.now) == (False, row.proposed), "the class still rates it"
    assert existing_of(store, "machine-noise", " ") == ()
    assert risk_of(store, "machine-noise") == before


@pytest.mark.parametrize(
    ("numbers", "code"),
    [
        ((6, 1, None, None), "risk-input"),
        ((3, None, None, None), "risk-input"),
        ((2, 2, 3, 3), "risk-residual-higher"),
        ((None, None, 1, 1), "risk-residual-alone"),
    ],
)
def test_a_wrong_rating_is_refused_and_nothing_is_stored(
    numbers: tuple[int | None, int | None, int | None, int | None], code: str
) -> None:
    store = loader()
    before = risk_of(store, "forklift")
    probability, severity, residual_probability, residual_severity = numbers
    command = RateRisk(
        risk_id=before.id,
        probability=probability,
        severity=severity,
        residual_probability=residual_probability,
        residual_severity=residual_severity,
    )
    with pytest.raises(UserError) as caught:
        run(command, store.unit_of_work(), CONTEXT)
    assert caught.value.code == code
    assert all(CONTEXT.texts.error(caught.value).get_exact(language) for language in LANGUAGES)
    assert risk_of(store, "forklift") == before


def test_hazards_are_added_once() -> None:
    store = loader()
    command = AddHazard(position_id=PositionId("position-01"), hazard_id="dog-bites")
    run(command, store.unit_of_work(), CONTEXT)
    row = rows_of(store, None)[-1]
    assert (row.hazard_id, row.now, row.basis.ru) == ("dog-bites", None, "не оценено")
    with pytest.raises(UserError, match="hazard-already"):
        run(command, store.unit_of_work(), CONTEXT)
    with pytest.raises(UserError, match="hazard-unknown"):
        run(replace(command, hazard_id="dragons"), store.unit_of_work(), CONTEXT)


def test_counts_before_and_after() -> None:
    rows = rows_of(loader(), None)
    before, after = matrix_counts(rows), matrix_counts(rows, after=True)
    assert before[(3, 5)] == 1
    assert after[(1, 5)] >= 1
    assert sum(before.values()) == sum(after.values()) == len(rows)
    assert level_counts(rows)["IV"] >= level_counts(rows, after=True)["IV"]
