"""No command: the window."""

import argparse
import os
from pathlib import Path

from riskdesk.app.bootstrap import Program
from riskdesk.app.crash import install_hook
from riskdesk.app.display import has_display
from riskdesk.domain.errors import UserError


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Open the window and stay until it is closed; returns Qt's exit code."""
    if not has_display(os.environ):
        raise UserError("no-display")
    install_hook(program.paths.user_logs, program.clock)
    return open_window(arguments.database, program)


def open_window(database: Path | None, program: Program) -> int:
    """Start Qt; missing system libraries become a sentence."""
    try:
        # Only after the display was looked for: without its system libraries Qt does not import.
        from riskdesk.app.bundle import window_bundle  # noqa: PLC0415
        from riskdesk.ui import start  # noqa: PLC0415
    except ImportError as error:
        if not (error.name or "").startswith(("PySide6", "shiboken6")) and ".so" not in str(error):
            raise
        raise UserError("window-libraries-missing", reason=error) from error
    return start.run(window_bundle(database, program))
