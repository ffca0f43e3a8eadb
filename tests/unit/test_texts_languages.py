"""Every text of the data stands in its languages, with the same places, spelled officially."""

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FILES = sorted({*(ROOT / "resources").rglob("*.toml"), *(ROOT / "forms").rglob("*.toml")})

ROMAN_WITH_LETTER = re.compile(r"\b[IVX]+[абвгАБВГ]\b")
MIXED = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
KAZAKH_LETTERS = re.compile(r"[әғқңөұүһіӘҒҚҢӨҰҮҺІ]")

WRONG = {
    "өрдіс": "процесс (kz-rules-and-forms C.0: the laboratory's typo)",
    "кернеулілі": "қауырттылық, кернеулік",
    "ШРК": "РЕШК",
    "ШРД": "РЕШД",
    "сыныб": "класы",
    "сынып": "класс",
    "классты": "класты",
    "класстағы": "кластағы",
    "еңбек кернеу": "еңбек қауырттылығы",
    "орнынын ": "орнының",
}
"""Spellings that stand in laboratories' forms or in other books, and what is right here."""


def texts(table: object, path: str = "") -> Iterator[tuple[str, dict[str, str]]]:
    """Every table with ``kk`` and ``ru`` texts, with its place."""
    if isinstance(table, list):
        for number, inside in enumerate(table):
            yield from texts(inside, f"{path}[{number}]")
    elif isinstance(table, dict):
        if isinstance(table.get("ru"), str):
            yield path, {key: str(table[key]) for key in ("kk", "ru", "en") if key in table}
        for key, inside in table.items():
            yield from texts(inside, f"{path}.{key}")


def found(file: Path) -> list[tuple[str, dict[str, str]]]:
    return list(texts(tomllib.loads(file.read_text(encoding="utf-8"))))


def name_of(file: Path) -> str:
    return str(file.relative_to(ROOT))


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_kazakh_and_russian_stand_together(file: Path) -> None:
    assert [path for path, text in found(file) if bool(text.get("kk")) != bool(text["ru"])] == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_placeholders_are_the_same(file: Path) -> None:
    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    differ = [
        (path, language)
        for path, text in found(file)
        for language in text
        if places(text[language]) != places(text["ru"])
    ]
    assert differ == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_no_word_mixes_latin_and_cyrillic(file: Path) -> None:
    mixed = [
        (path, text[language])
        for path, text in found(file)
        for language in text
        if MIXED.search(ROMAN_WITH_LETTER.sub("", text[language]))
    ]
    assert mixed == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_spelling_is_official(file: Path) -> None:
    wrong = [
        (path, word, right)
        for path, text in found(file)
        for word, right in WRONG.items()
        if any(word in inside for inside in text.values())
    ]
    assert wrong == []


@pytest.mark.parametrize("file", FILES, ids=name_of)
def test_russian_has_no_kazakh_letter_by_mistake(file: Path) -> None:
    """Russian prose has no Kazakh letters but in names of acts, units of law and the sample."""
    allowed = re.compile(r"«[^»]*»|ҚР[^,;)]*|\bДСМ-\d+\b|Қазақ\w*|тіл\w*")
    odd = [
        (path, text["ru"])
        for path, text in found(file)
        if text.get("kk") != text["ru"] and KAZAKH_LETTERS.search(allowed.sub("", text["ru"]))
    ]
    assert odd == []


def test_the_check_finds_what_it_should() -> None:
    table = {"a": [{"kk": "x {n}", "ru": "y"}], "b": {"c": {"ru": "z"}}}
    assert [path for path, _ in texts(table)] == [".a[0]", ".b.c"]
    assert MIXED.search("кaдр")
    assert not MIXED.search(ROMAN_WITH_LETTER.sub("", "санаты IIб"))
