"""The places of measuring beside the plan: which stand on it, which on another, which on none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from riskdesk.services.queries_plan import PlanPage, PlanPlace
from riskdesk.ui.kit.fields.choice import Tick
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look

_KEY = Qt.ItemDataRole.UserRole
_ICONS = {"here": ("tick", "ok"), "else": ("documents", "text_2"), "none": ("minus", "text_3")}


class _List(QListWidget):
    """Enter and Del are told; the dialog would take Enter for the next field."""

    entered = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Two keys of its own."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)


class PlanPlaces(QWidget):
    """``picked``: another place has the focus; ``entered``, ``dropped``: Enter, Del on it.

    ``sifted``: more or fewer places are listed.
    """

    picked = Signal(str)
    entered = Signal()
    dropped = Signal()
    sifted = Signal()

    def __init__(self, look: Look, wide: int) -> None:
        super().__init__()
        self._look = look
        self.list = _List()
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setAccessibleName(look.tr("plan.places"))
        self.only = Tick(look, look.tr("plan.only"))
        self.count = Text(look, "", "small", "text_2", wrap=True)
        self.setFixedWidth(look.theme.length(wide))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(look.theme.length(6))
        for each in (self.count, self.list, self.only):
            box.addWidget(each)
        self.list.currentItemChanged.connect(lambda item, _: self._on_item(item))
        self.list.itemDoubleClicked.connect(lambda _: self.entered.emit())
        self.list.entered.connect(self.entered)
        self.list.dropped.connect(self.dropped)
        self.only.toggled.connect(lambda _: self.sifted.emit())

    def show_page(self, page: PlanPage, plan: str, key: str) -> str:
        """List the places; the one that has the focus now: ``key``, else the next on no plan."""
        shown = [each for each in page.places if not (self.only.isChecked() and each.plan_id)]
        keys: list[str] = [each.point_id for each in shown]
        if key not in keys:
            bare = next((each.point_id for each in shown if not each.plan_id), "")
            key = bare or (keys[0] if keys else "")
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's signature
        self.list.clear()
        for each in shown:
            self.list.addItem(self._item(each, plan))
        self.list.setCurrentRow(keys.index(key) if key in keys else -1)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's signature
        words = self._look.tr("plan.left", count=page.unplaced, total=len(page.places))
        self.count.setText(words)
        return key

    def _item(self, place: PlanPlace, plan: str) -> QListWidgetItem:
        tr = self._look.tr
        state = "none" if not place.plan_id else "here" if place.plan_id == plan else "else"
        words = f"{place.sign} · {tr.text(place.name)}" if place.name.ru else place.sign
        made = QListWidgetItem(self._look.icons.icon(*_ICONS[state]), words)
        told = tr(f"plan.is_{state}")
        made.setData(_KEY, place.point_id)
        made.setToolTip(f"{words}: {told}. {', '.join(map(tr.text, place.families))}")
        made.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {told}")
        return made

    def _on_item(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.picked.emit(str(item.data(_KEY)))
