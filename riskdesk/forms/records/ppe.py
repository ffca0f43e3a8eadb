"""Annex 5: provision of each workplace with protective equipment (kz-rules-and-forms C.11)."""

from riskdesk.domain.desk import PpeItem
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, plain, same
from riskdesk.forms.records.injury import NUMBER, rule_note
from riskdesk.forms.records.source import Source
from riskdesk.rules.safety_results import Provision, ppe_result

_WORD: dict[Provision, str] = {"provided": "provided", "not-provided": "not_provided"}


def annex_5(source: Source) -> Record:
    """A block of due equipment a workplace, the assessment beside it."""
    workplaces = source.dossier.workplaces
    blocks = tuple(_block(source, workplace) for workplace in workplaces)
    found = (source.assessed(workplace).ppe for workplace in workplaces)
    note = rule_note(source, found, "ppe-rule-from-memory")
    return source.record({"blocks": blocks}, {"number": NUMBER, "memory_note": note})


def _block(source: Source, workplace: Workplace) -> Record:
    result = ppe_result(source.dossier, workplace, source.assessed(workplace))
    fields = {**source.identity(workplace), "result": _result(source, result.provision)}
    rows = tuple(_row(source, each) for each in result.rows) or (_nothing(),)
    return Record(fields=fields, lists={"rows": rows})


def _nothing() -> Record:
    return Record(fields=dict.fromkeys(("due", "issued", "certificate", "remark"), plain("–")))


def _result(source: Source, provision: Provision) -> Field:
    """The word of the workplace; a footnote says why there is none."""
    if provision in _WORD:
        return Field(text=source.catalog.words[_WORD[provision]])
    say = source.wording.say
    return Field(text=say("not-assessed"), notes=(say(f"ppe-{provision}"),))


def _row(source: Source, item: PpeItem) -> Record:
    norm = f"; {item.norm}" if item.norm else ""
    return Record(
        fields={
            "due": Field(text=item.name, suffix=norm),
            "issued": Field(text=_said(source, item.issued, "yes", "no")),
            "certificate": _certificate(source, item),
            "remark": plain(item.remark or "–"),
        }
    )


def _certificate(source: Source, item: PpeItem) -> Field:
    """The paper as written; whether it is there, where that is not the same."""
    if item.certified and item.certificate:
        return Field(text=same(item.certificate))
    if item.certified is None and item.issued is False and not item.certificate:
        return plain("–")
    written = f"{item.certificate}: " if item.certificate else ""
    return Field(text=_said(source, item.certified, "present", "absent"), prefix=written)


def _said(source: Source, answer: bool | None, yes: str, no: str) -> LocalizedText:  # noqa: FBT001 - unknown, yes or no
    if answer is None:
        return source.wording.say("not-checked")
    return source.wording.say(yes if answer else no)
