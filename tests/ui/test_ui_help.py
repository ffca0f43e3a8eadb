"""F1: a page for the window that is shown, offline, in three languages; every link leads on."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.help.book import HelpBook
from riskdesk.ui.help.viewer import HelpViewer
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.shots import settle


def viewer_of(window: MainWindow) -> HelpViewer:
    viewer = window.guide.viewer
    assert viewer is not None
    assert viewer.isVisible()
    return viewer


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_and_pages_are_the_same_in_every_language(
    resources: Path, language: Language
) -> None:
    book, model = HelpBook.load(resources, language), HelpBook.load(resources, "ru")
    assert {page.id for page in book.pages} == {page.id for page in model.pages}
    for page in book.pages:
        links = re.findall(r"\]\(([^)]*)\)", page.text)
        assert [link for link in links if link not in book] == [], page.id
        assert sorted(links) == sorted(re.findall(r"\]\(([^)]*)\)", model[page.id].text)), page.id
        assert len(page.text.splitlines()) > 4, page.id
        assert page.text.count("|") == model[page.id].text.count("|"), page.id


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_of_the_screen_opens(
    open_window: OpenWindow, app: QApplication, language: str
) -> None:
    window: MainWindow = open_window(language)
    window.show_place(Place("criteria"))
    settle(app, window)
    window.show_help()
    viewer = viewer_of(window)
    assert viewer.text.toPlainText().startswith(window.desk.look.tr("rail.criteria"))
    viewer.close()


def test_a_dialog_explains_itself(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    dialog = NewCertificationDialog(window.desk, window)
    dialog.open()
    settle(app, window)
    press(dialog, Qt.Key.Key_F1)
    viewer = viewer_of(window)
    assert viewer.text.toPlainText().startswith("Новая аттестация")
    viewer.close()
    dialog.done(0)
    dialog.deleteLater()


def test_keys_are_those_of_the_window(open_window: OpenWindow) -> None:
    window: MainWindow = open_window()
    window.show_help("keys")
    text = viewer_of(window).text.toPlainText()
    for words, keys in (("Поиск по всему", "Ctrl+K"), ("Новая аттестация", "Ctrl+N")):
        assert words in text
        assert keys in text
    named = [each for each in window.guide.commands() if each.keys]
    assert [each.words for each in named if each.words not in text] == []
    viewer_of(window).close()


def test_the_search_finds_pages_and_a_link_is_followed(open_window: OpenWindow) -> None:
    window: MainWindow = open_window("kk")
    window.show_help("start")
    viewer = viewer_of(window)
    type_text(viewer.filter, "сертификат")
    assert 0 < viewer.list.count() < 5
    viewer.filter.clear()
    viewer.text.anchorClicked.emit(QUrl("signs"))
    assert viewer.text.toPlainText().startswith("Белгілер мен түстер")
    viewer.close()


def test_no_command_has_the_keys_of_another(open_window: OpenWindow) -> None:
    window: MainWindow = open_window()
    keys = [k for each in window.guide.commands() for k in (each.keys, *each.also) if k]
    assert sorted({k for k in keys if keys.count(k) > 1}) == []
