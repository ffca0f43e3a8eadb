"""A key typed into the sheet of noise at 10,000 workplaces until class and clause are painted."""

import time
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from statistics import median

from figure import Figure
from grid_rows import application
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QScrollArea,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from riskdesk.app.bootstrap import Program, make_program
from riskdesk.app.bundle import window_bundle
from riskdesk.app.store import make_context
from riskdesk.domain.dossier import Dossier
from riskdesk.domain.ids import (
    CertificationId,
    EnterpriseId,
    InstrumentId,
    PointId,
    PositionId,
    SectionId,
    WorkplaceId,
)
from riskdesk.domain.model import (
    Certification,
    Enterprise,
    Instrument,
    Point,
    Position,
    Section,
    Stay,
    Workplace,
)
from riskdesk.domain.values import LocalizedText
from riskdesk.rules.book import Book
from riskdesk.rules.finding import Assessment
from riskdesk.services.context import Context
from riskdesk.services.queries_points import PointsAnswer, points_answer
from riskdesk.services.queries_snapshot import Snapshot
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import Jobs
from riskdesk.ui.look import Look
from riskdesk.ui.screens.points_sheet import PointsSheet
from riskdesk.ui.screens.why_panel import WhyPanel
from riskdesk.ui.session import Session

WORKPLACES, KEYS = 10_000, 24
ROWS, COLUMNS, LABELS = 20, 20, 14
SIZE, PANEL = (1050, 560), (304, 560)
SENTENCE = "86 дБА − 80 дБА = +6 → больше 0, до 10 → 3.1; 1.04.001.2000 (по Р 2.2.755-99), шум"
DAY = date(2026, 4, 10)
RULESET = "KZ1.04.001.2000"


def measure() -> Figure:
    """Each key alternates between two classes; the panel of reasons is open."""
    app, look = application()
    program = make_program()
    context = make_context(program)
    desk = _desk(program, look)
    try:
        value, classes = _keys(app, desk, _answer(context))
    finally:
        desk.jobs.close()
    if classes != {"2", "3.1"}:
        raise AssertionError(f"the class did not follow the keys: {classes}")
    return Figure(
        name="points",
        value=value,
        floor=_bare(app),
        goal=4,
        limit=0.05,
        unit="s",
        floor_is="a cell of a bare QTableView changed, 14 labels made, both painted",
    )


def _desk(program: Program, look: Look) -> Desk:
    """A desk without a database: the sheet judges by what it was given."""

    def nothing() -> Session:
        raise AssertionError("the bench asks no database")

    bundle = window_bundle(Path("none.db"), program)
    bundle = replace(bundle, settings={}, keep=lambda _: None, read_drafts=dict, keep_drafts=None)
    return Desk(bundle, Jobs(nothing), look)


def _keys(app: QApplication, desk: Desk, answer: PointsAnswer) -> tuple[float, set[str]]:
    owner = QWidget()
    sheet = PointsSheet(desk, answer, owner)
    why = WhyPanel(desk.look)
    why.show()
    grid = sheet.grid
    grid.resize(*SIZE)
    why.resize(*PANEL)
    grid.show()
    row = sheet.live.keys()[WORKPLACES // 2]
    grid.go_to(row, "noise_leq")
    grid.setFocus()

    def explain(*_: object) -> None:
        found = sheet.live.row(row)
        if found is not None:
            why.show_point(found, "", sheet.live.spec, answer.tables)

    grid.typed.connect(explain)
    app.processEvents()
    _press(grid, "8")
    field = grid.delegate.editor
    if field is None:
        raise AssertionError("no editor")
    app.processEvents()
    taken, classes = [], set()
    for number in range(KEYS):
        letter = "6" if number % 2 == 0 else ""
        started = time.perf_counter()
        _press(field, letter)
        app.processEvents()
        taken.append(time.perf_counter() - started)
        index = grid.grid.index(grid.grid.row_of(row), grid.grid.column_of("class"))
        tag = grid.grid.cell(index).tag
        classes.add(tag.text if tag is not None else "")
    for widget in (grid, why, owner):
        widget.close()
        widget.deleteLater()
    app.processEvents()
    return median(taken[2:]), classes


def _press(widget: QWidget, letter: str) -> None:
    key = ord(letter) if letter else int(Qt.Key.Key_Backspace)
    held = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, held, letter))


