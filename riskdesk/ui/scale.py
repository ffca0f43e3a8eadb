"""The size of the text: Ctrl and the wheel, Ctrl and + − 0, from 80 to 200 % (promise U32)."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication

OWN_ZOOM = "own-zoom"
"""The property of a widget over which Ctrl and the wheel are its own business."""

STEPS = (0.8, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The sizes on offer; 1.0 is 100 %."""


def nearest(scale: float) -> float:
    """The size on offer that is closest to ``scale``."""
    return min(STEPS, key=lambda step: abs(step - scale))


def stepped(scale: float, steps: int) -> float:
    """The size so many steps up or down; the ends hold."""
    at = STEPS.index(nearest(scale)) + steps
    return STEPS[min(max(at, 0), len(STEPS) - 1)]


def kept_scale(text: str) -> float:
    """The size of the settings; 100 % where they hold none."""
    try:
        return nearest(float(text))
    except ValueError:
        return 1.0


class ScaleWheel(QObject):
    """Watches one window: the wheel with Ctrl changes the size wherever the pointer is."""

    def __init__(self, parent: QObject, change: Callable[[int], object]) -> None:
        super().__init__(parent)
        self._change = change

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """One notch is one step; without Ctrl the wheel scrolls as ever."""
        if event.type() == QEvent.Type.Wheel and isinstance(event, QWheelEvent):
            turned = event.angleDelta().y()
            held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            if turned and held and not _zooms(event):
                self._change(1 if turned > 0 else -1)
                return True
        return super().eventFilter(watched, event)


def _zooms(event: QWheelEvent) -> bool:
    """Whether the pointer is over a widget that has a zoom of its own."""
    widget = QApplication.widgetAt(event.globalPosition().toPoint())
    while widget is not None and not widget.property(OWN_ZOOM):
        widget = widget.parentWidget()
    return widget is not None
