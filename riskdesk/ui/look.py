"""What a screen needs to draw itself: theme, icons and words in one value."""

from dataclasses import dataclass
from pathlib import Path

from riskdesk.domain.values import HazardClass, Language, LocalizedText
from riskdesk.ui.icons import Icons
from riskdesk.ui.theme import Theme, ThemeName
from riskdesk.ui.tr import Translator


@dataclass(frozen=True)
class Look:
    """The looks and the language of the window; a new one is made when either changes."""

    theme: Theme
    icons: Icons
    tr: Translator

    @classmethod
    def load(
        cls, resources: Path, language: Language, theme: ThemeName, scale: float = 1.0
    ) -> "Look":
        """Read theme, icons and catalogs from the program's resources."""
        loaded = Theme.load(resources, theme, scale)
        return cls(loaded, Icons(resources, loaded), Translator.load(resources, language))

    @property
    def language(self) -> Language:
        """The language of the interface."""
        return self.tr.language

    def sentence(self, words: LocalizedText) -> str:
        """A text of the data as a line of its own: it begins with a capital letter."""
        text = self.tr.text(words)
        return text[:1].upper() + text[1:]

    def class_word(self, hazard_class: HazardClass | None) -> str:
        """The word that stands beside a class number."""
        return self.tr(f"class.{hazard_class.value}" if hazard_class else "class.none")
