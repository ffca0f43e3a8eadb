"""Fixtures of unit tests: a desk on a real file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes import FakeClock
from file_desk import FileDesk
from structure_hands import Hands

from riskdesk.data.database import open_database


@pytest.fixture
def file_desk(tmp_path: Path) -> Iterator[FileDesk]:
    """A certification of three workplaces in a database file."""
    desk = FileDesk(tmp_path / "қор.db")
    yield desk
    desk.close()


@pytest.fixture
def hands(tmp_path: Path) -> Iterator[Hands]:
    """An empty certification in a database file, and who works on it."""
    with open_database(tmp_path / "құрылым.db", clock=FakeClock(), user="тест") as database:
        found = Hands(database)
        found.begin()
        yield found