def _bare(app: QApplication) -> float:
    model = QStandardItemModel(WORKPLACES, COLUMNS)
    middle = WORKPLACES // 2
    for row in range(middle - ROWS, middle + ROWS):
        for number in range(COLUMNS):
            model.setItem(row, number, QStandardItem("62,6"))
    view, panel = QTableView(), QScrollArea()
    view.setModel(model)
    panel.setWidgetResizable(True)
    for widget, size in ((view, SIZE), (panel, PANEL)):
        widget.resize(*size)
        widget.show()
    view.scrollTo(model.index(middle, 0))
    app.processEvents()
    taken = []
    for number in range(KEYS):
        started = time.perf_counter()
        model.setData(model.index(middle, 3), str(number))
        inner = QWidget()
        box = QVBoxLayout(inner)
        for _ in range(LABELS):
            label = QLabel(SENTENCE)
            label.setWordWrap(True)
            box.addWidget(label)
        panel.setWidget(inner)
        app.processEvents()
        taken.append(time.perf_counter() - started)
    for widget in (view, panel):
        widget.close()
        widget.deleteLater()
    app.processEvents()
    return median(taken)


def _answer(context: Context) -> PointsAnswer:
    dossier = _dossier()
    nobody = Assessment(
        ruleset=RULESET, ruleset_title=LocalizedText(), ruleset_proposed=False, workplaces=()
    )
    snapshot = Snapshot(dossier, nobody, ())
    return points_answer(snapshot, "noise", context, Book(context.catalog))


def _dossier() -> Dossier:
    certification, section = CertificationId("c"), SectionId("s")
    position = PositionId("p")
    meter = InstrumentId("i")
    workplaces = tuple(
        Workplace(
            id=WorkplaceId(f"w{n}"),
            certification_id=certification,
            position_id=position,
            number=n,
            shift_hours=Decimal(8),
        )
        for n in range(1, WORKPLACES + 1)
    )
    points = tuple(
        Point(
            id=PointId(f"t{n}"),
            certification_id=certification,
            family="noise",
            ordinal=n,
            label=f"{n}т",
            position_written="Слесарь",
            readings={"noise_leq": "62,6"},
            uncertainty="2,3",
            instrument_id=meter,
        )
        for n in range(1, WORKPLACES + 1)
    )
    return Dossier(
        enterprise=Enterprise(id=EnterpriseId("e"), name=LocalizedText("Завод", "Завод", "Plant")),
        certification=Certification(
            id=certification,
            enterprise_id=EnterpriseId("e"),
            title="2026",
            measured_on=DAY,
            ruleset=RULESET,
        ),
        sections=(
            Section(
                id=section,
                certification_id=certification,
                ordinal=1,
                name=LocalizedText("Өндіріс", "Производственный персонал", "Production"),
            ),
        ),
        positions=(
            Position(
                id=position,
                certification_id=certification,
                section_id=section,
                ordinal=1,
                name=LocalizedText("Слесарь", "Слесарь", "Fitter"),
                headcount=WORKPLACES,
            ),
        ),
        workplaces=workplaces,
        points=points,
        stays=tuple(
            Stay(id=f"y{p.id}", point_id=p.id, workplace_id=w.id, hours=Decimal(8))
            for p, w in zip(points, workplaces, strict=True)
        ),
        instruments=(
            Instrument(
                id=meter,
                certification_id=certification,
                name="Шумомер",
                quantities=("noise_leq",),
                certificate="NS-01",
                verified_on=date(2025, 12, 1),
                valid_until=date(2026, 12, 1),
            ),
        ),
    )
