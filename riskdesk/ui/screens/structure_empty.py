"""A structure with no workplace yet: where it comes from."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.ui.kit.buttons import button
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.kit.states import EmptyState
from riskdesk.ui.look import Look


def nothing_yet(look: Look, take: Callable[[], object], write: Callable[[], object]) -> QWidget:
    """Two ways to begin: a staff list, or the list typed and pasted by hand."""
    tr = look.tr
    main = button(look, tr("structure.import"), "main")
    main.setToolTip(f"{tr('file.title')}  Ctrl+I")
    main.clicked.connect(lambda _=False: take())
    page = EmptyState(look, tr("structure.empty"), tr("structure.empty_why"), main)
    second = button(look, tr("structure.write"), "second")
    second.setToolTip(f"{tr('structure.mode_list_what')}  Ctrl+2")
    second.clicked.connect(lambda _=False: write())
    box = page.layout()
    if isinstance(box, QVBoxLayout):
        last = box.count() - 1
        box.insertWidget(last, second, 0, Qt.AlignmentFlag.AlignHCenter)
        why = Text(look, tr("structure.write_why"), "small", "text_2", wrap=True)
        why.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        box.insertWidget(last + 1, why)
    return page
