"""The number you typed is the number we keep; the wheel changes nothing."""

from decimal import Decimal

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from window_hands import press, type_text

from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.fields.decimal_field import DecimalField
from riskdesk.ui.kit.keyboard import LatinShortcuts, latin_key, number_key
from riskdesk.ui.kit.tabs import Tabs
from riskdesk.ui.look import Look

pytestmark = pytest.mark.usefixtures("look")

READ = {
    "": None,
    "   ": None,
    "0": "0",
    "3,5": "3.5",
    "3.5": "3.5",
    "0,05": "0.05",
    "82,57": "82.57",
    "1500": "1500",
    "1 500": "1500",
    "1\u00a0500,25": "1500.25",
    "1\u202f500": "1500",
    "-5": "-5",
    "\u22125,5": "-5.5",
    "+2": "2",
    "56,30": "56.30",
    "007": "007",
}
REFUSED = ("1.234,5", "1,234.5", "1e2", "1 2", "63,,6", "abc", "12a", "٣", "5-", "--5", ",5", "5,")


@pytest.mark.parametrize(("text", "number"), READ.items())
def test_typed_numbers_are_kept(qtbot: QtBot, text: str, number: str | None) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    type_text(field, text)
    assert field.text() == text
    assert field.problem is None
    assert field.value == (None if number is None else Decimal(number))


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_no_number_stays_and_is_marked(qtbot: QtBot, text: str) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    committed: list[str] = []
    field.committed.connect(committed.append)
    type_text(field, text)
    press(field, Qt.Key.Key_Return)
    assert field.text() == text
    assert field.property("state") == "invalid"
    assert committed == []


def test_a_number_is_committed_once(qtbot: QtBot) -> None:
    field = DecimalField()
    qtbot.addWidget(field)
    committed: list[str] = []
    field.committed.connect(committed.append)
    type_text(field, "56,3")
    assert field.property("state") == "draft"
    press(field, Qt.Key.Key_Return)
    press(field, Qt.Key.Key_Return)
    assert committed == ["56,3"]
    assert field.property("state") == ""


def test_the_digit_row_gives_digits_in_a_kazakh_layout(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    field = DecimalField()
    qtbot.addWidget(field)
    for code, letter in ((11, "ә"), (12, "і"), (19, "қ")):
        event = QKeyEvent(
            QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, code, 0, 0, letter
        )
        assert number_key(event)
        QApplication.sendEvent(field, event)
    assert field.text() == "230"


def test_ctrl_z_acts_by_position_in_a_cyrillic_layout() -> None:
    event = QKeyEvent(
        QEvent.Type.KeyPress, 0x042F, Qt.KeyboardModifier.ControlModifier, 52, ord("Z"), 0, "я"
    )
    latin = latin_key(event)
    assert latin is not None
    assert latin.key() == Qt.Key.Key_Z
    plain = QKeyEvent(
        QEvent.Type.KeyPress, 0x042F, Qt.KeyboardModifier.NoModifier, 52, ord("Z"), 0, "я"
    )
    assert latin_key(plain) is None


def test_the_latin_key_presses_the_windows_shortcut(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    pressed: list[str] = []
    shortcut = QShortcut(QKeySequence("Ctrl+Z"), window)
    shortcut.activated.connect(lambda: pressed.append("undo"))
    watch = LatinShortcuts(window)
    event = QKeyEvent(
        QEvent.Type.KeyPress, 0x042F, Qt.KeyboardModifier.ControlModifier, 52, ord("Z"), 0, "я"
    )
    assert watch.eventFilter(window, event)
    assert pressed == ["undo"]
    plain = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    assert not watch.eventFilter(window, plain)


def wheel(widget: QWidget, *, down: bool) -> QWheelEvent:
    turn = QPoint(0, -120 if down else 120)
    return QWheelEvent(
        QPointF(5, 5),
        widget.mapToGlobal(QPointF(5, 5)),
        QPoint(),
        turn,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003 - Qt's signature
    )


@pytest.mark.parametrize("focused", [True, False])
def test_the_wheel_changes_nothing(qtbot: QtBot, look: Look, focused: bool) -> None:  # noqa: FBT001
    choice = Choice(look, [(number, f"{number} класс") for number in range(5)])
    choice.show_value(2)
    tabs = Tabs(look, ["a", "b", "c"], "tabs")
    tabs.setCurrentIndex(1)
    for widget in (choice, tabs):
        qtbot.addWidget(widget)
        widget.show()
        if focused:
            widget.setFocus()
        for down in (True, False):
            event = wheel(widget, down=down)
            QApplication.sendEvent(widget, event)
            assert not event.isAccepted()
    assert (choice.currentData(), tabs.currentIndex()) == (2, 1)
