"""The pages of a document: what is seen is what is printed, found, and drawn when it is seen."""

from pathlib import Path

import pytest
from documents_hands import documents, rest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from watchdog import Watchdog
from window_hands import OpenWindow, press

from riskdesk.services.export import DOSSIER
from riskdesk.services.ports_pages import PageImage
from riskdesk.ui.kit.page_images import MOST_BYTES, PageImages
from riskdesk.ui.kit.page_layout import PageLayout
from riskdesk.ui.kit.remaining import Remaining
from riskdesk.ui.look import Look
from riskdesk.ui.screens.documents import DocumentsScreen
from riskdesk.ui.shots import settle

CTRL = Qt.KeyboardModifier.ControlModifier
A4 = (595.0, 842.0)


def file_of(screen: DocumentsScreen) -> Path:
    made = screen.maker.current
    assert made is not None
    return made.file


def says(screen: DocumentsScreen) -> str:
    return screen.preview.said


def test_the_pages_are_those_of_the_file(open_window: OpenWindow, app: QApplication) -> None:
    screen = documents(open_window(), app, "annex-1")
    view = screen.preview.view
    pdf = PdfDocument(file_of(screen).read_bytes())
    assert view.count == len(pdf)
    picture = view.images.known[0]
    drawn = pdf[0].render(scale=picture.scale)
    assert (picture.image.width(), picture.image.height()) == (drawn.width, drawn.height)
    expected = QImage(bytes(drawn.buffer), drawn.width, drawn.height, drawn.stride,
                      QImage.Format.Format_BGR888)  # fmt: skip
    assert picture.image.convertToFormat(QImage.Format.Format_RGB888) == expected.convertToFormat(
        QImage.Format.Format_RGB888
    )
    pdf.close()


