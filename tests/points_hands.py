"""The hands at the screen of points: rows, cells, what is said of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QApplication, QLabel

from riskdesk.app.bootstrap import make_program
from riskdesk.app.store import store
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.model import Certification, Point
from riskdesk.services.edit_points import ChooseInstrument
from riskdesk.ui.desk import Place
from riskdesk.ui.kit.cells import Cell
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.points import PointsScreen
from riskdesk.ui.session import Session
from riskdesk.ui.shots import settle

Opened = Callable[..., tuple[MainWindow, PointsScreen]]
"""Opens the screen at a family in a language."""


def dossier_of(window: MainWindow, app: QApplication) -> Dossier:
    certification, found = window.desk.certification_id, list[Dossier]()

    def read(session: Session, _: object) -> Dossier:
        return session.snapshot(certification).dossier

    window.jobs.ask(read).on_done(found.append).start()
    settle(app, window)
    return found[0]


def do(window: MainWindow, app: QApplication, command: object) -> object:
    found: list[object] = []
    job = window.jobs.change(command)
    job.on_done(lambda done: found.append(done.value)).start()
    settle(app, window)
    settle(app, window)
    assert found, command
    return found[0]


def points_of(window: MainWindow, app: QApplication, family: str = "noise") -> list[Point]:
    return [p for p in dossier_of(window, app).points if p.family == family]


def with_meter(window: MainWindow, app: QApplication) -> None:
    """The sound level meter of the register measured every point of noise."""
    dossier = dossier_of(window, app)
    meter = next(i for i in dossier.instruments if "noise_leq" in i.quantities)
    names = tuple(p.id for p in dossier.points if p.family == "noise")
    do(window, app, ChooseInstrument(instrument_id=meter.id, point_ids=names))


def on_disk(database: Path, family: str = "noise") -> list[Point]:
    with store(make_program(), database) as opened, opened.unit_of_work() as uow:
        dossier = uow.dossier(uow.find(Certification)[0].id)
    return [point for point in dossier.points if point.family == family]


def cell(screen: PointsScreen, row: str, column: str) -> Cell:
    assert screen.sheet is not None
    grid = screen.sheet.grid
    return grid.grid.cell(grid.grid.index(grid.grid.row_of(row), grid.grid.column_of(column)))


def at(screen: PointsScreen, row: str, column: str = "noise_leq") -> None:
    assert screen.sheet is not None
    assert screen.sheet.grid.go_to(row, column)
    screen.sheet.grid.setFocus()


def tag(screen: PointsScreen, row: str) -> str:
    found = cell(screen, row, "class").tag
    return found.text if found is not None else ""


def said(screen: PointsScreen) -> str:
    return "\n".join(label.text() for label in screen.messages.findChildren(QLabel))


def explained(screen: PointsScreen) -> str:
    return "\n".join(label.text() for label in screen.why.findChildren(QLabel))


def shown_points(window: MainWindow, app: QApplication, family: str = "noise") -> PointsScreen:
    """The screen of points at a family, the meter chosen for the noise."""
    with_meter(window, app)
    window.show_place(Place("points", family))
    settle(app, window)
    settle(app, window)
    screen = window.current
    assert isinstance(screen, PointsScreen)
    assert screen.sheet is not None
    assert screen.sheet.family == family
    return screen
