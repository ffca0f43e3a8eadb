"""Injury safety and protective equipment on the workplace card: Annexes 4 and 5 in two rows."""

from collections.abc import Iterator

from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import ClassField, Field, Record
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.finding import WorkplaceAssessment
from riskdesk.rules.safety_results import ppe_result, safety_result


def safety_rows(
    source: Source, workplace: Workplace, assessed: WorkplaceAssessment
) -> Iterator[Record]:
    """What was assessed, its word over the class columns: neither has a class."""
    say = source.wording.say
    injury = safety_result(source.dossier, workplace, assessed)
    if injury.conformity != "open":
        told = say("card-injury-rows", count=len(injury.rows))
        yield _row(source, "injury", told, say(f"injury-{injury.conformity}"))
    ppe = ppe_result(source.dossier, workplace, assessed)
    if ppe.rows and ppe.provision != "open":
        told = say("card-ppe-rows", count=len(ppe.rows), lacking=len(ppe.lacking))
        yield _row(source, "ppe", told, say(f"ppe-{ppe.provision}"))


def safety_open(
    source: Source, workplace: Workplace, assessed: WorkplaceAssessment
) -> LocalizedText:
    """What of both was not assessed; empty where all was."""
    open_ = {
        "injury": safety_result(source.dossier, workplace, assessed).conformity == "open",
        "ppe": ppe_result(source.dossier, workplace, assessed).provision in {"open", "none-listed"},
    }
    names = [source.wording.say(f"card-{name}") for name, missing in open_.items() if missing]
    if not names:
        return LocalizedText()
    return source.wording.say("card-safety-open", listed=joined(names, "; "))


def _row(source: Source, name: str, told: LocalizedText, word: LocalizedText) -> Record:
    return Record(
        fields={
            "factor": Field(text=source.wording.say(f"card-{name}")),
            "comparison": Field(text=told),
            "class": ClassField(words=word),
        }
    )
