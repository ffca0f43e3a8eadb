"""All form definitions of the folder ``forms``: one folder a form, one a day in force."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.forms.spec import ClassPaint, FormSpec
from riskdesk.forms.spec_reader import read_form
from riskdesk.forms.wording import Wording


@dataclass(frozen=True)
class FormCatalog:
    """Forms by id, each with its editions in the order of their days in force."""

    editions: Mapping[str, tuple[FormSpec, ...]]
    wording: Wording
    paint: Mapping[HazardClass, ClassPaint]
    risk_paint: Mapping[str, ClassPaint]

    @classmethod
    def load(cls, root: Path) -> "FormCatalog":
        """Read every ``<id>/<in-force-date>/form.toml``; ``ValueError`` names a mistake."""
        editions: dict[str, list[FormSpec]] = {}
        for path in sorted(root.glob("*/*/form.toml")):
            form = read_form(path)
            if (form.id, form.in_force.isoformat()) != (path.parts[-3], path.parts[-2]):
                raise ValueError(str(path))
            editions.setdefault(form.id, []).append(form)
        return cls(
            {form: tuple(found) for form, found in editions.items()},
            Wording.load(*sorted(root.glob("wording*.toml"))),
            *_paint(root / "paint.toml"),
        )

    @property
    def ids(self) -> tuple[str, ...]:
        """The form ids, in the order of a dossier."""
        return tuple(sorted(self.editions, key=lambda form: (self.editions[form][-1].order, form)))

    def get(self, form: str, day: date) -> FormSpec:
        """The edition in force on ``day`` (the first one for an earlier day)."""
        found = self.editions.get(form)
        if not found:
            raise UserError("form-unknown", form=form, known=", ".join(self.ids))
        return [edition for edition in found if edition.in_force <= day or edition is found[0]][-1]


def _paint(path: Path) -> tuple[Mapping[HazardClass, ClassPaint], Mapping[str, ClassPaint]]:
    """The colours of the classes, and those of risk levels by their roles."""
    data = tomllib.loads(path.read_text(encoding="utf-8"))
    return (
        {HazardClass(key): ClassPaint(**entry) for key, entry in data["class"].items()},
        {key: ClassPaint(**entry) for key, entry in data.get("risk", {}).items()},
    )
