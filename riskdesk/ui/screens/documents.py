"""Documents: which forms, in which languages and formats; export with progress and cancel."""

from pathlib import Path
from typing import ClassVar, Literal, cast

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from riskdesk.domain.values import LocalizedText
from riskdesk.services.export import Export, ExportSummary
from riskdesk.services.ports import Area, Cancelled
from riskdesk.services.queries_documents import FormRow, export_folder, form_rows
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import Job
from riskdesk.ui.kit.buttons import button, segment
from riskdesk.ui.kit.cells import Cell, Column, GridRow, Sign
from riskdesk.ui.kit.fields.choice import Tick
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.head import PageHead
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text, ground, plain
from riskdesk.ui.kit.states import NoticeCard, ProgressCard
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.session import Session

_LANGUAGES = ("kk-ru", "kk", "ru")
_FORMATS = ("pdf", "xlsx")


class DocumentsScreen(ScreenWidget):
    """The forms of the certification on the desk."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look, tr = self.look, self.look.tr
        self._rows: tuple[FormRow, ...] = ()
        self._chosen: set[str] | None = None
        self._written: dict[str, int] = {}
        self._shown = ""
        self._job: Job[ExportSummary] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        page = QWidget()
        box = QVBoxLayout(page)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.start_button = button(look, tr("documents.export"), "main", keys="Ctrl+Return")
        self.start_button.clicked.connect(self.export)
        self._head = PageHead(look, tr("rail.documents"), self.start_button)
        box.addWidget(self._head)
        self.grid = Grid(look, self._columns(), tr("rail.documents"), orders="here")
        self.grid.keep_view(self.desk.views, "documents")
        self.grid.opened.connect(self._toggle)
        self.grid.clicked.connect(lambda index: self._clicked(index.row(), index.column()))
        box.addWidget(self.grid, 1)
        row.addWidget(page, 1)
        row.addWidget(self._side())

    def refresh(self) -> None:
        """Ask for the forms."""
        if self.desk.certification is None:
            return
        certification = self.desk.certification_id
        if certification != self._shown:
            self._begin(certification)

        def read(session: Session, _: object) -> tuple[FormRow, ...]:
            return form_rows(session.snapshot(certification), session.forms)

        self.desk.jobs.ask(read).on_done(self._show).start()

    def place(self) -> Place:
        """The chosen form."""
        return Place("documents", self.grid.current_key())

    def show_place(self, place: Place) -> None:
        """Show a form by its id."""
        if place.thing:
            self.grid.go_to(place.thing)

    def export(self) -> None:
        """Write the ticked forms into the folder; nothing stays of a cancelled export."""
        command = Export(
            certification=self.desk.certification_id,
            out=Path(self.folder.text()),
            forms=self.forms(),
            formats=self.formats(),
            lang=self.language(),
        )
        self._busy(busy=True)
        self.progress.show_step(0, 0, self.look.tr("documents.preparing"))
        self._job = (
            self.desk.jobs.ask(lambda session, progress: session.export(command, progress))
            .on_step(self._on_step)
            .on_done(lambda summary: self._on_done(summary, command.certification))
            .on_failed(self._on_failed)
            .start()
        )

    def cancel(self) -> None:
        """Stop the export at its next step."""
        if self._job is not None:
            self._job.cancel()

    def forms(self) -> tuple[str, ...]:
        """The ticked forms in the order of the list."""
        chosen = self._chosen
        return tuple(row.id for row in self._rows if chosen is None or row.id in chosen)

    def formats(self) -> tuple[str, ...]:
        """The ticked formats."""
        return tuple(name for name, tick in self.ticks.items() if tick.isChecked())

    def language(self) -> Literal["kk-ru", "kk", "ru"]:
        """The chosen languages of the paper."""
        pressed = self.languages.checkedButton()
        value = pressed.property("value") if pressed is not None else "kk-ru"
        return cast('Literal["kk-ru", "kk", "ru"]', value)

    def _columns(self) -> tuple[Column, ...]:
        tr = self.look.tr
        return (
            Column(key="chosen", title="", kind="sign", width=40),
            Column(key="title", title=tr("documents.form"), stretch=True, width=320),
            Column(key="annex", title=tr("documents.act"), width=384),
            Column(key="pages", title=tr("documents.pages"), kind="value", width=84),
        )

    def _side(self) -> QWidget:
        look, tr = self.look, self.look.tr
        side = ground(QWidget(), "panel", "left")
        side.setFixedWidth(look.theme.px("width", "why"))
        box = QVBoxLayout(side)
        box.setContentsMargins(*(look.theme.length(n) for n in (17, 16, 16, 16)))
        box.setSpacing(look.theme.length(8))
        box.addWidget(Text(look, tr("documents.how"), "heading", weight="strong"))
        self._add_languages(box)
        self._add_formats(box)
        self.folder = QLineEdit()
        self.folder.setAccessibleName(tr("documents.folder"))
        self.folder.textChanged.connect(self._on_folder)
        box.addLayout(labelled(look, tr("documents.folder"), self.folder))
        choose = button(look, tr("documents.choose"), icon="folder")
        choose.clicked.connect(self._choose)
        box.addWidget(choose)
        self._reason = Text(look, "", "small", "text_2", wrap=True)
        self._before = Text(look, "", "small", "text_2", wrap=True)
        box.addWidget(self._reason)
        box.addWidget(self._before)
        box.addStretch(1)
        self.progress = ProgressCard(look)
        self.progress.stop.clicked.connect(self.cancel)
        self.notice = NoticeCard(look)
        for card in (self.progress, self.notice):
            card.hide()
            box.addWidget(card)
        return side

    def _add_languages(self, box: QVBoxLayout) -> None:
        look, tr = self.look, self.look.tr
        box.addWidget(Text(look, tr("documents.languages"), "micro", "text_2"))
        options = [(name, tr(f"documents.lang_{name}")) for name in _LANGUAGES]
        self.languages = segment(look, options, "kk-ru", tr("documents.languages"))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(4))
        for chip in self.languages.buttons():
            row.addWidget(chip)
        row.addStretch(1)
        box.addLayout(row)

    def _add_formats(self, box: QVBoxLayout) -> None:
        look, tr = self.look, self.look.tr
        box.addWidget(Text(look, tr("documents.formats"), "micro", "text_2"))
        self.ticks: dict[str, Tick] = {}
        row = QHBoxLayout()
        for name in _FORMATS:
            tick = Tick(look, tr(f"documents.format_{name}"))
            tick.setChecked(True)
            tick.toggled.connect(lambda _: self._judge())
            self.ticks[name] = tick
            row.addWidget(tick)
        row.addStretch(1)
        box.addLayout(row)

    def _begin(self, certification: str) -> None:
        """Another certification: its own folder, nothing of what was written for the last one."""
        self._shown = certification
        self._written = {}
        self.notice.hide()
        kept = self.desk.drafts.of(f"documents/{certification}")
        own = str(export_folder(_documents(), self.desk.known, certification))
        self.folder.setText(kept.get("folder", own))

    def _on_folder(self, text: str) -> None:
        self.folder.setToolTip(plain(text))
        if self._shown:
            self.desk.drafts.of(f"documents/{self._shown}")["folder"] = text
        self._judge()

    def _show(self, rows: tuple[FormRow, ...]) -> None:
        self._rows = rows
        self._fill()
        if rows and not self.grid.current_key():
            self.grid.go_to(rows[0].id, "title")
        errors = rows[0].errors if rows else 0
        self._before.setText(self.look.tr("documents.errors", count=errors) if errors else "")
        self._judge()

    def _fill(self) -> None:
        self.grid.set_rows([self._row(row) for row in self._rows])
        count = len(self.forms())
        self._head.second.setText(
            self.look.tr("documents.count", chosen=count, total=len(self._rows))
        )
        self._judge()

    def _row(self, row: FormRow) -> GridRow:
        tr = self.look.tr
        chosen = row.id in self.forms()
        sign = Sign(icon="ticked" if chosen else "unticked",
                    meaning=tr("documents.chosen" if chosen else "documents.not_chosen"),
                    tone="accent" if chosen else "text_2")  # fmt: skip
        title = tr.text(row.title)
        if row.annex:
            title = f"{tr('documents.annex', number=row.annex)}. {title}"
        pages = self._written.get(row.id)
        cells = {
            "chosen": Cell(before=sign),
            "title": Cell(text=title, tooltip=title),
            "annex": Cell(text=tr.text(row.act), tone="text_2", tooltip=tr.text(row.act)),
            "pages": Cell(text=str(pages) if pages else "", tone="text_2"),
        }
        return GridRow(key=row.id, cells=cells)

    def _toggle(self, form: str) -> None:
        chosen = set(self.forms()) ^ {form}
        self._chosen = chosen
        self._fill()

    def _clicked(self, row: int, column: int) -> None:
        if column == 0:
            self._toggle(self.grid.grid.rows[row].key)

    def _judge(self) -> None:
        """What cannot be done now says why beside itself."""
        tr = self.look.tr
        reason = ""
        if not self.forms():
            reason = tr("documents.no_form")
        elif not self.formats():
            reason = tr("documents.no_format")
        elif not self.folder.text().strip():
            reason = tr("documents.no_folder")
        self._reason.setText(reason)
        self._reason.setVisible(bool(reason))
        self.start_button.setEnabled(not reason and self._job is None)

    def _choose(self) -> None:
        name = QFileDialog.getExistingDirectory(
            self, self.look.tr("documents.folder"), self.folder.text()
        )
        if name:
            self.folder.setText(name)

    def _busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        self.notice.setVisible(False)
        self.start_button.setEnabled(not busy)

    def _on_step(self, done: int, total: int, what: str) -> None:
        title = next((row.title for row in self._rows if row.id == what), LocalizedText(ru=what))
        self.progress.show_step(done, total, self.look.tr("documents.writing", form=title))

    def _on_done(self, summary: ExportSummary, certification: str) -> None:
        self._job = None
        self._busy(busy=False)
        if certification != self._shown:
            return  # another one is on the desk: these files are not its own
        pages = sum(file.pages for file in summary.files if file.format == "pdf")
        self._written.update(
            {file.form: file.pages for file in summary.files if file.format == "pdf"}
        )
        tr = self.look.tr
        text = tr("documents.done", files=len(summary.files), pages=pages)
        show = button(self.look, tr("documents.open_folder"), "link")
        show.clicked.connect(self._open_folder)
        self.notice.show_notice("ok", text, show)
        self._fill()

    def _on_failed(self, error: Exception) -> None:
        self._job = None
        self._busy(busy=False)
        self._judge()
        if isinstance(error, Cancelled):
            self.notice.show_notice("ok", self.look.tr("documents.cancelled"))
            return
        again = button(self.look, self.look.tr("action.again"), "link")
        again.clicked.connect(self.export)
        self.notice.show_notice("error", self.desk.failure_text(error), again)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self.folder.text()))


def _documents() -> Path:
    where = QStandardPaths.StandardLocation.DocumentsLocation
    return Path(QStandardPaths.writableLocation(where))


SCREEN = Screen("documents", DocumentsScreen)
