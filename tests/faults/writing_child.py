"""A program that commits without end and acknowledges each commit; it is there to be killed.

``python writing_child.py FILE CERTIFICATION [lie]``: every commit adds one value, changes the
title of the certification to the value's number and gives all marks that number as their reason.
``lie`` acknowledges first: the control that a harness which sees nothing would not catch.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from riskdesk.data.database import Database, open_database
from riskdesk.domain.ids import uuid7
from riskdesk.domain.model import Certification, Mark, Measurement, Workplace


class _Clock:
    def now(self) -> datetime:
        return datetime.now(UTC)


def write(database: Database, certification_id: str, number: int) -> None:
    """Commit number ``number``."""
    with database.unit_of_work() as uow:
        head = uow.get(Certification, certification_id)
        (place,) = uow.find(Workplace, certification_id=certification_id)
        uow.add(
            Measurement(
                id=uuid7(),
                workplace_id=place.id,
                quantity="noise_leq",
                ordinal=number,
                value_text=str(number),
                value=None,
                unit="dB",
                measured_on=head.measured_on,
            )
        )
        uow.replace(replace(head, title=str(number)))
        for mark in uow.find(Mark, workplace_id=place.id):
            uow.replace(replace(mark, reason=str(number)))
        uow.commit("write")


def main(path: str, certification_id: str, *flags: str) -> None:
    """Write and acknowledge until killed."""
    with open_database(Path(path), clock=_Clock(), user="child") as database:
        with database.unit_of_work() as uow:
            number = int(uow.get(Certification, certification_id).title)
        while True:
            number += 1
            if "lie" in flags:
                print(number, flush=True)  # noqa: T201 - the acknowledgement
            else:
                write(database, certification_id, number)
                print(number, flush=True)  # noqa: T201 - the acknowledgement


if __name__ == "__main__":
    main(*sys.argv[1:])
