"""Changes a person makes on a page: each is one command, one transaction, one line of history."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import CertificationId, EnterpriseId, WorkplaceId, uuid7
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Mark,
    Measurement,
    Workplace,
)
from riskdesk.domain.values import (
    HazardClass,
    LocalizedText,
    Season,
    parse_decimal,
)
from riskdesk.rules.catalog import Catalog
from riskdesk.services import (
    edit_acceptance,
    edit_attachments,
    edit_cards,
    edit_commission,
    edit_groups,
    edit_guarantees,
    edit_headings,
    edit_instruments,
    edit_measures,
    edit_own,
    edit_plan,
    edit_points,
    edit_safety,
    edit_structure,
    naming,
    sealing,
)
from riskdesk.services.context import Context
from riskdesk.services.editable import selector_value, subjects, with_selector
from riskdesk.services.handlers import Handlers
from riskdesk.services.naming import enterprise_bin, enterprise_name
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.possible import require_possible
from riskdesk.services.structure_people import MOST_PEOPLE
from riskdesk.services.typed_fields import name_text, text


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeValue:
    """Another value of a measurement, as typed; an empty text is "not measured"."""

    measurement_id: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetMark:
    """The specialist's own class of a subject (see ``Mark``); ``None`` takes it away."""

    workplace_id: WorkplaceId
    subject: str
    hazard_class: HazardClass | None
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseRuleset:
    """Choose the rule set of a certification and its options."""

    certification_id: CertificationId
    ruleset: str
    options: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeSelector:
    """Decide what chooses the row of a norm; ``None`` goes back to the proposal.

    ``field``: ``noise_row``, ``work_category``, ``permanent``, ``visual_grade`` of the workplace,
    or ``season`` of its certification.
    """

    workplace_id: WorkplaceId
    field: str
    value: object


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeStaffing:
    """How many men and women work at a workplace; ``None``: not given."""

    workplace_id: WorkplaceId
    men: int | None
    women: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewCertification:
    """A new certification, of a new enterprise or of one that is there already.

    ``ruleset`` stays ``None`` until a person chooses it. Temperature in °C and pressure in mmHg as
    typed.
    """

    enterprise: LocalizedText
    title: str
    measured_on: date
    enterprise_id: EnterpriseId | None = None
    bin: str = ""
    address: LocalizedText = LocalizedText()
    ruleset: str | None = None
    options: Mapping[str, str] = field(default_factory=dict)
    outdoor_temperature: str = ""
    pressure: str = ""


@dataclass(frozen=True, slots=True)
class Several:
    """Commands that are one change: all or none, one line of history, one step of undo.

    ``label``: what was done, and to how many rows: ``paste/40``, ``fill/3``, ``clear/12``.
    """

    commands: tuple[object, ...]
    label: str


def run(command: object, uow: UnitOfWork, context: Context) -> Done:
    """Carry out one command in its own transaction; a ``UserError`` leaves everything as it was."""
    with uow:
        done = apply(command, uow, context)
        uow.commit(done.label)
    return done


def apply(command: object, uow: UnitOfWork, context: Context) -> Done:
    """``run`` inside an open transaction."""
    handler = HANDLERS.get(type(command))
    if handler is None:
        raise TypeError(f"not a command: {command!r}")
    return handler(command, uow, context)


def _several(command: Several, uow: UnitOfWork, context: Context) -> Done:
    done = [apply(each, uow, context) for each in command.commands]
    changes = frozenset(area for each in done for area in each.changes)
    return Done(changes=changes, label=command.label, value=tuple(each.value for each in done))


def _change_value(command: ChangeValue, uow: UnitOfWork, context: Context) -> Done:
    measurement = uow.get(Measurement, command.measurement_id)
    value = parse_decimal(command.text)
    spec = context.catalog.quantities.get(measurement.quantity)
    if spec is not None:
        require_possible(value, spec, context.texts)
    uow.replace(replace(measurement, value_text=command.text.strip(), value=value))
    return Done(changes=frozenset({Area.MEASUREMENTS}), label="change-value", value=value)


def _set_mark(command: SetMark, uow: UnitOfWork, context: Context) -> Done:
    catalog = context.catalog
    if command.subject not in subjects(catalog):
        raise UserError("subject-unknown", subject=command.subject)
    uow.get(Workplace, command.workplace_id)
    found = uow.find(Mark, workplace_id=command.workplace_id, subject=command.subject)
    old = found[0] if found else None
    if command.hazard_class is None:
        if old is not None:
            uow.remove(old)
    else:
        new = Mark(
            id=old.id if old else uuid7(),
            workplace_id=command.workplace_id,
            subject=command.subject,
            hazard_class=command.hazard_class,
            reason=text(command.reason),
        )
        (uow.replace if old else uow.add)(new)
    return Done(changes=frozenset({Area.MARKS}), label="set-mark", value=command.hazard_class)


