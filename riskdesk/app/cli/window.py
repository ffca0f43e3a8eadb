"""No command: the window."""

import argparse
import gc
import os

from riskdesk.app.bootstrap import Program
from riskdesk.app.cli.console import note
from riskdesk.app.crash import install_hook
from riskdesk.app.display import has_display
from riskdesk.domain.errors import UserError


def run(arguments: argparse.Namespace, program: Program) -> int:
    """Open the window and stay until it is closed; returns Qt's exit code."""
    if not has_display(os.environ):
        raise UserError("no-display")
    install_hook(program.paths.user_logs, program.clock)
    gc.disable()  # until the first page stands: all that is made till then stays
    # Only after the display was looked for: without it nobody needs Qt or its system libraries.
    from riskdesk.app.bundle import window_bundle  # noqa: PLC0415
    from riskdesk.ui import start  # noqa: PLC0415

    return start.run(
        window_bundle(arguments.database, program),
        shown=lambda: note(program.say("window-shown")),
    )
