"""The nearest way down of a total: the fewest parts, each with its remedy."""

import pytest

from riskdesk.domain.values import HazardClass, LocalizedText
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.finding import Finding
from riskdesk.rules.ways import nearest_way


@pytest.mark.parametrize(
    ("classes", "expected"),
    [
        ("2 2 2", ""),
        ("3.1 2 2", "a 3.1 → 2 (−a)"),
        ("3.1 3.1 2", "a 3.1 → 2 (−a) + b 3.1 → 2 (−b)"),
        ("3.1 3.1 3.1", "a 3.1 → 2 (−a) or b 3.1 → 2 (−b) or c 3.1 → 2 (−c)"),
        ("3.2 3.1 3.1", "a 3.2 → 3.1 (−a) + b 3.1 → 2 (−b) or a 3.2 → 3.1 (−a) + c 3.1 → 2 (−c)"),
        ("3.2 3.2 2", "a 3.2 → 3.1 (−a) or b 3.2 → 3.1 (−b)"),
        ("4 2 2", "a 4 → 3.4 (−a)"),
    ],
)
def test_the_fewest_parts_are_named(catalog: Catalog, classes: str, expected: str) -> None:
    parts = [
        (
            Finding(subject=name, status="judged", remedy=LocalizedText(en=f"−{name}", ru="x")),
            HazardClass(each),
        )
        for name, each in zip("abc", classes.split(), strict=True)
    ]
    rolled = catalog.criteria.get("R2.2.2006-05", "workplace_total")

    def name(part: Finding) -> LocalizedText:
        return LocalizedText(en=part.subject)

    assert nearest_way(rolled, parts, name, catalog.phrases).en == expected
