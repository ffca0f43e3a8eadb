"""Changes of a page: one command, one transaction; what is refused stores nothing."""

from decimal import Decimal
from pathlib import Path

import pytest
from services_desk import DAY, Desk

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, WorkplaceId
from riskdesk.domain.values import HazardClass, LocalizedText, Season
from riskdesk.services.edit import (
    ChangeSelector,
    ChangeStaffing,
    ChangeValue,
    ChooseRuleset,
    NewCertification,
    SetMark,
    Several,
    run,
)
from riskdesk.services.edit_cards import ChangeCardValue
from riskdesk.services.ports import Area, Done


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.positions(
        ("Директор", 1),
    )
    desk.journal("workplace_no;position;quantity;value;unit\n1;Директор;noise_leq;45,4;dBA\n")
    return desk


def do(desk: Desk, command: object) -> Done:
    return run(command, desk.store.unit_of_work(), desk.context)


def place(desk: Desk) -> WorkplaceId:
    return desk.dossier().workplaces[0].id


def refused(desk: Desk, command: object, code: str) -> None:
    before = (desk.store.rows, len(desk.store.changes))
    with pytest.raises(UserError) as error:
        do(desk, command)
    assert error.value.code == code
    assert (desk.store.rows, len(desk.store.changes)) == before
    said = desk.context.texts.error(error.value)
    assert all(said.get(language) for language in ("kk", "ru", "en"))


@pytest.mark.parametrize(
    ("text", "value"),
    [("50,1", Decimal("50.1")), ("50.1", Decimal("50.1")), ("", None), (" 0 ", Decimal(0))],
)
def test_a_typed_value(desk: Desk, text: str, value: Decimal | None) -> None:
    row = desk.dossier().measurements[0]
    do(desk, ChangeValue(measurement_id=row.id, text=text))
    after = desk.dossier().measurements[0]
    assert (after.value, after.value_text) == (value, text.strip())
    assert (after.id, after.unit, after.instrument_id) == (row.id, row.unit, row.instrument_id)


def test_a_text_that_is_no_number_stores_nothing(desk: Desk) -> None:
    row = desk.dossier().measurements[0]
    refused(desk, ChangeValue(measurement_id=row.id, text="4s"), "number-not-read")
    refused(desk, ChangeValue(measurement_id="x", text="4"), "not-found")
    refused(desk, ChangeValue(measurement_id=row.id, text="-1"), "value-impossible")


def test_the_same_value_again_is_no_change(desk: Desk) -> None:
    row = desk.dossier().measurements[0]
    before = len(desk.store.changes)
    do(desk, ChangeValue(measurement_id=row.id, text="45,4"))
    assert len(desk.store.changes) == before


def test_a_value_of_a_card_new_and_changed(desk: Desk) -> None:
    for text in ("до 2500", "3000"):
        do(
            desk,
            ChangeCardValue(workplace_id=place(desk), card="heaviness", indicator="1.1", text=text),
        )
    assert [(e.indicator, e.value_text) for e in desk.dossier().card_entries] == [("1.1", "3000")]
    wrong = ChangeCardValue(workplace_id=place(desk), card="heaviness", indicator="9", text="1")
    refused(desk, wrong, "subject-unknown")


@pytest.mark.parametrize(
    "subject",
    ["noise_leq", "noise", "heaviness", "tension", "total", "heaviness/1.2a", "tension/5.3"],
)
def test_a_mark_is_set_changed_and_taken_away(desk: Desk, subject: str) -> None:
    for marked in (HazardClass.PERMISSIBLE, HazardClass.HARMFUL_2):
        do(
            desk,
            SetMark(workplace_id=place(desk), subject=subject, hazard_class=marked, reason=" так "),
        )
        mark = desk.dossier().marks[0]
        assert (mark.subject, mark.hazard_class, mark.reason) == (subject, marked, "так")
    do(desk, SetMark(workplace_id=place(desk), subject=subject, hazard_class=None))
    assert not desk.dossier().marks


def test_a_mark_of_nothing_known_is_refused(desk: Desk) -> None:
    wrong = SetMark(
        workplace_id=place(desk), subject="heaviness/9", hazard_class=HazardClass.OPTIMAL
    )
    refused(desk, wrong, "subject-unknown")


def test_a_rule_set_and_its_options(desk: Desk) -> None:
    certification = desk.dossier().certification.id
    options = {"noise_limit": "tension_heaviness"}
    do(desk, ChooseRuleset(certification_id=certification, ruleset="R2.2.2006-05", options=options))
    after = desk.dossier().certification
    assert (after.ruleset, after.options) == ("R2.2.2006-05", options)
    for ruleset, told, code in (
        ("X", {}, "ruleset-unknown"),
        ("33n", {}, "ruleset-not-choosable"),
        ("R2.2.2006-05", {"noise_limit": "x"}, "option-choice-unknown"),
    ):
        wrong = ChooseRuleset(certification_id=certification, ruleset=ruleset, options=told)
        refused(desk, wrong, code)


