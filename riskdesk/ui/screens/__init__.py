"""All screens, in the order of the rail: a new screen is one file and one line here."""

from riskdesk.ui.screen import Listed

SCREENS: tuple[Listed, ...] = (
    Listed("home", needs_certification=False),
    Listed("structure"),
    Listed("enterprise", under="structure"),
    Listed("points"),
    Listed("instruments"),
    Listed("check"),
    Listed("visit", under="check"),
    Listed("risk"),
    Listed("documents"),
    Listed("overview", commands=("overview.save_all",)),
    Listed("criteria", needs_certification=False),
)
