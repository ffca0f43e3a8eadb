"""Problems of a file with their places, gathered so that all of them are told at once."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import LocalizedText
from riskdesk.services.texts import Texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """One bad cell or row: where it stands and why (``code`` of ``resources/messages``).

    ``row`` and ``column`` count from 1; ``column`` is ``None`` when the whole row is meant;
    ``heading`` names the column (its letter, its heading).
    """

    sheet: str
    row: int
    code: str
    column: int | None = None
    heading: str = ""
    params: Mapping[str, object] = field(default_factory=dict)

    def say(self, texts: Texts) -> LocalizedText:
        """Place and reason as one sentence."""
        place = "located-cell" if self.column is not None else "located-row"
        return texts.say(
            place,
            sheet=self.sheet,
            row=self.row,
            column=self.column,
            heading=self.heading,
            reason=texts.say(self.code, **self.params),
        )


class ProblemsFound(UserError):
    """Nothing of the file was imported: it holds these problems."""

    def __init__(self, file: str, problems: tuple[Located, ...]) -> None:
        super().__init__("import-problems", file=file, count=len(problems))
        self.problems = problems


@dataclass(slots=True)
class Problems:
    """Collects the problems of one file."""

    sheet: str
    found: list[Located] = field(default_factory=list)

    def add(
        self, row: int, code: str, *, column: int | None = None, heading: str = "", **params: object
    ) -> None:
        """Note one problem."""
        self.found.append(
            Located(
                sheet=self.sheet, row=row, code=code, column=column, heading=heading, params=params
            )
        )

    def raise_any(self) -> None:
        """``ProblemsFound`` with all of them, in the order of their places, if there are any."""
        if self.found:
            ordered = sorted(self.found, key=lambda place: (place.row, place.column or 0))
            raise ProblemsFound(self.sheet, tuple(ordered))
