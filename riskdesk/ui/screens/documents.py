"""Documents: the list, the paper itself, what it lacks, what is done with it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from riskdesk.services.export import DOSSIER
from riskdesk.services.ports import Area
from riskdesk.services.queries_documents import DocumentRow
from riskdesk.ui.desk import Desk, Place
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import filter_key
from riskdesk.ui.kit.side_panes import SidePanes
from riskdesk.ui.screen import Screen, ScreenWidget
from riskdesk.ui.screens.documents_asking import Asking
from riskdesk.ui.screens.documents_panel import DocumentsPanel, Subject, heading_subject
from riskdesk.ui.screens.documents_paper import Aim, PaperPane
from riskdesk.ui.screens.documents_rows import blocked, is_kept, title_of
from riskdesk.ui.screens.documents_saving import Keeper, own_folder
from riskdesk.ui.screens.documents_side import DocumentsSide, go_round
from riskdesk.ui.screens.documents_work import Listed, read_list
from riskdesk.ui.session import Session

_LIST, _PAGE, _PANEL = 288, 720, 288
_LIST_ROOM, _PANEL_ROOM = 1000, 1100
"""Below these widths of the window the list and the panel lie over the pages."""


class DocumentsScreen(ScreenWidget):
    """The documents of the certification on the desk."""

    areas: ClassVar[frozenset[Area]] = frozenset(Area) - {Area.SETTINGS}

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self._listed = Listed((), None, "")
        self._shown = ""
        self.paper, self.panel = PaperPane(desk), DocumentsPanel(look)
        self.maker, self.preview = self.paper.maker, self.paper.preview
        self.keeper = Keeper(desk, self.panel)
        self.asking = Asking(desk, self)
        self.side = DocumentsSide(desk)
        self.list, self.filter = self.side.list, self.side.filter
        self._panes = SidePanes(look, self.paper)
        self._panes.add(self.side, "left", _LIST, _LIST_ROOM)
        self._panes.add(self.panel, "right", _PANEL, _PANEL_ROOM)
        self._panes.sizes_wanted(look.theme.length(_LIST + _PAGE + _PANEL))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._panes)
        self._connect()

    @property
    def rows(self) -> tuple[DocumentRow, ...]:
        """All documents in the order of the dossier."""
        return self._listed.rows

    @property
    def deviations(self) -> str:
        """Why papers are printed although the check has open errors, as last said."""
        return self._kept().get("deviations", "")

    def refresh(self) -> None:
        """Ask for the list; the paper that is shown is made anew."""
        if self.desk.certification is None:
            return
        certification, language = self.desk.certification_id, self.panel.language()
        if certification != self._shown:
            self._begin(certification)

        def read(session: Session, _: object) -> Listed:
            return read_list(session, certification, language)

        def show(listed: Listed) -> None:
            if certification == self._shown and language == self.panel.language():
                self._show_list(listed)

        self.desk.jobs.ask(read).on_done(while_alive(self, show)).start()

    def place(self) -> Place:
        """The chosen document."""
        return Place("documents", self.list.key())

    def show_place(self, place: Place) -> None:
        """Show a document by its form."""
        if place.thing and not self.list.go_to(place.thing):
            self.list.wanted = place.thing
        self.paper.show_soon()

    def focus_main(self) -> None:
        """The list."""
        self.list.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window the panel lies over the pages (F4, Esc)."""
        super().resizeEvent(event)
        self._panes.arrange(self)

    def set_deviations(self, reason: str) -> None:
        """Papers carry this reason from now on; "" takes it away."""
        self._kept()["deviations"] = reason
        self._show_subject()
        self.paper.show_aim(self._aim())

    def write(self, name: str) -> None:
        """Write the chosen documents in a format."""
        rows = self.side.written()
        if self._asks_reason(rows, partial(self.write, name)):
            return
        together = self.panel.together.isChecked() and self.panel.together.isEnabled()
        said = self.deviations if blocked(rows) is not None else ""
        folder = Path(self.panel.folder.text())
        self.keeper.write_rows(rows, name, folder, self.panel.language(), said, together=together)

    def print_out(self) -> None:
        """Ask for a printer and print the paper that is shown."""
        row = self.side.current()
        rows = (row,) if row is not None else tuple(self.side.group())
        again = partial(self.paper.when_made, self.print_out)
        if self.paper.older is None and self._asks_reason(rows, again):
            return
        if self.maker.current is not None and not self.keeper.busy:
            self.asking.printer(len(self.maker.current.paper.sizes), self.print_on)

    def print_on(self, printer: object) -> None:
        """Print the paper that is shown on a printer that was chosen."""
        made = self.maker.current
        if made is not None and not self.keeper.busy:
            self.keeper.print_paper(made, printer, self._title(), self.preview.view.page)

    def _connect(self) -> None:
        self.list.chosen.connect(lambda _: self._on_moved())
        self.list.opened.connect(lambda _: self._on_opened())
        self.side.renewed.connect(self._show_subject)
        self.panel.languaged.connect(lambda _: self.refresh())
        self.panel.asked.connect(self._on_asked)
        self.panel.folder.textChanged.connect(self._on_folder)
        self.preview.bar.properties.clicked.connect(lambda: self._panes.toggle(self.panel))
        self.preview.bar.listing.clicked.connect(lambda: self._panes.toggle(self.side))
        self.paper.changed.connect(self._judge)
        self.paper.counted.connect(lambda form, pages: self.side.count({form: pages}))
        self.keeper.counted.connect(self.side.count)
        self.keeper.choosing.connect(self._choose_folder)
        self.keeper.settled.connect(self._judge)
        self.asking.issued.connect(self.keeper.tell_issued)
        self.asking.older.connect(self.paper.show_old)
        filter_key(self, self.filter)
        parts = (
            (self.side, self.list),
            (self.preview, self.preview.view),
            (self.panel, self.panel.pdf),
        )
        for keys, act in (
            ("Ctrl+P", self.print_out),
            ("F6", partial(go_round, parts)),
            ("Esc", self._panes.close_over),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _begin(self, certification: str) -> None:
        """Another certification: its own folder, nothing of what was shown of the last one."""
        self._shown = certification
        self._listed = Listed((), None, "")
        self.side.begin()
        self.panel.notice.hide()
        own = own_folder(self.desk, certification)
        self.panel.show_folder(self._kept().get("folder", own))

    def _kept(self) -> dict[str, str]:
        return self.desk.drafts.of(f"documents/{self._shown}")

    def _show_list(self, listed: Listed) -> None:
        self._listed = listed
        self.paper.forget()
        self.side.show_rows(listed.rows)
        self._show_subject()
        self.paper.show_aim(self._aim())

    def _show_subject(self) -> None:
        row = self.side.current()
        subject = Subject(
            row=row,
            title=self._title(),
            ruleset=self._listed.ruleset,
            seal=self._listed.seal,
            chosen=len(self.side.chosen),
            deviations=self.deviations if row is not None and row.lacks.blocking else "",
        )
        self.panel.show_subject(subject)
        self._judge()

    def _aim(self) -> Aim:
        return Aim(
            certification=self.desk.certification_id,
            language=self.panel.language(),
            row=self.side.current(),
            rows=self.side.group(),
            deviations=self.deviations,
            title=self._title(),
            titles={row.form: title_of(self.look, row) for row in self.rows},
        )

    def _title(self) -> str:
        row = self.side.current()
        if row is not None:
            return title_of(self.look, row)
        return heading_subject(self.look, self.list.key() or DOSSIER, self.side.group())

    def _on_moved(self) -> None:
        self._show_subject()
        self.paper.show_aim(self._aim(), moved=True)
        self.desk.moved.emit()

    def _on_opened(self) -> None:
        if self.paper.must_be_made_whole:
            self.paper.show_whole()
        self.preview.view.setFocus()

    def _on_asked(self, name: str) -> None:
        row = self.side.current()
        acts: dict[str, Callable[[], object]] = {
            "pdf": lambda: self.write("pdf"),
            "xlsx": lambda: self.write("xlsx"),
            "print": self.print_out,
            "seal": self.asking.seal,
            "folder": self._choose_folder,
            "no-deviations": lambda: self.set_deviations(""),
        }
        if row is not None or len(self.side.chosen) > 1:
            acts["issue"] = self._issue
        if row is not None:
            folder = Path(self.panel.folder.text())
            acts["revisions"] = lambda: self.asking.revisions(row, folder)
            acts["lacks"] = lambda: self.asking.lacks(row, self.deviations, self.set_deviations)
        if name in acts:
            acts[name]()

    def _issue(self) -> None:
        """The current document, or all ticked ones that are not issued as they are now."""
        rows = [row for row in self.side.written() if not is_kept(row) and not row.bare]
        if rows:
            self.asking.issue(rows, self._title(), self.deviations)
        else:
            self.panel.notice.show_notice("ok", self.look.tr("documents.issue_same"))

    def _judge(self) -> None:
        """What cannot be done now says why beside itself."""
        reason = ""
        if self.keeper.busy:
            reason = "documents.busy"
        elif not self.panel.folder.text().strip():
            reason = "documents.no_folder"
        self.panel.refuse(self.look.tr(reason) if reason else "")
        can = self.maker.current is not None and not self.keeper.busy
        first = self.paper.must_be_made_whole
        self.panel.allow_print(can=can, why="documents.print_whole" if first else "")

    def _asks_reason(self, rows: Sequence[DocumentRow], then: Callable[[], object]) -> bool:
        """Whether a reason is asked first; ``then``: what is done when it was given."""
        row = blocked(rows)
        if row is None or self.deviations:
            return False

        def take(reason: str) -> None:
            self.set_deviations(reason)
            then()

        self.asking.lacks(row, "", take)
        return True

    def _on_folder(self, text: str) -> None:
        if self._shown:
            self._kept()["folder"] = text
        self._judge()

    def _choose_folder(self) -> None:
        name = self.asking.folder(self.panel.folder.text())
        if name:
            self.panel.folder.setText(name)


SCREEN = Screen(
    "documents",
    DocumentsScreen,
    {"card": Place("documents", "workplace-card"), "whole": Place("documents", DOSSIER)},
)
