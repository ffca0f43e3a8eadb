"""Formulas as people write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riskdesk.rules.chemical_formula import hill, loose

ELEMENTS = ["C", "H", "N", "O", "S", "P", "F", "Cl", "Br", "I", "Si", "Na", "K", "Fe", "Co", "Cu"]
ATOMS = st.dictionaries(st.sampled_from(ELEMENTS), st.integers(1, 30), min_size=1, max_size=6)


def written(atoms: dict[str, int], order: list[str]) -> str:
    return "".join(f"{name}{atoms[name] if atoms[name] > 1 else ''}" for name in order)


@pytest.mark.parametrize(
    ("text", "formula"),
    [
        ("HCl", "ClH"),
        ("CH3OH", "CH4O"),
        ("CH3COCH3", "C3H6O"),
        ("(CH3)2CO", "C3H6O"),
        ("Ca(OH)2", "CaH2O2"),
        ("C₆H₅CH₃", "C7H8"),
        ("С6Н6", "C6H6"),
        ("CuSO4·5H2O", "CuH10O9S"),
        ("K4[Fe(CN)6]", "C6FeK4N6"),
        ("H2SO4", "H2O4S"),
        ("CO", "CO"),
        ("Co", "Co"),
        ("C 2 H 6", "C2H6"),
    ],
)
def test_a_formula_is_brought_to_hills_order(text: str, formula: str) -> None:
    assert hill(text) == formula


@pytest.mark.parametrize(
    "text", ["", "x", "ацетон", "acetone", "C6H6)", "(C6H6", "·", "Xx2", "C" * 61, "2", "C6H6·"]
)
def test_other_text_is_no_formula(text: str) -> None:
    assert hill(text) is None


@given(ATOMS, st.randoms(use_true_random=False))
def test_the_order_of_writing_does_not_matter(atoms: dict[str, int], random: object) -> None:
    order = list(atoms)
    first = hill(written(atoms, order))
    random.shuffle(order)  # type: ignore[attr-defined] # hypothesis gives a random.Random
    assert first is not None
    assert hill(written(atoms, order)) == first
    assert hill(first) == first


@given(ATOMS)
def test_small_letters_mean_the_formula_too(atoms: dict[str, int]) -> None:
    text = written(atoms, list(atoms))
    if len(text) <= 12:
        assert hill(text) in loose(text.lower())


def test_small_letters_may_mean_several() -> None:
    assert loose("co") == {"CO", "Co"}
    assert loose("nacl") >= {"ClNa"}
    assert loose("ацетон") == loose("phenol") == loose("c" * 13) == frozenset()


@given(st.text(max_size=70))
def test_any_text_is_answered(text: str) -> None:
    found = hill(text)
    assert found is None or hill(found) == found
    assert all(hill(one) == one for one in loose(text))
