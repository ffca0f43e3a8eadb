"""Files that are whole or absent (promise R13)."""

import contextlib
import errno
import os
import secrets
from pathlib import Path

from riskdesk.domain.errors import UserError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_WINDOWS_BUSY = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WINDOWS_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL


def write_whole(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target`` through a flushed temporary file beside it.

    Until the last step the old file stays as it was. ``UserError``: ``export-target-is-folder``,
    ``export-no-permission``, ``export-target-busy``, ``export-disk-full``, ``export-failed``.
    """
    if target.is_dir():
        raise UserError("export-target-is-folder", path=str(target))
    beside = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with beside.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _flush_folder(folder: Path) -> None:
    """Make the rename durable; Windows cannot open a folder and does it by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _explained(error: OSError, target: Path) -> UserError:
    code = "export-failed"
    windows = getattr(error, "winerror", None)
    if error.errno in _FULL or windows in _WINDOWS_FULL:
        code = "export-disk-full"
    elif error.errno in _BUSY or windows in _WINDOWS_BUSY:
        code = "export-target-busy"
    elif isinstance(error, PermissionError):
        # Excel holds its file open: Windows then answers a rename with "access denied" as well.
        code = (
            "export-target-busy" if os.name == "nt" and target.exists() else "export-no-permission"
        )
    elif error.errno == errno.EROFS:
        code = "export-no-permission"
    elif isinstance(error, FileNotFoundError | NotADirectoryError):
        code = "export-no-folder"
    return UserError(code, path=str(target), reason=error.strerror or str(error))
