"""All screens, in the order of the rail: a new screen is one file and one line here."""

from riskdesk.ui.screen import Screen
from riskdesk.ui.screens import check, documents, home, risk, structure

SCREENS: tuple[Screen, ...] = (
    home.SCREEN,
    structure.SCREEN,
    check.SCREEN,
    risk.SCREEN,
    documents.SCREEN,
)
