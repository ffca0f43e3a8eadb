"""Cards of heaviness and tension: proposals of indicators and of the card, by sex."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import CardEntry, CardKind, Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.rules.basis import Basis, least_verified
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding, Verified
from riskdesk.rules.methods.judging import judge
from riskdesk.rules.outcome import Outcome, Param, Step, Unit, Word
from riskdesk.rules.postures import judge_shares
from riskdesk.rules.roll_up import TensionCounts, roll_up, roll_up_tension, worst_of
from riskdesk.rules.scale import plain
from riskdesk.rules.specs import IndicatorSpec
from riskdesk.rules.ways import nearest_way
from riskdesk.rules.working import Worked, work_out
from riskdesk.rules.written import written_number

SEX_WORDS: Mapping[Sex, Word] = {Sex.MEN: Word("men"), Sex.WOMEN: Word("women")}


@dataclass(frozen=True, slots=True)
class Card:
    """The findings of one card and the roll-up."""

    indicators: tuple[Finding, ...]
    finding: Finding


def sexes_of(workplace: Workplace) -> tuple[Sex, ...]:
    """Whose tables apply: those who work here, both where it is not given."""
    if workplace.men is None and workplace.women is None:
        return (Sex.MEN, Sex.WOMEN)
    found = [(Sex.MEN, workplace.men or 0), (Sex.WOMEN, workplace.women or 0)]
    return tuple(sex for sex, count in found if count > 0) or (Sex.MEN, Sex.WOMEN)


def sex_is_given(workplace: Workplace) -> bool:
    """Whether the headcount by sex is known."""
    return bool((workplace.men or 0) + (workplace.women or 0))


class CardJudge:
    """Judges the cards of one workplace."""

    def __init__(self, basis: Basis, dossier: Dossier, workplace: Workplace) -> None:
        self._basis = basis
        self._dossier = dossier
        self._workplace = workplace
        self._sexes = sexes_of(workplace)
        self._given = sex_is_given(workplace)

    def heaviness(self) -> Card:
        """The card of heaviness: the worst indicator and the count rule, for each sex."""
        indicators = self._indicators("heaviness")
        rolled = self._basis.criterion("heaviness_rollup")
        blank = self._blank("heaviness")
        if rolled is None or not self._filled("heaviness", indicators):
            return Card(indicators, self._unnumbered(blank))
        named = [f for f in indicators if usable(f)]
        gaps = len(named) < len(indicators)
        outcomes = {
            sex: roll_up(rolled, tuple(class_for(f, sex) for f in named)) for sex in self._sexes
        }
        finding = self._by_sex(blank, outcomes, rolled, self._weakest(indicators, rolled))
        if gaps:
            return Card(indicators, self._with_gaps(finding, indicators))
        return Card(indicators, replace(finding, remedy=self._way(rolled, named)))

    def _way(self, rolled: Criterion, named: list[Finding]) -> LocalizedText:
        """Which indicators would make the card better, for the sex that has the worse class."""
        parts = [(f, worst_of(class_for(f, sex) for sex in self._sexes)) for f in named]
        titles = {
            f"heaviness/{spec.number}": spec for spec in self._basis.catalog.indicators["heaviness"]
        }
        phrases = self._basis.catalog.phrases
        return nearest_way(rolled, parts, lambda f: _numbered(titles[f.subject]), phrases)

    def tension(self) -> Card:
        """The card of tension: the counts of its indicators' classes."""
        indicators = self._indicators("tension")
        rolled = self._basis.criterion("tension_rollup")
        blank = self._blank("tension")
        if rolled is None or not self._filled("tension", indicators):
            return Card(indicators, self._unnumbered(blank))
        named = [f for f in indicators if usable(f)]
        counts = TensionCounts.of(class_for(f, Sex.MEN) for f in named)
        size = rolled.body.integer("indicators")
        outcome = roll_up_tension(rolled, counts.filled(size))
        fill = {"given": counts.total, "size": size}
        steps: tuple[Step, ...] = (Step("form-fill", dict(fill)),) if counts.total < size else ()
        outcomes = {
            sex: Outcome(result=outcome.result, said=(*steps, *outcome.steps))
            for sex in self._sexes
        }
        finding = self._by_sex(blank, outcomes, rolled, self._weakest(indicators, rolled))
        return Card(indicators, finding)

    def _weakest(self, indicators: tuple[Finding, ...], rolled: Criterion) -> Verified:
        marks = [f.verified for f in indicators if f.status == "judged"]
        return least_verified(rolled.verified, *marks)

    def _indicators(self, card: CardKind) -> tuple[Finding, ...]:
        entries = {e.indicator: e for e in self._dossier.entries_of(self._workplace, card)}
        criterion = self._basis.criterion(card)
        return tuple(
            self._indicator(card, spec, entries.get(spec.number), criterion)
            for spec in self._basis.catalog.indicators[card]
        )

    def _indicator(
        self,
        card: CardKind,
        spec: IndicatorSpec,
        entry: CardEntry | None,
        criterion: Criterion | None,
    ) -> Finding:
        blank = self._blank(f"{card}/{spec.number}")
        text = entry.value_text if entry else ""
        judging = self._basis.criterion(spec.shares_by) if spec.shares_by else None
        if judging is not None and text:
            shared = judge_shares(judging, spec.shares, text)
            if shared is not None:
                outcomes = dict.fromkeys(self._sexes, shared)
                blank = replace(blank, value_text=text)
                return self._by_sex(blank, outcomes, judging, judging.verified)
        worked = self._worked(spec, entry)
        number = written_number(text) if text and spec.row and criterion is not None else None
        if worked is not None:
            number = worked.value
        blank = replace(blank, value_text=text, value=number)
        if number is None or criterion is None:
            return self._unnumbered(blank)
        outcomes = {
            sex: judge(criterion, number, spec.row, sex.value, what=_said(number, criterion, spec))
            for sex in self._sexes
        }
        found = self._by_sex(blank, outcomes, criterion, criterion.verified)
        first = self._said_working(entry, worked, written_number(text))
        found = replace(found, trace=first + found.trace)
        return replace(found, remedy=self._remedy(found, spec, number, criterion))

    def _worked(self, spec: IndicatorSpec, entry: CardEntry | None) -> Worked | None:
        """The value of the arithmetic typed beside the indicator, if it can be worked out."""
        if entry is None or spec.calc is None or not entry.working.strip():
            return None
        return work_out(self._basis, spec.calc, entry.working, self._sexes[0].value)

    def _said_working(
        self, entry: CardEntry | None, worked: Worked | None, written: Decimal | None
    ) -> tuple[LocalizedText, ...]:
        if entry is None or not entry.working.strip():
            return ()
        if worked is None:
            return self._basis.say(Step("working-unread", {"text": entry.working}))
        steps = worked.steps
        if written is not None and written != worked.value:
            told: dict[str, Param] = {"written": plain(written), "value": plain(worked.value)}
            steps = (*steps, Step("working-differs", told))
        return self._basis.say(*steps)

    def _unnumbered(self, blank: Finding) -> Finding:
        if blank.mark is None:
            return replace(
                blank, status="not-measured", trace=self._basis.say(Step("nothing-known"))
            )
        return replace(blank, status="marked", trace=self._basis.say(Step("only-marks")))

    def _filled(self, card: CardKind, indicators: tuple[Finding, ...]) -> bool:
        listed = bool(self._dossier.entries_of(self._workplace, card))
        return any(usable(f) for f in indicators) and (
            listed or any(f.mark is not None for f in indicators)
        )

    def _blank(self, subject: str) -> Finding:
        mark = self._dossier.mark_of(self._workplace, subject)
        return Finding(
            subject=subject,
            status="not-measured",
            mark=mark.hazard_class if mark else None,
            mark_reason=mark.reason if mark else "",
            manual=self._basis.manual,
        )

    def _by_sex(
        self,
        blank: Finding,
        outcomes: Mapping[Sex, Outcome],
        criterion: Criterion,
        verified: Verified,
    ) -> Finding:
        classes = {sex: HazardClass(o.result) for sex, o in outcomes.items() if o.result}
        clause = self._basis.clause(criterion)
        single = len(set(classes.values())) == 1
        steps = _steps_by_sex(outcomes)
        if not single:
            key = "sexes-both" if self._given else "sexes-differ"
            said: dict[str, Param] = {
                "men": classes[Sex.MEN].value,
                "women": classes[Sex.WOMEN].value,
            }
            steps = (*steps, Step(key, said))
        decided = single or self._given
        return replace(
            blank,
            status="judged",
            proposed=worst_of(classes.values()) if decided else None,
            by_sex=None if decided else classes,
            clause=clause,
            verified=verified,
            trace=self._basis.say(*steps, clause=clause),
        )

    def _with_gaps(self, finding: Finding, indicators: tuple[Finding, ...]) -> Finding:
        missing = [f.subject.partition("/")[2] for f in indicators if not usable(f)]
        said = Step("factor-gap", {"name": ", ".join(missing), "why": Step("why-marked")})
        worst = finding.proposed or worst_of((finding.by_sex or {}).values())
        if worst.harmful:
            step = Step("gap-at-least", {"class": worst.value})
            return replace(finding, trace=finding.trace + self._basis.say(said, step))
        step = Step("gap-rest", {"class": worst.value})
        return replace(
            finding,
            status="not-measured",
            proposed=None,
            by_sex=None,
            trace=finding.trace + self._basis.say(said, step),
        )

    def _remedy(
        self, finding: Finding, spec: IndicatorSpec, number: Decimal, criterion: Criterion
    ) -> LocalizedText:
        if finding.proposed is None or not finding.proposed.harmful:
            return LocalizedText()
        targets = []
        for sex in self._sexes:
            scale = criterion.scale(spec.row, sex.value)
            if scale.upper and finding.proposed.value in scale.classes[1:]:
                targets.append(scale.bounds[scale.classes.index(finding.proposed.value) - 1])
        if not targets or min(targets) >= number:
            return LocalizedText()
        unit = criterion.row(spec.row).text("unit", "")
        step = Step("remedy-lower", {"by": plain(number - min(targets)), "unit": Unit(unit)})
        return self._basis.catalog.phrases.say(step)


