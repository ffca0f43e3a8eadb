"""Photos and papers of one thing: attached, named, copied out again, taken away."""

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, Qt, Signal
from PySide6.QtGui import QImage, QImageReader
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from riskdesk.domain.desk import Attachment, Owner
from riskdesk.domain.errors import UserError
from riskdesk.services.edit_attachments import (
    AddAttachment,
    ChangeAttachment,
    RemoveAttachment,
)
from riskdesk.ui.desk import Desk
from riskdesk.ui.jobs import while_alive
from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.cells import Cell, Column, GridRow
from riskdesk.ui.kit.grid import Grid
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.screens.row_sheet import RowSheet, Texts
from riskdesk.ui.session import Session
from riskdesk.ui.tags import number_text

_WORD = {
    "application/pdf": "PDF",
    "image/jpeg": "JPEG",
    "image/png": "PNG",
    "image/webp": "WebP",
}
_KILO = 1024
_WIDEST = 560
"""Pixels of a shown photo."""


class FilesSheet(RowSheet):
    """Names and remarks of attached files."""

    adds = False

    def stored(self, row: str) -> bool:
        """Every row shown is one."""
        del row
        return True

    def changed(self, row: str, texts: Texts) -> object:
        """Another name or remark."""
        return ChangeAttachment(attachment_id=row, values=texts)

    def removed(self, row: str) -> object:
        """It goes; undo finds it again."""
        return RemoveAttachment(attachment_id=row)


class FilesPart(QWidget):
    """The files of one ``owner``. ``shown``: the photo of the row with the focus, or None."""

    shown = Signal(object)

    def __init__(self, desk: Desk, owner: Owner) -> None:
        super().__init__()
        self._desk, self._owner, self._owner_id = desk, owner, ""
        self._files: dict[str, Attachment] = {}
        look, tr = desk.look, desk.look.tr
        self.attach = button(look, tr("files.attach"), icon="plus")
        self.attach.clicked.connect(self._ask)
        self.save = button(look, tr("files.save"), icon="download")
        self.save.clicked.connect(self._ask_where)
        self._hint = Text(look, tr("files.hint"), "small", "text_2", wrap=True)
        self._sheet = FilesSheet(desk, "")
        columns = (
            Column(key="name", title=tr("files.name"), typed=True, width=240, stretch=True),
            Column(key="kind", title=tr("files.kind"), width=70),
            Column(key="size", title=tr("files.size"), kind="value", width=90),
            Column(key="remark", title=tr("files.remark"), typed=True, width=260),
        )
        self.grid = Grid(look, columns, tr("files.list"), sheet=self._sheet)
        self._sheet.grid = self.grid
        self.grid.row_changed.connect(lambda *_: self.show_photo())
        row = QHBoxLayout()
        row.setContentsMargins(*(look.theme.length(n) for n in (16, 6, 16, 6)))
        row.setSpacing(look.theme.length(8))
        row.addWidget(self.attach)
        row.addWidget(self.save)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(row)
        side, low = look.theme.length(16), look.theme.length(6)
        second = QHBoxLayout()
        second.setContentsMargins(side, 0, side, low)
        second.addWidget(self._hint)
        box.addLayout(second)
        box.addWidget(self.grid, 1)
        self._room = QWidget()
        box.addWidget(self._room, 1)

    def show_files(self, owner_id: str, files: Sequence[Attachment]) -> None:
        """Show the files of a thing."""
        self._owner_id = owner_id
        self._files = {each.id: each for each in files}
        self.grid.keep_drafts(self._desk.drafts.of(f"files/{owner_id}"))
        self.grid.set_rows([self._row(each) for each in files])
        self.grid.setVisible(bool(files))
        self._room.setVisible(not files)
        self.attach.setEnabled(bool(owner_id))
        self.save.setEnabled(bool(files))

    def attach_file(self, path: Path) -> None:
        """Attach a file of the disk; it is read by the worker."""
        desk, owner, owner_id = self._desk, self._owner, self._owner_id
        certification = desk.certification_id

        def read(_session: Session, _progress: object) -> AddAttachment:
            return AddAttachment(
                certification_id=certification,
                owner=owner,
                owner_id=owner_id,
                name=path.name,
                content=_content(path),
            )

        desk.jobs.ask(read).on_done(lambda command: desk.jobs.change(command).start()).start()

    def save_copy(self, identity: str, path: Path) -> None:
        """Write the bytes of a file to the disk."""
        digest = self._files[identity].sha256

        def write(session: Session, _progress: object) -> str:
            _write(path, _kept(session, digest))
            return path.name

        said = self._desk.look.tr
        self._desk.jobs.ask(write).on_done(
            lambda name: self._desk.say("info", said("files.saved", name=name))
        ).start()

    def show_photo(self) -> None:
        """Tell the photo of the row with the focus, made small by the worker."""
        file = self._files.get(self.grid.current_key())
        if file is None or not file.media_type.startswith("image/"):
            self.shown.emit(None)
            return
        digest, identity = file.sha256, file.id

        def read(session: Session, _progress: object) -> QImage:
            return small(_kept(session, digest), _WIDEST)

        def told(picture: QImage) -> None:
            if self.grid.current_key() == identity:
                self.shown.emit(picture)

        self._desk.jobs.ask(read).on_done(while_alive(self, told)).start()

    def _row(self, file: Attachment) -> GridRow:
        tr, language = self._desk.look.tr, self._desk.look.language
        size = tr("files.kilobytes", size=number_text(_kilobytes(file.size), language))
        return GridRow(
            key=file.id,
            cells={
                "name": Cell(text=file.name, editable=True, tooltip=file.name),
                "kind": Cell(text=_WORD.get(file.media_type, file.media_type), tone="text_2"),
                "size": Cell(text=size, tone="text_2"),
                "remark": Cell(text=file.remark, editable=True, tooltip=file.remark),
            },
        )

    def _ask(self) -> None:
        tr = self._desk.look.tr
        kinds = f"{tr('files.kinds')} (*.jpg *.jpeg *.png *.webp *.pdf)"
        name, _ = QFileDialog.getOpenFileName(self, tr("files.title"), "", kinds)
        if name:
            self.attach_file(Path(name))

    def _ask_where(self) -> None:
        file = self._files.get(self.grid.current_key()) or next(iter(self._files.values()), None)
        if file is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, self._desk.look.tr("files.save"), file.name)
        if name:
            self.save_copy(file.id, Path(name))


def small(content: bytes, widest: int) -> QImage:
    """A photo no wider than ``widest`` pixels; a null image if it cannot be read."""
    data = QByteArray(content)
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(True)
    size = reader.size()
    if size.width() > widest:
        reader.setScaledSize(size.scaled(widest, widest * 4, Qt.AspectRatioMode.KeepAspectRatio))
    return reader.read()


def _kept(session: Session, digest: str) -> bytes:
    unit = session.unit_of_work()
    with unit:
        return unit.content(digest)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UserError("ui-file-unreadable", file=path.name) from error


def _write(path: Path, content: bytes) -> None:
    try:
        path.write_bytes(content)
    except OSError as error:
        raise UserError("ui-file-in-use", file=path.name) from error


def _kilobytes(size: int) -> Decimal:
    return Decimal(max(1, round(size / _KILO)))
