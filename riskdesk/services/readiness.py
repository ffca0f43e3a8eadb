"""What a document still lacks before it is printed, each with the place where it is mended."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Literal

from riskdesk.domain.issue import PaperLanguage
from riskdesk.domain.values import Language, LocalizedText
from riskdesk.forms.spec import FormSpec, ItemSpec, SignaturesSpec
from riskdesk.services.context import Context
from riskdesk.services.problem import Code, Target
from riskdesk.services.queries_snapshot import Snapshot

LackCode = Literal[
    "translation-missing",  # a name that the paper prints is not there in one of its languages
    "field-missing",  # a field that this form prints is empty
    "ruleset-unchosen",
    "commission-missing",  # the form is signed, and there is no chairman or no member
    "instrument-unverified",
    "accreditation-over",
    "problem-open",  # an error of the check that nobody accepted
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """One thing that is missing.

    ``blocks``: the document is issued only with a reason (``IssueDocument.deviations``). ``place``
    and ``message`` in words; ``targets``: where it is mended, as of a ``Problem``.
    """

    code: LackCode
    blocks: bool
    place: LocalizedText
    message: LocalizedText
    targets: tuple[Target, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Readiness:
    """All that a form lacks, what blocks first."""

    form: str
    lacks: tuple[Lack, ...]

    @property
    def blocking(self) -> int:
        """How many of them need a reason."""
        return sum(lack.blocks for lack in self.lacks)


def readiness(
    snapshot: Snapshot, spec: FormSpec, language: PaperLanguage, context: Context
) -> Readiness:
    """What the form would lack if it were printed now."""
    found = [
        *_problems(snapshot),
        *_head(snapshot, spec, context),
        *_names(snapshot, language, context),
    ]
    return Readiness(form=spec.id, lacks=tuple(sorted(found, key=lambda lack: not lack.blocks)))


_AS: dict[Code, LackCode] = {
    "instrument-expired": "instrument-unverified",
    "instrument-undated": "instrument-unverified",
    "instrument-missing": "instrument-unverified",
    "accreditation-over": "accreditation-over",
}


def _problems(snapshot: Snapshot) -> Iterator[Lack]:
    for problem in snapshot.problems:
        error = problem.severity == "error"
        if problem.open and (error or problem.code in _AS):
            yield Lack(
                code=_AS.get(problem.code, "problem-open"),
                blocks=error,
                place=problem.place,
                message=problem.message,
                targets=problem.targets,
            )


def _head(snapshot: Snapshot, spec: FormSpec, context: Context) -> Iterator[Lack]:
    dossier, say = snapshot.dossier, context.texts.say
    head, enterprise = dossier.certification, dossier.enterprise
    place = say("place-certification", title=head.title)
    targets = (Target("certification", head.id),)

    def lack(code: LackCode, message: LocalizedText) -> Lack:
        return Lack(code=code, blocks=False, place=place, message=message, targets=targets)

    if head.ruleset is None:
        yield lack("ruleset-unchosen", say("lack-ruleset"))
    held = {
        "customer": bool(enterprise.address.ru or enterprise.address.kk),
        "laboratory": bool(head.laboratory.ru or head.laboratory.kk),
        "accreditation": bool(head.accreditation),
        "accredited": head.accredited_from is not None and head.accredited_until is not None,
    }
    printed = printed_fields(spec)
    for name, there in held.items():
        if name in printed and not there:
            yield lack("field-missing", say(f"lack-{name}"))
    roles = {member.role for member in dossier.commission}
    signed = any(isinstance(block, SignaturesSpec) for block in spec.blocks)
    if signed and not {"chairman", "member"} <= roles:
        yield lack("commission-missing", say("lack-commission"))


def _names(snapshot: Snapshot, language: PaperLanguage, context: Context) -> Iterator[Lack]:
    """Names of the certification; the words of the criteria book come in both languages."""
    dossier, catalog = snapshot.dossier, context.catalog
    head = (Target("certification", dossier.certification.id),)
    needed: tuple[Language, ...] = ("kk", "ru") if language == "kk-ru" else (language,)

    def missing(name: LocalizedText, targets: tuple[Target, ...]) -> Iterator[Lack]:
        for each in needed:
            if name.get_exact(each):
                continue
            yield Lack(
                code="translation-missing",
                blocks=False,
                place=name,
                message=context.texts.say(f"lack-name-{each}", name=name.get("ru")),
                targets=targets,
            )

    yield from missing(dossier.enterprise.name, head)
    if dossier.certification.laboratory.get("ru"):
        yield from missing(dossier.certification.laboratory, head)
    for section in dossier.sections:
        name = section.name if section.name.kk else catalog.section_name(section.name.ru)
        yield from missing(name, head)
    for position in dossier.positions:
        name = position.name if position.name.kk else catalog.position_name(position.name.ru)
        yield from missing(name, (Target("position", position.id),))
    for member in dossier.commission:
        yield from missing(member.position, head)


_PLACEHOLDER = re.compile(r"\{(\w+)\}")


def printed_fields(part: object) -> Collection[str]:
    """The names of the fields that a form, or a part of its definition, prints."""
    return set(_printed(part))


def _printed(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield from _PLACEHOLDER.findall(part)
    elif isinstance(part, tuple):
        for each in part:
            yield from _printed(each)
    elif is_dataclass(part):
        if isinstance(part, ItemSpec):
            yield part.value
        for each in fields(part):
            yield from _printed(getattr(part, each.name))
