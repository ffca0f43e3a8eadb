"""The person checks and hands over: the check, undo and redo, a document, the search."""

from pathlib import Path

from person import Person
from person_story import ACCEPTED, DIRECTOR, MILLER
from PySide6.QtCore import Qt

from riskdesk.ui.kit.dialog import Dialog


def check(one: Person) -> None:
    """To the place of a problem and back; one is accepted with its reason."""
    tr = one.window.desk.words
    one.press("Alt+5")
    one.rest()
    one.tab_to(tr("rail.check"))
    before = one.grid.grid.rowCount()
    one.press("Ctrl+Home")
    one.press("Enter")
    one.rest()
    assert one.window.current.place().screen != "check"
    one.press("Alt+Left")
    one.rest()
    one.tab_to(tr("rail.check"))
    one.press("Ctrl+Home")
    one.press("F9")
    one.rest()
    one.write(ACCEPTED[one.window.desk.look.language])
    one.press("Ctrl+Enter")
    one.rest()
    assert before


def steps(one: Person) -> None:
    """Several changes are taken back and done again, once with a Cyrillic layout."""
    one.press("Alt+2")
    one.rest()
    one.press("Ctrl+Z", times=3)
    one.rest()
    one.cyrillic("Я", Qt.KeyboardModifier.ControlModifier, 52)
    one.rest()
    one.press("Ctrl+Y", times=4)
    one.rest()


def document(one: Person, folder: Path) -> None:
    """The first form is written as PDF, with a reason if the check has open errors."""
    tr = one.window.desk.words
    one.press("Alt+7")
    one.rest()
    one.tab_to(tr("documents.folder"))
    one.press("Ctrl+A")
    one.write(str(folder))
    one.tab_to(tr("documents.format_pdf"))
    one.press("Space")
    one.rest()
    if isinstance(one.top, Dialog):
        one.tab_to(tr("before.reason"))
        one.write(ACCEPTED[one.window.desk.look.language])
        one.press("Ctrl+Enter")
        one.rest()


def search(one: Person) -> None:
    """Ctrl+K reaches workplaces, in Kazakh letters or without them."""
    for name in (DIRECTOR.name, MILLER.name):
        one.search(name[one.window.desk.look.language])
        assert one.window.current.place().screen == "structure"
