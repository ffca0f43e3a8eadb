"""Files that are whole or absent (promise R13)."""

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from riskdesk.domain.errors import UserError

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_BUSY = {errno.EBUSY, errno.ETXTBSY}
_WINDOWS_BUSY = {32, 33}  # ERROR_SHARING_VIOLATION, ERROR_LOCK_VIOLATION
_WINDOWS_FULL = {39, 112}  # ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL
_WINDOWS_TOO_LONG = 206  # ERROR_FILENAME_EXCED_RANGE
_WINDOWS_PATH, _POSIX_PATH = 259, 4095


def write_whole(target: Path, data: bytes) -> None:
    """Write ``data`` to ``target``; errors as of ``whole_file``."""
    with whole_file(target) as file:
        file.write(data)


@contextlib.contextmanager
def whole_file(target: Path) -> Iterator[BinaryIO]:
    """A temporary file beside ``target``, which takes its name when all went well.

    Until the last step the old file stays as it was; whatever happens inside, no half file is left.
    ``UserError``: ``export-target-is-folder``, ``export-no-folder``, ``export-no-permission``,
    ``export-target-busy``, ``export-disk-full``, ``export-path-too-long``, ``export-failed``.
    """
    if len(str(target)) > _longest():
        raise UserError("export-path-too-long", path=str(target), most=_longest())
    beside = target.with_name(f".{secrets.token_hex(4)}.part")
    try:
        if target.is_dir():
            raise UserError("export-target-is-folder", path=str(target))
        with beside.open("x+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(target)
        _flush_folder(target.parent)
    except OSError as error:
        raise _explained(error, target) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _longest() -> int:
    """The longest path: Windows without its setting for long paths has 260 with the last zero."""
    return _WINDOWS_PATH if os.name == "nt" else _POSIX_PATH


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
    if error.errno == errno.ENAMETOOLONG or getattr(error, "winerror", None) == _WINDOWS_TOO_LONG:
        return UserError("export-path-too-long", path=str(target), most=_longest())
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
