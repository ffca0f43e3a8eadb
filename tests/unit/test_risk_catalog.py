"""Every hazard says in three languages what it is, whence it comes, what it does, what holds it."""

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import combinations
from pathlib import Path

import pytest

from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.hazard_sets import PositionSet
from riskdesk.rules.hazards import MEASURE_LEVELS, Hazard
from riskdesk.rules.risk import RiskCatalog, rate

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = ROOT / "resources"
CATALOG = RiskCatalog.load(RESOURCES)
HAZARDS = CATALOG.hazards.hazards
GROUPS = {
    "mechanical",
    "electrical",
    "thermal",
    "chemical",
    "noise-vibration",
    "radiation",
    "biological",
    "ergonomic",
    "psychosocial",
    "height",
    "transport",
    "fire-explosion",
    "natural",
    "organisational",
}
CONTAINS_CARE = re.compile(r"осторожн|внимательн|careful|абай", re.IGNORECASE)


DEADLY = {
    "death", "multiple injuries", "crushing", "poisoning", "drowning", "asphyxia", "hypothermia",
    "electric shock", "head injury", "fracture", "worse consequences",
}  # fmt: skip
NEAR = 0.88
OPPOSITES = {("hot-air", "cold-air"), ("outdoor-heat", "outdoor-frost")}
"""Heat and frost differ by the words that matter."""


def stems_of(title: str) -> set[str]:
    return {word[:5] for word in re.findall(r"\w+", title.casefold()) if len(word) > 3}


def texts_of(hazard: Hazard) -> list[LocalizedText]:
    titles = [measure.title for measure in hazard.measures]
    return [hazard.title, hazard.sources, hazard.source, *hazard.injuries, *titles]


def test_catalogue_covers_every_group() -> None:
    assert set(CATALOG.hazards.groups) == GROUPS
    assert all(len(found) >= 10 for found in CATALOG.hazards.by_group.values())
    assert len(HAZARDS) >= 250


@pytest.mark.parametrize("hazard", HAZARDS.values(), ids=lambda hazard: hazard.id)
def test_hazard_is_whole(hazard: Hazard) -> None:
    for text in texts_of(hazard):
        for language in LANGUAGES:
            assert text.get_exact(language).strip() == text.get_exact(language) != ""
    assert hazard.injuries
    assert len(hazard.measures) >= 2
    assert hazard.verified in {"source", "memory", "own"}
    assert set(hazard.factors) <= CATALOG.measured_factors
    assert len(set(hazard.factors)) == len(hazard.factors)
    assert (hazard.factor or "") == "".join(hazard.factors[:1])


@pytest.mark.parametrize("hazard", HAZARDS.values(), ids=lambda hazard: hazard.id)
def test_measures_stand_by_the_hierarchy(hazard: Hazard) -> None:
    steps = [MEASURE_LEVELS.index(measure.level) for measure in hazard.measures]
    assert steps == sorted(steps)
    assert min(steps) < MEASURE_LEVELS.index("ppe"), "PPE alone is no answer"


def test_no_measure_says_be_careful() -> None:
    said = [
        m.id
        for m in CATALOG.hazards.measures.values()
        if CONTAINS_CARE.search(m.title.ru + m.title.en)
    ]
    assert said == []


def test_every_measure_belongs_to_a_hazard() -> None:
    used = {measure.id for hazard in HAZARDS.values() for measure in hazard.measures}
    assert used == set(CATALOG.hazards.measures)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_titles_are_nearly_alike(language: str) -> None:
    titles = [(h.id, getattr(h.title, language).casefold()) for h in HAZARDS.values()]
    alike = {
        (one, other)
        for (one, left), (other, right) in combinations(titles, 2)
        if (pair := SequenceMatcher(None, left, right)).real_quick_ratio() > NEAR
        and pair.quick_ratio() > NEAR
        and pair.ratio() > NEAR
    }
    assert alike <= OPPOSITES


def test_no_two_hazards_share_their_words() -> None:
    """Near duplicates: stems overlap by more than half in two languages."""
    counted: Counter[tuple[str, str]] = Counter()
    for language in LANGUAGES:
        stems = {h.id: stems_of(getattr(h.title, language)) for h in HAZARDS.values()}
        assert all(stems.values())
        counted.update(
            (one, other)
            for one, other in combinations(stems, 2)
            if len(stems[one] & stems[other]) > len(stems[one] | stems[other]) / 2
        )
    assert {pair for pair, languages in counted.items() if languages > 1} <= OPPOSITES


