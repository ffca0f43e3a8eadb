"""The report of a program fault."""

from datetime import timedelta
from pathlib import Path

from surroundings import FixedClock

from riskdesk.app.crash import KEPT, keep_report


def _fault() -> BaseException:
    worker, known = "Ахметов Серік", dict[str, int]()
    try:
        try:
            known[worker] += 1
        except KeyError as error:
            raise ValueError(f"{worker}: 82,5") from error
    except ValueError as error:
        return error
    raise AssertionError("nothing was raised")


def test_a_report_says_where_and_never_whose(tmp_path: Path, clock: FixedClock) -> None:
    path = Path(keep_report(_fault(), tmp_path / "logs", clock))
    text = path.read_text(encoding="utf-8")
    assert "test_app_crash.py" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "Ахметов" not in text
    assert "82,5" not in text
    assert str(Path.home()) not in text


def test_old_reports_go(tmp_path: Path, clock: FixedClock) -> None:
    for _ in range(KEPT + 3):
        last = keep_report(_fault(), tmp_path, clock)
        clock.advance(timedelta(seconds=1))
    assert len(list(tmp_path.iterdir())) == KEPT
    assert Path(last).exists()


def test_a_report_that_cannot_be_kept_hides_nothing(tmp_path: Path, clock: FixedClock) -> None:
    (tmp_path / "taken").touch()
    assert keep_report(_fault(), tmp_path / "taken", clock) == "–"
