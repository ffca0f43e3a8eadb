"""What chooses the row of a norm at a workplace: the choice, who made it, the other ones."""

from dataclasses import dataclass
from typing import Literal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText, format_decimal
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.selectors import Selectors, selectors_of

SelectorField = Literal["noise_row", "work_category", "permanent", "visual_grade", "season"]
FIELDS: tuple[SelectorField, ...] = (
    "visual_grade",
    "work_category",
    "permanent",
    "season",
    "noise_row",
)
FACTORS_OF: dict[SelectorField, str] = {
    "visual_grade": "light",
    "work_category": "microclimate",
    "permanent": "microclimate",
    "season": "microclimate",
    "noise_row": "noise",
}
"""The factor whose norm each field chooses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectorOption:
    """One possible choice and its words; words in no language are made by the window.

    ``spellings``: how people write it.
    """

    value: object
    words: LocalizedText
    spellings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectorRow:
    """One field. ``proposed``: no person has decided it; ``reason`` says where it comes from."""

    field: SelectorField
    factor: str
    value: object
    proposed: bool
    reason: LocalizedText
    options: tuple[SelectorOption, ...]


def selector_rows(
    dossier: Dossier, workplace: Workplace, catalog: Catalog
) -> tuple[SelectorRow, ...]:
    """All fields of a workplace in the order of the factors."""
    found = selectors_of(dossier, workplace, catalog)
    return tuple(_row(field, found, catalog) for field in FIELDS)


def _row(field: SelectorField, found: Selectors, catalog: Catalog) -> SelectorRow:
    chosen = getattr(found, field)
    return SelectorRow(
        field=field,
        factor=FACTORS_OF[field],
        value=chosen.value,
        proposed=chosen.proposed,
        reason=chosen.reason,
        options=selector_options(field, catalog),
    )


def selector_options(field: SelectorField, catalog: Catalog) -> tuple[SelectorOption, ...]:
    """What can be chosen in a field by the norms."""
    if field == "noise_row":
        return tuple(
            SelectorOption(
                value=row.number,
                words=_numbered(f"{row.number}. ", row.title, f" · {row.level:f}"),
            )
            for row in catalog.noise_norms[-1].rows.values()
        )
    if field == "work_category":
        norm = catalog.microclimate_norms[-1]
        return tuple(
            SelectorOption(
                value=name,
                words=words,
                spellings=tuple(text for text, known in norm.aliases.items() if known == name),
            )
            for name, words in norm.categories.items()
        )
    if field == "visual_grade":
        return tuple(
            SelectorOption(
                value=grade.grade,
                words=_numbered(f"{grade.grade} · ", LocalizedText(), format_decimal(grade.level)),
                spellings=(grade.grade, grade.grade.replace("-", "")),
            )
            for grade in catalog.light_norms[-1].grades.values()
        )
    return ()


def _numbered(before: str, title: LocalizedText, after: str) -> LocalizedText:
    return LocalizedText(
        kk=f"{before}{title.get('kk')}{after}",
        ru=f"{before}{title.get('ru')}{after}",
        en=f"{before}{title.get('en')}{after}",
    )
