"""What is being typed is committed before the window closes or is built anew."""

from PySide6.QtWidgets import QLineEdit, QWidget


def finish_typing(window: QWidget) -> None:
    """Commit the open cell and the field with the focus, also in a window behind others."""
    # The window needs this with its first paint, a grid only with its first page.
    from riskdesk.ui.kit.grid import Grid  # noqa: PLC0415

    for grid in window.findChildren(Grid):
        grid.finish_editing()
    field: QWidget | None = (
        window.focusWidget()
    )  # the window's own, which it keeps when it is not active
    if field is None:
        return
    active = field.hasFocus()
    field.clearFocus()
    if isinstance(field, QLineEdit) and not active:
        field.editingFinished.emit()
