"""The overview: charts walked by keys, the lists behind them, files that are written."""

from itertools import pairwise
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow, press

from riskdesk.domain.values import LANGUAGES, Language, LocalizedText
from riskdesk.services.edit_measures import AddMeasure
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.chart import Chart
from riskdesk.ui.kit.chart_bars import BarRow, BarStyle, Part, lay_bars
from riskdesk.ui.kit.chart_ink import Ink
from riskdesk.ui.kit.chart_paper import draw_pages
from riskdesk.ui.look import Look
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.overview import OverviewScreen
from riskdesk.ui.screens.overview_paper import ORDER
from riskdesk.ui.shots import settle


def opened(window: MainWindow, app: QApplication, thing: str = "") -> OverviewScreen:
    window.show_place(Place("overview", thing))
    settle(app, window)
    assert isinstance(window.current, OverviewScreen)
    return window.current


def part(band: str, count: int) -> Part:
    return Part(band=band, count=count, text=str(count), label=band, spoken=f"{band}: {count}")


def bars(*counts: dict[str, int]) -> tuple[BarRow, ...]:
    return tuple(
        BarRow(
            key=str(number),
            title=f"Участок {number}",
            parts=tuple(part(band, count) for band, count in each.items()),
        )
        for number, each in enumerate(counts)
    )


