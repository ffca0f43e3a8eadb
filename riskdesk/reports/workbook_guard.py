"""What a workbook from outside must fulfil before it is opened (promise S11)."""

import zipfile
from pathlib import Path

from riskdesk.domain.errors import UserError

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
MOST_MEMBERS = 2_000
LARGEST_UNPACKED = 500 * MEGABYTE
LARGEST_SHEET, LARGEST_PART = 200 * MEGABYTE, 32 * MEGABYTE
"""A sheet's XML, and any other that is read: a list of 20,000 rows has a tenth of it."""
HIGHEST_RATIO = 200
"""Unpacked size to packed size: 200 MB of zeros pack at a ratio of 1,028 (promises.md, S11)."""
_SMALL = MEGABYTE
"""Below this unpacked size a high ratio is harmless (empty columns pack very well)."""


def check_workbook(path: Path) -> None:
    """Refuse what is no ``.xlsx``, too large, a bomb, or carries macros or external links.

    ``UserError``: ``workbook-not-read``, ``workbook-too-large``, ``workbook-not-xlsx``,
    ``workbook-bomb``, ``workbook-macros``, ``workbook-links``.
    """
    try:
        size = path.stat().st_size
        if size > LARGEST_FILE:
            raise UserError(
                "workbook-too-large", file=path.name, megabytes=LARGEST_FILE // MEGABYTE
            )
        with zipfile.ZipFile(path) as package:
            members = package.infolist()
    except zipfile.BadZipFile as error:
        raise UserError("workbook-not-xlsx", file=path.name) from error
    except OSError as error:
        raise UserError(
            "workbook-not-read", file=path.name, reason=error.strerror or str(error)
        ) from error
    _check_members(members, path.name)


def _most(name: str) -> int:
    if name.startswith("xl/worksheets/"):
        return LARGEST_SHEET
    return LARGEST_PART if name.endswith((".xml", ".rels")) else LARGEST_UNPACKED


def _check_members(members: list[zipfile.ZipInfo], file: str) -> None:
    names = {member.filename for member in members}
    if "xl/workbook.xml" not in names or any(member.flag_bits & 0x1 for member in members):
        raise UserError("workbook-not-xlsx", file=file)
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if (
        len(members) > MOST_MEMBERS
        or len(names) != len(members)
        or unpacked > LARGEST_UNPACKED
        or any(member.file_size > _most(member.filename) for member in members)
        or (unpacked > _SMALL and unpacked > HIGHEST_RATIO * max(packed, 1))
    ):
        raise UserError("workbook-bomb", file=file)
    if any("vbaproject" in name.lower() for name in names):
        raise UserError("workbook-macros", file=file)
    if any(name.lower().startswith("xl/externallinks/") for name in names):
        raise UserError("workbook-links", file=file)
