"""Dated editions of one act stand side by side as soon as the data has them."""

import re
import shutil
from pathlib import Path

import pytest

from riskdesk.rules.book import Book, compare
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.lint import lint
from riskdesk.services.queries_norms import norm_entries, norm_page

RESOURCES = Path(__file__).parents[2] / "resources"
SHEET, NOISE = "norms/infrasound", "norms/noise-dsm-15"


def amended(file: Path, *changes: tuple[str, str]) -> None:
    """A copy of a norm beside it that comes in force in 2027 and has other figures."""
    text = re.sub(r"from = 2022-02-16", "from = 2027-01-01", file.read_text(encoding="utf-8"))
    for old, new in changes:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    file.with_name(f"{file.stem}-2027.toml").write_text(text, encoding="utf-8")
    ended = file.read_text(encoding="utf-8").replace(
        "from = 2022-02-16", "to = 2026-12-31\nfrom = 2022-02-16"
    )
    file.write_text(ended, encoding="utf-8")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    resources = tmp_path_factory.mktemp("amended") / "resources"
    shutil.copytree(RESOURCES, resources)
    amended(
        resources / "norms/physical/infrasound-dsm15.toml",
        ("2 = 100, 4 = 95, 8 = 90, 16 = 85, total = 100", "2 = 98, 4 = 95, 8 = 90, 16 = 85"),
        ('id = "mental"', 'id = "mental-2027"'),
    )
    amended(resources / "norms/noise-dsm15.toml", ("level = 50\n", "level = 48\n"))
    return resources


@pytest.fixture(scope="module")
def book(folder: Path) -> Book:
    return Book(Catalog.load(folder))


def test_two_editions_of_one_act_are_whole_files(folder: Path) -> None:
    assert lint(folder) == ()


def test_the_newest_edition_is_asked_for_its_limits(folder: Path) -> None:
    catalog = Catalog.load(folder)
    assert str(catalog.sheet("infrasound").rows["physical"].cells["2"]) == "98"
    assert len(catalog.sheet_editions) == len(catalog.sheets) + len(catalog.reference_sheets) + 1


@pytest.mark.parametrize("name", [SHEET, NOISE])
def test_editions_have_ids_of_their_own(book: Book, name: str) -> None:
    newest = book.named(name)
    days = [(each.id, str(each.in_force.first)) for each in book.editions(newest)]
    assert days == [(f"{name}@2022-02-16", "2022-02-16"), (name, "2027-01-01")]
    assert book.editions(book.named(f"{name}@2022-02-16")) == book.editions(newest)


def test_differences_of_two_editions(book: Book) -> None:
    old, new = book.editions(book.named(SHEET))
    changes = {row.line.key: (row.change, row.changed) for row in compare(old, new)}
    assert changes["physical"] == ("changed", ("2", "total"))
    assert changes["mental"][0] == "removed"
    assert changes["mental-2027"][0] == "added"
    (noise,) = [each for each in compare(*book.editions(book.named(NOISE))) if each.changed]
    assert (noise.cell(0, "level").ru, noise.cell(1, "level").ru) == ("50", "48")


def test_the_screen_offers_them_and_lists_the_table_once(book: Book) -> None:
    listed = [each.id for each in norm_entries(book)]
    assert listed.count(SHEET) == 1
    assert f"{SHEET}@2022-02-16" not in listed
    page = norm_page(book, SHEET)
    assert [str(each.in_force.first) for each in page.known] == ["2022-02-16", "2027-01-01"]
    assert not page.compared
    old, new = (each.id for each in page.known)
    pair = norm_page(book, SHEET, (old, new))
    assert pair.compared
    first, second = pair.lines[:2]
    assert (first.edition, second.edition) == (old, new)
    assert (first.cells["2"].ru, second.cells["2"].ru) == ("100", "98")
    assert first.differs == second.differs == {"2", "total"}
    gone = [each for each in pair.lines if each.absent]
    assert {(each.edition, each.change) for each in gone} == {(new, "removed"), (old, "added")}


def test_a_table_with_one_edition_offers_none(book: Book) -> None:
    page = norm_page(book, "norms/ultrasound-air")
    assert len(page.known) == 1
    gaps = next(each for each in book.of("") if each.factor == "gaps")
    assert book.editions(gaps) == (gaps,)
