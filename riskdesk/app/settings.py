"""The window's last choices (language, theme), kept in a small file of the user."""

import json
from collections.abc import Mapping
from pathlib import Path

FILE = "window.json"


def read_settings(folder: Path) -> Mapping[str, str]:
    """What was kept; nothing if the file is absent or spoilt (a choice is made again)."""
    try:
        found = json.loads((folder / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {key: value for key, value in found.items() if isinstance(value, str)}


def keep_settings(folder: Path, settings: Mapping[str, str]) -> None:
    """Keep ``settings``: whole or as before."""
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / f"{FILE}.new"
    beside.write_text(json.dumps(dict(settings), ensure_ascii=False), encoding="utf-8")
    beside.replace(folder / FILE)
