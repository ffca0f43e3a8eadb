"""Facts of enterprise and certification: the check digit, codes, days, the one before."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from structure_hands import Hands, at_desk, ru

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId
from riskdesk.services.activity import read_activity
from riskdesk.services.bin_number import check_digit, digit_fits
from riskdesk.services.naming import (
    CertificationFacts,
    ChangeCertification,
    ChangeEnterprise,
    enterprise_bin,
)


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    yield from at_desk(tmp_path)


PUBLISHED = ("061211600012",)
"""An example of the readme of ``kz-iin-validator`` that its validator accepts."""


@pytest.mark.parametrize("number", PUBLISHED)
def test_published_numbers_fit(number: str) -> None:
    assert digit_fits(number)


def test_nearly_every_slip_of_one_digit_is_seen() -> None:
    number = PUBLISHED[0]
    slips = [
        number[:place] + digit + number[place + 1 :]
        for place in range(12)
        for digit in "0123456789"
        if digit != number[place]
    ]
    unseen = [slip for slip in slips if digit_fits(slip)]
    assert len(unseen) <= len(slips) // 10, "only the second weights let a few pass"


def test_the_second_weights_come_where_the_first_give_ten() -> None:
    assert check_digit("12345678901") == 3  # 296 % 11 = 10, then 377 % 11 = 3
    numbers = [f"{one:011}" for one in range(3000)]
    without = [one for one in numbers if check_digit(one) is None]
    assert without, "some beginnings belong to no number"
    assert not any(digit_fits(without[0] + str(digit)) for digit in range(10))


@pytest.mark.parametrize("text", ["061211600013", "123456789012"])
def test_a_wrong_digit_is_refused_in_words(hands: Hands, text: str) -> None:
    enterprise = hands.dossier.enterprise
    command = ChangeEnterprise(enterprise_id=enterprise.id, name=enterprise.name, bin=text)
    error = hands.refused(command)
    assert error.code == "bin-digit-wrong"
    assert text in hands.context.texts.error(error).kk


def test_a_wrong_number_that_is_there_hinders_nothing(hands: Hands) -> None:
    enterprise = hands.dossier.enterprise
    with hands.database.unit_of_work() as uow:
        uow.replace(replace(enterprise, bin="123456789012"))
        uow.commit("old")
    command = ChangeEnterprise(
        enterprise_id=enterprise.id, name=ru("Новое"), bin="123456789012", activity="0111"
    )
    hands.one_step(command)
    found = hands.dossier.enterprise
    assert (found.name.ru, found.bin, found.activity) == ("Новое", "123456789012", "01.11")
    hands.one_step(replace(command, bin=" 061211600012", activity=None))
    assert (hands.dossier.enterprise.bin, hands.dossier.enterprise.activity) == (
        "061211600012",
        "01.11",
    )
    assert enterprise_bin("") == ""


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("", ""),
        ("01", "01"),
        ("011", "01.1"),
        ("01.1", "01.1"),
        ("0111", "01.11"),
        ("01111", "01.11.1"),
        ("01.11.1  Выращивание зерновых", "01.11.1 Выращивание зерновых"),
        ("Добыча угля", "Добыча угля"),
    ],
)
def test_an_activity_is_a_code_and_words(text: str, stored: str) -> None:
    assert read_activity(text) == stored == read_activity(stored)


@pytest.mark.parametrize("text", ["1", "011111", "01.111.1", "01-11", "٠١"])
def test_what_is_no_code_is_refused(text: str) -> None:
    with pytest.raises(UserError) as error:
        read_activity(text)
    assert error.value.code == "activity-wrong"


FACTS = CertificationFacts(
    kind="extraordinary",
    ground=" предписание  № 5",
    contract=" № 12/26",
    contract_on=date(2026, 3, 1),
    begins=date(2026, 4, 9),
    ends=date(2026, 4, 10),
    reported_on=date(2026, 4, 18),
    accreditation="KZ.T.02.E0001",
    accredited_from=date(2022, 7, 25),
    accredited_until=date(2027, 7, 25),
)


def change(hands: Hands, facts: CertificationFacts | None) -> ChangeCertification:
    head = hands.head()
    return ChangeCertification(
        certification_id=head.id, title=head.title, measured_on=head.measured_on, facts=facts
    )


def test_facts_are_written_together_or_left(hands: Hands) -> None:
    before = hands.certification
    hands.begin("Вторая")
    with hands.database.unit_of_work() as uow:
        head = uow.dossier(hands.certification).certification
        first = uow.dossier(before).certification
        uow.replace(replace(head, enterprise_id=first.enterprise_id))
        uow.commit("same enterprise")
    hands.one_step(change(hands, replace(FACTS, parent_id=before)))
    head = hands.head()
    assert (head.kind, head.ground, head.parent_id) == ("extraordinary", "предписание № 5", before)
    assert (head.contract, head.contract_on) == ("№ 12/26", date(2026, 3, 1))
    assert (head.begins, head.ends, head.reported_on) == (
        FACTS.begins,
        FACTS.ends,
        FACTS.reported_on,
    )
    assert (head.accreditation, head.accredited_until) == ("KZ.T.02.E0001", date(2027, 7, 25))
    count = len(hands.database.changes())
    hands.do(change(hands, None))
    assert len(hands.database.changes()) == count, "no facts: they stay"
    second = hands.certification
    hands.certification = before
    ring = change(hands, replace(FACTS, parent_id=second))
    assert hands.refused(ring).code == "parent-wrong", "a certification does not follow its child"


def test_days_run_forwards_and_parents_are_ours(hands: Hands) -> None:
    backwards = replace(FACTS, ends=date(2026, 4, 1))
    error = hands.refused(change(hands, backwards))
    assert (error.code, error.params["last"]) == ("period-backwards", "01.04.2026")
    ended = replace(FACTS, accredited_until=date(2020, 1, 1))
    assert hands.refused(change(hands, ended)).code == "period-backwards"
    assert hands.refused(change(hands, replace(FACTS, parent_id=hands.certification))).code == (
        "parent-wrong"
    )
    other = hands.certification
    hands.begin("Чужое предприятие")
    assert hands.refused(change(hands, replace(FACTS, parent_id=other))).code == "parent-wrong"
    nowhere = replace(FACTS, parent_id=CertificationId("nowhere"))
    assert hands.refused(change(hands, nowhere)).code == "not-found"
