"""A chronometry: minutes by posture, and what they propose for the card of heaviness."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import ROUND_HALF_UP, Decimal

from riskdesk.domain.desk import Operation
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Workplace
from riskdesk.domain.values import HazardClass, LocalizedText, format_decimal
from riskdesk.rules.basis import Basis
from riskdesk.rules.classify import Answer, classify
from riskdesk.services.context import Context

POSTURES = ("sitting", "standing", "fixed", "uncomfortable_fixed", "forced")
"""Postures of an operation; all but sitting are rows of the criterion ``heaviness_posture``."""

POSTURE_INDICATOR = "5"


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationRow:
    """One operation with its minutes; ``running``: started and not stopped yet."""

    operation: Operation
    minutes: Decimal | None
    running: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PostureSum:
    """Minutes of one posture and their share of the shift in %, a whole number."""

    posture: str
    title: LocalizedText
    minutes: Decimal
    percent: Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class CardProposal:
    """What the chronometry proposes for an indicator of heaviness.

    ``text`` is written into the card, ``working`` beside it; the class is only proposed.
    """

    indicator: str
    text: str
    working: str
    hazard_class: HazardClass | None
    trace: tuple[LocalizedText, ...]
    clause: LocalizedText


@dataclass(frozen=True, slots=True, kw_only=True)
class Chronometry:
    """The whole list. ``shift``: minutes of the shift, ``None`` when its length is not given.

    ``base``: the minutes that shares are of: the shift, else what was observed.
    """

    rows: tuple[OperationRow, ...]
    total: Decimal
    shift: Decimal | None
    base: Decimal
    sums: tuple[PostureSum, ...]
    proposals: tuple[CardProposal, ...]


def minutes_of(operation: Operation) -> Decimal | None:
    """Its minutes: as typed, else between its taps to a tenth; ``None`` while it runs."""
    if operation.minutes is not None:
        return operation.minutes
    if not (operation.started and operation.stopped):
        return None
    begun, ended = (datetime.fromisoformat(t) for t in (operation.started, operation.stopped))
    seconds = Decimal(int((ended - begun).total_seconds()))
    return (seconds / 60).quantize(Decimal("0.1"), ROUND_HALF_UP)


def chronometry(dossier: Dossier, workplace: Workplace, context: Context) -> Chronometry:
    """The operations of a workplace, their sums, and the posture that they propose."""
    rows = tuple(
        OperationRow(
            operation=each,
            minutes=minutes_of(each),
            running=bool(each.started) and not each.stopped and each.minutes is None,
        )
        for each in dossier.operations
        if each.workplace_id == workplace.id
    )
    total = sum((row.minutes or Decimal(0) for row in rows), Decimal(0))
    shift = None if workplace.shift_hours is None else workplace.shift_hours * 60
    base = shift or total
    sums = _sums(rows, base, context)
    proposal = _posture(sums, base, Basis.of(dossier, context.catalog), context)
    return Chronometry(
        rows=rows,
        total=total,
        shift=shift,
        base=base,
        sums=sums,
        proposals=() if proposal is None else (proposal,),
    )


def _sums(rows: Iterable[OperationRow], base: Decimal, context: Context) -> tuple[PostureSum, ...]:
    minutes: dict[str, Decimal] = {}
    for row in rows:
        name = row.operation.posture
        if name and row.minutes:
            minutes[name] = minutes.get(name, Decimal(0)) + row.minutes
    return tuple(
        PostureSum(
            posture=name,
            title=context.texts.say(f"posture-{name.replace('_', '-')}"),
            minutes=minutes[name],
            percent=(minutes[name] * 100 / base).quantize(Decimal(1), ROUND_HALF_UP),
        )
        for name in POSTURES
        if name in minutes and base
    )


def _posture(
    sums: tuple[PostureSum, ...], base: Decimal, basis: Basis, context: Context
) -> CardProposal | None:
    """The posture line of the card: every posture with its share, the class of the worst."""
    if not sums:
        return None
    answers = _judged(sums, basis, context)
    worst = max(answers, key=lambda a: HazardClass(a.hazard_class or "1").ordinal, default=None)
    said = "; ".join(f"{each.title.ru} {format_decimal(each.percent)} %" for each in sums)
    whole = format_decimal(base.normalize())
    working = "; ".join(
        f"{each.title.ru}: {format_decimal(each.minutes)} / {whole} × 100" for each in sums
    )
    return CardProposal(
        indicator=POSTURE_INDICATOR,
        text=said,
        working=working,
        hazard_class=_class_of(worst, answers, basis),
        trace=tuple(line for answer in answers for line in answer.trace),
        clause=LocalizedText() if worst is None else worst.clause,
    )


def _judged(sums: Iterable[PostureSum], basis: Basis, context: Context) -> list[Answer]:
    criterion = basis.criterion("heaviness_posture")
    if criterion is None:
        return []
    rows: Mapping[str, Decimal] = {f"{each.posture}_pct": each.percent for each in sums}
    known = {key for way in criterion.inputs for key in way}
    return [
        classify(
            context.catalog, basis.criteria.id, "heaviness_posture", {key: value}, basis.options
        )
        for key, value in rows.items()
        if key in known
    ]


def _class_of(worst: Answer | None, answers: list[Answer], basis: Basis) -> HazardClass | None:
    if worst is not None and worst.hazard_class:
        return HazardClass(worst.hazard_class)
    # Only sitting: no row of the criterion asks for more than the first class.
    known = basis.criterion("heaviness_posture") is not None
    return HazardClass.OPTIMAL if known and not answers else None
