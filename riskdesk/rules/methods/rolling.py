"""Roll-ups asked as criteria of their own: lists of classes in, one class out."""

from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.values import HazardClass
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.inputs import Inputs
from riskdesk.rules.methods.judging import fixed, judge_ratio
from riskdesk.rules.outcome import Outcome, Step, Unit, Word
from riskdesk.rules.roll_up import TensionCounts, roll_up, roll_up_tension
from riskdesk.rules.scale import plain
from riskdesk.rules.ways import way_of_classes, way_of_counts


def by_count(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The worst class, raised where the criterion counts several of one class."""
    key = next(key for key in ("classes", "factors") if key in inputs)
    classes = tuple(HazardClass(name) for name in inputs.words(key))
    return roll_up(criterion, classes)._replace(remedy=way_of_classes(criterion, classes))


def tension(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Tension by the counts of its indicators' classes."""
    size = criterion.body.integer("indicators")
    if "indicators" in inputs:
        size = inputs.integer("indicators")
    if "classes" in inputs:
        counts = TensionCounts.of(HazardClass(name) for name in inputs.words("classes"))
    else:
        counts = TensionCounts(*(inputs.integer(key) for key in ("n1", "n2", "n31", "n32")))
    if not counts.total:  # nothing judged is no class 1
        raise UserError("input-out-of-range", name="n1 + n2 + n31 + n32", value="0", allowed="≥ 1")
    if counts.total > size:
        raise UserError("tension-counts", total=counts.total, size=size)
    filled = counts.filled(size)
    return roll_up_tension(criterion, filled)._replace(remedy=way_of_counts(criterion, filled))


def field_by_time(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Magnetic field of 50 Hz against the limit of its time, A/m; between rows the longer time."""
    hours, value = inputs.number("t_h"), inputs.number("h_am")
    row = next(row for row in criterion.body.tables("limit") if hours <= row.number("t_h"))
    limit = row.number("am")
    field, unit = criterion.body.text("field"), criterion.unit
    shown: dict[str, Decimal | str] = {"pdu": limit}
    outcome = judge_ratio(criterion.peer("emf"), value, limit, field, unit=unit, shown=shown)
    return outcome.after(
        Step("limit-by-time", {"hours": plain(hours), "limit": limit, "unit": Unit(unit)})
    )


def protective_equipment(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The class lowered for certified protective equipment (426-ФЗ art. 14)."""
    total, degrees = HazardClass(inputs.word("total_class")), inputs.integer("degrees")
    if not inputs.flag("certified_ppe"):
        return fixed(total.value, "ppe-not-certified")
    least = HazardClass(criterion.body.text("least"))
    ordinal = max(total.ordinal - degrees, min(least.ordinal, total.ordinal))
    lowered = next(member for member in HazardClass if member.ordinal == ordinal)
    key = "ppe-lowered" if degrees <= 1 else "ppe-lowered-agreed"
    step = Step(key, {"from": total.value, "degrees": Decimal(degrees), "class": lowered.value})
    return Outcome(result=lowered.value, said=(step,))


def provision(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Provision with protective equipment: every condition of the form, or not provided."""
    needed = criterion.body.table("needed")
    met = all(inputs.word(key) == needed.text(key) for key in needed)
    word = criterion.body.text("met" if met else "unmet")
    return Outcome(result=word, said=(Step("word", {"word": Word(word)}),))


def injury_safety(criterion: Criterion, inputs: Inputs) -> Outcome:
    """Injury safety of a workplace: the worst of its three objects, the third class dangerous."""
    worst = max(inputs.integer(key) for key in criterion.body.texts("objects"))
    result = criterion.body.text("dangerous") if worst > 2 else str(worst)
    return fixed(result, "injury-worst")


def category(criterion: Criterion, inputs: Inputs) -> Outcome:
    """The category of occupational risk of a class."""
    word = criterion.body.table("words").text(inputs.word("class"))
    return Outcome(
        result=word, said=(Step("category", {"class": inputs.word("class"), "word": Word(word)}),)
    )
