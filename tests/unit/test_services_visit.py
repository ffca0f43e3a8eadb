"""Before and after the visit: the plan, the blank journal, the questions, the inspector's list."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from file_desk import FileDesk, opened
from test_services_check_sample import sample_dossier

from riskdesk.domain.desk import CommissionMember
from riskdesk.domain.ids import PointId, uuid7
from riskdesk.domain.model import Certification
from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.forms.records.blank_journal import blank_sheets
from riskdesk.rules.evaluate import evaluate
from riskdesk.services.check import check
from riskdesk.services.edit_points import AddPoints, SetStays, StayHours
from riskdesk.services.edit_safety import AddSafetyRow
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.services.visit_plan import visit_plan
from riskdesk.services.visit_questions import questions
from riskdesk.services.visit_review import ReviewItem, review


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


def add(desk: FileDesk, number: int, family: str, **texts: str) -> PointId:
    done = desk.do(AddPoints(certification_id=desk.certification, family=family, rows=(texts,)))
    assert isinstance(done.value, tuple)
    stays = (StayHours(workplace_id=desk.workplace(number).id),)
    desk.do(SetStays(point_ids=done.value, stays=stays))
    return PointId(done.value[0])


def visit(desk: FileDesk, begins: date, ends: date) -> None:
    head: Certification = desk.dossier().certification
    desk.change(replace(head, begins=begins, ends=ends))


def test_the_plan_of_places_and_instruments(file_desk: FileDesk) -> None:
    visit(file_desk, date(2026, 4, 10), date(2026, 4, 20))
    file_desk.meter("noise_leq", until=date(2026, 4, 15))
    file_desk.meter("illuminance")
    add(file_desk, 2, "noise", zone="Цех", noise_leq="70")
    add(file_desk, 2, "light", zone="Цех")
    add(file_desk, 1, "uv", label="пост")
    plan = visit_plan(file_desk.dossier(), file_desk.context)
    assert [(p.place, p.points, p.read, p.workplaces) for p in plan.places] == [
        ("пост", 1, 0, (1,)),
        ("Цех", 2, 1, (2,)),
    ]
    assert [factor.ru for factor in plan.places[1].factors] == ["Освещение", "Шум"]
    needs = {each.factor.ru: each for each in plan.instruments}
    assert needs["Освещение"].fitting == ("Прибор illuminance",)
    assert needs["Шум"].missing
    assert "20.04.2026" in needs["Шум"].refused[0].ru
    assert needs["Ультрафиолетовое излучение"].refused == ()
    assert [(each.name, each.until) for each in plan.expiring] == [
        ("Прибор noise_leq", date(2026, 4, 15))
    ]
    assert plan.unplanned == (file_desk.workplace(3).id,)


def test_the_blank_journal_has_a_row_for_each_reading(file_desk: FileDesk) -> None:
    add(file_desk, 2, "noise", zone="Цех", noise_leq="70")
    file_desk.measured(1, "noise_leq", "")
    (sheet,) = blank_sheets(file_desk.dossier(), file_desk.context.catalog)
    assert (sheet.family, sheet.columns[0].id) == ("noise", "noise_leq")
    assert [
        (line.point, line.place, [place.number for place in line.workplaces])
        for line in sheet.lines
    ] == [("1т", "Цех", [2]), ("", "", [1])]


def asked(desk: FileDesk) -> dict[str, str]:
    found = questions(desk.dossier(), desk.context)
    assert all(each.text.get_exact(language) for each in found for language in LANGUAGES)
    return {each.code: each.text.ru for each in found}


def test_questions_come_from_gaps(file_desk: FileDesk) -> None:
    found = asked(file_desk)
    assert found["ask-people"].startswith("Сколько мужчин и сколько женщин работает")
    assert "1–3 (всего 3)" in found["ask-people"]
    assert "рабочих местах 3 " in found["ask-night"]
    assert "рабочие места 1 " in found["ask-welding"]
    assert "рабочие места 2 " in found["ask-loads"]
    assert {"ask-bin", "ask-commission", "ask-equipment", "ask-ppe", "ask-names"} <= set(found)
    for number in (1, 2, 3):
        file_desk.change(
            replace(
                file_desk.workplace(number), men=1, women=0, night=False, shift_hours=Decimal(8)
            )
        )
    ids = tuple(each.id for each in file_desk.dossier().workplaces)
    file_desk.do(AddSafetyRow(kind="safety", workplace_ids=ids, values={"name": "Станок"}))
    file_desk.do(AddSafetyRow(kind="ppe", workplace_ids=ids, values={"name": "Каска"}))
    found = asked(file_desk)
    gone = {"ask-people", "ask-night", "ask-shift", "ask-equipment", "ask-ppe"}
    assert gone.isdisjoint(found)
    assert "ask-issued" in found


def looked_at(snapshot: Snapshot, desk: FileDesk) -> dict[str, ReviewItem]:
    found = review(snapshot, desk.context)
    for item in found:
        assert bool(item.gap.ru) is (item.state == "gap")
        assert bool(item.targets) is (item.state == "gap"), item.code
        for language in LANGUAGES:
            assert item.title.get_exact(language)
    return {item.code: item for item in found}


def test_the_inspector_sees_gaps_and_green(file_desk: FileDesk) -> None:
    found = looked_at(file_desk.snapshot(), file_desk)
    assert found["review-ruleset"].state == "green"
    assert found["review-commission"].state == "gap"
    assert found["review-rated"].gap.ru == "Нет класса: рабочие места 1–3 (всего 3)."
    assert [target.kind for target in found["review-rated"].targets] == ["workplace"] * 3
    assert found["review-guarantees"].state == "green"
    for ordinal, role in enumerate(("chairman", "secretary")):
        file_desk.add(
            CommissionMember(
                id=uuid7(),
                certification_id=file_desk.certification,
                ordinal=ordinal,
                role=role,  # type: ignore[arg-type]
                name="Ахметов А.",
                position=LocalizedText(ru="директор"),
            )
        )
    found = looked_at(file_desk.snapshot(), file_desk)
    assert found["review-commission"].state == "green"


def test_the_list_on_the_sample(file_desk: FileDesk) -> None:
    dossier, context = sample_dossier(), file_desk.context
    assessment = evaluate(dossier, context.catalog)
    problems = tuple(check(dossier, assessment, context))
    found = looked_at(Snapshot(dossier, assessment, problems), file_desk)
    assert found["review-verification"].gap.ru == "Замечаний по приборам: 56."
    assert found["review-values"].gap.ru == "Мест без значения или точки: 35."
    assert found["review-people"].gap.ru == "Не записано: рабочие места 1–55 (всего 55)."
    errors = sum(problem.severity == "error" for problem in problems)
    assert found["review-errors"].gap.ru == f"Открытых ошибок: {errors}."
    plan = visit_plan(dossier, context)
    assert any(need.missing for need in plan.instruments)
    assert len(blank_sheets(dossier, context.catalog)) == 4
