"""Criteria that judge words and not numbers, as rows of the criteria book."""

from collections.abc import Callable, Iterator, Mapping

from riskdesk.domain.values import LANGUAGES, LocalizedText
from riskdesk.rules.book_norms import Line, together
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import read_inputs
from riskdesk.rules.methods import METHODS

_WORST_GRADE = "3"
_LOWERED: Mapping[str, Mapping[str, object]] = {
    "ppe-certified": {"degrees": 1, "certified_ppe": True},
    "ppe-agreed": {"degrees": 2, "certified_ppe": True},
    "ppe-absent": {"degrees": 1, "certified_ppe": False},
}
"""Columns of the table of lowered classes: what is asked of the criterion itself."""

Maker = Callable[[Criterion, Catalog], Iterator[Line]]


def worded_lines(criterion: Criterion, catalog: Catalog) -> Iterator[Line]:
    """The table of a criterion whose method reads words; nothing for the others."""
    make = _MAKERS.get(criterion.method)
    if make is not None:
        yield from make(criterion, catalog)


def _injury(criterion: Criterion, _: Catalog) -> Iterator[Line]:
    """The grade of an object in words, under the class that it gives."""
    says, names = criterion.body.table("grades"), criterion.body.table("names")
    dangerous = criterion.body.text("dangerous")
    cells = {
        dangerous if grade == _WORST_GRADE else grade: together(
            names.localized(grade), says.localized(grade), ": "
        )
        for grade in says
    }
    yield Line("", criterion.title, cells)


def _provision(criterion: Criterion, _: Catalog) -> Iterator[Line]:
    yield Line("", criterion.title, {criterion.body.text("met"): criterion.body.localized("says")})


def _lowered(criterion: Criterion, catalog: Catalog) -> Iterator[Line]:
    """Each total class with what it becomes."""
    judge = METHODS[criterion.method]
    for total in criterion.keys.table("total_class").texts("words"):
        cells = {}
        for column, asked in _LOWERED.items():
            inputs = read_inputs(criterion, {"total_class": total, **asked})
            cells[column] = _same(judge(criterion, inputs).result or "")
        yield Line(total, together(catalog.words["total-class"], _same(total), " "), cells)


def _same(text: str) -> LocalizedText:
    return LocalizedText(**dict.fromkeys(LANGUAGES, text))


_MAKERS: Mapping[str, Maker] = {
    "injury-safety": _injury,
    "provision": _provision,
    "protective-equipment": _lowered,
}
