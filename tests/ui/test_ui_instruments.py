"""The screen of instruments: typed, pasted, attached and jumped from, with keys on real data."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from window_hands import OpenWindow, press, type_text

from riskdesk.domain.dossier import Dossier
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.instruments import InstrumentsScreen
from riskdesk.ui.screens.instruments_files import small
from riskdesk.ui.screens.structure import StructureScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle
from riskdesk.ui.start import make_window

CONTROL = Qt.KeyboardModifier.ControlModifier
KEY = Qt.Key


def rest(app: QApplication, window: MainWindow) -> None:
    for _ in range(4):
        settle(app, window)


def stored(window: MainWindow, app: QApplication) -> Dossier:
    found: list[Dossier] = []
    certification = window.desk.certification_id

    def read(session: Session, _: object) -> Dossier:
        return session.snapshot(certification).dossier

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


def write(grid: Grid, text: str, key: int = KEY.Key_Return) -> None:
    """Type over the cell with the focus and leave it by a key."""
    press(grid, KEY.Key_F2)
    editor = grid.delegate.editor
    assert editor is not None
    editor.selectAll()
    type_text(editor, text)
    press(editor, key)


def said(widget: QWidget) -> str:
    """Everything that a part of the window says."""
    return "\n".join(each.text() for each in widget.findChildren(QLabel) if each.text())


@pytest.fixture
def window(app: QApplication, open_window: OpenWindow) -> MainWindow:
    made: MainWindow = open_window()
    made.activateWindow()
    settle(app, made)
    return made


@pytest.fixture
def screen(app: QApplication, window: MainWindow) -> InstrumentsScreen:
    window.show_place(Place("instruments"))
    rest(app, window)
    assert isinstance(window.current, InstrumentsScreen)
    return window.current


def named(window: MainWindow, app: QApplication, name: str) -> str:
    return next(each.id for each in stored(window, app).instruments if name in each.name)


def test_the_register_tells_each_verification_by_word_and_sign(screen: InstrumentsScreen) -> None:
    cells = [row.cells["on_day"] for row in screen.grid.grid.rows if "on_day" in row.cells]
    words = [cell.text for cell in cells]
    assert words.count("истекла") == 2
    assert words.count("действует") == 4
    signs = {cell.text: (cell.before.icon, cell.before.tone) for cell in cells if cell.before}
    assert signs == {"истекла": ("error", "invalid"), "действует": ("tick", "ok")}
    assert not any(cell.hit or cell.tag for cell in cells)


def test_a_new_instrument_is_typed_by_keys_alone(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    before = len(stored(window, app).instruments)
    screen.add_button.click()
    grid = screen.grid
    assert grid.current_column() == "name"
    for text in ("Анемометр АП1", "17", "скорость движ"):
        write(grid, text, KEY.Key_Tab)
    for text in ("АП-9", "01.02.2026", "01.02.2027"):
        write(grid, text, KEY.Key_Tab)
    rest(app, window)
    found = stored(window, app).instruments
    assert len(found) == before + 1
    made = found[-1]
    assert (made.name, made.serial, made.certificate) == ("Анемометр АП1", "17", "АП-9")
    assert made.quantities == ("air_speed",)
    assert (str(made.verified_on), str(made.valid_until)) == ("2026-02-01", "2027-02-01")
    assert screen.detail.row is not None
    assert screen.grid.problems() == []


def test_a_row_waits_for_its_name(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    before = len(stored(window, app).instruments)
    screen.add_button.click()
    grid = screen.grid
    grid.moves.to(grid.grid.rowCount() - 1, grid.grid.column_of("certificate"))
    write(grid, "ZZ-1", KEY.Key_Tab)
    row = grid.current_key()
    rest(app, window)
    assert len(stored(window, app).instruments) == before
    assert [problem[1] for problem in grid.problems()] == ["certificate"]
    assert "Запишите название прибора" in said(screen.messages)
    grid.go_to(row, "name")
    write(grid, "Весы")
    rest(app, window)
    made = stored(window, app).instruments[-1]
    assert (made.name, made.certificate, made.id) == ("Весы", "ZZ-1", row)
    assert grid.problems() == []


def test_several_quantities_and_their_ranges(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    key = named(window, app, "(влажность)")
    grid = screen.grid
    grid.go_to(key, "quantities")
    write(grid, "Температура воздуха; Относительная влажность воздуха")
    rest(app, window)
    grid.go_to(key, "ranges")
    write(grid, "Температура −40–85; Влажность 3–97")
    rest(app, window)
    made = stored(window, app).instrument_by_id[key]  # type: ignore[index]
    assert made.quantities == ("air_temperature", "relative_humidity")
    assert made.ranges == {"air_temperature": "-40..85", "relative_humidity": "3..97"}
    grid.go_to(key, "name")
    screen.detail.go_to("ranges")
    ranges = screen.detail.ranges
    assert [row.cells["range"].text for row in ranges.grid.rows] == ["−40–85", "3–97"]
    ranges.go_to("relative_humidity", "range")
    write(ranges, "5–95")
    rest(app, window)
    changed = stored(window, app).instrument_by_id[key]  # type: ignore[index]
    assert changed.ranges == {"air_temperature": "-40..85", "relative_humidity": "5..95"}


@pytest.mark.parametrize(
    ("column", "text", "words"),
    [
        ("ranges", "громко", "Диапазон «громко» не прочитан"),
        ("verified_on", "вчера", "не читается как дата"),
        ("valid_until", "01.01.2020", "раньше"),
        ("quantities", "красота", "нет в списке"),
        ("name", "", "Запишите название прибора"),
    ],
)
def test_a_fault_stays_at_its_cell(
    app: QApplication,
    window: MainWindow,
    screen: InstrumentsScreen,
    column: str,
    text: str,
    words: str,
) -> None:
    key = named(window, app, "MS 6702")
    before = stored(window, app).instrument_by_id[key]  # type: ignore[index]
    screen.grid.go_to(key, column)
    write(screen.grid, text) if text else press(screen.grid, KEY.Key_Delete)
    rest(app, window)
    assert stored(window, app).instrument_by_id[key] == before  # type: ignore[index]
    (problem,) = screen.grid.problems()
    assert problem[:2] == (key, column)
    assert words in problem[2]
    assert words in said(screen.messages)
    assert screen.desk.drafts.of(f"instruments/{window.desk.certification_id}")


def test_a_table_of_excel_becomes_instruments_in_one_step(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    before = stored(window, app).instruments
    lines = [
        "Виброметр\t1\tЛокальная вибрация; Общая вибрация\tВ-1\t01.01.2026\t01.01.2027",
        "Термометр\t2\tТемпература воздуха\tТ-1\t05.01.2026\t05.01.2027",
        "Радиометр\t3\tничего такого\tР-1\t01.03.2026\t01.03.2027",
    ]
    QGuiApplication.clipboard().setText("\n".join(lines))
    screen.add_button.click()
    press(screen.grid, KEY.Key_V, held=CONTROL)
    settle(app, window)
    preview = screen.grid.hands.preview
    assert preview is not None
    preview.take.click()
    rest(app, window)
    made = stored(window, app).instruments[len(before) :]
    assert [one.name for one in made] == ["Виброметр", "Термометр", "Радиометр"]
    assert made[0].quantities == ("vibration_local", "vibration_whole")
    assert made[2].quantities == ()
    window.step(back=True)
    rest(app, window)
    assert stored(window, app).instruments == before


def test_what_uses_an_instrument_is_said_and_shown(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    before = stored(window, app).instruments
    key = named(window, app, "MS 6702")
    screen.grid.go_to(key, "name")
    press(screen.grid, KEY.Key_Minus, "-", held=CONTROL)
    rest(app, window)
    assert stored(window, app).instruments == before
    assert "указан у значений (55) и точек (55)" in said(window)
    assert screen.detail.tab() == "measured"
    assert len(screen.detail.measured) == 110


def test_an_unused_instrument_is_removed_and_comes_back(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    key = named(window, app, "Аспиратор")
    screen.grid.go_to(key, "name")
    press(screen.grid, KEY.Key_Minus, "-", held=CONTROL)
    rest(app, window)
    assert key not in {one.id for one in stored(window, app).instruments}
    window.step(back=True)
    rest(app, window)
    assert key in {one.id for one in stored(window, app).instruments}


def test_a_calibration_is_judged_with_its_numbers(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    screen.grid.go_to(named(window, app, "MS 6702"), "name")
    rest(app, window)
    screen.detail.go_to("checks")
    checks = screen.detail.checks
    checks.moves.to(0, checks.grid.column_of("reference"))
    for text in ("94", "94,1", "94,8", "0,5"):
        write(checks, text, KEY.Key_Tab)
    rest(app, window)
    (check,) = stored(window, app).field_checks
    assert (check.before, check.after) == (Decimal("94.1"), Decimal("94.8"))
    assert check.day == stored(window, app).certification.measured_on
    assert check.quantity == "noise_leq"
    row = checks.grid.rows[0]
    assert row.cells["verdict"].text == "уход больше допустимого"
    assert row.cells["drift"].text == "0,7"
    checks.go_to(check.id, "after")
    assert "|94,8 − 94,1| = 0,7 > 0,5" in said(screen.panel)
    write(checks, "94,0")
    rest(app, window)
    assert checks.grid.rows[0].cells["verdict"].text == "в допуске"


def test_a_value_leads_to_its_workplace(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    window.show_place(Place("instruments", named(window, app, "ВЕ-МЕТР"), "measured"))
    rest(app, window)
    seen = screen.detail.seen
    first = screen.detail.measured[0]
    assert "без поверки" in first.fault.ru
    seen.go_to(first.key, "place")
    press(seen, KEY.Key_Return)
    rest(app, window)
    assert isinstance(window.current, StructureScreen)
    assert window.current.place().thing == first.workplace_id
    assert window.current.place().tab == "factors"


def test_a_certificate_is_attached_shown_and_copied_out(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen, tmp_path: Path
) -> None:
    photo = tmp_path / "сертификат.png"
    picture = QImage(1400, 900, QImage.Format.Format_RGB32)
    picture.fill(QColor("white"))
    assert picture.save(str(photo))
    screen.grid.go_to(named(window, app, "MS 6702"), "name")
    rest(app, window)
    screen.detail.go_to("files")
    files = screen.detail.files
    files.attach_file(photo)
    rest(app, window)
    (file,) = stored(window, app).attachments
    assert (file.name, file.owner) == ("сертификат.png", "instrument")
    files.grid.go_to(file.id, "remark")
    rest(app, window)
    assert screen.detail.photo is not None
    assert screen.detail.photo.width() == 560
    write(files.grid, "оригинал в лаборатории")
    rest(app, window)
    assert stored(window, app).attachments[0].remark == "оригинал в лаборатории"
    copy = tmp_path / "копия.png"
    files.save_copy(file.id, copy)
    rest(app, window)
    assert copy.read_bytes() == photo.read_bytes()


def test_a_file_that_is_none_of_them_is_refused_in_words(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen, tmp_path: Path
) -> None:
    wrong = tmp_path / "список.txt"
    wrong.write_text("не фото", encoding="utf-8")
    screen.detail.files.attach_file(wrong)
    rest(app, window)
    assert stored(window, app).attachments == ()
    screen.detail.files.attach_file(tmp_path / "нет.pdf")
    rest(app, window)
    assert "нет.pdf" in said(window)


def test_bytes_that_are_no_photo_give_none() -> None:
    assert small(b"\x89PNG\r\n\x1a\nnothing", 100).isNull()


def test_a_refused_text_survives_a_change_of_language(
    app: QApplication, window: MainWindow, screen: InstrumentsScreen
) -> None:
    key = named(window, app, "MS 6702")
    screen.grid.go_to(key, "ranges")
    write(screen.grid, "громко")
    rest(app, window)
    window.dress.choose_language("kk")
    rest(app, window)
    again = window.current
    assert isinstance(again, InstrumentsScreen)
    assert again is not screen
    drafts = again.grid.grid.drafts
    assert drafts[key, "ranges"].shown == "громко"


def test_an_empty_register_says_what_to_do(
    app: QApplication, empty_bundle: Bundle, screen_less: MainWindow
) -> None:
    del empty_bundle
    rest(app, screen_less)
    shown = screen_less.current
    assert isinstance(shown, InstrumentsScreen)
    assert "Приборов пока нет" in said(shown)
    assert shown.grid.grid.rowCount() == 1


@pytest.fixture
def screen_less(app: QApplication, empty_bundle: Bundle) -> Iterator[MainWindow]:
    from datetime import date  # noqa: PLC0415

    from riskdesk.domain.values import LocalizedText  # noqa: PLC0415
    from riskdesk.services.edit import NewCertification  # noqa: PLC0415

    made = make_window(empty_bundle, StartOptions(language="ru", theme="light"))
    made.show()
    settle(app, made)
    command = NewCertification(
        enterprise=LocalizedText(ru="ТОО"), title="2026", measured_on=date(2026, 4, 10)
    )
    made.jobs.change(command).start()
    rest(app, made)
    made.show_place(Place("instruments"))
    rest(app, made)
    yield made
    made.close()
    made.deleteLater()
    app.processEvents()
