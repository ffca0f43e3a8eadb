"""About the program: its version, the criteria it holds, what it is made of and the licences."""

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from riskdesk.ui.bundle import About
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text

_WIDE, _HIGH = 620, 300


class AboutDialog(Dialog):
    """Everything in it can be copied as text, to tell it to whoever helps."""

    def __init__(self, desk: Desk, parent: QWidget | None) -> None:
        look, tr = desk.look, desk.look.tr
        super().__init__(look, parent, tr("about.title"), tr("about.second"))
        self._about: About | None = None
        self.program = Text(look, "", weight="medium", wrap=True)
        self.criteria = Text(look, "", wrap=True)
        self.edition = Text(look, "", "small", "text_2", wrap=True)
        for each in (self.program, self.criteria, self.edition):
            self.body.addWidget(each)
        columns = (
            Column(key="part", title=tr("about.part"), width=170),
            Column(key="version", title=tr("about.version"), width=90),
            Column(key="licence", title=tr("about.licence"), stretch=True, width=180),
        )
        self.grid = Grid(look, columns, tr("about.parts"))
        self.grid.setMinimumSize(*(look.theme.length(n) for n in (_WIDE, _HIGH)))
        self.body.addWidget(self.grid, 1)
        self.copy = button(look, tr("about.copy"))
        self.copy.clicked.connect(self._copy)
        self.copy.setEnabled(False)
        close = button(look, tr("action.close"))
        close.clicked.connect(self.reject)
        self.foot.addWidget(self.copy)
        self.foot.addWidget(close)
        read = desk.bundle.about
        if read is not None:
            desk.jobs.ask(lambda *_: read()).on_done(while_alive(self, self.show_about)).start()

    def show_about(self, about: About) -> None:
        """Fill in what was read."""
        tr = self.look.tr
        self._about = about
        self.program.setText(tr("about.program", version=about.version, system=about.system))
        self.criteria.setText("\n".join((tr("about.criteria"), *about.rulesets)))
        hashes = ", ".join(f"{name} {digest}" for name, digest in about.editions.items())
        self.edition.setText(tr("about.edition", hashes=hashes))
        cells = [
            GridRow(
                key=part.name,
                cells={
                    "part": Cell(text=part.name),
                    "version": Cell(text=part.version),
                    "licence": Cell(text=part.licence),
                },
            )
            for part in about.parts
        ]
        self.grid.set_rows(cells)
        self.copy.setEnabled(True)

    def _copy(self) -> None:
        if self._about is None:
            return
        words = [each.text() for each in (self.program, self.criteria, self.edition)]
        parts = [f"{part.name} {part.version} ({part.licence})" for part in self._about.parts]
        QGuiApplication.clipboard().setText("\n".join((*words, *parts)))
        self.hint.setText(self.look.tr("fault.copied"))
