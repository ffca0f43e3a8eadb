"""What an export that was killed has left in the folder of its files."""

import contextlib
import re
import shutil
from datetime import datetime
from pathlib import Path

_NAMES = re.compile(r"\.[0-9a-f]{8}\.part|\.riskdesk-\w+")
"""Files under way (``reports/whole_file``) and the folder in which a window collects them."""
_AGE = 600.0
"""Seconds after which nobody writes there any more."""


def clear_leftovers(folder: Path, now: datetime) -> None:
    """Remove them; what cannot be removed stays and stops nothing."""
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            if _NAMES.fullmatch(path.name) and now.timestamp() - path.stat().st_mtime > _AGE:
                if path.is_dir():
                    shutil.rmtree(path, ignore_errors=True)
                else:
                    path.unlink(missing_ok=True)
