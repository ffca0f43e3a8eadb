"""Words of a form in the chosen languages, and footnotes."""

import pytest

from riskdesk.domain.values import LocalizedText
from riskdesk.forms.document import Run
from riskdesk.forms.setting import Setting, clean, filled, with_marks

NOISE = LocalizedText("Шу", "Шум")


def test_kazakh_is_upright_and_first_russian_in_italics_after_it() -> None:
    assert Setting("kk-ru").line(NOISE) == (Run("Шу"), Run(" / "), Run("Шум", italic=True))
    assert Setting("kk-ru").lines(NOISE) == ((Run("Шу"),), (Run("Шум", italic=True),))


def test_a_word_equal_in_both_languages_is_printed_once() -> None:
    assert Setting("kk-ru").line(LocalizedText("Норма", "Норма")) == (Run("Норма"),)


@pytest.mark.parametrize(("language", "expected"), [("kk", "Шу"), ("ru", "Шум")])
def test_one_language_is_upright(language: str, expected: str) -> None:
    assert Setting(language).line(NOISE) == (Run(expected),)  # type: ignore[arg-type]


@pytest.mark.parametrize("language", ["kk-ru", "kk", "ru"])
def test_a_text_without_one_language_is_never_lost(language: str) -> None:
    assert Setting(language).line(LocalizedText(ru="Лаборант")) == (Run("Лаборант"),)  # type: ignore[arg-type]


def test_footnotes_are_numbered_as_called_and_once_each() -> None:
    setting = Setting("ru")
    first, second = LocalizedText("а", "а"), LocalizedText("б", "б")
    assert setting.marks((first,)) == "1"
    assert setting.marks((second, first)) == "1,2"
    assert setting.called() == ((1, first), (2, second))
    setting.fresh()
    assert setting.marks((second,)) == "1"


def test_marks_stand_behind_the_last_word() -> None:
    lines = ((Run("а"),), (Run("б"),))
    assert with_marks(lines, "3") == ((Run("а"),), (Run("б"), Run("3", raised=True)))
    assert with_marks(lines, "") == lines


def test_control_characters_are_removed_and_breaks_become_spaces() -> None:
    assert clean("а\x00б\tв\x1b") == "аб в"
    assert clean("Ұйым № 1") == "Ұйым № 1"


def test_placeholders_are_filled_by_language() -> None:
    template = LocalizedText("№ {n}", "№ {n} г.")
    fields = {"n": LocalizedText("бір", "один")}
    assert filled(template, fields.__getitem__) == LocalizedText("№ бір", "№ один г.")
