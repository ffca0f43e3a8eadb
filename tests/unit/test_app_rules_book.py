"""``rules show`` and ``list substances``: the book on the command line, with and without a file."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from fakes import FakeClock
from services_desk import context

from riskdesk.app.main import main
from riskdesk.data.database import open_database
from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import run
from riskdesk.services.edit_own import AddOwnNorm, AddOwnSubstance
from riskdesk.services.own_records import TypedNorm, TypedSubstance

Rows = Callable[..., list[dict[str, object]]]


@pytest.fixture
def database(tmp_path: Path) -> Path:
    path = tmp_path / "own.db"
    substance = TypedSubstance(
        name=LocalizedText(ru="Пыль керамзита"),
        reference="СТ 12-2025",
        single="6",
        hazard_class="4",
    )
    norm = TypedNorm(
        quantity="noise_leq", title=LocalizedText(ru="Диспетчерская"), reference="СТ 7", high="55"
    )
    with open_database(path, clock=FakeClock(), user="tester") as opened:
        for command in (AddOwnSubstance(typed=substance), AddOwnNorm(typed=norm)):
            run(command, opened.unit_of_work(), context())
    return path


@pytest.fixture
def rows(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Rows:
    monkeypatch.setenv("RISKDESK_LANG", "ru")

    def read(*words: object) -> list[dict[str, object]]:
        assert main([*map(str, words), "--json"]) == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return read


def test_words_of_any_language_find_tables(rows: Rows) -> None:
    for words in ("инфрадыбыс", "infrasound", "инфразвук", "ИНФРАДЫБЫС"):
        found = {row["id"] for row in rows("rules", "show", words)}
        assert "KZ1.04.001.2000/infrasound" in found, words


def test_a_table_is_shown_with_its_rows(rows: Rows) -> None:
    head, *lines = rows("rules", "show", "R2.2.2006-05/noise")
    assert (head["in_force"], head["verified"]) == ("2005-11-01", "memory")
    assert lines[0]["cells"]["3.1"] == "больше 0, до 5"  # type: ignore[index]


def test_two_sets_are_compared(rows: Rows) -> None:
    found = rows("rules", "show", "KZ1.04.001.2000", "--compare", "R2.2.2006-05")
    noise = [(r["column"], r["one"], r["other"]) for r in found if r["factor"] == "noise"]
    assert noise[0] == ("3.1", "больше 0, до 10", "больше 0, до 5")
    assert {row["change"] for row in found} == {"added", "removed", "changed"}
    one = rows("rules", "show", "KZ1.04.001.2000/noise", "--compare", "R2.2.2006-05")
    assert one == [row for row in found if row["factor"] == "noise"]
    assert rows("rules", "show", "33n/noise", "--compare", "33n") == []


@pytest.mark.parametrize(
    "words", [("zzzz",), ("noise-x", "--compare", "33n"), ("33n/noise", "--compare", "norms/x")]
)
def test_what_is_unknown_is_refused(
    words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["rules", "show", *words]) == 2
    assert capsys.readouterr().out == ""


def test_own_entries_are_marked_and_only_of_the_named_file(rows: Rows, database: Path) -> None:
    assert not any(row.get("own") for row in rows("rules", "show"))
    own = [row for row in rows("rules", "show", "--database", database) if row.get("own")]
    assert [row["title"] for row in own] == ["Пыль керамзита", "Диспетчерская"]
    assert own[1]["limits"] == {"high": 55}
    (found,) = rows("rules", "show", "керамзита", "--database", database)
    assert (found["own"], found["reference"]) == (True, "СТ 12-2025")


def test_substances_are_listed(rows: Rows, database: Path) -> None:
    whole = rows("list", "substances")
    assert len(whole) == 2512 + 534
    assert not any(row["own"] for row in whole)
    *listed, own = rows("list", "substances", "--database", database)
    assert len(listed) == len(whole)
    assert (own["own"], own["max_single"]) == (True, 6)
