"""Roll-up of findings: quantities into a factor, factors and cards into the total."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from riskdesk.domain.values import HazardClass, LocalizedText, Sex
from riskdesk.rules.basis import Basis, least_verified
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding
from riskdesk.rules.outcome import Outcome, Step, Word
from riskdesk.rules.roll_up import roll_up, spoken_counts, worst_of
from riskdesk.rules.trace import Sentence, spoken
from riskdesk.rules.ways import nearest_way


@dataclass(frozen=True, slots=True)
class RollUp:
    """One class from several findings.

    ``rolled``: the criterion of the roll-up; without one the worst part counts. A part without a
    class is a gap: then there is no class while the rest is 1 or 2, else "at least" that class.
    ``sexes``: whose classes are computed; ``sex_given``: whether they are known to work here.
    """

    basis: Basis
    parts: tuple[Finding, ...]
    rolled: Criterion | None
    sexes: tuple[Sex, ...] = (Sex.MEN,)
    sex_given: bool = False

    def into(self, blank: Finding) -> Finding:
        """The finding of the whole."""
        gaps = tuple(part for part in self.parts if self._gap(part))
        judged = tuple(part for part in self.parts if not self._gap(part))
        say = self.basis.catalog.phrases.say
        said = tuple(
            Sentence(lambda part=part: say(self._say_part(part)))  # type: ignore[misc]
            for part in self.parts
        )
        if not judged:
            status = gaps[0].status if gaps else "not-measured"
            return replace(blank, status=status, trace=said)
        classes, outcomes = self._outcomes(judged)
        worst = worst_of(classes.values())
        clause = self._clause(judged, worst)
        steps = self._reasons(outcomes, classes)
        if gaps:
            key = "gap-at-least" if worst.harmful else "gap-rest"
            steps = (*steps, Step(key, {"class": worst.value}))
        trace = (*said, *self.basis.say(*steps, clause=clause))
        if gaps and not worst.harmful:
            return replace(blank, status=gaps[0].status, trace=trace)
        if gaps:  # "at least" holds only for whom the known rest is harmful already
            classes = {sex: found for sex, found in classes.items() if found.harmful}
        alike = len(set(classes.values())) == 1 and len(classes) == len(self.sexes)
        single = alike or self.sex_given
        remedy = LocalizedText() if gaps else self._way(judged)
        return replace(
            blank,
            status="judged",
            proposed=worst if single else None,
            by_sex=None if single else classes,
            clause=clause,
            verified=least_verified(*(part.verified for part in judged if part.status == "judged"))
            if any(part.status == "judged" for part in judged)
            else "none",
            trace=trace + self._said_way(remedy),
            remedy=remedy,
        )

    def _way(self, judged: tuple[Finding, ...]) -> LocalizedText:
        """What would make the whole one class better: the remedy of its only part, or a way."""
        if len(self.parts) == 1:
            return judged[0].remedy
        worst = [
            (part, worst_of(found))
            for part in judged
            if (found := [c for s in self.sexes if (c := self._class(part, s)) is not None])
        ]
        return nearest_way(self.rolled, worst, self._name, self.basis.catalog.phrases)

    def _said_way(self, remedy: LocalizedText) -> tuple[LocalizedText, ...]:
        if len(self.parts) == 1 or not spoken(remedy):
            return ()
        return self.basis.say(Step("way-down", {"way": remedy}))

    def _class(self, part: Finding, sex: Sex) -> HazardClass | None:
        found = part.proposed if self.basis.manual else part.decided
        if found is None and part.by_sex is not None:
            return part.by_sex.get(sex)
        return found or (part.mark if part.status == "marked" else None)

    def _gap(self, part: Finding) -> bool:
        return any(self._class(part, sex) is None for sex in self.sexes)

    def _outcomes(
        self, judged: tuple[Finding, ...]
    ) -> tuple[Mapping[Sex, HazardClass], Mapping[Sex, Outcome]]:
        classes, outcomes = {}, {}
        for sex in self.sexes:
            found = tuple(c for part in judged if (c := self._class(part, sex)) is not None)
            outcomes[sex] = roll_up(self.rolled, found) if self.rolled else _worst(found)
            classes[sex] = HazardClass(outcomes[sex].result)
        return classes, outcomes

    def _reasons(
        self, outcomes: Mapping[Sex, Outcome], classes: Mapping[Sex, HazardClass]
    ) -> tuple[Step, ...]:
        if len(self.parts) == 1:
            return ()
        if len(set(classes.values())) == 1:
            return next(iter(outcomes.values())).steps
        spoken = tuple(
            Step("for-sex", {"who": Word(WHO[sex]), "what": step})
            for sex, outcome in outcomes.items()
            for step in outcome.steps
        )
        key = "sexes-both" if self.sex_given else "sexes-differ"
        ends = {WHO[sex]: found.value for sex, found in classes.items()}
        return (*spoken, Step(key, dict(ends)))

    def _say_part(self, part: Finding) -> Step:
        name = self._name(part)
        if self._gap(part):
            why = "not-measured" if part.status == "judged" else part.status
            return Step("factor-gap", {"name": name, "why": Step(f"why-{why}")})
        found = {self._class(part, sex) for sex in self.sexes}
        spoken = " / ".join(c.value for c in sorted(c for c in found if c is not None))
        return Step("factor-one", {"name": name, "class": spoken})

    def _name(self, part: Finding) -> LocalizedText:
        catalog = self.basis.catalog
        if part.label.ru:
            return part.label
        if part.subject in catalog.columns:
            return catalog.columns[part.subject].short
        if part.subject in catalog.words:
            return catalog.words[part.subject]
        if part.subject in catalog.families:
            return catalog.families[part.subject].title
        return LocalizedText(part.subject, part.subject, part.subject)

    def _clause(self, judged: tuple[Finding, ...], worst: HazardClass) -> LocalizedText:
        if self.rolled is not None:
            return self.basis.clause(self.rolled)
        deciding = next(
            part for part in judged if worst in {self._class(part, s) for s in self.sexes}
        )
        return deciding.clause


WHO: Mapping[Sex, str] = {Sex.MEN: "men", Sex.WOMEN: "women"}


def _worst(classes: tuple[HazardClass, ...]) -> Outcome:
    worst = worst_of(classes)
    params = {"class": worst.value, "counts": spoken_counts(classes)}
    return Outcome(result=worst.value, said=(Step("worst-plain", dict(params)),))
