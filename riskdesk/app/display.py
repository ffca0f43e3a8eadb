"""Whether a window can open here.

Without a display Qt would end the process by itself, with a core dump and no sentence.
"""

import sys
from collections.abc import Mapping


def has_display(environment: Mapping[str, str], platform: str = sys.platform) -> bool:
    """Windows and macOS have one; Linux if Wayland or a living X server is named.

    Whoever sets ``QT_QPA_PLATFORM`` knows what they do.
    """
    if platform != "linux" or environment.get("QT_QPA_PLATFORM"):
        return True
    if environment.get("WAYLAND_DISPLAY"):
        return True
    display = environment.get("DISPLAY")
    return bool(display) and _x_answers(str(display))


def _x_answers(display: str) -> bool:
    """Whether the X server accepts us; ``True`` where that cannot be asked."""
    import ctypes  # noqa: PLC0415 - needed here alone

    try:
        xcb = ctypes.CDLL("libxcb.so.1")
    except OSError:
        return True
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(display.encode(), None)
    refused = bool(xcb.xcb_connection_has_error(connection))
    xcb.xcb_disconnect(connection)
    return not refused
