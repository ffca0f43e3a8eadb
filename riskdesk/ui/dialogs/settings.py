"""Settings: language, theme, size of the text; each takes effect at once, without a restart."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QWidget

from riskdesk.domain.values import LANGUAGES
from riskdesk.ui.kit.buttons import button, segment
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.scale import STEPS
from riskdesk.ui.theme import THEMES

_WIDE = 640


@dataclass(frozen=True)
class Chosen:
    """What is set now; ``theme`` "" follows the system."""

    language: str
    theme: str
    scale: float


class SettingsDialog(Dialog):
    """``choose(name, value)``: language, theme ("" follows the system) or scale."""

    def __init__(
        self,
        look: Look,
        parent: QWidget | None,
        chosen: Chosen,
        choose: Callable[[str, str], object],
    ) -> None:
        tr = look.tr
        super().__init__(look, parent, tr("settings.title"), tr("settings.second"))
        self._choose = choose
        languages = [(name, tr(f"language.{name}")) for name in LANGUAGES]
        themes = [("", tr("settings.theme_system"))]
        themes += [(name, tr(f"top.theme_{name}")) for name in THEMES]
        sizes = [(f"{step:g}", f"{round(step * 100)} %") for step in STEPS]
        self.language = self._line("language", tr("top.language"), languages, chosen.language)
        self.theme = self._line("theme", tr("settings.theme"), themes, chosen.theme)
        self.scale = self._line("scale", tr("settings.size"), sizes, f"{chosen.scale:g}")
        self.body.addWidget(Text(look, tr("settings.wheel"), "small", "text_2", wrap=True))
        self.body.addStretch(1)
        close = button(look, tr("action.close"))
        close.clicked.connect(self.reject)
        self.foot.addWidget(close)
        self.setMinimumWidth(look.theme.length(_WIDE))

    def _line(
        self, name: str, words: str, options: Sequence[tuple[str, str]], chosen: str
    ) -> QButtonGroup:
        look = self.look
        group = segment(look, list(options), chosen, words)
        self.body.addSpacing(look.theme.length(8))
        self.body.addWidget(Text(look, words, weight="medium"))
        row = QHBoxLayout()
        row.setSpacing(look.theme.length(6))
        for chip in group.buttons():
            row.addWidget(chip)
        row.addStretch(1)
        self.body.addLayout(row)
        group.buttonClicked.connect(lambda chip: self._take(name, str(chip.property("value"))))
        group.setParent(self)
        return group

    def _take(self, name: str, value: str) -> None:
        """The window is dressed anew around the dialog; it stays where it was."""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.accept()
        self._choose(name, value)
