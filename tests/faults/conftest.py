"""The run of the fault tests and its figures at the end."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from faults.fault_run import FaultRun

SEED_VARIABLE = "RISKDESK_FAULTS_SEED"
_RUN = pytest.StashKey[FaultRun]()


def pytest_configure(config: pytest.Config) -> None:
    seed = int(os.environ.get(SEED_VARIABLE) or time.time_ns() % 10**9)
    config.stash[_RUN] = FaultRun(seed, long=bool(config.getoption("--long", default=False)))


@pytest.fixture
def fault_run(request: pytest.FixtureRequest) -> FaultRun:
    return request.config.stash[_RUN]


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    run = config.stash[_RUN]
    if run.figures:
        terminalreporter.section("faults")
        for line in run.figures:
            terminalreporter.write_line(line)
    if run.figures or terminalreporter.stats.get("failed"):
        terminalreporter.write_line(f"seed {run.seed} (again: {SEED_VARIABLE}={run.seed})")


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder whose syncs cost nothing, if the system has a place for that."""
    shared = Path("/dev/shm")  # noqa: S108 - a folder of its own is made there
    place = shared if shared.is_dir() else tmp_path
    with tempfile.TemporaryDirectory(prefix="riskdesk-faults-", dir=place) as name:
        yield Path(name)
