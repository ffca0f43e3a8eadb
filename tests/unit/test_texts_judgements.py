"""Help beside choices: every choice that moves a class at a point has its rule and two examples."""

from pathlib import Path

from riskdesk.app.bootstrap import make_program
from riskdesk.domain.values import LANGUAGES
from riskdesk.services.queries_selectors import FIELDS
from riskdesk.ui.help.judgement import load_judgements

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


def test_each_has_a_rule_two_examples_and_a_source_in_every_language() -> None:
    for found in load_judgements(RESOURCES).values():
        assert len(found.examples) == 2
        assert found.words in {"norm", "ours"}
        for text in (found.title, found.rule, found.source, *found.examples):
            assert all(text.get_exact(language) for language in LANGUAGES), found.id


def test_every_choice_of_a_norm_and_every_substance_has_one() -> None:
    known = load_judgements(RESOURCES)
    columns = make_program().catalog.columns
    assert set(FIELDS) - {"season"} <= set(known)
    assert set(known) - set(FIELDS) <= set(columns)
