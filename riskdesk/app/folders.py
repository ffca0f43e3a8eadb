"""Folders that a command writes into."""

import os
from pathlib import Path

from riskdesk.domain.errors import UserError


def writable_folder(folder: Path) -> Path:
    """``folder``, made if need be; ``UserError("folder-not-writable")`` if that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or str(error)
        raise UserError("folder-not-writable", path=folder, reason=reason) from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError("folder-not-writable", path=folder, reason=os.strerror(13))
    return folder
