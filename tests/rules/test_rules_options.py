"""Every choice that a rule set leaves open changes what it says it changes, and nothing else."""

import re

import pytest

from riskdesk.domain.errors import UserError
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.classify import classify

R, KZ = "R2.2.2006-05", "KZ1.04.001.2000"


@pytest.mark.parametrize(
    ("ruleset", "factor", "inputs", "options", "classes"),
    [
        (R, "chemical", {"row": "general", "ratio_ss": 21}, {"chemical_ss": "split_20"}, "3.4 → 4"),
        (
            R,
            "chemical",
            {"row": "allergen_high", "ratio_mr": 2},
            {"allergens": "swapped"},
            "3.2 → 3.1",
        ),
        (
            R,
            "chemical",
            {"row": "allergen_moderate", "ratio_mr": 2},
            {"allergens": "swapped"},
            "3.1 → 3.2",
        ),
        (
            R,
            "chemical",
            {"row": "antineoplastic_hormone", "contact": True},
            {"antitumour": "4"},
            "3.4 → 4",
        ),
        (R, "light_keo", {"keo_pct": 0.55}, {"keo": "0.6"}, "2 → 3.1"),
        (KZ, "light_keo", {"keo_pct": 0.55}, {"keo": "0.5"}, "3.1 → 2"),
        (KZ, "noise", {"excess_db": 7}, {"noise_steps": "2006-05"}, "3.1 → 3.2"),
        (
            KZ,
            "heaviness",
            {"indicator": "walk_vertical_km", "sex": "m", "value": 1.5},
            {"vertical_walk": "2006-05"},
            "1 → 2",
        ),
        (
            KZ,
            "heaviness_rollup",
            {"classes": ["3.1", "3.1"]},
            {"heaviness_count": "none"},
            "3.2 → 3.1",
        ),
        (
            KZ,
            "heaviness_rollup",
            {"classes": ["3.1", "3.2"]},
            {"heaviness_count": "B"},
            "3.2 → 3.3",
        ),
        (R, "emf_rollup", {"classes": ["3.1", "3.2"]}, {"emf_several": "worst"}, "3.3 → 3.2"),
        (R, "emf_rollup", {"classes": ["3.1", "3.2"]}, {"emf_several": "equal"}, "3.3 → 3.2"),
        (KZ, "emf_rollup", {"classes": ["3.1", "3.1"]}, {"emf_several": "raise"}, "3.1 → 3.2"),
        (KZ, "emf_rollup", {"classes": ["3.1", "3.1"]}, {"emf_several": "equal"}, "3.1 → 3.2"),
        (
            "33n",
            "chemical",
            {"row": "general", "ratio_ss": 21},
            {"chemical_ss": "split_20"},
            "3.4 → 4",
        ),
        (
            "33n",
            "heaviness_rollup",
            {"classes": ["3.1", "3.2"]},
            {"heaviness_count": "B"},
            "3.2 → 3.3",
        ),
        ("33n", "emf_rollup", {"classes": ["3.1", "3.2"]}, {"emf_several": "equal"}, "3.3 → 3.2"),
        (
            "33n",
            "heaviness_static_sum",
            {
                "one_hand": 20000,
                "two_hands": 20000,
                "body_legs": 0,
                "prevailing": "one_hand",
                "sex": "m",
            },
            {"static_kinds": "separate"},
            "3.1 → 2",
        ),
        (
            "33n",
            "microclimate_zones",
            {"zones": [{"class": "3.3", "t_h": 4}], "shift_h": 8},
            {"zones_outside": "1"},
            "3.2 → 3.1",
        ),
        (
            "KZ",
            "injury_safety",
            {"equipment": 3, "tools": 1, "instruction": 1},
            {"injury_numbering": "4"},
            "3 → 4",
        ),
    ],
)
def test_a_choice_changes_the_class(
    catalog: Catalog,
    ruleset: str,
    factor: str,
    inputs: dict[str, object],
    options: dict[str, str],
    classes: str,
) -> None:
    by_default, chosen = classes.split(" → ")
    assert classify(catalog, ruleset, factor, inputs).hazard_class == by_default
    assert classify(catalog, ruleset, factor, inputs, options).hazard_class == chosen


def test_every_conflict_of_the_sources_is_an_option_or_told(catalog: Catalog) -> None:
    named = set(catalog.conflicts)
    for ruleset in catalog.rulesets.values():
        for option in ruleset.options.values():
            named |= set(re.findall(r"C\d+", option.conflict))
    assert named == {f"C{number}" for number in range(1, 23)}


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ({"noise_step": "2006-05"}, "option-unknown"),
        ({"noise_steps": "1"}, "option-choice-unknown"),
    ],
)
def test_an_unknown_choice_is_refused(catalog: Catalog, options: dict[str, str], code: str) -> None:
    with pytest.raises(UserError) as refusal:
        classify(catalog, KZ, "noise", {"excess_db": 7}, options)
    assert refusal.value.code == code
