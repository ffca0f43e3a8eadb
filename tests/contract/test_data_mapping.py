"""Every entity becomes a row and comes back the same, text for text."""

import json
import random
from collections.abc import Mapping
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import UnionType
from typing import Any, Literal, NewType, Union, get_args, get_origin, get_type_hints

import pytest
from fake_rows import KINDS
from fakes import FakeClock
from hypothesis import given
from hypothesis import strategies as st
from specimen import specimen

from riskdesk.data.database import open_database
from riskdesk.data.mapping import canonical, map_of
from riskdesk.data.tables import METADATA, TABLE_OF
from riskdesk.domain.desk import Acceptance
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Certification, Entity, Measurement
from riskdesk.domain.values import LocalizedText

WHOLE = st.integers(-(2**63), 2**63 - 1)
PLAIN: Mapping[object, st.SearchStrategy[Any]] = {
    str: st.text(),
    int: WHOLE,
    bool: st.booleans(),
    date: st.dates(),
    datetime: st.datetimes(timezones=st.just(UTC)),
    Decimal: st.decimals(allow_nan=False, allow_infinity=False),
    LocalizedText: st.builds(LocalizedText, st.text(), st.text(), st.text()),
    tuple[str, ...]: st.lists(st.text()).map(tuple),
    tuple[InstrumentId, ...]: st.lists(st.text()).map(tuple),
    tuple[int, ...]: st.lists(WHOLE).map(tuple),
    Mapping[str, str]: st.dictionaries(st.text(), st.text()),
}


def values_of(hint: Any) -> st.SearchStrategy[Any]:  # noqa: ANN401 - a hint of any kind
    if isinstance(hint, NewType):
        return values_of(hint.__supertype__)
    if get_origin(hint) in (Union, UnionType):
        return st.one_of(*(values_of(part) for part in get_args(hint)))
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if isinstance(hint, type) and issubclass(hint, Enum):
        return st.sampled_from(list(hint))
    return st.none() if hint is type(None) else PLAIN[hint]


def entities() -> st.SearchStrategy[Entity]:
    return st.one_of(
        *(
            st.builds(
                kind, **{name: values_of(hint) for name, hint in get_type_hints(kind).items()}
            )
            for kind in KINDS
        )
    )


@given(entities())
def test_an_entity_comes_back_the_same(entity: Entity) -> None:
    mapping = map_of(type(entity))
    row = mapping.encode(entity)
    back = mapping.decode(tuple(row.values()))
    assert back == entity
    assert mapping.encode(back) == row, "equal, but not text for text"
    assert mapping.decode_named(json.loads(canonical(row))) == entity
    assert all(value is None or type(value) in (str, int) for value in row.values())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
def test_the_table_has_the_columns_of_the_entity(kind: type[Entity]) -> None:
    table = TABLE_OF[kind]
    assert map_of(kind).columns == tuple(column.name for column in table.columns)
    hints = get_type_hints(kind)
    for field in fields(kind):
        if field.name in table.columns:
            optional = type(None) in get_args(hints[field.name])
            assert table.columns[field.name].nullable == optional, field.name


def test_every_entity_has_its_table_and_every_reference_an_index() -> None:
    assert set(TABLE_OF) == set(get_args(Entity)) == set(KINDS)
    for table in METADATA.tables.values():
        led = {next(iter(index.columns)).name for index in table.indexes}
        led |= {column.name for column in table.primary_key}
        for key in table.foreign_keys:
            assert key.parent.name in led | {"target_id"}, f"{table.name}.{key.parent.name}"


@pytest.mark.parametrize("value", [1.5, 1, "1.5", Decimal("NaN"), Decimal("Infinity")])
def test_a_number_that_is_not_exact_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        map_of(Certification).condition({"pressure": value})


def test_a_moment_is_kept_in_utc_and_never_without_its_zone() -> None:
    mapping = map_of(Acceptance)
    here = datetime(2026, 4, 11, 14, 0, 0, 5, tzinfo=timezone(timedelta(hours=5)))
    assert mapping.condition({"accepted_at": here}) == {
        "accepted_at": "2026-04-11T09:00:00.000005Z"
    }
    with pytest.raises(TypeError):
        mapping.condition({"accepted_at": here.replace(tzinfo=None)})


def test_ten_thousand_numbers_survive_the_file(tmp_path: Path) -> None:
    chance = random.Random(17)  # noqa: S311 - repeatable numbers, not a secret
    numbers = [
        Decimal(chance.randint(-(10**12), 10**12)).scaleb(-chance.randint(0, 9))
        for _ in range(10_000)
    ]
    made = specimen(workplaces=1)
    place = made.dossier.workplaces[0]
    model = next(m for m in made.dossier.measurements if m.value is not None)
    fixed = {f.name: getattr(model, f.name) for f in fields(model)} | {"workplace_id": place.id}
    with open_database(tmp_path / "a.db", clock=FakeClock(), user="u") as database:
        with database.unit_of_work() as uow:
            for row in made.rows:
                if not isinstance(row, Measurement):
                    uow.add(row)
            for ordinal, number in enumerate(numbers):
                own = {"id": f"{ordinal}", "ordinal": ordinal, "value": number}
                uow.add(Measurement(**{**fixed, **own, "value_text": str(number)}))
            uow.commit("numbers")
        with database.unit_of_work() as uow:
            found = uow.find(Measurement, workplace_id=place.id)
    assert [str(m.value) for m in found] == [str(number) for number in numbers]
    assert [m.value_text for m in found] == [str(number) for number in numbers]