def usable(finding: Finding) -> bool:
    """Whether an indicator has a class to roll up: a proposal or a mark."""
    return finding.proposed is not None or bool(finding.by_sex) or finding.mark is not None


def class_for(finding: Finding, sex: Sex) -> HazardClass:
    """The class of an indicator for one sex: an explained mark, the proposal, else the mark."""
    explained = finding.mark is not None and finding.mark_reason
    if finding.mark is not None and (explained or finding.manual):
        return finding.mark
    if finding.by_sex and sex in finding.by_sex:
        return finding.by_sex[sex]
    found = finding.proposed or finding.mark
    if found is None:
        raise ValueError(f"{finding.subject}: no class")
    return found


def _numbered(spec: IndicatorSpec) -> LocalizedText:
    """The indicator by its number on the form: its title is long."""
    return LocalizedText(spec.number, spec.number, spec.number)


def _said(number: Decimal, criterion: Criterion, spec: IndicatorSpec) -> Step:
    unit = criterion.row(spec.row).text("unit", "")
    return Step("number", {"value": plain(number), "unit": Unit(unit)})


def _steps_by_sex(outcomes: Mapping[Sex, Outcome]) -> tuple[Step, ...]:
    every = [outcome.steps for outcome in outcomes.values()]
    if all(steps == every[0] for steps in every):
        return every[0]
    return tuple(
        Step("for-sex", {"who": SEX_WORDS[sex], "what": step})
        for sex, outcome in outcomes.items()
        for step in outcome.steps
    )