def _choose_ruleset(command: ChooseRuleset, uow: UnitOfWork, context: Context) -> Done:
    catalog = context.catalog
    certification = uow.get(Certification, command.certification_id)
    options = _options(command.ruleset, command.options, catalog)
    uow.replace(replace(certification, ruleset=command.ruleset, options=options))
    return Done(
        changes=frozenset({Area.CERTIFICATIONS}), label="choose-ruleset", value=command.ruleset
    )


def _options(ruleset: str, options: Mapping[str, str], catalog: Catalog) -> dict[str, str]:
    """The options as stored: only what was said, each a choice that the rule set has."""
    known = catalog.ruleset(ruleset)
    if not known.choosable:
        raise UserError("ruleset-not-choosable", ruleset=ruleset)
    known.chosen(options)
    return dict(options)


def _change_selector(command: ChangeSelector, uow: UnitOfWork, context: Context) -> Done:
    catalog = context.catalog
    workplace = uow.get(Workplace, command.workplace_id)
    value = selector_value(command.field, command.value, catalog)
    if command.field == "season":
        certification = uow.get(Certification, workplace.certification_id)
        season = None if value is None else Season(str(value))
        uow.replace(replace(certification, season=season))
    else:
        uow.replace(with_selector(workplace, command.field, value))
    areas = {Area.CERTIFICATIONS} if command.field == "season" else {Area.STRUCTURE}
    return Done(changes=frozenset(areas), label="change-selector", value=value)


def _change_staffing(command: ChangeStaffing, uow: UnitOfWork, _: Context) -> Done:
    workplace = uow.get(Workplace, command.workplace_id)
    for count in (command.men, command.women):
        if count is not None and not 0 <= count <= MOST_PEOPLE:
            raise UserError("staffing-wrong", count=count)
    uow.replace(replace(workplace, men=command.men, women=command.women))
    return Done(changes=frozenset({Area.STRUCTURE}), label="change-staffing")


def _new_certification(command: NewCertification, uow: UnitOfWork, context: Context) -> Done:
    catalog = context.catalog
    options = _options(command.ruleset, command.options, catalog) if command.ruleset else {}
    if command.enterprise_id is not None:
        enterprise = uow.get(Enterprise, command.enterprise_id)
    else:
        enterprise = _new_enterprise(command)
        uow.add(enterprise)
    certification = Certification(
        id=CertificationId(uuid7()),
        enterprise_id=enterprise.id,
        title=name_text(command.title) or enterprise.name.get("ru"),
        measured_on=command.measured_on,
        ruleset=command.ruleset,
        options=options,
        outdoor_temperature=parse_decimal(command.outdoor_temperature),
        pressure=parse_decimal(command.pressure),
    )
    uow.add(certification)
    return Done(
        changes=frozenset({Area.CERTIFICATIONS}), label="new-certification", value=certification.id
    )


def _new_enterprise(command: NewCertification) -> Enterprise:
    return Enterprise(
        id=EnterpriseId(uuid7()),
        name=enterprise_name(command.enterprise),
        bin=enterprise_bin(command.bin),
        address=command.address,
    )


HANDLERS: Handlers = {
    Several: _several,
    ChangeValue: _change_value,
    SetMark: _set_mark,
    ChooseRuleset: _choose_ruleset,
    ChangeSelector: _change_selector,
    ChangeStaffing: _change_staffing,
    NewCertification: _new_certification,
    **naming.HANDLERS,
    **edit_acceptance.HANDLERS,
    **edit_attachments.HANDLERS,
    **edit_cards.HANDLERS,
    **edit_commission.HANDLERS,
    **edit_groups.HANDLERS,
    **edit_guarantees.HANDLERS,
    **edit_headings.HANDLERS,
    **edit_instruments.HANDLERS,
    **edit_measures.HANDLERS,
    **edit_own.HANDLERS,
    **edit_plan.HANDLERS,
    **edit_points.HANDLERS,
    **edit_safety.HANDLERS,
    **edit_structure.HANDLERS,
    **sealing.HANDLERS,
}
"""What carries out each command."""
