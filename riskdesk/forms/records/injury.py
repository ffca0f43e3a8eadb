"""Annex 4: injury safety of each workplace (kz-rules-and-forms C.10)."""

from collections.abc import Iterable, Iterator, Mapping

from riskdesk.domain.desk import SafetyCheck
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, plain, same
from riskdesk.forms.records.source import Source, joined
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Finding
from riskdesk.rules.safety import INJURY, RULESET
from riskdesk.rules.safety_results import PERMITTED_GRADE, SafetyResult, safety_result

NUMBER = plain("001")
"""One protocol a dossier: the first of its kind."""


def annex_4(source: Source) -> Record:
    """A block of checked objects a workplace, the result beside them."""
    workplaces = source.dossier.workplaces
    blocks = tuple(_block(source, workplace) for workplace in workplaces)
    found = (source.assessed(workplace).injury for workplace in workplaces)
    note = rule_note(source, found, "injury-rule-from-memory")
    return source.record({"blocks": blocks}, {"number": NUMBER, "memory_note": note})


def rule_note(source: Source, found: Iterable[Finding | None], key: str) -> Field:
    """That the rule which gave a word was never compared with its act."""
    said = (each for each in found if each is not None and each.word)
    unread = any(each.verified == "memory" for each in said)
    return Field(text=source.wording.say(key)) if unread else Field()


def _block(source: Source, workplace: Workplace) -> Record:
    result = safety_result(source.dossier, workplace, source.assessed(workplace))
    fields = {**source.identity(workplace), "result": _result(source, result)}
    rows = tuple(_row(source, each) for each in result.rows) or (_nothing(),)
    return Record(fields=fields, lists={"rows": rows})


def _nothing() -> Record:
    return Record(fields=dict.fromkeys(("object", "document", "reason"), plain("–")))


def _row(source: Source, check: SafetyCheck) -> Record:
    kind = source.catalog.words[f"safety-{check.kind}"]
    document = same(check.document) if check.document else source.wording.say("no-document")
    return Record(
        fields={
            "object": Field(text=kind, prefix=f"{check.name} (", suffix=")"),
            "document": Field(text=document),
            "reason": Field(text=_reason(source, check)),
        }
    )


def _reason(source: Source, check: SafetyCheck) -> LocalizedText:
    if check.grade is None:
        return source.wording.say("not-assessed")
    if check.reason:
        return same(check.reason)
    failing = check.grade > PERMITTED_GRADE
    return source.wording.say("no-reason-written" if failing else "no-reasons")


def _result(source: Source, result: SafetyResult) -> Field:
    """The word of the workplace; footnotes say what is open and which grade is the worst."""
    say = source.wording.say
    if not result.rows:
        return Field(text=say("not-assessed"), notes=(say("injury-none-listed"),))
    criterion = source.catalog.criteria.find(RULESET, INJURY, source.dossier.certification.options)
    if criterion is None:
        raise LookupError(f"{RULESET}: {INJURY}")
    notes = [*_open(source, criterion, result)]
    if result.conformity == "open":
        return Field(text=say("not-assessed"), notes=tuple(notes))
    worst = str(max(check.grade or 0 for check in result.rows))
    name = criterion.body.table("names").localized(worst)
    graded = say("injury-worst-grade", grade=worst, name=name)
    clause = result.finding.clause if result.finding else LocalizedText()
    notes.append(joined((graded, clause), "; "))
    return Field(text=say(f"injury-{result.conformity}"), notes=tuple(notes))


def _open(source: Source, criterion: Criterion, result: SafetyResult) -> Iterator[LocalizedText]:
    """The kinds of objects of which none is listed, or one is not graded."""
    grades: Mapping[str, list[int | None]] = {
        kind: [check.grade for check in result.rows if check.kind == kind]
        for kind in criterion.body.texts("objects")
    }
    words = source.catalog.words
    listed = [words[f"safety-{kind}"] for kind, given in grades.items() if not given]
    if listed:
        yield source.wording.say("injury-not-listed", listed=joined(listed, ", "))
    listed = [words[f"safety-{kind}"] for kind, given in grades.items() if None in given]
    if listed:
        yield source.wording.say("injury-not-graded", listed=joined(listed, ", "))
