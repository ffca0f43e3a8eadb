"""Own substances and norms: stored, changed, refused at the field, kept while they are used."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from fakes import FakeClock
from services_desk import context

from riskdesk.data.database import Database, open_database
from riskdesk.domain.desk import OwnNorm, OwnSubstance
from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId, PointId, uuid7
from riskdesk.domain.model import Certification, Enterprise, Point
from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.rules.own import own_substance, with_own
from riskdesk.rules.substance import Effect, is_cas
from riskdesk.services.edit import run
from riskdesk.services.edit_own import (
    AddOwnNorm,
    AddOwnSubstance,
    ChangeOwnNorm,
    ChangeOwnSubstance,
    RemoveOwnNorm,
    RemoveOwnSubstance,
)
from riskdesk.services.own_records import (
    TypedNorm,
    TypedSubstance,
    criterion_rows,
    read_norm,
    read_substance,
)
from riskdesk.services.undo import Undo
from riskdesk.services.undo import run as undo

SUBSTANCE = TypedSubstance(
    name=LocalizedText(ru=" Пыль  керамзита "),
    reference="СТ ТОО 12-2025, п. 4",
    cas="71-43-2",
    formula="C6H6",
    single="6",
    shift="2,5",
    hazard_class="3",
    state="aerosol",
    effects=("fibrogenic", "allergen"),
)
NORM = TypedNorm(
    quantity="noise_leq",
    title=LocalizedText(kk="Диспетчерлік", ru="Диспетчерская"),
    reference="СТ ТОО 7-2024, таблица 2",
    high="60",
    from_day="01.02.2024",
)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    with open_database(tmp_path / "own.db", clock=FakeClock(), user="tester") as opened:
        yield opened


def do(database: Database, command: object) -> str:
    return str(run(command, database.unit_of_work(), context()).value)


def substances(database: Database) -> list[OwnSubstance]:
    with database.unit_of_work() as uow:
        return uow.find(OwnSubstance)


def norms(database: Database) -> list[OwnNorm]:
    with database.unit_of_work() as uow:
        return uow.find(OwnNorm)


def a_point(database: Database, **told: object) -> None:
    enterprise = Enterprise(id=EnterpriseId(uuid7()), name=LocalizedText(ru="Завод"))
    certification = Certification(
        id=CertificationId(uuid7()),
        enterprise_id=enterprise.id,
        title="2026",
        measured_on=date(2026, 4, 10),
    )
    point = Point(
        id=PointId(uuid7()),
        certification_id=certification.id,
        family="noise",
        ordinal=1,
        label="Печь",
        **told,  # type: ignore[arg-type]
    )
    with database.unit_of_work() as uow:
        for row in (enterprise, certification, point):
            uow.add(row)
        uow.commit("test")


def test_a_substance_is_stored_and_changed_and_undone(database: Database) -> None:
    key = do(database, AddOwnSubstance(typed=SUBSTANCE))
    (found,) = substances(database)
    assert (found.name.ru, found.single, found.shift) == (
        "Пыль керамзита",
        Decimal(6),
        Decimal("2.5"),
    )
    assert (found.hazard_class, found.effects) == (3, ("fibrogenic", "allergen"))
    do(database, ChangeOwnSubstance(substance_id=key, typed=replace(SUBSTANCE, single="4")))
    assert substances(database)[0].single == 4
    undo(Undo(), database.unit_of_work())
    assert substances(database) == [found]
    do(database, RemoveOwnSubstance(substance_id=key))
    assert substances(database) == []


def test_it_is_found_and_judged_like_the_others(database: Database) -> None:
    do(database, AddOwnSubstance(typed=SUBSTANCE))
    book = with_own(context().catalog.substances, substances(database))
    for words in ("керамз", "71-43-2", "C6H6"):
        assert any(each.list == "own" for each in book.find(words)), words
    own = next(each for each in book.find("керамзит") if each.list == "own")
    assert own.effects == (Effect.FIBROGENIC, Effect.ALLERGEN)
    rows = book.criterion_rows(own, "R2.2.2006-05")
    found = {(row.factor, row.row) for row in rows}
    assert found == {("apfd", "low"), ("chemical", "allergen_high")}
    assert book.reference(own).row.kk == SUBSTANCE.reference


def test_the_row_of_its_author_goes_before_the_traits(database: Database) -> None:
    do(database, AddOwnSubstance(typed=replace(SUBSTANCE, criterion_row="allergen_moderate")))
    book, own = context().catalog.substances, own_substance(substances(database)[0])
    (row,) = book.criterion_rows(own, "33n")
    assert (row.row, bool(row.reason.kk)) == ("allergen_moderate", True)
    # a set without that row judges by the traits
    assert "allergen_moderate" not in book.rows_for_criteria(own, "KZ1.04.001.2000")


def test_every_offered_row_is_a_row_of_the_criterion() -> None:
    catalog = context().catalog
    for ruleset in catalog.substances.criteria.rows:
        rows = catalog.criteria.get(ruleset, "chemical").body.table("rows")
        assert set(catalog.substances.criteria.to_choose(ruleset)) <= set(rows)
    assert all(title.kk and title.ru for title in criterion_rows(catalog).values())


@pytest.mark.parametrize(
    ("field", "code", "told"),
    [
        ("name", "own-name-missing", {"name": LocalizedText(en="Dust")}),
        ("reference", "own-reference-missing", {"reference": "  "}),
        ("cas", "own-cas-wrong", {"cas": "71-43-3"}),
        ("formula", "own-formula-wrong", {"formula": "бензол"}),
        ("single", "own-limit-wrong", {"single": "0"}),
        ("single", "number-not-read", {"single": "1e2"}),
        ("single", "own-limit-missing", {"single": "", "shift": ""}),
        ("shift", "own-limits-order", {"shift": "6,1"}),
        ("hazard_class", "own-word-unknown", {"hazard_class": "5"}),
        ("state", "own-word-unknown", {"state": "liquid"}),
        ("effects", "own-word-unknown", {"effects": ("poison",)}),
        ("criterion_row", "own-word-unknown", {"criterion_row": "hazard_9"}),
    ],
)
def test_a_fault_of_a_substance_is_told_at_its_field(
    database: Database, field: str, code: str, told: dict[str, object]
) -> None:
    typed = replace(SUBSTANCE, **told)  # type: ignore[arg-type]
    _, faults = read_substance(typed, context().catalog)
    assert [(fault.code, fault.params["field"]) for fault in faults] == [(code, field)]
    with pytest.raises(UserError, match=code) as error:
        do(database, AddOwnSubstance(typed=typed))
    said = context().texts.error(error.value)
    assert all(said.get_exact(language) for language in LANGUAGES)
    assert substances(database) == []


def test_all_faults_come_at_once() -> None:
    _, faults = read_substance(
        TypedSubstance(name=LocalizedText(), reference=""), context().catalog
    )
    assert [fault.params["field"] for fault in faults] == ["name", "reference", "single"]


@pytest.mark.parametrize(
    ("field", "code", "told"),
    [
        ("quantity", "own-quantity-unknown", {"quantity": "smell"}),
        ("title", "own-title-missing", {"title": LocalizedText()}),
        ("reference", "own-reference-missing", {"reference": ""}),
        ("high", "own-range-missing", {"high": ""}),
        ("high", "own-range-order", {"low": "61"}),
        ("high", "value-impossible", {"high": "600"}),
        ("from_day", "date-not-read", {"from_day": "31.02.2024"}),
    ],
)
def test_a_fault_of_a_norm_is_told_at_its_field(
    database: Database, field: str, code: str, told: dict[str, object]
) -> None:
    typed = replace(NORM, **told)  # type: ignore[arg-type]
    _, faults = read_norm(typed, context())
    assert (code, field) in [(fault.code, fault.params["field"]) for fault in faults]
    with pytest.raises(UserError):
        do(database, AddOwnNorm(typed=typed))
    assert norms(database) == []


def test_a_norm_is_stored_and_changed(database: Database) -> None:
    key = do(database, AddOwnNorm(typed=NORM))
    (found,) = norms(database)
    assert (found.low, found.high, found.from_day) == (None, Decimal(60), date(2024, 2, 1))
    do(database, ChangeOwnNorm(norm_id=key, typed=replace(NORM, low="40")))
    assert norms(database)[0].low == 40
    do(database, RemoveOwnNorm(norm_id=key))
    assert norms(database) == []


def test_what_is_used_stays_and_the_places_are_named(database: Database) -> None:
    norm = do(database, AddOwnNorm(typed=NORM))
    substance = do(database, AddOwnSubstance(typed=SUBSTANCE))
    a_point(database, own_norm_id=norm, readings={"substance": f"own-{substance}"})
    for command in (RemoveOwnNorm(norm_id=norm), RemoveOwnSubstance(substance_id=substance)):
        with pytest.raises(UserError, match="own-used") as error:
            do(database, command)
        assert "Завод, 2026: Печь" in context().texts.error(error.value).kk
    with pytest.raises(UserError, match="own-used"):  # another quantity would judge another value
        do(
            database,
            ChangeOwnNorm(norm_id=norm, typed=replace(NORM, quantity="air_temperature", high="25")),
        )
    assert len(norms(database)) == len(substances(database)) == 1


@pytest.mark.parametrize(
    ("text", "holds"),
    [("71-43-2", True), ("7732-18-5", True), ("71-43-3", False), ("71432", False), ("", False)],
)
def test_the_check_digit_of_a_cas_number(text: str, holds: bool) -> None:  # noqa: FBT001 - a case
    assert is_cas(text) == holds


def test_a_substance_that_no_row_judges_is_refused_at_its_class() -> None:
    bare = replace(SUBSTANCE, effects=(), hazard_class="")
    catalog = context().catalog
    _, faults = read_substance(bare, catalog)
    assert [(each.code, each.params["field"]) for each in faults] == [
        ("own-class-missing", "hazard_class")
    ]
    for sound in (
        replace(bare, hazard_class="4"),
        replace(bare, effects=("irritant",)),
    ):
        assert read_substance(sound, catalog)[1] == ()


def test_names_of_substances_have_an_end() -> None:
    long = replace(SUBSTANCE, name=LocalizedText(ru="я" * 10_000), reference="я" * 10_000)
    faults = read_substance(long, context().catalog)[1]
    found = {each.params["field"]: each.code for each in reversed(faults)}
    assert found["name"] == found["reference"] == "text-long"
