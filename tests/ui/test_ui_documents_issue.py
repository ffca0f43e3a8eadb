"""Documents are issued, revised and read again as they were; a sealed certification refuses."""

from pathlib import Path

from documents_hands import REASON, documents, rest, shown_dialog
from points_hands import at, cell, points_of, shown_points
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from window_hands import OpenWindow, press, shown

from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.values import HazardClass
from riskdesk.services.edit import SetMark
from riskdesk.ui.dialogs.issue_document import IssueDocumentDialog
from riskdesk.ui.dialogs.revisions import RevisionsDialog
from riskdesk.ui.dialogs.seal_certification import SealCertificationDialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.documents import DocumentsScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

FORM = "instrument-list"


def issue(window: MainWindow, app: QApplication, screen: DocumentsScreen) -> None:
    screen.panel.issue.click()
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, IssueDocumentDialog)
    assert not dialog.act.isEnabled()
    if dialog.why.isVisible():
        dialog.why.setPlainText("Исправлено название")
        assert not dialog.number.isEnabled()
    dialog.deviations.setPlainText(REASON)
    assert dialog.act.isEnabled()
    dialog.act.click()
    rest(window, app)
    assert not dialog.isVisible()
    rest(window, app)


def said(window: MainWindow) -> str:
    """The notice over the foot of the window."""
    return " ".join(each.text() for each in window._notice.findChildren(QLabel))


def file_of(screen: DocumentsScreen) -> bytes:
    made = screen.maker.current
    assert made is not None
    return made.file.read_bytes()


def change_facts(window: MainWindow, app: QApplication) -> None:
    """The data of the certification are others than those that were issued."""
    certification, found = window.desk.certification_id, list[WorkplaceId]()

    def read(session: Session, _: object) -> WorkplaceId:
        return session.snapshot(certification).dossier.workplaces[0].id

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    command = SetMark(
        workplace_id=found[0], subject="total", hazard_class=HazardClass.HARMFUL_1, reason=REASON
    )
    window.jobs.change(command).start()
    rest(window, app)


def test_a_document_is_issued_revised_and_its_old_bytes_are_shown(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = documents(window, app, FORM, tmp_path / "out")
    issue(window, app, screen)
    row = screen.side.current()
    assert row is not None
    assert row.issued is not None
    assert row.current
    line = next(line for line in screen.list.lines if line.key == FORM)
    assert line.second.startswith(f"выпущен: № {row.number} от ")
    assert not screen.panel.issue.isEnabled()
    first = file_of(screen)
    screen.write("pdf")  # no reason is asked: the bytes that were handed out
    rest(window, app)
    assert (tmp_path / "out" / f"{FORM}.pdf").read_bytes() == first
    change_facts(window, app)
    rest(window, app)
    row = screen.side.current()
    assert row is not None
    assert not row.current
    assert screen.paper.strip.isVisible()
    assert file_of(screen) != first
    issue(window, app, screen)
    row = screen.side.current()
    assert row is not None
    assert row.issued is not None
    assert row.issued.revision == 2
    screen._on_asked("revisions")
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, RevisionsDialog)
    rows = dialog.grid.grid.rows
    assert [each.cells["revision"].text for each in rows] == ["2", "1"]
    dialog.grid.go_to(rows[1].key, "reason")
    dialog.save(tmp_path / "saved.pdf")
    settle(app, window)
    assert (tmp_path / "saved.pdf").read_bytes() == first
    dialog.act.click()
    rest(window, app)
    assert file_of(screen) == first
    assert screen.paper.strip.isVisible()


def test_ticked_documents_are_issued_one_after_the_other(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = documents(window, app, FORM)
    for form in (FORM, "code-list", "annex-6", "protocol-air"):
        screen.side.tick(form)
    assert screen.panel.issue.text() == "&Выпустить отмеченные: 4…"
    issue(window, app, screen)
    issued = {row.form: row.issued for row in screen.rows if row.issued is not None}
    assert set(issued) == {FORM, "code-list", "annex-6"}  # the protocol of air has nothing to print
    assert len({document.number for document in issued.values()}) == 3
    assert all(row.current for row in screen.rows if row.form in issued)


def test_a_number_that_is_taken_is_refused_in_the_dialog(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = documents(window, app, FORM)
    issue(window, app, screen)
    taken = screen.side.current()
    assert taken is not None
    screen.list.go_to("code-list")
    rest(window, app)
    screen.panel.issue.click()
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, IssueDocumentDialog)
    dialog.number.setText(taken.number)
    dialog.deviations.setPlainText(REASON)
    dialog.act.click()
    settle(app, window)
    assert dialog.isVisible()
    assert taken.number in dialog.hint.text()
    assert dialog.number.text() == taken.number


def seal_or_open(
    window: MainWindow, app: QApplication, screen: DocumentsScreen, reason: str = ""
) -> None:
    screen.panel.seal.click()
    settle(app, window)
    dialog = shown_dialog(window)
    assert isinstance(dialog, SealCertificationDialog)
    assert dialog.act.isEnabled() == (not reason)
    dialog.reason.setPlainText(reason)
    dialog.act.click()
    rest(window, app)


def test_a_sealed_certification_says_so_until_it_is_opened(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = documents(window, app, FORM)
    assert not window.top._sealed.isVisible()
    seal_or_open(window, app, screen)
    assert window.top._sealed.isVisible()
    assert "Открыть" in screen.panel.seal.text()
    seal_or_open(window, app, screen, reason="Ошибка в коде")
    assert not window.top._sealed.isVisible()
    assert "Закрыть" in screen.panel.seal.text()


def test_a_sealed_certification_refuses_at_the_place_and_keeps_what_was_typed(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    seal_or_open(window, app, documents(window, app, FORM))
    page = shown(window, app, "factors", "noise_leq")
    types(page.view.factors.grid, "7")
    rest(window, app)
    assert "закрыта от изменений" in said(window)
    assert page.view.factors.drafts == {"noise_leq": "7"}
    points = shown_points(window, app, "noise")
    row = points_of(window, app)[0].id
    at(points, row)
    assert points.sheet is not None
    types(points.sheet.grid, "7")
    rest(window, app)
    refused = cell(points, row, "noise_leq")
    assert (refused.text, refused.invalid) == ("7", True)
    assert "закрыта от изменений" in refused.problem


def types(grid: Grid, text: str) -> None:
    press(grid, ord(text), text)
    editor = grid.findChild(QLineEdit)
    assert editor is not None
    press(editor, Qt.Key.Key_Return)
