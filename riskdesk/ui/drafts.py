"""Texts typed and not on disk: they belong to the desk, so another language or size loses none."""

from PySide6.QtWidgets import QLineEdit


class Drafts:
    """Texts by thing (a workplace, the filters) and by field of the thing."""

    def __init__(self) -> None:
        self._texts: dict[str, dict[str, str]] = {}

    def of(self, thing: str) -> dict[str, str]:
        """The texts of one thing, kept as they change."""
        return self._texts.setdefault(thing, {})

    def settle(self, thing: str, field: str, text: str) -> None:
        """``text`` has reached the disk; a newer text of the same field stays."""
        kept = self.of(thing)
        if kept.get(field) == text:
            del kept[field]

    def remember(self, line: QLineEdit, field: str) -> None:
        """A filter shows what stood in it before the window was built anew."""
        kept = self.of("filters")
        line.setText(kept.get(field, ""))
        line.textChanged.connect(lambda text: kept.update({field: text}))
