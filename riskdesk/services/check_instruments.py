"""Checks of the instruments that measured: out of verification, without dates, none at all."""

from collections import defaultdict
from collections.abc import Set as AbstractSet

from riskdesk.domain.model import Instrument, Measurement, Point, Workplace
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.instruments import in_verification
from riskdesk.services.check_board import Board, joined
from riskdesk.services.importing import format_date
from riskdesk.services.points_read import measured_columns
from riskdesk.services.problem import Target, Told
from riskdesk.services.spelling import in_ranges

Rows = list[tuple[Workplace, Measurement]]


def check_instruments(board: Board) -> None:
    """Instruments used whose verification is not known; values that no instrument has read."""
    undated: dict[str, Rows] = defaultdict(list)
    missing: dict[str, Rows] = defaultdict(list)
    by_id = board.dossier.instrument_by_id
    for workplace in board.dossier.workplaces:
        for row in board.dossier.measurements_of(workplace):
            if row.value is None:
                continue
            if row.instrument_id is None:
                missing[row.quantity].append((workplace, row))
            elif _undated(by_id[row.instrument_id], row):
                undated[row.instrument_id].append((workplace, row))
    for instrument in board.dossier.instruments:
        if instrument.id in undated:
            _add_undated(board, instrument, undated[instrument.id])
    if by_id:  # a list that is empty was not filled in yet
        for rows in missing.values():
            _add_missing(board, rows)
        _check_points(board, missing.keys())


def _check_points(board: Board, told: AbstractSet[str]) -> None:
    """Points that were read by nobody knows what, one line a family.

    Not those of quantities ``told`` of the journal: one instrument that lacks is one problem.
    """
    bare: dict[str, list[Point]] = defaultdict(list)
    for point in board.dossier.points:
        read = () if point.instruments else measured_columns(point, board.catalog)
        if read and told.isdisjoint(read):
            bare[point.family].append(point)
    for name, points in bare.items():
        board.add(
            "instrument-missing",
            quantity=name,
            place=board.say(
                "place-points-of",
                family=board.catalog.families[name].title,
                points=in_ranges(point.label for point in points),
            ),
            message=board.say("instrument-missing-points"),
            targets=tuple(Target("point", point.id) for point in points),
        )


def _undated(instrument: Instrument, row: Measurement) -> bool:
    """Whether its verification has no known day or end, and is not known to be over."""
    known = instrument.verified_on is not None and instrument.valid_until is not None
    return not known and in_verification(instrument, row.measured_on)


def _add_undated(board: Board, instrument: Instrument, rows: Rows) -> None:
    verified, until = _ends(instrument)
    by_quantity: dict[str, Rows] = defaultdict(list)
    for workplace, row in rows:
        by_quantity[row.quantity].append((workplace, row))
    named = {"instrument": instrument.name, "certificate": instrument.certificate or "–"}
    places = [_rows(board, found) for found in by_quantity.values()]
    board.add(
        "instrument-undated",
        place=joined((board.say("place-instrument", **named), *places), "; "),
        message=board.say(
            "instrument-undated", instrument=instrument.name, verified=verified, until=until
        ),
        targets=(Target("instrument", instrument.id),),
    )


def _add_missing(board: Board, rows: Rows) -> None:
    first = rows[0][1]
    board.add(
        "instrument-missing",
        quantity=first.quantity,
        place=_rows(board, rows),
        message=board.say("instrument-missing", quantity=board.spec(first).title),
        targets=tuple(Target("measurement", row.id) for _, row in rows),
    )


def _rows(board: Board, rows: Rows) -> LocalizedText:
    return board.say(
        "place-journal-rows",
        quantity=board.spec(rows[0][1]).title,
        count=len(rows),
        first=rows[0][0].number,
        last=rows[-1][0].number,
    )


def instrument_expired(board: Board, workplace: Workplace, row: Measurement) -> None:
    """A value whose instrument was out of verification on its day."""
    instrument = (
        board.dossier.instrument_by_id.get(row.instrument_id) if row.instrument_id else None
    )
    if row.value is None or instrument is None:
        return
    if in_verification(instrument, row.measured_on):
        return
    verified, until = _ends(instrument)
    board.add(
        "instrument-expired",
        workplace=workplace,
        quantity=row.quantity,
        place=board.at(workplace, board.spec(row).title),
        message=Told(
            board.say(
                "instrument-expired-on",
                instrument=instrument.name,
                certificate=instrument.certificate or "–",
                verified=verified,
                until=until,
                day=format_date(row.measured_on),
            ),
            board.say(
                "instrument-expired-brief",
                instrument=instrument.name,
                day=format_date(row.measured_on),
                until=until,
            ),
        ),
        targets=(*targets_of(row), Target("instrument", instrument.id)),
    )


def _ends(instrument: Instrument) -> tuple[str, str]:
    verified, until = instrument.verified_on, instrument.valid_until
    return (
        "–" if verified is None else format_date(verified),
        "–" if until is None else format_date(until),
    )


def targets_of(row: Measurement) -> tuple[Target, ...]:
    """Where a row of the journal is put right."""
    return (Target("measurement", row.id), Target("workplace", row.workplace_id))