def test_the_words_of_a_near_duplicate_are_found() -> None:
    one, other = stems_of("Падение с лестницы и стремянки"), stems_of("Падения с лестниц")
    assert len(one & other) > len(one | other) / 2


def test_no_two_measures_have_one_text() -> None:
    for language in LANGUAGES:
        texts = [m.title.get_exact(language).casefold() for m in CATALOG.hazards.measures.values()]
        assert len(set(texts)) == len(texts), language


def test_kazakh_titles_are_kazakh() -> None:
    """A text that equals the Russian one has a Kazakh letter: no Russian in the wrong place."""
    kazakh = set("әғқңөұүһі")
    foreign = [
        text.kk
        for hazard in HAZARDS.values()
        for text in texts_of(hazard)
        if text.kk == text.ru and not set(text.kk.casefold()) & kazakh and " " in text.kk
    ]
    assert foreign == []


def test_cyrillic_only_in_cyrillic_words() -> None:
    """No Latin look-alike letter inside a Kazakh or Russian word (a, e, o, i, c, p, x)."""
    mixed = re.compile(r"[A-Za-z][Ѐ-ӿ]|[Ѐ-ӿ][A-Za-z]")
    for file in [*(RESOURCES / "hazards").glob("*.toml"), *(RESOURCES / "risk").rglob("*.toml")]:
        assert mixed.findall(file.read_text(encoding="utf-8")) == [], file.name


def test_nothing_is_called_order_363() -> None:
    for file in [*(RESOURCES / "hazards").glob("*.toml"), *(RESOURCES / "risk").rglob("*.toml")]:
        assert "363" not in file.read_text(encoding="utf-8"), file.name


def test_measured_factors_are_those_of_the_criteria() -> None:
    known = {*Catalog.load(RESOURCES).factors, "heaviness", "tension"}
    assert known == CATALOG.measured_factors


@pytest.mark.parametrize("found", CATALOG.hazards.sets, ids=lambda found: found.id)
def test_ratings_of_sets_are_sensible(found: PositionSet) -> None:
    """Measures never raise a risk, and a risk worth measures has some."""
    assert 3 <= len(found.entries) <= 9
    assert len({entry.hazard for entry in found.entries}) == len(found.entries)
    for entry in found.entries:
        where = (found.id, entry.hazard)
        now = rate(
            CATALOG,
            "matrix-5x5",
            {"probability": entry.probability, "severity": entry.severity},
        )
        after = rate(
            CATALOG,
            "matrix-5x5",
            {"probability": entry.residual_probability, "severity": entry.residual_severity},
        )
        assert now.score is not None
        assert after.score is not None
        assert after.score < now.score, where
        assert entry.new, where
        assert after.level < "IV", where


@pytest.mark.parametrize("hazard", HAZARDS.values(), ids=lambda hazard: hazard.id)
def test_the_typical_rating_leaves_room_for_measures(hazard: Hazard) -> None:
    entry = hazard.typical
    assert 2 <= entry.probability <= 5
    assert 1 <= entry.severity <= 5
    assert entry.residual_probability == entry.probability - 1
    assert 1 <= len(entry.new) <= 2


def test_a_deadly_hazard_is_severe() -> None:
    """What can kill is rated 4 or 5; what never kills is not rated 5."""
    for hazard in HAZARDS.values():
        deadly = any(injury.en in DEADLY for injury in hazard.injuries)
        assert deadly or hazard.severity < 5, hazard.id
        if any(injury.en == "death" for injury in hazard.injuries):
            assert hazard.severity >= 4, hazard.id


def test_a_factor_without_class_is_rated_worse_than_a_permissible_one() -> None:
    """Not measured is never class 2: the set's own rating is the more cautious one."""
    for found in CATALOG.hazards.sets:
        for entry in found.entries:
            factor = HAZARDS[entry.hazard].factor
            permissible = CATALOG.proposal(factor, HazardClass.PERMISSIBLE)
            if permissible is not None:
                assert (
                    entry.probability * entry.severity
                    > permissible.probability * permissible.severity
                ), (found.id, entry.hazard)
