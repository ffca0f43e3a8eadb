"""Definitions of forms: read strictly, all complete in both languages."""

import re
from datetime import date
from pathlib import Path

import pytest
from forms_sample import IDS, ROOT, forms

from riskdesk.domain.errors import UserError
from riskdesk.forms import spec
from riskdesk.forms.catalog import FormCatalog
from riskdesk.forms.spec_reader import read_form

MINIMAL = """
id = "x"
in_force = 2016-01-01
[title]
kk = "а"
ru = "б"
"""


def test_the_forms_of_a_dossier_are_all_there_in_their_order() -> None:
    assert forms().ids == IDS


@pytest.mark.parametrize("form", IDS)
def test_a_form_says_what_it_assumes_and_fits_its_page(form: str) -> None:
    (definition,) = forms().editions[form]
    assert definition.assumed
    assert definition.title.kk
    assert definition.title.ru
    for block in definition.blocks:
        if isinstance(block, spec.TableSpec):
            width = sum(leaf.width for leaf in block.leaves) + block.indent + block.added_width
            assert width == pytest.approx(definition.page.body, rel=0.06)


def test_the_official_annexes_name_their_act() -> None:
    for annex in ("1", "2", "3", "4", "5", "6"):
        (definition,) = forms().editions[f"annex-{annex}"]
        assert definition.annex == annex
        assert "1057" in definition.act.ru
        assert "1057" in definition.act.kk


def test_annexes_1_and_6_have_no_class_1_and_the_cards_end_at_3_2() -> None:
    assert _classes("annex-1") == ["2", "3.1", "3.2", "3.3", "3.4", "4"]
    assert _classes("annex-6") == ["2", "3.1", "3.2", "3.3", "3.4", "4"]
    assert _classes("annex-2") == ["1", "2", "3.1", "3.2"]
    assert _classes("annex-3") == ["1", "2", "3.1", "3.2"]


def _classes(form: str) -> list[str]:
    (definition,) = forms().editions[form]
    tables = [block for block in definition.blocks if isinstance(block, spec.TableSpec)]
    return [leaf.hazard_class.value for leaf in tables[-1].leaves if leaf.hazard_class]


def test_annex_1_has_its_13_numbered_columns() -> None:
    (definition,) = forms().editions["annex-1"]
    table = [block for block in definition.blocks if isinstance(block, spec.TableSpec)][-1]
    assert table.numbered
    assert len(table.leaves) == 13


def test_no_form_calls_itself_after_order_363_and_known_misspellings_are_corrected() -> None:
    for path in ROOT.glob("forms/**/*.toml"):
        text = path.read_text(encoding="utf-8")
        printed = "\n".join(re.findall(r'(?:kk|ru|lead) = "(.*?)"', text))
        assert "363" not in printed, path
        assert "өрдісінің" not in printed, path
        assert "РЕК" not in printed, path


def test_texts_of_one_line_carry_the_same_placeholders_and_numbers() -> None:
    for path in ROOT.glob("forms/**/*.toml"):
        text = path.read_text(encoding="utf-8")
        for kk, ru in re.findall(r'kk = "(.*?)",? *\n? *ru = "(.*?)"', text):
            found = [sorted(re.findall(r"\{\w+\}|\d+", each)) for each in (kk, ru)]
            assert found[0] == found[1], (path, kk, ru)


@pytest.mark.parametrize(
    ("extra", "place"),
    [
        ("colour = 1", "colour"),
        ('[[blocks]]\nkind = "table"\nsourse = "x"', "sourse"),
        ('[[blocks]]\nkind = "items"\nitems = [ { kk = "а" } ]', "kk/ru"),
        ('[page]\nleft = "wide"', "left"),
    ],
)
def test_a_mistake_in_a_definition_is_named_by_its_place(
    tmp_path: Path, extra: str, place: str
) -> None:
    path = tmp_path / "form.toml"
    head, tail = (extra, MINIMAL) if not extra.startswith("[") else (MINIMAL, extra)
    path.write_text(f"{head}\n{tail}", encoding="utf-8")
    with pytest.raises(ValueError, match=place):
        read_form(path)


def test_the_edition_in_force_on_the_day_is_used(tmp_path: Path) -> None:
    for day in ("2016-01-01", "2027-07-01"):
        folder = tmp_path / "x" / day
        folder.mkdir(parents=True)
        (folder / "form.toml").write_text(MINIMAL.replace("2016-01-01", day), encoding="utf-8")
    (tmp_path / "wording.toml").write_text("", encoding="utf-8")
    (tmp_path / "paint.toml").write_text("[class]", encoding="utf-8")
    catalog = FormCatalog.load(tmp_path)
    assert catalog.get("x", date(2026, 4, 10)).in_force == date(2016, 1, 1)
    assert catalog.get("x", date(2027, 7, 1)).in_force == date(2027, 7, 1)
    assert catalog.get("x", date(2010, 1, 1)).in_force == date(2016, 1, 1)


def test_an_unknown_form_is_a_user_error_that_names_the_known_ones() -> None:
    with pytest.raises(UserError) as caught:
        forms().get("annex-9", date(2026, 4, 10))
    assert caught.value.code == "form-unknown"
    assert "annex-6" in str(caught.value.params["known"])
