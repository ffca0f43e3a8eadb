"""The worker: answers come to the window's thread, faults become failures, cancel stops."""

import threading

from PySide6.QtWidgets import QApplication
from window_hands import OpenWindow

from riskdesk.domain.errors import UserError
from riskdesk.services.edit import ChangeValue
from riskdesk.services.ports import Cancelled, Progress
from riskdesk.ui.jobs import Failure
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle


def test_work_is_done_in_one_other_thread(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    worked: list[str] = []
    answered: list[str] = []

    def work(_session: Session, _progress: Progress) -> int:
        worked.append(threading.current_thread().name)
        return len(worked)

    def answer(_: int) -> None:
        answered.append(threading.current_thread().name)

    for _ in range(3):
        window.jobs.ask(work).on_done(answer).start()
    settle(app, window)
    assert worked == ["database"] * 3
    assert answered == [threading.main_thread().name] * 3


def test_a_user_error_is_said_in_words(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    window.jobs.change(ChangeValue(measurement_id="there-is-none", text="5")).start()
    settle(app, window)
    assert window._notice.isVisible()
    assert not window._top._saved.isVisible()


def test_a_bug_is_calm_and_logged(
    open_window: OpenWindow, app: QApplication, log_lines: list[str]
) -> None:
    window: MainWindow = open_window()
    failed: list[Exception] = []

    def broken(_session: Session, _progress: Progress) -> int:
        raise ZeroDivisionError

    window.jobs.ask(broken).on_failed(failed.append).start()
    settle(app, window)
    assert isinstance(failed[0], Failure)
    assert "a job failed" in log_lines[0]
    log_lines.clear()
    assert window.jobs.busy is False


def test_cancel_reaches_the_work(open_window: OpenWindow, app: QApplication) -> None:
    window: MainWindow = open_window()
    failed: list[Exception] = []
    started = threading.Event()
    stopped = threading.Event()

    def long(_session: Session, progress: Progress) -> None:
        started.set()
        stopped.wait(5)
        progress.step(1, 2)

    job = window.jobs.ask(long).on_failed(failed.append).start()
    assert started.wait(5)
    job.cancel()
    stopped.set()
    settle(app, window)
    assert isinstance(failed[0], Cancelled)


def test_an_unknown_code_is_said_too(open_window: OpenWindow) -> None:
    window: MainWindow = open_window()
    assert window.desk.failure_text(UserError("no-such-code")) == window.desk.words(
        "error.unexpected"
    )


def test_what_waits_in_the_queue_is_not_asked_twice(
    open_window: OpenWindow, app: QApplication
) -> None:
    window: MainWindow = open_window()
    jobs = window.jobs
    gate, asked, turn = threading.Event(), list[int](), None

    def ask() -> None:
        asked.append(len(asked))
        jobs.ask(lambda _session, _progress: None).start()

    jobs.ask(lambda _session, _progress: gate.wait(10)).start()
    for _ in range(3):
        turn = jobs.once(ask, turn)
    assert asked == [0]
    gate.set()
    settle(app, window)
    jobs.once(ask, turn)
    assert asked == [0, 1]
    settle(app, window)
