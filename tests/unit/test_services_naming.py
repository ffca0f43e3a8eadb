"""Names can be changed later: one command, undone like any other, refused whole."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from services_desk import Desk

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import run
from riskdesk.services.naming import ChangeCertification, ChangeEnterprise


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.positions(
        ("Директор", 1),
    )
    return desk


def enterprise(desk: Desk, **told: object) -> ChangeEnterprise:
    name = LocalizedText(kk=" Жаңа  зауыт ", ru="Новый завод")
    command = ChangeEnterprise(
        enterprise_id=desk.dossier().enterprise.id,
        name=name,
        bin="123456789013",
        address=LocalizedText(ru="Алматы,  ул. Абая 1"),
    )
    return replace(command, **told)  # type: ignore[arg-type]


def certification(desk: Desk, **told: object) -> ChangeCertification:
    command = ChangeCertification(
        certification_id=desk.dossier().certification.id,
        title=" Вторая  очередь",
        measured_on=date(2026, 5, 2),
        outdoor_temperature="-5,5",
        pressure="694",
        laboratory=LocalizedText(ru="Лаборатория"),
    )
    return replace(command, **told)  # type: ignore[arg-type]


def test_the_enterprise_is_renamed(desk: Desk) -> None:
    done = run(enterprise(desk), desk.store.unit_of_work(), desk.context)
    found = desk.dossier().enterprise
    assert (found.name.kk, found.name.ru) == ("Жаңа зауыт", "Новый завод")
    assert (found.bin, found.address.ru) == ("123456789013", "Алматы, ул. Абая 1")
    assert done.label == desk.store.changes[-1].label == "change-enterprise"


def test_the_certification_is_changed_and_keeps_the_rest(desk: Desk) -> None:
    before = desk.dossier().certification
    run(certification(desk), desk.store.unit_of_work(), desk.context)
    after = desk.dossier().certification
    assert (after.title, after.measured_on) == ("Вторая очередь", date(2026, 5, 2))
    assert (after.outdoor_temperature, after.pressure) == (Decimal("-5.5"), Decimal(694))
    assert after.laboratory.ru == "Лаборатория"
    assert (after.id, after.ruleset, after.options) == (before.id, before.ruleset, before.options)


def test_the_same_again_writes_nothing(desk: Desk) -> None:
    run(certification(desk), desk.store.unit_of_work(), desk.context)
    count = len(desk.store.changes)
    run(certification(desk), desk.store.unit_of_work(), desk.context)
    assert len(desk.store.changes) == count


@pytest.mark.parametrize(
    ("which", "told", "code"),
    [
        (enterprise, {"name": LocalizedText(en="X")}, "enterprise-unnamed"),
        (enterprise, {"bin": "12"}, "bin-wrong"),
        (certification, {"title": "  "}, "certification-unnamed"),
        (certification, {"pressure": "много"}, "number-not-read"),
    ],
)
def test_what_is_refused_stores_nothing(
    desk: Desk, which: object, told: dict[str, object], code: str
) -> None:
    assert callable(which)
    before = desk.store.rows
    with pytest.raises(UserError) as error:
        run(which(desk, **told), desk.store.unit_of_work(), desk.context)
    assert error.value.code == code
    assert desk.store.rows == before
    said = desk.context.texts.error(error.value)
    assert all(said.get(language) for language in ("kk", "ru", "en"))
