"""What every form is filled from, and the fields that all forms share."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Protocol

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.forms.fields import Field, Record, Value, plain, same
from riskdesk.forms.records.risk_line import RiskLine
from riskdesk.forms.spec import ClassPaint, FormSpec
from riskdesk.forms.wording import Wording
from riskdesk.rules.basis import Basis
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.criterion import Criterion
from riskdesk.rules.finding import Assessment, WorkplaceAssessment
from riskdesk.rules.risk import RiskMethod

_ONE = Decimal(1)


class Contradiction(Protocol):
    """What a form needs of a problem that the check has found."""

    @property
    def severity(self) -> str:
        """``error``, ``warning`` or ``info``."""
        ...

    @property
    def workplace(self) -> int | None:
        """The number of the workplace, if it has one."""
        ...


def _rest() -> None:
    pass


@dataclass(frozen=True)
class Source:
    """One certification, judged: all that the forms print.

    ``subjects``: the factors that the form judges, whose options of the rule set it names.
    ``suffix``: the end of the form's number. ``given_number`` and ``issued``: those the document
    was issued with, where it was. ``revision`` counts from 1, later ``revision_reason`` says why;
    ``deviations``: why it was issued with open errors of the check; ``code``: of ``riskdesk
    verify``. ``pictures``: bytes of attached pictures by SHA-256, in hex. ``tick`` is called
    often: it may raise to stop the work.
    ``contents``: titles of the papers of the dossier. ``previous``: the certification before.
    """

    dossier: Dossier
    assessment: Assessment
    catalog: Catalog
    wording: Wording
    problems: Sequence[Contradiction] = ()
    risks: Sequence[RiskLine] = ()
    risk_methods: Mapping[str, RiskMethod] = field(default_factory=dict)
    subjects: tuple[str, ...] = ()
    risk_paint: Mapping[str, ClassPaint] = field(default_factory=dict)
    suffix: LocalizedText = LocalizedText()
    contents: tuple[LocalizedText, ...] = ()
    previous: "Source | None" = None
    given_number: str = ""
    issued: date | None = None
    revision: int = 1
    revision_reason: str = ""
    deviations: str = ""
    code: str = ""
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    tick: Callable[[], None] = _rest

    def of_form(self, form: FormSpec) -> "Source":
        """The same, with what one form asks for."""
        return replace(self, subjects=form.subjects, suffix=form.suffix)

    def number(self, day: date) -> LocalizedText:
        """The number of the document: as issued, else DDMM-SUFFIX of the measuring day."""
        if self.given_number or not self.suffix.ru:
            return same(self.given_number)
        return LocalizedText(f"{day:%d%m}-{self.suffix.kk}", f"{day:%d%m}-{self.suffix.ru}")

    @cached_property
    def _assessed(self) -> Mapping[WorkplaceId, WorkplaceAssessment]:
        return {each.workplace_id: each for each in self.assessment.workplaces}

    def assessed(self, workplace: Workplace) -> WorkplaceAssessment:
        """The findings of a workplace."""
        self.tick()
        return self._assessed[workplace.id]

    @cached_property
    def _basis(self) -> Basis:
        return Basis.of(self.dossier, self.catalog)

    def criterion(self, factor: str) -> Criterion | None:
        """The criterion that a factor was judged by, with the options of the certification."""
        return self._basis.criterion(factor)

    def position(self, workplace: Workplace) -> LocalizedText:
        """The position's name; its Kazakh name from the catalog where the list has none."""
        self.tick()
        name = self.dossier.position_of(workplace).name
        return name if name.kk else self.catalog.position_name(name.ru)

    def sections(self) -> tuple[LocalizedText, ...]:
        """Names of the sections in order."""
        names = (section.name for section in self.dossier.sections)
        return tuple(name if name.kk else self.catalog.section_name(name.ru) for name in names)

    def section(self, workplace: Workplace) -> LocalizedText:
        """The section's name of a workplace."""
        return self.sections()[self.dossier.sections.index(self.dossier.section_of(workplace))]

    def identity(self, workplace: Workplace) -> dict[str, Value]:
        """Code, position and count: the fields that every form repeats of a workplace."""
        return {
            "code": plain(self.dossier.code_of(workplace)),
            "position": Field(text=self.position(workplace)),
            "count": Field(number=_ONE),
            "number": plain(f"{workplace.number:03}"),
            "section": Field(text=self.section(workplace)),
            "sheet": plain(self.dossier.code_of(workplace)),
        }

    @cached_property
    def header(self) -> Mapping[str, Value]:
        """Fields of the whole document: customer, day, laboratory, edition."""
        certification, say = self.dossier.certification, self.wording.say
        enterprise, day = self.dossier.enterprise, certification.measured_on
        address = (enterprise.name, enterprise.address)
        number = certification.accreditation
        stamp = say("stamp") if enterprise.is_sample else LocalizedText()
        unchosen = self.assessment.ruleset_proposed
        proposed = say("ruleset-proposed") if unchosen else LocalizedText()
        later = self.revision > 1
        revision = say("revision", number=self.revision) if later else LocalizedText()
        accredited = [
            f"{each:%d.%m.%Y}"
            for each in (certification.accredited_from, certification.accredited_until)
            if each is not None
        ]
        texts = {
            "customer": joined(address, ", "),
            "customer_name": enterprise.name,
            "place": joined(self.sections(), "; "),
            "date": self.wording.day(day),
            "laboratory": certification.laboratory,
            "accreditation": say("accreditation", number=number) if number else LocalizedText(),
            "accredited": same(" – ".join(accredited)),
            "stamp": stamp,
            "workplaces": say("workplaces", count=len(self.dossier.workplaces)),
            "ruleset": same(self.assessment.ruleset),
            "state": joined((stamp, proposed, revision, same(self.code)), "; "),
            "ruleset_note": self._ruleset_note,
            "number": self.number(day),
            "issued": self.wording.day(self.issued) if self.issued else LocalizedText(),
            "revision": revision,
            "revision_reason": same(self.revision_reason),
            "deviations": say("deviations", reason=self.deviations)
            if self.deviations
            else LocalizedText(),
            "paper_code": same(self.code),
            "daymonth": same(f"{day:%d%m}"),
            "year": same(f"{day:%Y}"),
            "blank": say("blank"),
            "see_materials": say("see-materials"),
        }
        return {name: Field(text=text) for name, text in texts.items()}

    @cached_property
    def _ruleset_note(self) -> LocalizedText:
        """The rule set and its options for what the form judges: chosen or default."""
        ruleset = self.catalog.ruleset(self.assessment.ruleset)
        chosen = ruleset.chosen(self.dossier.certification.options)
        options = [
            self.wording.say("option", title=option.title, choice=option.choices[chosen[option.id]])
            for option in ruleset.options.values()
            if set(option.subjects) & set(self.subjects)
        ]
        proposed = "-proposed" if self.assessment.ruleset_proposed else ""
        plain_ = "" if options else "-plain"
        return self.wording.say(
            f"ruleset-note{plain_}{proposed}",
            ruleset=self.assessment.ruleset_title,
            options=joined(options, "; "),
        )

    def record(
        self, lists: Mapping[str, Sequence[Record]], fields: Mapping[str, Value] | None = None
    ) -> Record:
        """The record of a whole form."""
        return Record(fields={**self.header, **(fields or {})}, lists=lists)


def joined(texts: Iterable[LocalizedText], parting: str) -> LocalizedText:
    """Texts one after another; empty ones are left out."""
    known = [text for text in texts if text.get("ru")]
    return LocalizedText(
        kk=parting.join(text.get("kk") for text in known),
        ru=parting.join(text.get("ru") for text in known),
    )
