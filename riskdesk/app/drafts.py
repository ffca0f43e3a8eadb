"""Texts typed and not stored yet, in a small file beside their database."""

import json
import os
from collections.abc import Mapping
from pathlib import Path

Texts = Mapping[str, Mapping[str, str]]


def drafts_file(database: Path) -> Path:
    """Where the drafts of a database stand."""
    return database.with_name(f"{database.name}-drafts")


def read_drafts(file: Path) -> dict[str, dict[str, str]]:
    """What was kept; nothing if the file is absent or spoilt."""
    try:
        found = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {
        thing: {field: text for field, text in texts.items() if isinstance(text, str)}
        for thing, texts in found.items()
        if isinstance(texts, dict)
    }


def keep_drafts(file: Path, texts: Texts) -> None:
    """On disk when this returns, whole or as before; only the user may read it.

    A folder that takes no file keeps no drafts: work goes on.
    """
    beside = file.with_name(f"{file.name}.new")
    try:
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as out:
            out.write(json.dumps(texts, ensure_ascii=False).encode())
            out.flush()
            os.fsync(out.fileno())
        beside.replace(file)
    except OSError:
        return