def test_the_page_is_white_in_the_dark_theme(open_window: OpenWindow, app: QApplication) -> None:
    screen = documents(open_window(theme="dark"), app, "code-list")
    view = screen.preview.view
    shot = view.viewport().grab().toImage()
    middle = shot.pixelColor(shot.width() // 2, 14)
    assert middle.lightness() == 255


def test_only_what_is_seen_is_drawn(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app, "workplace-card")
    view = screen.preview.view
    assert view.count > 50
    assert len(view.images.known) < 6
    press(view, Qt.Key.Key_End)
    rest(window, app)
    assert view.page >= view.count - 2
    assert view.count - 1 in view.images.known
    press(view, Qt.Key.Key_Home)
    assert view.page == 0


def test_keys_zoom_and_the_fit_is_kept(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app, "annex-1")
    view, bar = screen.preview.view, screen.preview.bar
    assert view.fit == "width"
    view.setFocus()
    text = window.dress.scale
    QTest.keyClick(view, Qt.Key.Key_0, CTRL)
    assert (view.fit, view.percent) == ("", 100)
    QTest.keyClick(view, Qt.Key.Key_Plus, CTRL)
    assert view.percent == 125
    QTest.keyClick(view, Qt.Key.Key_Minus, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Minus, CTRL)
    assert view.percent == 75
    assert window.dress.scale == text
    assert bar.zoom.currentData() == 75
    for percent in (300, 50):
        view.set_percent(percent)
        assert view.percent == percent
    view.set_percent(1000)
    assert view.percent == 300
    view.set_fit("page")
    rest(window, app)
    assert view.verticalScrollBar().pageStep() >= view._layout.rect(0, 0).height()


def wheel(view: object, turned: int, held: Qt.KeyboardModifier) -> QWheelEvent:
    viewport = view.viewport()  # type: ignore[attr-defined]
    at = QPointF(viewport.width() / 2, viewport.height() / 2)
    where = QPointF(viewport.mapToGlobal(at.toPoint()))
    return QWheelEvent(at, where, QPoint(), QPoint(0, turned), Qt.MouseButton.NoButton, held,
                       Qt.ScrollPhase.NoScrollPhase, False)  # fmt: skip # noqa: FBT003


def test_the_wheel_zooms_the_page_and_not_the_text(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = documents(window, app, "annex-1")
    view = screen.preview.view
    view.set_percent(100)
    view.go_to(3)
    text = window.dress.scale
    middle = view.viewport().height() // 2
    before = view._layout.at(view.verticalScrollBar().value() + middle)
    QApplication.sendEvent(view.viewport(), wheel(view, 120, CTRL))
    assert view.percent == 125
    assert view._layout.at(view.verticalScrollBar().value() + middle) == before
    assert window.dress.scale == text


def test_the_page_field_goes_to_a_page_and_keeps_in_the_bounds(
    open_window: OpenWindow, app: QApplication
) -> None:
    screen = documents(open_window(), app, "annex-1")
    bar, view = screen.preview.bar, screen.preview.view
    for typed, page in (("3", 2), ("999", view.count - 1), ("0", 0), ("x", 0)):
        bar.page.setText(typed)
        press(bar.page, Qt.Key.Key_Return)
        assert view.page == page
    assert bar.page.text() == "1"


def test_words_are_found_and_gone_through(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app, "workplace-card")
    preview = screen.preview
    preview.bar.words.setText("зертханашы")
    QTest.qWait(300)
    settle(app, window)
    search = preview.search
    assert search.spots
    assert not search.busy
    assert preview.bar.count.text() == f"1 из {len(search.spots)}"
    page = search.spots[0][0]
    assert preview.view.page == page
    preview.bar.words.setText("шу")
    QTest.qWait(300)
    settle(app, window)
    total = len(search.spots)
    assert total > 2
    first = search.number
    preview.step_found(1)
    assert search.number == first % total + 1
    preview.step_found(-1)
    preview.step_found(-1)
    assert search.number == (first - 2) % total + 1
    preview.bar.words.setText("нет такого")
    QTest.qWait(300)
    settle(app, window)
    assert preview.bar.count.text() == "не найдено"


def test_the_outline_leads_to_the_pages(open_window: OpenWindow, app: QApplication) -> None:
    screen = documents(open_window(), app, "workplace-card")
    preview = screen.preview
    preview.bar.outline.click()
    assert preview.tree.isVisible()
    assert preview.paper is not None
    entry = preview.paper.outline[10]
    assert preview.tree.go_to("10")
    assert preview.view.page == entry.page


def test_the_whole_dossier_is_one_document(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app, DOSSIER)
    assert says(screen) == "whole"
    assert not screen.panel.print.isEnabled()
    press(screen.list, Qt.Key.Key_Return)
    rest(window, app)
    assert says(screen) == "pages"
    assert screen.preview.view.count > 100
    assert screen.panel.print.isEnabled()


def test_a_document_without_anything_to_print_says_so(
    open_window: OpenWindow, app: QApplication
) -> None:
    screen = documents(open_window(), app, "protocol-air")
    assert says(screen) == "bare"


def test_a_document_being_made_gives_way_to_the_next(
    open_window: OpenWindow, app: QApplication
) -> None:
    window = open_window()
    screen = documents(window, app)
    screen.list.go_to(DOSSIER)
    screen.paper.show_whole()
    QTest.qWait(20)
    screen.list.go_to("code-list")
    rest(window, app)
    assert says(screen) == "pages"
    assert file_of(screen).name == "code-list.pdf"
    screen.list.go_to(DOSSIER)
    screen.paper.show_whole()
    screen.preview._progress.stop.click()
    rest(window, app)
    assert says(screen) == "failed"


def test_reading_never_holds_the_window_up(open_window: OpenWindow, app: QApplication) -> None:
    window = open_window()
    screen = documents(window, app, "workplace-card")
    view = screen.preview.view
    dog = Watchdog(interval=5)
    with dog.watching():
        for page in range(0, view.count, 7):
            view.go_to(page)
            QTest.qWait(15)
        view.set_percent(300)
        QTest.qWait(100)
        view.set_fit("width")
        settle(app, window)
    assert dog.longest < 0.1


def drawn(wide: int, high: int) -> PageImage:
    return PageImage(wide, high, wide * 4, bytes(wide * high * 4))


@pytest.mark.usefixtures("app")
def test_pictures_are_asked_one_at_a_time_and_few_are_kept() -> None:
    asked: list[tuple[int, object]] = []
    images = PageImages(lambda page, _s, done, _f: asked.append((page, done)))
    images.want([4, 5, 3], 1.0)
    assert [page for page, _ in asked] == [4]
    images.want([9, 10], 1.0)
    asked[0][1](drawn(10, 10))  # type: ignore[operator]
    assert [page for page, _ in asked] == [4, 9]
    side = int((MOST_BYTES / 4 / 3) ** 0.5)
    for _ in range(2):
        asked[-1][1](drawn(10, 10))  # type: ignore[operator]
    for page in range(20, 26):
        images.want([page], 1.0)
        asked[-1][1](drawn(side, side))  # type: ignore[operator]
    assert sum(len(each.page.pixels) for each in images.known.values()) <= MOST_BYTES
    assert 25 in images.known
    images.want([30], 1.0)
    images.forget()
    asked[-1][1](drawn(10, 10))  # type: ignore[operator] # of the old document
    assert not images.known


def test_pages_stand_under_each_other() -> None:
    layout = PageLayout([A4, (842.0, 595.0), A4], 10)
    layout.set_scale(2.0)
    assert layout.height == 2 * (842 + 595 + 842) + 4 * 10
    assert layout.seen(0, 100) == range(1)
    assert layout.seen(layout.top(1) - 5, layout.top(1) + 5) == range(1, 2)
    assert layout.at(layout.top(2)) == 2
    assert layout.rect(1, 3000).center().x() == layout.rect(0, 3000).center().x()
    assert layout.fit_width(842 + 20) == 1.0
    assert PageLayout((), 10).seen(0, 100) == range(0)


def test_the_rest_is_said_when_it_can_be_known(look: Look) -> None:
    now = [0.0]
    left = Remaining(lambda: now[0])
    assert left.words(look, 1, 100) == "1 %"
    now[0] = 10.0
    assert left.seconds(10, 100) == 90.0
    assert left.words(look, 50, 100) == "50 %, осталось около 10 с"
    assert left.words(look, 10, 100) == "10 %, осталось около 2 мин"
