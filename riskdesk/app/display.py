"""Whether a window can open here."""

import sys
from collections.abc import Mapping


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Windows and macOS have one; Linux if X or Wayland is named, or Qt is told its platform.

    Without one, Qt would end the process by itself, with a core dump and no sentence.
    """
    if platform != "linux":
        return True
    return any(environment.get(k) for k in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
