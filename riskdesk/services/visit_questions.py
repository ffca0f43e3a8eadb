"""Questions to the employer, made of the gaps of a certification."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import WorkplaceId
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.services.check_welding import missing_factors
from riskdesk.services.context import Context
from riskdesk.services.spelling import in_ranges


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """One question: ``code`` stable, ``text`` with the workplaces it is about."""

    code: str
    text: LocalizedText
    workplaces: tuple[WorkplaceId, ...] = ()


Asks = Callable[[Workplace], bool]


def questions(dossier: Dossier, context: Context) -> tuple[Question, ...]:
    """What only the employer can answer, the enterprise first, then the workplaces."""
    return (*_of_enterprise(dossier, context), *_of_workplaces(dossier, context))


def _of_enterprise(dossier: Dossier, context: Context) -> Iterator[Question]:
    enterprise = dossier.enterprise
    gaps = {
        "ask-bin": not enterprise.bin,
        "ask-address": not (enterprise.address.ru or enterprise.address.kk),
        "ask-activity": not enterprise.activity,
        "ask-commission": not dossier.commission,
    }
    for code, open_ in gaps.items():
        if open_:
            yield Question(code=code, text=context.texts.say(code))
    unnamed = [each for each in dossier.positions if each.name.missing()]
    if unnamed:
        named = ", ".join(f"«{each.name.get('ru')}»" for each in unnamed[:_SHOWN])
        more = max(0, len(unnamed) - _SHOWN)
        yield Question(
            code="ask-names",
            text=context.texts.say("ask-names", positions=named, more=more),
        )


def _of_workplaces(dossier: Dossier, context: Context) -> Iterator[Question]:
    for code, asks in _asks(dossier, context).items():
        found = [each for each in dossier.workplaces if asks(each)]
        if found:
            numbers = in_ranges(each.number for each in found)
            yield Question(
                code=code,
                text=context.texts.say(code, numbers=numbers, count=len(found)),
                workplaces=tuple(each.id for each in found),
            )


def _asks(dossier: Dossier, context: Context) -> dict[str, Asks]:
    catalog = context.catalog
    checked = {each.workplace_id for each in dossier.safety_checks}
    equipped = {each.workplace_id for each in dossier.ppe_items}
    unissued = {each.workplace_id for each in dossier.ppe_items if each.issued is None}

    def traits(workplace: Workplace) -> frozenset[str]:
        name = dossier.position_of(workplace).name
        return catalog.occupations.traits_of(name.ru, name.kk)

    def loads(workplace: Workplace) -> bool:
        entries = dossier.entries_of(workplace, "heaviness")
        return "loads" in traits(workplace) and not any(each.value_text for each in entries)

    def hours(workplace: Workplace) -> bool:
        stays = dossier.stays_of(workplace)
        return len(stays) > 1 and any(stay.hours is None for stay in stays)

    return {
        "ask-people": lambda each: each.men is None and each.women is None,
        "ask-shift": lambda each: each.shift_hours is None,
        "ask-night": lambda each: each.night is None and "night" in traits(each),
        "ask-hours": hours,
        "ask-welding": lambda each: bool(missing_factors(dossier, each, catalog)),
        "ask-loads": loads,
        "ask-equipment": lambda each: each.id not in checked,
        "ask-ppe": lambda each: each.id not in equipped,
        "ask-issued": lambda each: each.id in unissued,
    }


_SHOWN = 10
