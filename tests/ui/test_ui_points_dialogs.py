"""Who stays at a point, the instrument of many rows, photos and the remark."""

from pathlib import Path

import pytest
from grid_ledger import editor, types
from points_hands import Opened, at, cell, dossier_of, points_of
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QDialog
from window_hands import press, type_text

from riskdesk.ui.dialogs.attach import AttachDialog, small_picture
from riskdesk.ui.dialogs.choose_instrument import ChooseInstrumentDialog
from riskdesk.ui.dialogs.stays import StaysDialog
from riskdesk.ui.shots import settle


def dialog_of(app: QApplication, kind: type[QDialog]) -> QDialog:
    found = app.activeModalWidget()
    assert isinstance(found, kind)
    return found


def test_workplaces_are_found_while_typing_and_get_hours(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[0]
    at(screen, row)
    screen.bar.stays.click()
    settle(app, window)
    dialog = dialog_of(app, StaysDialog)
    assert isinstance(dialog, StaysDialog)
    assert [each.number for each in dialog.sheet.chosen()] == [1]
    type_text(dialog.search, "сторож")
    guards = dialog._shown()
    assert 0 < len(guards) < 20
    press(dialog.search, Qt.Key.Key_Down)
    dialog.grid.go_to(guards[0], "hours")
    types(dialog.grid, "3,5")
    press(editor(dialog.grid), Qt.Key.Key_Return)
    assert dialog.sheet.known[guards[0]].here
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    stays = {
        str(s.workplace_id): s.hours for s in dossier_of(window, app).stays if s.point_id == row
    }
    assert len(stays) == 2
    assert str(stays[guards[0]]) == "3.5"
    assert cell(screen, row, "places").text == "2"
    assert cell(screen, row, "hours").text == "3,5"


def test_a_whole_section_is_ticked_at_once(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[0]
    at(screen, row)
    screen.bar.stays.click()
    settle(app, window)
    dialog = dialog_of(app, StaysDialog)
    assert isinstance(dialog, StaysDialog)
    assert dialog._page is not None
    second = list(dialog._page.sections)[1]
    dialog.section.show_value(second)
    dialog._sift()
    wanted = set(dialog._shown())
    dialog.all.click()
    assert wanted <= {each.workplace_id for each in dialog.sheet.chosen()}
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    stays = {s.workplace_id for s in dossier_of(window, app).stays if s.point_id == row}
    assert wanted <= stays


def test_hours_beyond_a_day_do_not_land(points: Opened, app: QApplication) -> None:
    window, screen = points()
    assert screen.sheet is not None
    at(screen, screen.sheet.live.keys()[0])
    screen.bar.stays.click()
    settle(app, window)
    dialog = dialog_of(app, StaysDialog)
    assert isinstance(dialog, StaysDialog)
    key = dialog._shown()[0]
    dialog.grid.go_to(key, "hours")
    dialog.grid.setFocus()
    types(dialog.grid, "25")
    press(editor(dialog.grid), Qt.Key.Key_Return)
    assert dialog.grid.problems()
    dialog.act.click()
    settle(app, window)
    assert dialog.isVisible()
    dialog.reject()


def test_an_instrument_that_does_not_fit_says_why(points: Opened, app: QApplication) -> None:
    window, screen = points("light")
    assert screen.sheet is not None
    grid = screen.sheet.grid
    at(screen, screen.sheet.live.keys()[0], "illuminance")
    press(grid, Qt.Key.Key_Space, "", Qt.KeyboardModifier.ControlModifier)  # the whole column
    screen.bar.instrument.click()
    settle(app, window)
    dialog = dialog_of(app, ChooseInstrumentDialog)
    assert isinstance(dialog, ChooseInstrumentDialog)
    fitting = [c for c in dialog._choices if c.possible]
    others = [c for c in dialog._choices if not c.possible]
    assert len(fitting) == 1
    assert others
    dialog.grid.go_to(others[0].instrument.id, "name")
    assert not dialog.act.isEnabled()
    assert dialog.reason.text()
    press(dialog.grid, Qt.Key.Key_Return)
    settle(app, window)
    assert dialog.isVisible()
    dialog.grid.go_to(fitting[0].instrument.id, "name")
    dialog.act.click()
    settle(app, window)
    settle(app, window)
    assert {p.instrument_id for p in points_of(window, app, "light")} == {fitting[0].instrument.id}


@pytest.fixture
def photo(tmp_path: Path, app: QApplication) -> Path:
    """A picture of a camera's size."""
    del app
    image = QImage(2000, 1500, QImage.Format.Format_RGB32)
    image.fill(QColor("#468"))
    path = tmp_path / "цех.jpg"
    assert image.save(str(path))
    return path


def test_a_photo_is_attached_described_removed_and_brought_back(
    points: Opened, app: QApplication, photo: Path
) -> None:
    window, screen = points()
    assert screen.sheet is not None
    row = screen.sheet.live.keys()[4]
    at(screen, row)
    screen.bar.photo.click()
    settle(app, window)
    dialog = dialog_of(app, AttachDialog)
    assert isinstance(dialog, AttachDialog)
    assert dialog.empty.isVisible()
    dialog.add(photo)
    for _ in range(4):
        settle(app, window)
    assert dialog.list.count() == 1
    assert not dialog.list.item(0).icon().isNull()
    dialog.words.setFocus()
    type_text(dialog.words, "у станка")
    press(dialog.words, Qt.Key.Key_Return)
    settle(app, window)
    settle(app, window)
    dialog.remark.setFocus()
    type_text(dialog.remark, "дверь открыта")
    press(dialog.remark, Qt.Key.Key_Return)
    for _ in range(3):
        settle(app, window)
    dossier = dossier_of(window, app)
    assert [(a.name, a.remark, a.owner_id) for a in dossier.attachments] == [
        ("цех.jpg", "у станка", row)
    ]
    assert next(p for p in dossier.points if p.id == row).remark == "дверь открыта"
    assert cell(screen, row, "photos").text == "1"
    dialog.list.setFocus()
    press(dialog.list, Qt.Key.Key_Delete)
    for _ in range(3):
        settle(app, window)
    assert dossier_of(window, app).attachments == ()
    dialog.reject()
    window.step(back=True)
    settle(app, window)
    assert len(dossier_of(window, app).attachments) == 1


def test_a_file_that_is_no_picture_says_so(
    points: Opened, app: QApplication, tmp_path: Path
) -> None:
    window, screen = points()
    assert screen.sheet is not None
    at(screen, screen.sheet.live.keys()[4])
    screen.bar.photo.click()
    settle(app, window)
    dialog = dialog_of(app, AttachDialog)
    assert isinstance(dialog, AttachDialog)
    text = tmp_path / "заметка.txt"
    text.write_text("не снимок", encoding="utf-8")
    dialog.add(text)
    for _ in range(3):
        settle(app, window)
    assert dialog.hint.text()
    dialog.add(tmp_path / "нет.jpg")
    for _ in range(3):
        settle(app, window)
    assert "нет.jpg" in dialog.hint.text()
    dialog.reject()


def test_a_picture_is_decoded_small(photo: Path) -> None:
    made = small_picture(photo.read_bytes())
    assert 0 < made.width() <= 264
    assert small_picture(b"%PDF-1.7").isNull()
