"""What a finished certification has beside its measurements: people, plan, safety, guarantees."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from riskdesk.domain.desk import (
    CommissionMember,
    CommissionRole,
    Guarantee,
    Measure,
    PpeItem,
    SafetyCheck,
    SafetyObject,
)
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import HazardClass, LocalizedText


def finished(given: Dossier) -> Dossier:
    """The dossier with everything that the papers around the protocols print."""
    first = given.workplaces[0]
    return replace(
        given,
        enterprise=replace(
            given.enterprise,
            bin="990140000385",
            activity="01.13",
            address=LocalizedText("Алматы қ., Үлгі көшесі, 1", "г. Алматы, ул. Үлгі, 1"),
        ),
        certification=replace(
            given.certification,
            laboratory=LocalizedText("«Үлгі-Зертхана» ЖШС", "ТОО «Үлгі-Зертхана»"),
            accreditation="KZ.T.02.E0000",
            accredited_from=date(2022, 7, 25),
            accredited_until=date(2027, 7, 25),
            contract="17/26",
            contract_on=date(2026, 3, 2),
            begins=date(2026, 4, 8),
            ends=date(2026, 4, 10),
        ),
        workplaces=tuple(
            replace(each, men=number % 2, women=1 - number % 2)
            for number, each in enumerate(given.workplaces)
        ),
        commission=tuple(_commission(given)),
        measures=tuple(_measures(given, first.id)),
        safety_checks=tuple(_safety(given)),
        ppe_items=tuple(_ppe(given)),
        guarantees=(
            Guarantee(
                id="g1",
                workplace_id=first.id,
                kind="leave",
                entry="раздел 42, глава 361, строка 7",
                amount="12 календарных дней",
            ),
        ),
    )


def _commission(given: Dossier) -> list[CommissionMember]:
    people: tuple[tuple[CommissionRole, str, str, str], ...] = (
        ("secretary", "Сәрсен А. Қ.", "Еңбек қорғау инженері", "Инженер по охране труда"),
        ("chairman", "Ермек Б. Т.", "Директордың орынбасары", "Заместитель директора"),
        ("member", "Дәулет Г. С.", "Қызметкерлердің өкілі", "Представитель работников"),
    )
    return [
        CommissionMember(
            id=f"c{number}",
            certification_id=given.certification.id,
            ordinal=number,
            role=role,
            name=name,
            position=LocalizedText(kk, ru),
        )
        for number, (role, name, kk, ru) in enumerate(people, start=1)
    ]


def _measures(given: Dossier, workplace: WorkplaceId) -> list[Measure]:
    return [
        Measure(
            id="n1",
            certification_id=given.certification.id,
            ordinal=1,
            text=LocalizedText("Жергілікті жарықтандыру орнату", "Установить местное освещение"),
            workplace_id=workplace,
            subject="light",
            responsible="Бас энергетик",
            due=date(2026, 9, 1),
            cost=Decimal(350000),
            expected=HazardClass.PERMISSIBLE,
        ),
        Measure(
            id="n2",
            certification_id=given.certification.id,
            ordinal=2,
            text=LocalizedText("Нұсқаулықтарды жаңарту", "Обновить инструкции"),
            level="administrative",
            done_on=date(2026, 4, 30),
        ),
    ]


def _safety(given: Dossier) -> list[SafetyCheck]:
    """The first workplace conforms, the second does not, the others are not assessed."""
    kinds: tuple[SafetyObject, ...] = ("equipment", "tools", "instruction")
    return [
        SafetyCheck(
            id=f"{workplace.id}{kind}",
            workplace_id=workplace.id,
            ordinal=number,
            kind=kind,
            name=kind,
            grade=grade,
            reason="нет ограждения" if grade == 3 and kind == "equipment" else "",
        )
        for workplace, grade in zip(given.workplaces[:2], (2, 3), strict=True)
        for number, kind in enumerate(kinds, start=1)
    ]


def _ppe(given: Dossier) -> list[PpeItem]:
    return [
        PpeItem(
            id=f"p{number}",
            workplace_id=given.workplaces[number].id,
            ordinal=1,
            name=LocalizedText("Қолғап", "Перчатки"),
            norm="приказ № 943 от 08.12.2015",
            issued=issued,
            certified=issued,
        )
        for number, issued in enumerate((True, False))
    ]
