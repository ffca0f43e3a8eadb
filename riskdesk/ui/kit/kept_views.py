"""Widths and order of grids between sessions (promise U22)."""

import json
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class View:
    """How a person left a grid: widths in pixels at 100 % by column, order, filters shown."""

    widths: Mapping[str, float] = field(default_factory=dict)
    order: str = ""
    descending: bool = False
    filters: bool = False


class KeptViews:
    """The views in the settings of the window, one text a grid."""

    def __init__(
        self,
        settings: MutableMapping[str, str],
        keep: Callable[[Mapping[str, str]], object],
    ) -> None:
        self._settings = settings
        self._keep = keep

    def read(self, name: str) -> View:
        """The view of a grid; what can't be read is as at first."""
        try:
            data: Any = json.loads(self._settings.get(f"grid.{name}", "{}"))
            return View(
                widths={str(key): float(width) for key, width in data.get("widths", {}).items()},
                order=str(data.get("order", "")),
                descending=bool(data.get("descending", False)),
                filters=bool(data.get("filters", False)),
            )
        except (ValueError, AttributeError, TypeError):
            return View()

    def write(self, name: str, view: View) -> None:
        """Keep the view of a grid; the first one is forgotten."""
        if view == View():
            self._settings.pop(f"grid.{name}", None)
        else:
            self._settings[f"grid.{name}"] = json.dumps(
                {
                    "widths": dict(view.widths),
                    "order": view.order,
                    "descending": view.descending,
                    "filters": view.filters,
                }
            )
        self._keep(self._settings)
