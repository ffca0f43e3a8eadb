"""The windows of one user: where those on one database find each other, and how one more begins."""

import os
import stat
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path


def instance_name(database: Path) -> Path | None:
    """The name of lock and socket for a database, whatever way its path is written.

    They lie in a folder of the user's alone, by a short name: a socket's path has 104 characters
    at most. ``None`` where there is no such folder.
    """
    path = os.path.normcase(os.path.realpath(database))
    name = sha256(path.encode(errors="surrogatepass")).hexdigest()[:24]
    folder = _folder()
    return None if folder is None else folder / name


def _folder() -> Path | None:
    own = "" if sys.platform == "win32" else f"-{os.getuid()}"
    folder = Path(tempfile.gettempdir()) / f"riskdesk{own}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
        facts = folder.lstat()
    except OSError:
        return None
    if sys.platform == "win32":
        return folder  # the temporary folder is the user's own
    private = facts.st_uid == os.getuid() and not facts.st_mode & 0o077
    return folder if private and stat.S_ISDIR(facts.st_mode) else None


def start_window(database: Path) -> None:
    """Start the program on another database, in a process that outlives this one."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "riskdesk"]
    subprocess.Popen(  # noqa: S603 - the program itself; a path is one argument
        [*program, "--database", str(database.resolve())],
        cwd=None if frozen else Path(__file__).resolve().parents[2],
        start_new_session=True,
        stdin=subprocess.DEVNULL,
    )