@pytest.mark.parametrize(
    ("name", "value", "stored"),
    [
        ("noise_row", 2, 2),
        ("work_category", "IIб", "IIb"),
        ("permanent", False, False),
        ("visual_grade", "Б-1", "Б-1"),
    ],
)
def test_what_chooses_a_row_is_decided_and_given_back(
    desk: Desk, name: str, value: object, stored: object
) -> None:
    do(desk, ChangeSelector(workplace_id=place(desk), field=name, value=value))
    decided = getattr(desk.dossier().workplaces[0], name)
    if name == "work_category":
        assert desk.context.catalog.microclimate_norms[-1].category(str(value)) == decided
    else:
        assert decided == stored
    do(desk, ChangeSelector(workplace_id=place(desk), field=name, value=None))
    assert getattr(desk.dossier().workplaces[0], name) is None


def test_the_season_belongs_to_the_certification(desk: Desk) -> None:
    do(desk, ChangeSelector(workplace_id=place(desk), field="season", value="cold"))
    assert desk.dossier().certification.season is Season.COLD
    do(desk, ChangeSelector(workplace_id=place(desk), field="season", value=None))
    assert desk.dossier().certification.season is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("noise_row", 99), ("work_category", "Y"), ("visual_grade", "Ы"), ("season", "x"),
     ("permanent", "да"), ("colour", 1)],
)  # fmt: skip
def test_a_row_that_no_table_has_is_refused(desk: Desk, name: str, value: object) -> None:
    wrong = ChangeSelector(workplace_id=place(desk), field=name, value=value)
    refused(desk, wrong, "selector-wrong")


def test_men_and_women(desk: Desk) -> None:
    do(desk, ChangeStaffing(workplace_id=place(desk), men=1, women=0))
    workplace = desk.dossier().workplaces[0]
    assert (workplace.men, workplace.women) == (1, 0)
    refused(desk, ChangeStaffing(workplace_id=place(desk), men=-1, women=0), "staffing-wrong")


def test_a_new_certification_has_no_rule_set_until_it_is_chosen(desk: Desk) -> None:
    done = do(
        desk,
        NewCertification(
            enterprise=LocalizedText(kk="Зауыт", ru=" Завод "),
            title="Завод 2026",
            measured_on=DAY,
            bin="123456789013",
            outdoor_temperature="16,5",
            pressure="694",
        ),
    )
    dossier = desk.dossier(CertificationId(str(done.value)))
    assert (dossier.enterprise.name.ru, dossier.enterprise.bin) == ("Завод", "123456789013")
    assert dossier.certification.ruleset is None
    assert dossier.certification.outdoor_temperature == Decimal("16.5")
    again = NewCertification(
        enterprise=LocalizedText(), title="Вторая", measured_on=DAY,
        enterprise_id=dossier.enterprise.id,
    )  # fmt: skip
    second = desk.dossier(CertificationId(str(do(desk, again).value)))
    assert second.enterprise == dossier.enterprise


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"enterprise": LocalizedText()}, "enterprise-unnamed"),
        ({"bin": "12"}, "bin-wrong"),
        ({"pressure": "много"}, "number-not-read"),
        ({"ruleset": "X"}, "ruleset-unknown"),
    ],
)
def test_a_new_certification_that_is_refused(
    desk: Desk, told: dict[str, object], code: str
) -> None:
    usual: dict[str, object] = {
        "enterprise": LocalizedText(ru="Завод"),
        "title": "",
        "measured_on": DAY,
    }
    refused(desk, NewCertification(**{**usual, **told}), code)  # type: ignore[arg-type]


def test_what_is_no_command_is_a_fault_of_the_program(desk: Desk) -> None:
    with pytest.raises(TypeError):
        do(desk, object())


def test_several_commands_are_one_step_or_nothing(desk: Desk) -> None:
    row = desk.dossier().measurements[0]
    good = ChangeValue(measurement_id=row.id, text="50")
    staffing = ChangeStaffing(workplace_id=place(desk), men=1, women=0)
    before = len(desk.store.changes)
    done = do(desk, Several(commands=(good, staffing), label="paste/2"))
    assert done.label == "paste/2"
    assert done.changes == {Area.MEASUREMENTS, Area.STRUCTURE}
    assert len(desk.store.changes) > before
    assert desk.dossier().measurements[0].value == Decimal(50)
    bad = ChangeStaffing(workplace_id=place(desk), men=-1, women=0)
    refused(desk, Several(commands=(good, bad), label="paste/2"), "staffing-wrong")
