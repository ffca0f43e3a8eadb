"""The columns of every family on the smallest screen: the class never stands out of sight."""

import pytest
from points_hands import Opened
from PySide6.QtWidgets import QApplication

from riskdesk.domain.values import LANGUAGES, Language
from riskdesk.ui.desk import Place
from riskdesk.ui.scenes import settle

SMALL = (1366, 698)
"""1366 × 768 without title and task bar."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_class_of_every_family_is_in_sight(
    points: Opened, app: QApplication, language: Language
) -> None:
    window, screen = points("noise", language)
    window.resize(*SMALL)
    hidden = []
    assert screen.sheet is not None
    for family in screen.sheet.live.answer.context.catalog.families:
        window.show_place(Place("points", family))
        settle(app, window)
        assert screen.sheet is not None
        grid = screen.sheet.grid
        assert screen.sheet.spec.id == family
        at = grid.grid.column_of("class")
        right = grid.columnViewportPosition(at) + grid.columnWidth(at)
        if right > grid.viewport().width():
            hidden.append((family, right, grid.viewport().width()))
    assert hidden == []
