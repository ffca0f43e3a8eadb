"""Export: files whole or none, progress in words, reasons beside what cannot be done."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow

from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import NewCertification
from riskdesk.services.queries_documents import export_folder, folder_name
from riskdesk.ui.desk import Place
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.documents import DocumentsScreen
from riskdesk.ui.shots import settle


def opened(window: MainWindow, app: QApplication, folder: Path) -> DocumentsScreen:
    window.show_place(Place("documents"))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, DocumentsScreen)
    screen.folder.setText(str(folder))
    return screen


def only(screen: DocumentsScreen, *forms: str) -> None:
    for form in screen.forms():
        if form not in forms:
            screen._toggle(form)


def test_ticked_forms_are_written(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app, tmp_path / "out")
    assert len(screen.forms()) == 9
    only(screen, "code-list")
    screen.export()
    settle(app, window)
    names = sorted(file.name for file in (tmp_path / "out").iterdir())
    assert names == ["code-list.pdf", "code-list.xlsx"]
    assert screen.notice.isVisible()
    assert not screen.progress.isVisible()
    assert screen.start_button.isEnabled()


def test_a_cancelled_export_leaves_no_file(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window: MainWindow = open_window()
    screen = opened(window, app, tmp_path / "out")
    screen.export()
    assert not screen.start_button.isEnabled()
    while screen.progress._bar.value() == 0:  # until the first real step is reported
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    screen.progress.stop.click()
    settle(app, window)
    assert list((tmp_path / "out").iterdir()) == []
    assert not screen.progress.isVisible()
    assert screen.start_button.isEnabled()


def test_a_folder_that_cannot_be_written_is_said(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window: MainWindow = open_window()
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    screen = opened(window, app, blocked / "out")
    screen.export()
    settle(app, window)
    assert screen.notice.property("card") == "failed"


def test_what_cannot_be_done_says_why(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    screen = opened(open_window(), app, tmp_path)
    for tick in screen.ticks.values():
        tick.setChecked(False)
    assert not screen.start_button.isEnabled()
    assert screen._reason.text() == "Отметьте PDF или Excel"
    screen.ticks["pdf"].setChecked(True)
    assert screen.start_button.isEnabled()
    screen.folder.setText("")
    assert screen._reason.text() == "Укажите папку"


def test_languages_of_the_paper(open_window: OpenWindow, app: QApplication, tmp_path: Path) -> None:
    screen = opened(open_window(), app, tmp_path)
    assert screen.language() == "kk-ru"
    next(b for b in screen.languages.buttons() if b.property("value") == "ru").click()
    assert screen.language() == "ru"


def test_each_certification_has_its_own_folder_and_pages(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window: MainWindow = open_window()
    window.show_place(Place("documents"))
    settle(app, window)
    screen = window.current
    assert isinstance(screen, DocumentsScreen)
    first, own = window.desk.certification_id, Path(screen.folder.text())
    assert own.parent.parent.name == "RiskDesk"
    screen.folder.setText(str(tmp_path / "chosen"))
    only(screen, "code-list")
    screen.export()
    settle(app, window)
    assert screen.grid.grid.rows[0].cells["pages"].text
    name = LocalizedText(kk="Жолдас", ru="ТОО «Жолдас»")
    command = NewCertification(enterprise=name, title="2026/1", measured_on=date(2026, 4, 10))
    made: list[str] = []
    window.jobs.change(command).on_done(lambda done: made.append(str(done.value))).start()
    settle(app, window)
    window.reload(made[0])
    settle(app, window)
    settle(app, window)
    assert {row.cells["pages"].text for row in screen.grid.grid.rows} == {""}
    assert not screen.notice.isVisible()
    assert Path(screen.folder.text()).parts[-3:] == ("RiskDesk", "ТОО Жолдас", "2026 1")
    window.reload(first)
    settle(app, window)
    settle(app, window)
    assert screen.folder.text() == str(tmp_path / "chosen")


def test_no_two_certifications_have_one_folder(open_window: OpenWindow) -> None:
    row = open_window().desk.certification
    assert row is not None
    twin = replace(row, id=type(row.id)("twin"), title=row.title.upper())
    folders = [export_folder(Path("/d"), (row, twin), each.id) for each in (row, twin)]
    assert len({str(folder).casefold() for folder in folders}) == 2
    assert folders[0] == export_folder(Path("/d"), (row,), row.id)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("ТОО «Агро-Үлгі»", "ТОО Агро-Үлгі"),
        ("a/b\\c:d", "a b c d"),
        ("конец. ", "конец"),
        ("CON", "_CON"),
        ("..", "_"),
        ("", "_"),
    ],
)
def test_a_folder_name_is_fit_for_any_file_system(text: str, name: str) -> None:
    assert folder_name(text) == name
