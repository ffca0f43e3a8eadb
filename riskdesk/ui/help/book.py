"""The pages of the help: ``resources/help/<language>/<id>.md``, the first line is the title."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from riskdesk.domain.values import Language
from riskdesk.ui.fold import matches

FIRST = ("start", "keys", "signs")
"""Pages that belong to no window: how one begins, the keys (made from the commands), the signs."""


@dataclass(frozen=True, slots=True)
class HelpPage:
    """One page. ``id``: of the screen, or the module of the dialog; ``text`` is Markdown."""

    id: str
    title: str
    text: str


class HelpBook:
    """All pages of one language, the general ones first, then in the order of ``wanted``."""

    def __init__(self, pages: Mapping[str, HelpPage]) -> None:
        self._pages = dict(pages)

    @classmethod
    def load(cls, resources: Path, language: Language, wanted: tuple[str, ...] = ()) -> "HelpBook":
        """Read the pages; those of ``wanted`` screens come before those of dialogs."""
        order = {name: at for at, name in enumerate((*FIRST, *wanted))}
        files = sorted(
            (resources / "help" / language).glob("*.md"),
            key=lambda file: (order.get(file.stem, len(order)), file.stem),
        )
        return cls({file.stem: _page(file) for file in files})

    def __contains__(self, name: str) -> bool:
        return name in self._pages

    def __getitem__(self, name: str) -> HelpPage:
        """The page of a window; a window without one gets the first page."""
        return self._pages.get(name) or self.pages[0]

    @cached_property
    def pages(self) -> tuple[HelpPage, ...]:
        """All pages in their order."""
        return tuple(self._pages.values())

    def find(self, words: str) -> tuple[HelpPage, ...]:
        """Pages that hold all of ``words``; those with them in the title first."""
        found = [page for page in self.pages if matches(words, page.title, page.text)]
        return tuple(sorted(found, key=lambda page: not matches(words, page.title)))


def _page(file: Path) -> HelpPage:
    text = file.read_text(encoding="utf-8")
    title = text.partition("\n")[0].removeprefix("# ").strip()
    return HelpPage(file.stem, title, text)
