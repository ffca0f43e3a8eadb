"""Where a live database may not lie: locks and syncs do not hold there (R12).

Judged by what the system says of the volume and, for folders that a service copies away while one
works, by the marks that the service leaves.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from riskdesk.domain.errors import UserError

_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afs", "ncpfs", "davfs", "ceph"}
    | {"fuse.sshfs", "fuse.rclone", "fuse.gvfsd-fuse", "fuse.davfs2"}
)
_SERVICES = re.compile(
    r"onedrive( - .+)?|google ?drive|googledrive|yandex\.?disk|яндекс\.?диск|dropbox|icloud ?drive",
    re.IGNORECASE,
)
_MARKS = (".dropbox.cache", ".tmp.driveupload", ".stfolder")
"""In the root of what Dropbox, Google Drive and Syncthing copy: from memory of their folders."""
_REMOVABLE, _REMOTE = 2, 4
"""DRIVE_REMOVABLE and DRIVE_REMOTE of GetDriveType (Windows SDK)."""


def refuse_volume(path: Path) -> None:
    """``UserError``: ``database-network``, ``database-removable``, ``database-synced``."""
    folder = path.resolve().parent
    found = drive_kind(folder) or ("synced" if is_synced(folder, os.environ) else "")
    if found:
        raise UserError(f"database-{found}", path=str(path))


def drive_kind(folder: Path) -> str:
    """``network`` or ``removable`` where the system says so, else ""."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows only

        if str(folder).startswith("\\\\"):
            return "network"
        kind = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)
        return {_REMOVABLE: "removable", _REMOTE: "network"}.get(kind, "")
    try:
        mounts = Path("/proc/self/mountinfo").read_text(encoding="utf-8", errors="replace")
        device = folder.stat().st_dev
    except OSError:
        return ""
    if filesystem(mounts, folder) in _NETWORK:
        return "network"
    return "removable" if _is_removable(device) else ""


def filesystem(mounts: str, folder: Path) -> str:
    """The type of the file system that holds a folder, by the lines of ``mountinfo``."""
    best, found = -1, ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields = left.split(" ")
        if len(fields) < 5 or not right:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields[4])
        if folder.is_relative_to(point) and len(point) >= best:  # the later mount covers
            best, found = len(point), right.split(" ")[0]
    return found


def _is_removable(device: int) -> bool:
    """A stick or a card; a disk behind USB does not say that it is one."""
    block = Path(f"/sys/dev/block/{os.major(device)}:{os.minor(device)}")
    for place in (block / "removable", block.resolve().parent / "removable"):
        try:
            if place.read_text(encoding="ascii").strip() == "1":
                return True
        except (OSError, ValueError):
            continue
    return False


def is_synced(folder: Path, environment: Mapping[str, str]) -> bool:
    """Whether a service copies the folder away: by its name, its marks, OneDrive's variables."""
    own = [value for name, value in environment.items() if name.upper().startswith("ONEDRIVE")]
    for place in (folder, *folder.parents):
        if _SERVICES.fullmatch(place.name) or str(place) in own:
            return True
        if any((place / mark).exists() for mark in _MARKS):
            return True
    return False
