"""Texts typed and not on disk as data yet: they belong to the desk and survive a kill (R1).

A thing (a workplace, a dialog, the filters) has texts by field. Whoever shows a field calls
``keep`` after each showing of a stored value, and ``settle`` when a text has reached the database.
A grid keeps its cells through ``of(thing)`` with ``cell_field`` as the field.
"""

import threading
from collections.abc import Callable, Mapping
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

Field = QLineEdit | QPlainTextEdit
Kept = Mapping[str, Mapping[str, str]]

REST_MS: Final = 250
"""So long after the last key the texts go to disk; a kill may take less than 2 s of typing."""
_KEY = "draft_key"


def cell_field(row: str, column: str) -> str:
    """The field name of a grid's cell."""
    return f"{row}\t{column}"


class _Texts(dict[str, str]):
    """The texts of one thing; each change is told."""

    def __init__(self, texts: Mapping[str, str], changed: Callable[[], object]) -> None:
        super().__init__(texts)
        self._changed = changed

    def __setitem__(self, field: str, text: str) -> None:
        if self.get(field) != text:
            super().__setitem__(field, text)
            self._changed()

    def __delitem__(self, field: str) -> None:
        super().__delitem__(field)
        self._changed()

    def clear(self) -> None:
        """As of a dictionary."""
        super().clear()
        self._changed()

    def update(self, *texts: Any, **more: str) -> None:  # noqa: ANN401 - as of a dictionary
        """As of a dictionary."""
        for field, text in dict(*texts, **more).items():
            self[field] = text


class Drafts(QObject):
    """Texts by thing and by field of the thing, written away soon after each change.

    ``read`` gives what an earlier run left; ``write`` puts all of it on disk, whole or not at all;
    it is called in a thread of its own, never two at once.
    """

    def __init__(
        self,
        read: Callable[[], Kept] = dict,
        write: Callable[[Kept], None] | None = None,
    ) -> None:
        super().__init__()
        self._write = write
        self._lock = threading.Lock()
        self._written: dict[str, dict[str, str]] = {
            thing: dict(texts) for thing, texts in read().items()
        }
        self._texts = {
            thing: _Texts(texts, self._on_change) for thing, texts in self._written.items()
        }
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._begin_writing)
        self._writer: threading.Thread | None = None

    def of(self, thing: str) -> dict[str, str]:
        """The texts of one thing, kept as they change."""
        if thing not in self._texts:
            self._texts[thing] = _Texts({}, self._on_change)
        return self._texts[thing]

    def things(self, prefix: str = "") -> tuple[str, ...]:
        """The things that have texts."""
        return tuple(t for t, texts in self._texts.items() if texts and t.startswith(prefix))

    def settle(self, thing: str, field: str, text: str) -> None:
        """``text`` has reached the database; a newer text of the same field stays."""
        kept = self.of(thing)
        if kept.get(field) == text:
            del kept[field]

    def forget(self, thing: str) -> None:
        """All texts of a thing have reached the database, or the thing is gone."""
        if self._texts.get(thing):
            self._texts[thing].clear()

    def remember(self, line: QLineEdit, field: str) -> None:
        """A filter shows what stood in it before the window was built anew."""
        kept = self.of("filters")
        line.setText(kept.get(field, ""))
        line.textChanged.connect(lambda text: kept.update({field: text}))

    def keep(self, field: Field, thing: str, name: str) -> bool:
        """Keep what is typed into ``field`` and show what was typed there and not stored.

        Called again after each showing of a stored value, also of another ``thing``. Returns
        whether a text came back; it is marked as a draft and told as if it had been typed.
        """
        known = field.property(_KEY)
        field.setProperty(_KEY, [thing, name])
        if known is None:
            signal = field.textEdited if isinstance(field, QLineEdit) else field.textChanged
            signal.connect(lambda *_: self._take(field))
        text = self.of(thing).get(name)
        if text is None or text == _text(field):
            _mark(field, draft=False)
            return False
        _put_back(field, text)
        return True

    def keep_form(self, form: QWidget, thing: str) -> int:
        """Keep every text field inside ``form``; returns how many texts came back.

        The field's name is its ``objectName``, else its place among the fields of the form. A
        form that fills its fields later shows the kept texts again as soon as it has.
        """
        back = 0
        for number, field in enumerate(_fields(form)):
            if field.property(_KEY) is not None:
                continue
            name = field.objectName() or str(number)
            back += self.keep(field, thing, name)
            self._guard(field, self.of(thing).get(name))
        return back

    def _guard(self, field: Field, came_back: str | None) -> None:
        """A stored value that arrives later does not replace what was typed earlier."""
        if came_back is None or not isinstance(field, QLineEdit):
            return
        untouched = [True]

        def typed(text: str) -> None:
            untouched[0] = untouched[0] and text == came_back

        def again() -> None:
            if untouched[0]:
                _put_back(field, came_back)

        def shown(text: str) -> None:
            if untouched[0] and text != came_back:
                QTimer.singleShot(0, field, again)

        field.textEdited.connect(typed)
        field.textChanged.connect(shown)

    def flush(self) -> None:
        """Everything is on disk when this returns; what fails stays for the next time."""
        self._rest.stop()
        writer = self._writer
        if writer is not None:
            writer.join()
        self._put(self._now())

    def _take(self, field: Field) -> None:
        thing, name = field.property(_KEY)
        self.of(thing)[name] = _text(field)
        _mark(field, draft=True)

    def _on_change(self) -> None:
        # Not restarted by each key: who types without a pause is written away as well.
        if self._write is not None and not self._rest.isActive():
            self._rest.start()

    def _begin_writing(self) -> None:
        if self._writer is not None and self._writer.is_alive():
            self._rest.start()
            return
        # The disk may take its time (fsync): never in the window's thread.
        self._writer = threading.Thread(
            target=self._put, args=(self._now(),), name="drafts", daemon=True
        )
        self._writer.start()

    def _now(self) -> dict[str, dict[str, str]]:
        return {thing: dict(texts) for thing, texts in self._texts.items() if texts}

    def _put(self, texts: dict[str, dict[str, str]]) -> None:
        with self._lock:
            if self._write is not None and texts != self._written:
                self._write(texts)
                self._written = texts


def _fields(form: QWidget) -> list[Field]:
    lines = [line for line in form.findChildren(QLineEdit) if not line.isReadOnly()]
    boxes = [box for box in form.findChildren(QPlainTextEdit) if not box.isReadOnly()]
    return [*lines, *boxes]


def _text(field: Field) -> str:
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def _put_back(field: Field, text: str) -> None:
    if isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
        field.textEdited.emit(text)
    else:
        field.setPlainText(text)
    _mark(field, draft=True)


def _mark(field: Field, *, draft: bool) -> None:
    """The bar at the left of a text that is not stored; a refused text keeps its own mark."""
    state = field.property("state") or ""
    wanted = state if state == "invalid" else "draft" if draft else ""
    if state != wanted:
        field.setProperty("state", wanted)
        field.style().unpolish(field)
        field.style().polish(field)