def test_arrows_walk_and_enter_opens_the_list(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = opened(window, app)
    chart = screen.cards["factors"].chart
    chart.setFocus()
    assert chart.current == ("light", "2")
    press(chart, Qt.Key.Key_Right)
    assert chart.current == ("light", "3.1")
    press(chart, Qt.Key.Key_Down)
    assert chart.current == ("microclimate", "3.1")
    assert "класс 3.1, вредный: 4 из 55" in chart.accessibleDescription()
    press(chart, Qt.Key.Key_Return)
    settle(app, window)
    assert screen.pages.currentWidget() is screen.list
    assert len(screen.list.grid.grid.rows) == 4
    assert screen.place() == Place("overview", "factors/microclimate/3.1")
    press(screen.list.grid, Qt.Key.Key_Escape)
    settle(app, window)
    assert screen.pages.currentWidget() is screen.charts
    assert chart.current == ("microclimate", "3.1")


def test_enter_in_a_list_goes_to_the_workplace(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = opened(window, app, "sections/none/none")
    assert screen.pages.currentWidget() is screen.charts  # no such section: the charts
    assert screen.found is not None
    wanted = screen.found.worst[1]
    press(screen.worst.grid, Qt.Key.Key_Down)
    assert screen.worst.grid.current_key() == wanted
    press(screen.worst.grid, Qt.Key.Key_Return)
    settle(app, window)
    assert window.current.place().screen == "structure"
    assert window.current.place().thing == wanted
    window.go_back()
    settle(app, window)
    assert window.current is screen


def test_a_click_opens_what_the_tooltip_says(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = opened(window, app)
    chart = screen.cards["progress"].chart
    mark = next(m for m in chart._now().marks if chart._key(m) == ("measured", "left"))
    assert "осталось: 11 из 55" in chart._spoken(mark)
    QTest.mouseClick(chart, Qt.MouseButton.LeftButton, pos=mark.rect.center().toPoint())
    settle(app, window)
    assert len(screen.list.grid.grid.rows) == 11
    assert chart._under(QPointF(mark.rect.center())) >= 0
    assert chart._under(QPointF(QPoint(-5, -5))) == -1


def test_a_measure_is_seen_after_it_is_stored(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = opened(window, app)
    found = screen.found
    assert found is not None
    assert [bar.key for bar in found.stages] == ["now"]
    place = found.factors[1].places["3.1"][0]
    command = AddMeasure(
        certification_id=window.desk.certification_id,
        text=LocalizedText("Ылғал азайту", "Осушение"),
        values={"workplace_id": place, "subject": "relative_humidity", "expected": "2"},
    )
    window.jobs.change(command).start()
    settle(app, window)
    settle(app, window)
    assert screen.found is not None
    assert [bar.key for bar in screen.found.stages] == ["now", "after"]
    assert screen.found.spots[place].after is not None
    rows = screen.cards["stages"].chart.rows
    assert [row.title for row in rows] == ["Сейчас", "После мер"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_control_has_a_name_and_nothing_is_cut(
    language: Language, open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window(language, "dark")
    window.resize(1366, 768)
    screen = opened(window, app)
    for card in (*screen.cards.values(), screen.worst):
        for each in (card.body, card.print_button, card.save_button):
            assert each.accessibleName()
            assert each.focusPolicy() != Qt.FocusPolicy.NoFocus
    for card in screen.cards.values():
        chart = card.chart
        if chart.isVisible():
            laid = chart._now()
            assert laid.height <= chart.height() + 1
            for rect, text in filter(lambda pair: pair[1], laid.outside):
                wide = Ink(screen.look.theme).wide(text, "small", "medium")
                assert rect.left() + wide <= chart.width() + 1
    assert screen.worst.grid.horizontalScrollBar().maximum() == 0


def test_all_charts_are_one_pdf_in_the_light_look(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window("kk", "dark")
    screen = opened(window, app)
    target = tmp_path / "шолу.pdf"
    screen.keeper.save("all", "pdf", target)
    settle(app, window)
    document = pypdfium2.PdfDocument(target)
    words = "\n".join(page.get_textpage().get_text_bounded() for page in document)
    assert "Факторлар бойынша кластар" in words
    page = document[0].render(scale=1).to_pil()
    assert page.size == (595, 842)
    assert page.getpixel((3, 3)) == (255, 255, 255)
    assert screen.notice.isVisible()


@pytest.mark.parametrize("name", [name for name in ORDER if name != "people"])
def test_each_chart_is_saved_in_every_kind(
    name: str, open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = opened(window, app)
    for kind in ("png", "svg", "pdf", "xlsx"):
        screen.keeper.save(name, kind, tmp_path / f"a.{kind}")
        settle(app, window)
    image = QImage(str(tmp_path / "a.png"))
    assert image.width() == 2700
    assert image.pixelColor(2, 2) == QColor("white")
    renderer = QSvgRenderer(str(tmp_path / "a.svg"))
    assert renderer.isValid()
    assert renderer.viewBox().size() == QSize(image.width() // 3, image.height() // 3)
    assert len(pypdfium2.PdfDocument(tmp_path / "a.pdf")) >= 1
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    assert sheet.max_row > 3
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("a.")) == [
        "a.pdf", "a.png", "a.svg", "a.xlsx",
    ]  # fmt: skip


def test_the_table_says_what_the_chart_shows(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = opened(window, app)
    screen.keeper.save("factors", "xlsx", tmp_path / "a.xlsx")
    settle(app, window)
    sheet = openpyxl.load_workbook(tmp_path / "a.xlsx").active
    assert sheet is not None
    rows = {str(row[0]): row for row in sheet.iter_rows(values_only=True)}
    heads = rows["Что"]
    assert rows["Микроклимат"][heads.index("3.1 вредный")] == 4
    assert rows["Микроклимат"][heads.index("Всего")] == 55


def test_a_file_that_cannot_be_written_is_told(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = opened(window, app)
    for kind in ("png", "xlsx"):
        screen.keeper.save("factors", kind, tmp_path / "no folder" / f"a.{kind}")
        settle(app, window)
        assert screen.notice.property("card") == "failed"
    assert not (tmp_path / "no folder").exists()


def test_the_printer_gets_the_same_pages(
    open_window: OpenWindow, app: QApplication, tmp_path: Path
) -> None:
    window = open_window()
    screen = opened(window, app)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    figures = screen.keeper.figures("all")
    assert draw_pages(printer, figures, screen.keeper._ink()) == 2
    screen.keeper.save("all", "pdf", tmp_path / "saved.pdf")
    settle(app, window)
    pictures = [
        pypdfium2.PdfDocument(tmp_path / f"{name}.pdf")[0].render(scale=0.5).to_pil().convert("L")
        for name in ("printed", "saved")
    ]
    assert pictures[0].size == pictures[1].size
    pairs = zip(pictures[0].tobytes(), pictures[1].tobytes(), strict=True)
    far = sum(abs(one - other) > 96 for one, other in pairs)
    assert far < 0.01 * pictures[0].width * pictures[0].height


def test_one_of_ten_thousand_can_be_seen_and_met(look: Look) -> None:
    ink = Ink(look.theme)
    rows = bars({"2": 9_998, "3.4": 1, "4": 1}, {"2": 3})
    laid = lay_bars(rows, 600.0, ink, BarStyle())
    for mark in laid.marks:
        assert mark.rect.width() >= 6
        assert mark.rect.right() <= 600
    first = [mark.rect for mark in laid.marks if mark.row == 0]
    assert all(one.right() <= other.left() + 1 for one, other in pairwise(first))
    assert laid.outside[0][1] == "3.4 · 1   4 · 1"


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.usefixtures("app")
def test_classes_differ_in_grey(theme: str, resources: Path) -> None:
    """Neighbouring classes have unlike greys, or an outline and hatching that tell them."""
    look = Look.load(resources, "ru", theme)  # type: ignore[arg-type]
    chart = Chart(look, "x", BarStyle())
    order = ["2", "3.1", "3.2", "3.3", "3.4"]
    chart.show_rows(bars(dict.fromkeys(order, 10)))
    chart.resize(700, chart.heightForWidth(700))
    picture = chart.grab().toImage()
    greys = []
    for mark in chart._now().marks:
        at = mark.rect.topLeft().toPoint() + QPoint(3, 3)
        greys.append(picture.pixelColor(at * picture.devicePixelRatio()).lightness())
    least = 12 if theme == "light" else 8
    assert all(abs(a - b) >= least for a, b in pairwise(greys))


def test_an_empty_certification_says_so(
    app: QApplication, empty_bundle: Bundle, open_window: OpenWindow
) -> None:
    del empty_bundle
    window = open_window()
    screen = opened(window, app)
    assert screen.found is not None
    hollow = type(screen.found)(
        total=0, factors=(), sections=(), worst=(), shares=(), people=(), uncounted=0,
        stages=(), expected=0, before=None, spots={},
    )  # fmt: skip
    screen._show(hollow)
    assert screen.pages.currentWidget() is screen.empty
    screen._fail(ValueError("x"))
    assert screen.pages.currentWidget() is screen.failed
