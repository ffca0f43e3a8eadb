"""The run of the fault tests: how long, from which seed, and what it found."""

import os
import random
import time
from collections.abc import Callable

import pytest

SEED_VARIABLE = "RISKDESK_FAULTS_SEED"
_FIGURES = pytest.StashKey[list[str]]()
_SEED = pytest.StashKey[int]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = []
    config.stash[_SEED] = int(os.environ.get(SEED_VARIABLE) or time.time_ns() % 10**9)


@pytest.fixture
def long(request: pytest.FixtureRequest) -> bool:
    """Whether this run may take a night (``--long``)."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def chance(request: pytest.FixtureRequest) -> random.Random:
    """Random moments, the same again under the same seed."""
    return random.Random(request.config.stash[_SEED])  # noqa: S311 - moments, not secrets


@pytest.fixture
def figure(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Adds a line to the figures that end the run."""
    return request.config.stash[_FIGURES].append


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    figures = config.stash[_FIGURES]
    if figures or terminalreporter.stats.get("failed"):
        terminalreporter.section("faults")
        for line in figures:
            terminalreporter.write_line(line)
        terminalreporter.write_line(f"seed {config.stash[_SEED]} (again: {SEED_VARIABLE}=…)")
