"""Changes of the cards of heaviness and tension: a value, its arithmetic, one card for several."""

from dataclasses import dataclass, replace
from decimal import Decimal

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import WorkplaceId, uuid7
from riskdesk.domain.model import CardEntry, CardKind, Certification, Mark, Workplace
from riskdesk.domain.values import Provenance, format_decimal
from riskdesk.rules.basis import Basis
from riskdesk.rules.cards import sexes_of
from riskdesk.rules.catalog import Catalog
from riskdesk.rules.specs import IndicatorSpec
from riskdesk.rules.working import work_out
from riskdesk.services.context import Context
from riskdesk.services.handlers import Handlers
from riskdesk.services.ports import Area, Done, UnitOfWork
from riskdesk.services.typed_fields import text as read_text

ARITHMETIC = "="
"""What a typed value begins with that is to be worked out, as in Excel."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeCardValue:
    """Another value of a card's indicator, as written: a number, «до 15», or words.

    ``=2,5×1,2×300; 4×2×30`` is arithmetic: it is kept and its result becomes the value
    (``UserError("working-not-read")``). A value alone takes the arithmetic of an older one away;
    ``=`` alone takes the arithmetic away and leaves the value.
    """

    workplace_id: WorkplaceId
    card: CardKind
    indicator: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplyCard:
    """The card of one workplace, with its marks, becomes the card of others, as inherited.

    The value counts the others.
    """

    source_id: WorkplaceId
    card: CardKind
    target_ids: tuple[WorkplaceId, ...]


def indicator_spec(catalog: Catalog, card: CardKind, indicator: str) -> IndicatorSpec:
    """The indicator of that number; ``UserError("subject-unknown")``."""
    found = next((each for each in catalog.indicators[card] if each.number == indicator), None)
    if found is None:
        raise UserError("subject-unknown", subject=f"{card}/{indicator}")
    return found


def typed_entry(
    old: CardEntry | None,
    spec: IndicatorSpec,
    text: str,
    workplace: Workplace,
    basis: Basis,
) -> tuple[str, str]:
    """The value and the arithmetic that a typed text means, see ``ChangeCardValue``."""
    text = read_text(text)
    if not text.startswith(ARITHMETIC):
        same = old is not None and old.value_text == text
        return text, old.working if old is not None and same else ""
    working = text.removeprefix(ARITHMETIC).strip()
    if not working:
        return (old.value_text if old is not None else ""), ""
    if spec.calc is None:
        raise UserError("working-none", indicator=spec.number)
    sex = sexes_of(workplace)[0].value
    worked = work_out(basis, spec.calc, working, sex)
    if worked is None:
        raise UserError("working-not-read", text=working)
    return written(worked.value), working


def written(value: Decimal) -> str:
    """A number as it is stored on a card: no zeros behind the comma."""
    whole = value.to_integral_value()
    return format_decimal(whole if whole == value else value.normalize())


def _change(command: ChangeCardValue, uow: UnitOfWork, context: Context) -> Done:
    spec = indicator_spec(context.catalog, command.card, command.indicator)
    workplace = uow.get(Workplace, command.workplace_id)
    found = uow.find(
        CardEntry,
        workplace_id=command.workplace_id,
        card=command.card,
        indicator=command.indicator,
    )
    old = found[0] if found else None
    certification = uow.get(Certification, workplace.certification_id)
    basis = Basis.of_certification(certification, context.catalog)
    text, working = typed_entry(old, spec, command.text, workplace, basis)
    if old is not None:
        uow.replace(replace(old, value_text=text, working=working, provenance=Provenance.MEASURED))
    else:
        uow.add(
            CardEntry(
                id=uuid7(),
                workplace_id=command.workplace_id,
                card=command.card,
                indicator=command.indicator,
                value_text=text,
                working=working,
            )
        )
    return Done(changes=frozenset({Area.CARDS}), label="change-card-value", value=text)


def _apply(command: ApplyCard, uow: UnitOfWork, _: Context) -> Done:
    source = uow.get(Workplace, command.source_id)
    targets = [uow.get(Workplace, one) for one in command.target_ids if one != source.id]
    if not targets:
        raise UserError("card-no-targets")
    if any(one.certification_id != source.certification_id for one in targets):
        raise UserError("other-certification")
    entries = uow.find(CardEntry, workplace_id=source.id, card=command.card)
    marks = [one for one in uow.find(Mark, workplace_id=source.id) if _of(one, command.card)]
    for target in targets:
        _mirror_entries(uow, entries, target, command.card)
        _mirror_marks(uow, marks, target, command.card)
    changes = frozenset({Area.CARDS, Area.MARKS})
    return Done(changes=changes, label="apply-card", value=len(targets))


def _mirror_entries(
    uow: UnitOfWork, entries: list[CardEntry], target: Workplace, card: CardKind
) -> None:
    there = {one.indicator: one for one in uow.find(CardEntry, workplace_id=target.id, card=card)}
    for entry in entries:
        old = there.pop(entry.indicator, None)
        new = replace(
            entry,
            id=old.id if old else uuid7(),
            workplace_id=target.id,
            position_written=old.position_written if old else "",
            provenance=Provenance.INHERITED,
        )
        (uow.replace if old else uow.add)(new)
    for old in there.values():
        uow.remove(old)


def _mirror_marks(uow: UnitOfWork, marks: list[Mark], target: Workplace, card: CardKind) -> None:
    there = {one.subject: one for one in uow.find(Mark, workplace_id=target.id) if _of(one, card)}
    for mark in marks:
        old = there.pop(mark.subject, None)
        new = replace(mark, id=old.id if old else uuid7(), workplace_id=target.id)
        (uow.replace if old else uow.add)(new)
    for old in there.values():
        uow.remove(old)


def _of(mark: Mark, card: CardKind) -> bool:
    return mark.subject.partition("/")[0] == card


HANDLERS: Handlers = {ChangeCardValue: _change, ApplyCard: _apply}
