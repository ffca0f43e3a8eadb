"""The catalog of the repository, read once."""

from pathlib import Path

import pytest

from riskdesk.rules.catalog import Catalog

RESOURCES = Path(__file__).parents[2] / "resources"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    return Catalog.load(RESOURCES)
