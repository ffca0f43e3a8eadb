"""Fields that choose a rule set and its options: nothing is chosen beforehand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from riskdesk.domain.values import LocalizedText
from riskdesk.rules.rulesets import Ruleset
from riskdesk.ui.kit.fields.choice import Choice
from riskdesk.ui.kit.labelled import labelled
from riskdesk.ui.kit.labels import Text
from riskdesk.ui.look import Look
from riskdesk.ui.session import Session


@dataclass(frozen=True)
class RulesetChoice:
    """A rule set that may be chosen."""

    id: str
    title: LocalizedText
    note: LocalizedText
    options: tuple[tuple[str, LocalizedText, tuple[tuple[str, LocalizedText], ...], str], ...]


def ruleset_choices(session: Session, _: object) -> tuple[RulesetChoice, ...]:
    """All rule sets that may be chosen for a certification."""
    rulesets: Sequence[Ruleset] = tuple(session.context.catalog.rulesets.values())
    return tuple(
        RulesetChoice(
            each.id,
            each.title,
            each.note,
            tuple(
                (option.id, option.title, tuple(option.choices.items()), option.default)
                for option in each.options.values()
            ),
        )
        for each in rulesets
        if each.choosable
    )


class RulesetFields(QWidget):
    """A rule set and its options. ``changed``: something was chosen."""

    changed = Signal()

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._known: dict[str, RulesetChoice] = {}
        self._options: dict[str, Choice] = {}
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(look.theme.length(8))
        self.ruleset = Choice(look)
        self.ruleset.setAccessibleName(look.tr("ruleset.name"))
        self.ruleset.setPlaceholderText(look.tr("ruleset.choose"))
        self.ruleset.chosen.connect(self._on_chosen)
        self._box.addLayout(labelled(look, look.tr("ruleset.name"), self.ruleset))
        self._note = Text(look, look.tr("ruleset.why"), "small", "text_2", wrap=True)
        self._box.addWidget(self._note)
        self._inner = QWidget()
        self._box.addWidget(self._inner)

    def show_choices(
        self,
        known: tuple[RulesetChoice, ...],
        chosen: str | None = None,
        options: Mapping[str, str] | None = None,
    ) -> None:
        """Offer rule sets; ``chosen`` and ``options`` are what the certification has already."""
        self._known = {each.id: each for each in known}
        words = self._look.tr.text
        self.ruleset.set_options([(each.id, words(each.title)) for each in known])
        self.ruleset.setCurrentIndex(-1)
        if chosen is not None:
            self.choose(chosen)
            for name, choice in (options or {}).items():
                if name in self._options:
                    self._options[name].show_value(choice)

    @property
    def chosen(self) -> str:
        """The id of the chosen rule set, "" while none is chosen."""
        return str(self.ruleset.currentData() or "")

    @property
    def options(self) -> dict[str, str]:
        """The chosen options."""
        return {name: str(choice.currentData()) for name, choice in self._options.items()}

    def choose(self, ruleset: str) -> None:
        """Choose a rule set as a click in the list does."""
        self.ruleset.show_value(ruleset)
        self._on_chosen(ruleset)

    def _on_chosen(self, value: object) -> None:
        found = self._known.get(str(value))
        old = self._inner
        self._inner = QWidget()
        self._options = {}
        inner = QVBoxLayout(self._inner)
        inner.setContentsMargins(0, 0, 0, 0)
        look = self._look
        if found is not None:
            texts = (look.tr.text(found.title), look.tr.text(found.note))
            self._note.setText("\n".join(text for text in texts if text))
            for name, title, choices, default in found.options:
                field = Choice(look, [(key, look.tr.text(text)) for key, text in choices])
                field.show_value(default)
                field.setAccessibleName(look.tr.text(title))
                inner.addLayout(labelled(look, look.tr.text(title), field))
                self._options[name] = field
        self._box.replaceWidget(old, self._inner)
        old.setParent(None)
        old.deleteLater()
        self.changed.emit()
