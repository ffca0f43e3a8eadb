"""Checks of numbers beside each other: hours, neighbours, ranges, calibrations, uncertainty."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal

from riskdesk.domain.desk import FieldCheck
from riskdesk.domain.ids import InstrumentId
from riskdesk.domain.model import Instrument, Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.in_force import in_force_on
from riskdesk.rules.instruments import measures
from riskdesk.rules.written import written_range
from riskdesk.services.check_board import Board, joined, number
from riskdesk.services.check_outlying import check_outlying
from riskdesk.services.check_undecided import check_undecided
from riskdesk.services.field_drift import drift_of
from riskdesk.services.importing import format_date
from riskdesk.services.instrument_choice import quantity_title, range_of, range_words
from riskdesk.services.points_hours import family_hours
from riskdesk.services.points_read import numbers_at
from riskdesk.services.problem import Target
from riskdesk.services.spelling import in_ranges


def check_numbers(board: Board) -> None:
    """Checks of numbers against those of other workplaces, points and instruments."""
    _grades(board)
    check_outlying(board)
    for check in board.dossier.field_checks:
        _drift(board, check)
    _ranges(board)
    check_undecided(board)


def hours_at(board: Board, workplace: Workplace) -> None:
    """Hours at the places of a family that are not the hours of the shift."""
    shift = workplace.shift_hours
    if shift is None:
        return
    for each in family_hours(board.dossier, workplace):
        over = each.total > shift
        if each.total == shift or (not each.whole and not over):
            continue
        board.add(
            "stay-hours",
            workplace=workplace,
            quantity=each.family,
            place=board.at(workplace, quantity_title(each.family, board.catalog)),
            message=board.say(
                "stay-hours-over" if over else "stay-hours-under",
                total=number(each.total),
                shift=number(shift),
                rest=number(abs(shift - each.total)),
            ),
            targets=(
                *(Target("point", point) for point in each.points),
                Target("workplace", workplace.id),
            ),
        )


def _grades(board: Board) -> None:
    """Norms written at light points that are not those of the grade written beside them."""
    norm = in_force_on(board.dossier.certification.measured_on, board.catalog.light_norms)
    if norm is None:
        return
    odd: dict[tuple[str, str, LocalizedText], list[Point]] = defaultdict(list)
    for point in board.dossier.points:
        written = point.norms_written.get("illuminance", "")
        if point.family != "light" or not point.visual_grade:
            continue
        name = norm.grade(point.visual_grade)
        if name is None:
            unknown = board.say("visual-grade-not-listed", grade=point.visual_grade)
            odd[point.visual_grade, "", unknown].append(point)
            continue
        grade, span = norm.grades[name], written_range(written, "lower")
        if span is None or span.low in (grade.level, grade.also):
            continue
        also = () if grade.also is None else (grade.also,)
        levels = joined([number(each) for each in (grade.level, *also)], " / ")
        said = board.say("visual-grade-level", grade=grade.grade, written=written, level=levels)
        odd[point.visual_grade, written, said].append(point)
    if odd:
        every = [point for points in odd.values() for point in points]
        board.add(
            "visual-grade-odd",
            quantity="illuminance",
            place=board.say(
                "place-points-of",
                family=board.catalog.factors["light"].title,
                points=in_ranges(point.label for point in every),
            ),
            message=joined([said for _, _, said in odd], " "),
            targets=tuple(Target("point", point.id) for point in every),
        )


def _drift(board: Board, check: FieldCheck) -> None:
    """A calibration that failed: the values of its day are not to be trusted."""
    drift = drift_of(check)
    if not drift.faulty or drift.allowed is None:
        return
    instrument = board.dossier.instrument_by_id[check.instrument_id]
    day = board.dossier.certification.measured_on
    rows = [
        row
        for row in board.dossier.measurements
        if row.instrument_id == instrument.id and row.measured_on == check.day
    ]
    points = [
        point
        for point in board.dossier.points
        if instrument.id in point.instruments and (point.measured_on or day) == check.day
    ]
    board.add(
        "field-drift",
        quantity=check.quantity,
        place=_at(board, instrument),
        message=board.say(
            f"field-{drift.status}",
            day=format_date(check.day),
            quantity=quantity_title(check.quantity, board.catalog),
            difference=number(drift.worst),
            allowed=number(drift.allowed),
            count=len(rows) + len(points),
        ),
        targets=(
            Target("instrument", instrument.id),
            *(Target("measurement", row.id) for row in rows),
            *(Target("point", point.id) for point in points),
        ),
    )


def _ranges(board: Board) -> None:
    """Values that the instrument they were read by cannot read."""
    beyond: dict[tuple[InstrumentId, str], list[tuple[Decimal, Target]]] = defaultdict(list)
    for identity, target, read in _readings(board):
        instrument = board.dossier.instrument_by_id[identity]
        for quantity, values in read.items():
            span = range_of(instrument, quantity)
            wrong = next((value for value in values if value not in span), None)
            if wrong is not None:
                beyond[identity, quantity].append((wrong, target))
    for (identity, quantity), found in beyond.items():
        instrument = board.dossier.instrument_by_id[identity]
        board.add(
            "instrument-range",
            quantity=quantity,
            place=_at(board, instrument),
            message=board.say(
                "instrument-range",
                quantity=quantity_title(quantity, board.catalog),
                values=joined([number(value) for value, _ in found[:_SHOWN]], "; "),
                count=len(found),
                range=range_words(range_of(instrument, quantity)),
            ),
            targets=(Target("instrument", identity), *(target for _, target in found)),
        )


def _readings(
    board: Board,
) -> Iterator[tuple[InstrumentId, Target, Mapping[str, tuple[Decimal, ...]]]]:
    """What was read by instruments whose range is written: by column, with its place."""
    ranged = {each.id for each in board.dossier.instruments if each.ranges}
    for row in board.dossier.measurements:
        if row.instrument_id in ranged and row.value is not None:
            yield row.instrument_id, Target("measurement", row.id), {row.quantity: (row.value,)}
    for point in board.dossier.points:
        for identity in point.instruments:
            if identity in ranged:
                instrument = board.dossier.instrument_by_id[identity]
                read = {
                    quantity: values
                    for quantity, values in numbers_at(point, board.catalog).items()
                    if measures(instrument, quantity, board.catalog)
                }
                yield identity, Target("point", point.id), read


def _at(board: Board, instrument: Instrument) -> LocalizedText:
    return board.say(
        "place-instrument", instrument=instrument.name, certificate=instrument.certificate or "–"
    )


_SHOWN = 5
"""So many values are named; the rest is counted."""
