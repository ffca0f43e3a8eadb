"""The tabs of the page of a workplace: each is made when it is first asked for."""

from functools import cached_property
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QWidget

from riskdesk.ui.desk import Desk
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.tabs import Tabs
from riskdesk.ui.screens.card_tab import CardTab
from riskdesk.ui.screens.factors_tab import FactorsTab
from riskdesk.ui.screens.guarantees_tab import GuaranteesTab
from riskdesk.ui.screens.history_tab import HistoryTab
from riskdesk.ui.screens.measures_tab import MeasuresTab
from riskdesk.ui.screens.safety_tab import SafetyTab
from riskdesk.ui.screens.total_tab import TotalTab

TABS = ("factors", "heaviness", "tension", "safety", "measures", "guarantees", "total", "history")


Part = FactorsTab | CardTab | SafetyTab | MeasuresTab | GuaranteesTab | TotalTab | HistoryTab
T = TypeVar("T", bound=Part)


class WorkplaceTabs(QWidget):
    """The stack of tabs. All at once would hold the window up by 0.3 s (measured)."""

    tabs: Tabs

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stack = QStackedWidget()

    @cached_property
    def factors(self) -> FactorsTab:
        """Factors of the environment."""
        return self._put("factors", FactorsTab(self._desk))

    @cached_property
    def heaviness(self) -> CardTab:
        """The card of heaviness."""
        return self._put("heaviness", CardTab(self._desk, "heaviness"))

    @cached_property
    def tension(self) -> CardTab:
        """The card of tension."""
        return self._put("tension", CardTab(self._desk, "tension"))

    @cached_property
    def safety(self) -> SafetyTab:
        """Injury safety and protective equipment."""
        return self._put("safety", SafetyTab(self._desk))

    @cached_property
    def measures(self) -> MeasuresTab:
        """Measures and what they would change."""
        return self._put("measures", MeasuresTab(self._desk))

    @cached_property
    def guarantees(self) -> GuaranteesTab:
        """Guarantees with their clauses."""
        return self._put("guarantees", GuaranteesTab(self._desk))

    @cached_property
    def total(self) -> TotalTab:
        """The total class and its reasons."""
        return self._put("total", TotalTab(self._desk.look))

    @cached_property
    def history(self) -> HistoryTab:
        """What was changed at this workplace."""
        return self._put("history", HistoryTab(self._desk))

    def made(self, tab: str, part: Part) -> None:
        """A tab was made."""

    def grid_of(self, tab: str) -> Grid:
        """The grid of a tab."""
        part: Part = getattr(self, tab)
        return part.grid

    def _front(self, tab: str) -> None:
        self._stack.setCurrentWidget(getattr(self, tab))

    def _put(self, tab: str, part: T) -> T:
        self._stack.addWidget(part)
        # Qt puts it behind everything else of the window: the Tab key goes as the eye does.
        before: QWidget = self.tabs
        for each in _chain(part):
            QWidget.setTabOrder(before, each)
            before = each
        self.made(tab, part)
        return part


def _chain(part: QWidget) -> list[QWidget]:
    found, each = [part], part.nextInFocusChain()
    while each is not None and part.isAncestorOf(each):
        found.append(each)
        each = each.nextInFocusChain()
    return [each for each in found if each.focusPolicy() & Qt.FocusPolicy.TabFocus]
