"""Why a criterion refused its inputs, in the words of the columns they came from."""

from riskdesk.domain.errors import UserError
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.families import ColumnSpec, FamilySpec, JudgeSpec
from riskdesk.rules.outcome import Param, Step
from riskdesk.rules.row_inputs import columns_in
from riskdesk.rules.row_reading import listed_choices


def refusal(error: UserError, criterion: Criterion, judge: JudgeSpec, family: FamilySpec) -> Step:
    """The sentence of a refused input: its title, what was given, what is allowed."""
    key = str(error.params.get("name", error.params.get("column", "")))
    column = _column(key, judge, family)
    value = str(error.params.get("value", "–"))
    allowed = str(error.params.get("allowed", error.params.get("known", "–")))
    params: dict[str, Param] = {"name": family.title, "value": value, "allowed": allowed}
    if column is not None:
        params["name"] = column.title
        if column.choices:
            params["value"] = listed_choices(column, [value])
            params["allowed"] = listed_choices(column, allowed.split(", "))
    if error.code == "thc-not-applicable":
        return Step("thc-not-applicable", params)
    if error.code in {"norm-absent", "noise-limit-absent"}:
        return Step("no-norm")
    if error.code.startswith("input-"):
        return Step("wrong-input", params)
    return Step("refused", {"title": criterion.title})


def _column(key: str, judge: JudgeSpec, family: FamilySpec) -> ColumnSpec | None:
    for sources in (judge.inputs, *(way.record for way in judge.together)):
        source = sources.get(key)
        if source is not None:
            for name in sorted(columns_in({key: source})):
                found = family.column(name)
                if found is not None:
                    return found
    return family.column(judge.column)
