"""Dialogs with everything open: the verbs stay on the screen, the body scrolls."""

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QPushButton

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.shots import scenes, settle
from riskdesk.ui.start import make_window

HEIGHT = 768


@pytest.mark.parametrize("scale", [1.0, 1.25])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_dialog_is_higher_than_the_screen(
    app: QApplication, bundle: Bundle, language: Language, scale: float
) -> None:
    options = StartOptions(language=language, theme="light", scale=scale)
    window = make_window(bundle, options)
    window.resize(1366, HEIGHT)
    window.show()
    settle(app, window)
    seen = 0
    for name, show in scenes():
        if not name.startswith("dialog-"):
            continue
        dialog = show(window, bundle)
        settle(app, window)
        settle(app, window)
        assert isinstance(dialog, Dialog)
        assert dialog.height() <= min(HEIGHT * 0.9, 620 * scale), name
        assert dialog.width() <= 1366, name
        fields = getattr(dialog, "fields", None)
        if fields is not None:
            assert fields.options, name
        act = getattr(dialog, "act", None) or dialog.findChildren(QPushButton)[-1]
        assert isinstance(act, QPushButton)
        foot = act.mapTo(dialog, QPoint(0, act.height()))
        if dialog.height() < dialog.highest():  # there is room: nothing scrolls
            assert dialog._scroll.verticalScrollBar().maximum() == 0, name
        assert 0 < foot.y() <= dialog.height(), name
        dialog.done(0)
        dialog.deleteLater()
        seen += 1
    assert seen >= 6
    window.close()
    window.deleteLater()
