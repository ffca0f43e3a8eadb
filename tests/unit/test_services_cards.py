"""The judgement help of the cards: whole, in three languages; examples have the class they say."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from file_desk import FileDesk, opened

from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import CardEntry, CardKind
from riskdesk.domain.values import LANGUAGES, HazardClass, LocalizedText
from riskdesk.rules.evaluate import evaluate_workplace
from riskdesk.rules.specs import IndicatorSpec
from riskdesk.services.edit_cards import ApplyCard, ChangeCardValue
from riskdesk.services.queries_cards import card_peers


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    with opened(tmp_path) as desk:
        yield desk


CARDS: tuple[CardKind, ...] = ("heaviness", "tension")


def specs(desk: FileDesk) -> list[tuple[CardKind, IndicatorSpec]]:
    catalog = desk.context.catalog
    return [(card, spec) for card in CARDS for spec in catalog.indicators[card]]


def test_every_indicator_has_its_rule_and_two_examples(file_desk: FileDesk) -> None:
    for card, spec in specs(file_desk):
        place = f"{card}/{spec.number}"
        assert spec.help is not None, place
        assert len(spec.help.examples) == 2, place
        assert spec.row or spec.shares or spec.help.choices, place
        words = [*spec.help.choices, *spec.help.examples]
        texts: list[LocalizedText] = [spec.help.rule, spec.help.place, *(w.text for w in words)]
        for text in texts:
            assert all(text.get_exact(language) for language in LANGUAGES), (place, text)
        if spec.help.read == "source":
            assert spec.help.link, place


def test_examples_have_the_class_that_the_criteria_give_a_man(file_desk: FileDesk) -> None:
    place = replace(file_desk.workplace(1), men=1, women=0)
    file_desk.change(place)
    tried = 0
    for card, spec in specs(file_desk):
        for example in spec.help.examples if spec.help is not None else ():
            if not example.value:
                continue
            entry = CardEntry(
                id=uuid7(),
                workplace_id=place.id,
                card=card,
                indicator=spec.number,
                value_text=example.value,
            )
            dossier = replace(file_desk.dossier(), card_entries=(entry,))
            found = evaluate_workplace(dossier, place, file_desk.context.catalog)
            finding = next(
                f for f in found.indicators[card] if f.subject.endswith(f"/{spec.number}")
            )
            assert finding.proposed == example.hazard_class, (card, spec.number, example.value)
            tried += 1
    assert tried > 40


@pytest.mark.parametrize(
    ("text", "value", "working", "hazard"),
    [
        ("=12×0,8×250", "2400", "12×0,8×250", "1"),
        ("=2,5*1,2*300; 4*2*30", "1140", "2,5*1,2*300; 4*2*30", "1"),
        ("5600", "5600", "", "3.1"),
    ],
)
def test_arithmetic_becomes_the_value(
    file_desk: FileDesk, text: str, value: str, working: str, hazard: str
) -> None:
    place = replace(file_desk.workplace(1), men=1, women=0)
    file_desk.change(place)
    change = ChangeCardValue(workplace_id=place.id, card="heaviness", indicator="1.1", text=text)
    file_desk.do(change)
    (entry,) = file_desk.dossier().card_entries
    assert (entry.value_text, entry.working) == (value, working)
    found = evaluate_workplace(file_desk.dossier(), place, file_desk.context.catalog)
    assert found.indicators["heaviness"][0].proposed == HazardClass(hazard)


def test_a_value_typed_over_arithmetic_counts(file_desk: FileDesk) -> None:
    place = file_desk.workplace(1)

    def change(text: str) -> ChangeCardValue:
        return ChangeCardValue(workplace_id=place.id, card="heaviness", indicator="1.1", text=text)

    file_desk.do(change("=12×0,8×250"))
    file_desk.do(change("9000"))
    (entry,) = file_desk.dossier().card_entries
    assert (entry.value_text, entry.working) == ("9000", "")
    file_desk.do(change("=12×0,8×250"))
    file_desk.do(change("="))
    (entry,) = file_desk.dossier().card_entries
    assert (entry.value_text, entry.working) == ("2400", "")
    file_desk.refused(change("=12×0,8"), "working-not-read")
    mass = ChangeCardValue(workplace_id=place.id, card="heaviness", indicator="2.1", text="=2×3")
    file_desk.refused(mass, "working-none")


def test_posture_is_judged_by_its_shares_in_any_language(file_desk: FileDesk) -> None:
    place = file_desk.workplace(1)
    for text, expected in (
        ("стоя 45 %; вынужденная поза 10 %", HazardClass.HARMFUL_1),
        ("тұрып 45 %; отырып 50 %", HazardClass.PERMISSIBLE),
        ("sitting 80 %", HazardClass.OPTIMAL),
        ("Стоя менее 70 %", None),
        ("стоя 120 %", None),
    ):
        file_desk.do(
            ChangeCardValue(workplace_id=place.id, card="heaviness", indicator="5", text=text)
        )
        found = evaluate_workplace(file_desk.dossier(), place, file_desk.context.catalog)
        finding = next(f for f in found.indicators["heaviness"] if f.subject == "heaviness/5")
        assert finding.proposed == expected, text


def test_one_card_goes_to_others_and_a_member_alone_is_marked(file_desk: FileDesk) -> None:
    first, second = file_desk.workplace(1), file_desk.workplace(2)
    for indicator, text in (("1.1", "=12×0,8×250"), ("2.1", "12")):
        file_desk.do(
            ChangeCardValue(workplace_id=first.id, card="heaviness", indicator=indicator, text=text)
        )
    file_desk.do(ApplyCard(source_id=first.id, card="heaviness", target_ids=(second.id,)))
    own = card_peers(file_desk.dossier(), second, "heaviness")
    assert (own.inherited, own.own) == (2, ())
    there = file_desk.dossier().entries_of(second, "heaviness")
    assert [(e.value_text, e.working) for e in there] == [("2400", "12×0,8×250"), ("12", "")]
    file_desk.do(
        ChangeCardValue(workplace_id=second.id, card="heaviness", indicator="2.1", text="30")
    )
    own = card_peers(file_desk.dossier(), second, "heaviness")
    assert (own.inherited, own.own) == (1, ("2.1",))
    file_desk.refused(
        ApplyCard(source_id=first.id, card="heaviness", target_ids=(first.id,)), "card-no-targets"
    )
