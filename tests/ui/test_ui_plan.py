"""Plans with numbers and the headers of protocols, as hands find them."""

from decimal import Decimal
from pathlib import Path

import pytest
from grid_ledger import editor, types
from points_hands import Opened, at, dossier_of
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QColor, QImage, QMouseEvent
from PySide6.QtWidgets import QApplication
from window_hands import press

from riskdesk.domain.places import places_of
from riskdesk.ui.dialogs.plan import PlanDialog
from riskdesk.ui.dialogs.protocol_header import ProtocolHeaderDialog
from riskdesk.ui.kit.plan_view import PlanView
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.shots import settle


@pytest.fixture
def drawn(tmp_path: Path, app: QApplication) -> Path:
    del app
    image = QImage(1200, 800, QImage.Format.Format_RGB32)
    image.fill(QColor("#fff"))
    path = tmp_path / "қабат 1.png"
    assert image.save(str(path))
    return path


def rest(app: QApplication, window: MainWindow) -> None:
    for _ in range(4):
        settle(app, window)


def opened(points: Opened, app: QApplication, path: Path) -> tuple[MainWindow, PlanDialog]:
    window, screen = points()
    assert screen.sheet is not None
    at(screen, screen.sheet.live.keys()[0])
    screen.plan.click()
    rest(app, window)
    dialog = app.activeModalWidget()
    assert isinstance(dialog, PlanDialog)
    assert dialog.empty.isVisible()
    dialog.add(path)
    rest(app, window)
    assert not dialog.empty.isVisible()
    return window, dialog


def mouse(view: PlanView, kind: QEvent.Type, x: float, y: float) -> None:
    spot = QPointF(x * view.width(), y * view.height())
    left = Qt.MouseButton.LeftButton
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
    event = QMouseEvent(
        kind, spot, view.mapToGlobal(spot), left, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(view, event)


def marks_of(window: MainWindow, app: QApplication) -> dict[str, tuple[float, float]]:
    return {
        place.sign: (float(place.mark.x), float(place.mark.y))
        for place in places_of(dossier_of(window, app))
        if place.mark is not None
    }


def test_a_click_puts_a_number_and_a_pull_moves_it(
    points: Opened, app: QApplication, drawn: Path
) -> None:
    window, dialog = opened(points, app, drawn)
    view, total = dialog.view, len(places_of(dossier_of(window, app)))
    assert (view.width(), view.height())[0] > 300
    mouse(view, QEvent.Type.MouseButtonPress, 0.25, 0.5)
    mouse(view, QEvent.Type.MouseButtonRelease, 0.25, 0.5)
    rest(app, window)
    ((sign, spot),) = marks_of(window, app).items()
    assert spot == pytest.approx((0.25, 0.5), abs=0.002)
    assert f"{total - 1}" in dialog.places.count.text()
    mouse(view, QEvent.Type.MouseButtonPress, 0.25, 0.5)
    mouse(view, QEvent.Type.MouseMove, 0.6, 0.3)
    mouse(view, QEvent.Type.MouseButtonRelease, 0.6, 0.3)
    dialog._store_moved()
    rest(app, window)
    assert marks_of(window, app)[sign] == pytest.approx((0.6, 0.3), abs=0.002)
    dialog.reject()
    window.step(back=True)
    rest(app, window)
    assert marks_of(window, app)[sign] == pytest.approx((0.25, 0.5), abs=0.002)


def test_keys_alone_put_move_and_take_away(points: Opened, app: QApplication, drawn: Path) -> None:
    window, dialog = opened(points, app, drawn)
    dialog.places.list.setFocus()
    press(dialog.places.list, Qt.Key.Key_Return)
    rest(app, window)
    assert dialog.view.hasFocus()
    ((sign, (x, y)),) = marks_of(window, app).items()
    press(dialog.view, Qt.Key.Key_Right)
    press(dialog.view, Qt.Key.Key_Down)
    assert str(round((x + 0.005) * 100)) in dialog.view.accessibleDescription()
    dialog._store_moved()
    rest(app, window)
    assert marks_of(window, app)[sign] == pytest.approx((x + 0.005, y + 0.005), abs=0.001)
    press(dialog.view, Qt.Key.Key_Delete)
    rest(app, window)
    assert marks_of(window, app) == {}


def test_moves_are_stored_when_the_dialog_is_closed(
    points: Opened, app: QApplication, drawn: Path
) -> None:
    window, dialog = opened(points, app, drawn)
    dialog._put_here(0.5, 0.5)
    rest(app, window)
    (key,) = dialog.view.signs
    assert dialog._key != key, "the next place waits for its click"
    dialog._pick(key)
    press(dialog.view, Qt.Key.Key_Left)
    dialog.reject()
    rest(app, window)
    ((x, _),) = marks_of(window, app).values()
    assert x == pytest.approx(0.495, abs=0.001)


def test_a_file_that_is_no_plan_is_refused_in_words(
    points: Opened, app: QApplication, drawn: Path, tmp_path: Path
) -> None:
    window, dialog = opened(points, app, drawn)
    for content in (b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\nbroken"):
        path = tmp_path / "план.png"
        path.write_bytes(content)
        dialog.hint.setText("")
        dialog.add(path)
        rest(app, window)
        assert "план.png" in dialog.hint.text()
    assert len(dossier_of(window, app).attachments) == 1
    dialog.remove_plan.click()
    rest(app, window)
    assert dossier_of(window, app).attachments == ()
    assert dialog.empty.isVisible()


def test_headers_are_stored_cell_by_cell(points: Opened, app: QApplication) -> None:
    window, screen = points()
    screen.header.click()
    rest(app, window)
    dialog = app.activeModalWidget()
    assert isinstance(dialog, ProtocolHeaderDialog)
    grid = dialog.grid
    assert grid.grid.rowCount() > 3
    grid.go_to("noise", "method")
    assert grid.current_key() == "noise"
    types(grid, "ГОСТ ISO 9612-2016, п. 9")
    press(editor(grid), Qt.Key.Key_Return)
    rest(app, window)
    grid.go_to("all", "coverage")
    types(grid, "0,5")
    press(editor(grid), Qt.Key.Key_Return)
    rest(app, window)
    assert [column for _, column, _ in grid.problems()] == ["coverage"]
    facts = {each.family: each for each in dossier_of(window, app).protocol_facts}
    assert {name: each.method for name, each in facts.items()} == {
        "noise": "ГОСТ ISO 9612-2016, п. 9"
    }
    assert dialog.missing.isVisible()
    dialog.fill_days.click()
    rest(app, window)
    (day,) = dossier_of(window, app).day_conditions
    assert not dialog.missing.isVisible()
    dialog.air.go_to(day.id, "humidity")
    types(dialog.air, "45,5")
    press(editor(dialog.air), Qt.Key.Key_Return)
    rest(app, window)
    assert dossier_of(window, app).day_conditions[0].humidity == Decimal("45.5")
    dialog.done(0)
