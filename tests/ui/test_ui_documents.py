"""Documents: the list with its states, files whole or none, reasons beside what cannot be done."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from documents_hands import REASON, documents, rest, shown_dialog
from pypdfium2 import PdfDocument
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press

from riskdesk.domain.values import LocalizedText
from riskdesk.services.edit import NewCertification
from riskdesk.services.export import DOSSIER
from riskdesk.services.queries_documents import export_folder, folder_name
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.before_print import BeforePrintDialog
from riskdesk.ui.shots import settle


def text_of(file: Path) -> str:
    pdf = PdfDocument(file.read_bytes())
    try:
        return "".join(pdf[page].get_textpage().get_text_range() for page in range(len(pdf)))
    finally:
        pdf.close()


def test_the_dossier_comes_first_and_each_document_says_its_state(
    open_window: OpenWindow, app: QApplication
) -> None:
    screen = documents(open_window(), app)
    lines = screen.list.lines
    assert lines[0].key == DOSSIER
    assert lines[0].head
    heads = [line.key for line in lines if line.head]
    assert heads == [DOSSIER, "others"]
    by_form = {line.key: line for line in lines}
    assert by_form["protocol-air"].second == "печатать нечего"
    assert by_form["code-list"].second.startswith("ошибок: ")
    assert by_form["code-list"].icon == "error"
    assert by_form["code-list"].pages == "2"
    assert "не отмечен" in by_form["code-list"].spoken


def test_the_filter_finds_names_and_states(open_window: OpenWindow, app: QApplication) -> None:
    screen = documents(open_window(), app)
    screen.filter.setText("печатать нечего")
    assert {line.key for line in screen.list.lines if not line.head} == {
        row.form for row in screen.rows if row.bare
    }
    screen.filter.setText("шум")
    assert [line.key for line in screen.list.lines if not line.head] == ["protocol-noise"]


def test_space_ticks_and_a_heading_ticks_its_group(
    open_window: OpenWindow, app: QApplication
) -> None:
    screen = documents(open_window(), app)
    press(screen.list, Qt.Key.Key_Space, " ")
    assert [row.form for row in screen.side.written()] == ["code-list"]
    press(screen.list, Qt.Key.Key_Space, " ")
    screen.list.go_to(DOSSIER)
    press(screen.list, Qt.Key.Key_Space, " ")
    assert all(row.in_dossier for row in screen.side.written())
    assert len(screen.side.written()) == sum(row.in_dossier for row in screen.rows)


def test_files_are_written_with_the_reason_that_was_given(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, folder=tmp_path / "out")
    screen.panel.pdf.click()
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, BeforePrintDialog)
    assert not dialog.act.isEnabled()
    assert not (tmp_path / "out").exists()
    dialog.reason.setPlainText(REASON)
    dialog.act.click()
    rest(window, app)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["code-list.pdf"]
    assert REASON in text_of(tmp_path / "out" / "code-list.pdf")
    assert not screen.panel.progress.isVisible()
    screen.panel.xlsx.click()
    rest(window, app)
    assert (tmp_path / "out" / "code-list.xlsx").is_file()
    assert screen.panel.notice.isVisible()
    assert screen.deviations == REASON


def test_several_documents_in_one_file(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, folder=tmp_path / "out")
    screen.set_deviations(REASON)
    for form in ("code-list", "annex-6"):
        screen.side.tick(form)
    screen.panel.together.setChecked(True)
    screen.write("pdf")
    rest(window, app)
    assert [file.name for file in (tmp_path / "out").iterdir()] == ["dossier.pdf"]


def test_enter_at_a_lack_leads_to_its_place(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app)
    screen._on_asked("lacks")
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, BeforePrintDialog)
    press(dialog.grid, Qt.Key.Key_Return)
    settle(app, window)
    assert not dialog.isVisible()
    assert window.current.place().screen != "documents"


def test_a_cancelled_export_leaves_no_file(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, folder=tmp_path / "out")
    screen.set_deviations(REASON)
    rest(window, app)
    screen.side.tick(DOSSIER)
    screen.write("pdf")
    assert not screen.panel.pdf.isEnabled()
    assert screen.panel._reason.text() == "Дождитесь конца предыдущего."
    while screen.panel.progress._bar.value() == 0:  # until the first real step is reported
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    screen.panel.progress.stop.click()
    settle(app, window)
    assert list((tmp_path / "out").iterdir()) == []
    assert not screen.panel.progress.isVisible()
    assert screen.panel.pdf.isEnabled()


def test_a_folder_that_cannot_be_written_is_said_with_a_way_on(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    screen = documents(window, app, folder=blocked / "out")
    screen.set_deviations(REASON)
    screen.write("pdf")
    rest(window, app)
    notice = screen.panel.notice
    assert notice.property("card") == "failed"
    words = {each.text() for each in notice.findChildren(type(screen.panel.pdf))}
    assert words == {"Повторить", "Выбрать папку…"}


def test_what_cannot_be_done_says_why(open_window: OpenWindow, app: QApplication) -> None:
    screen = documents(open_window(), app)
    assert screen.panel.pdf.isEnabled()
    screen.panel.folder.setText("")
    assert not screen.panel.pdf.isEnabled()
    assert screen.panel._reason.text() == "Укажите папку"
    screen.list.go_to(DOSSIER)
    assert not screen.panel.issue.isEnabled()
    assert screen.panel._why_not.text() == "Чтобы выпустить, выберите один документ."


def test_languages_of_the_paper(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app)
    assert screen.panel.language() == "kk-ru"
    chips = screen.panel.languages.buttons()
    next(each for each in chips if each.property("value") == "ru").click()
    rest(window, app)
    assert screen.panel.language() == "ru"
    assert screen.maker.wish is not None
    assert screen.maker.wish.language == "ru"


def test_each_certification_has_its_own_folder(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app)
    first, own = window.desk.certification_id, Path(screen.panel.folder.text())
    assert own.parent.parent.name == "RiskDesk"
    screen.panel.folder.setText(str(tmp_path / "chosen"))
    screen.side.tick("code-list")
    name = LocalizedText(kk="Жолдас", ru="ТОО «Жолдас»")
    command = NewCertification(enterprise=name, title="2026/1", measured_on=date(2026, 4, 10))
    made: list[str] = []
    window.jobs.change(command).on_done(lambda done: made.append(str(done.value))).start()
    settle(app, window)
    window.reload(made[0])
    rest(window, app)
    assert Path(screen.panel.folder.text()).parts[-3:] == ("RiskDesk", "ТОО Жолдас", "2026 1")
    assert not any(line.ticked for line in screen.list.lines if not line.head)
    window.reload(first)
    rest(window, app)
    assert screen.panel.folder.text() == str(tmp_path / "chosen")
    assert screen.place() == Place("documents", screen.list.key())


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
