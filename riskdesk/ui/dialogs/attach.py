"""Photos and the remark at a point: chosen, seen small, opened, removed, described."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QIcon, QImage, QImageReader, QKeyEvent, QPixmap
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QListWidget,
    QListWidgetItem,
    QWidget,
)

from riskdesk.domain.errors import UserError
from riskdesk.domain.ids import PointId
from riskdesk.services.edit_attachments import AddAttachment, ChangeAttachment, RemoveAttachment
from riskdesk.services.edit_points import ChangeCells
from riskdesk.services.points_cells import CellEdit
from riskdesk.services.queries_attachments import PointPapers, point_papers
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.session import Session

_THUMB = (132, 96)
_HIGH = 168
_KEY = Qt.ItemDataRole.UserRole

Thumbs = dict[str, QImage]


class AttachDialog(Dialog):
    """The papers of one point."""

    def __init__(self, desk: Desk, parent: QWidget | None, points: Sequence[PointId] = ()) -> None:
        tr = desk.look.tr
        super().__init__(desk.look, parent, tr("attach.title"))
        self._desk = desk
        self._points = tuple(points[:1])
        self._papers: PointPapers | None = None
        self._thumbs: Thumbs = {}
        self._shown = TemporaryDirectory(prefix="riskdesk-", ignore_cleanup_errors=True)
        self.place = Text(desk.look, "", tone="text_2", wrap=True)
        self.body.addWidget(self.place)
        self.remark = self._line("attach.point_remark", self._store_remark)
        self.list = self._pictures()
        self.body.addWidget(self.list)
        self.empty = Text(desk.look, tr("attach.empty"), tone="text_2", wrap=True)
        self.body.addWidget(self.empty)
        self.words = self._line("attach.remark", self._store_words)
        self.body.addLayout(self._verbs())
        self.body.addStretch(1)
        self.close_verb = button(desk.look, tr("action.close"), "main")
        self.close_verb.clicked.connect(self.reject)
        self.foot.addWidget(self.close_verb)
        self.setMinimumWidth(desk.look.theme.length(660))
        self._ask()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens a picture, Del takes it away."""
        if self.list.hasFocus() and event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
            return
        if self.list.hasFocus() and event.key() == Qt.Key.Key_Delete:
            self._remove()
            return
        super().keyPressEvent(event)

    def done(self, result: int) -> None:
        """What was opened for looking does not stay outside the database."""
        self._shown.cleanup()
        super().done(result)

    def add(self, path: Path) -> None:
        """Attach a file: it is read and stored in the worker."""

        def read(_: Session, __: object) -> bytes:
            try:
                return path.read_bytes()
            except OSError as error:
                raise UserError("ui-file-unreadable", file=path.name) from error

        def store(content: bytes) -> None:
            if self._papers is not None:
                command = AddAttachment(
                    certification_id=self._papers.point.certification_id,
                    owner="point",
                    owner_id=self._papers.point.id,
                    name=path.name,
                    content=content,
                )
                self._change(command)

        job = self._desk.jobs.ask(read).on_done(while_alive(self, store))
        job.on_failed(while_alive(self, self._failed)).start()

    def _pictures(self) -> QListWidget:
        look = self.look
        made = QListWidget()
        made.setViewMode(QListView.ViewMode.IconMode)
        made.setResizeMode(QListView.ResizeMode.Adjust)
        made.setMovement(QListView.Movement.Static)
        made.setIconSize(QSize(*(look.theme.length(n) for n in _THUMB)))
        made.setSpacing(look.theme.length(8))
        made.setWordWrap(True)
        made.setMinimumHeight(look.theme.length(_HIGH))
        made.setAccessibleName(look.tr("attach.pictures"))
        made.currentItemChanged.connect(lambda *_: self._show_words())
        made.itemActivated.connect(lambda _: self._open())
        return made

    def _line(self, key: str, stored: object) -> QLineEdit:
        line = QLineEdit()
        words = self.look.tr(key)
        line.setAccessibleName(words)
        line.editingFinished.connect(stored)
        self.body.addLayout(labelled(self.look, words, line))
        return line

    def _verbs(self) -> QHBoxLayout:
        tr, row = self.look.tr, QHBoxLayout()
        row.setSpacing(self.look.theme.length(8))
        self.choose = button(self.look, tr("attach.add"), keys="Ctrl+O")
        self.choose.clicked.connect(lambda _: self._choose())
        self.open_verb = button(self.look, tr("attach.open"))
        self.open_verb.clicked.connect(lambda _: self._open())
        self.remove_verb = button(self.look, tr("attach.remove"))
        self.remove_verb.clicked.connect(lambda _: self._remove())
        for each in (self.choose, self.open_verb, self.remove_verb):
            row.addWidget(each)
        row.addStretch(1)
        return row

    def _ask(self) -> None:
        certification, points, have = self._desk.certification_id, self._points, set(self._thumbs)

        def read(session: Session, _: object) -> tuple[PointPapers | None, Thumbs]:
            papers = point_papers(session.snapshot(certification).dossier, points)
            if papers is None:
                return None, {}
            made: Thumbs = {}
            with session.unit_of_work() as uow:
                for each in papers.attachments:
                    if each.sha256 not in have and each.media_type.startswith("image/"):
                        made[each.sha256] = small_picture(uow.content(each.sha256))
            return papers, made

        self._desk.jobs.ask(read).on_done(while_alive(self, self._show)).start()

    def _show(self, answer: tuple[PointPapers | None, Thumbs]) -> None:
        papers, thumbs = answer
        self._thumbs |= thumbs
        self._papers = papers
        if papers is None:
            self.choose.setEnabled(False)
            return
        point = papers.point
        self.place.setText(
            " · ".join(filter(None, (point.label, point.position_written, point.zone)))
        )
        if not self.remark.isModified():
            self.remark.setText(point.remark)
        kept = self._current()
        self.list.clear()
        for each in papers.attachments:
            item = QListWidgetItem(self._icon(each.sha256), each.name)
            item.setData(_KEY, each.id)
            item.setToolTip(each.remark or each.name)
            self.list.addItem(item)
        self.list.setVisible(bool(papers.attachments))
        self.empty.setVisible(not papers.attachments)
        rows = [self.list.item(n).data(_KEY) for n in range(self.list.count())]
        self.list.setCurrentRow(rows.index(kept) if kept in rows else len(rows) - 1)
        self._show_words()

    def _icon(self, sha256: str) -> QIcon:
        image = self._thumbs.get(sha256)
        if image is None or image.isNull():
            return self.look.icons.icon("documents", "text_2")
        return QIcon(QPixmap.fromImage(image))

    def _current(self) -> str:
        item = self.list.currentItem()
        return str(item.data(_KEY)) if item is not None else ""

    def _show_words(self) -> None:
        key = self._current()
        for verb in (self.open_verb, self.remove_verb, self.words):
            verb.setEnabled(bool(key))
        papers = self._papers
        found = next((a for a in papers.attachments if a.id == key), None) if papers else None
        self.words.setText(found.remark if found is not None else "")

    def _choose(self) -> None:
        words = self.look.tr("attach.filter")
        names, _ = QFileDialog.getOpenFileNames(
            self, self.look.tr("attach.add"), "", f"{words} (*.jpg *.jpeg *.png *.webp *.pdf)"
        )
        for name in names:
            self.add(Path(name))

    def _open(self) -> None:
        papers, key = self._papers, self._current()
        found = next((a for a in papers.attachments if a.id == key), None) if papers else None
        if found is None:
            return

        folder = Path(self._shown.name)

        def write(session: Session, _: object) -> Path:
            with session.unit_of_work() as uow:
                content = uow.content(found.sha256)
            target = folder / Path(found.name).name
            target.write_bytes(content)
            return target

        def show(path: Path) -> None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))

        job = self._desk.jobs.ask(write).on_done(while_alive(self, show))
        job.on_failed(while_alive(self, self._failed)).start()

    def _remove(self) -> None:
        if key := self._current():
            self._change(RemoveAttachment(attachment_id=key))

    def _store_words(self) -> None:
        if (key := self._current()) and self.words.isModified():
            self.words.setModified(False)
            self._change(ChangeAttachment(attachment_id=key, values={"remark": self.words.text()}))

    def _store_remark(self) -> None:
        if self._papers is not None and self.remark.isModified():
            self.remark.setModified(False)
            edit = CellEdit(
                point_id=self._papers.point.id, column="remark", text=self.remark.text()
            )
            self._change(ChangeCells(edits=(edit,)))

    def _change(self, command: object) -> None:
        job = self._desk.jobs.change(command)
        job.on_done(while_alive(self, lambda _: self._ask()))
        job.on_failed(while_alive(self, self._failed)).start()

    def _failed(self, error: Exception) -> None:
        self.hint.setText(self._desk.failure_text(error))
        self.hint.set_tone("invalid")


def small_picture(content: bytes) -> QImage:
    """A picture as small as its place, decoded small: twelve megapixels would take 0.2 s."""
    data = QBuffer()
    data.setData(QByteArray(content))
    data.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(data)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.isValid():
        reader.setScaledSize(
            size.scaled(QSize(*(2 * n for n in _THUMB)), Qt.AspectRatioMode.KeepAspectRatio)
        )
    return reader.read()
