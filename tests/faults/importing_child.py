"""A program that makes the sample; it is there to be killed while it does.

``python importing_child.py FILE RESOURCES`` says ``start`` before its only transaction and
``done`` after it.
"""

import sys
from pathlib import Path

from fakes import FakeClock
from faults.programs import context_of, make_sample

from riskdesk.data.database import open_database


def main(path: str, resources: str) -> None:
    """Make the sample between two words."""
    context = context_of(Path(resources))
    with open_database(Path(path), clock=FakeClock(), user="child") as database:
        print("start", flush=True)  # noqa: T201 - the word the parent waits for
        make_sample(database, context, Path(resources))
        print("done", flush=True)  # noqa: T201 - the acknowledgement


if __name__ == "__main__":
    main(*sys.argv[1:])
