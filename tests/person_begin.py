"""The person begins: first run, the enterprise, the commission, the structure, the groups."""

from person import Person
from person_story import (
    BIN,
    CONTRACT,
    DAY,
    DRAWN,
    ENTERPRISE,
    LABORATORY,
    MILLER,
    OUTDOOR,
    PASTED,
    PEOPLE,
    SECTIONS,
    SEED,
    Line,
    Words,
)


def first_run(one: Person) -> None:
    """The walk is read, the language taken, a certification begun."""
    tr = one.window.desk.words
    one.rest()
    one.press("Enter", times=2)
    one.press("Esc")
    one.rest()
    one.press("Ctrl+N")
    one.rest()
    one.write(ENTERPRISE["kk"])
    one.press("Tab")
    one.write(ENTERPRISE["ru"])
    one.press("Tab", "Tab")
    one.number(DAY)
    one.press("Tab")
    one.number(OUTDOOR)
    one.press("Tab")
    one.choose("1.04.001")
    one.press("Ctrl+Enter")
    one.rest()
    assert tr is one.window.desk.words


def enterprise(one: Person) -> None:
    """BIN, contract, period, the commission."""
    tr = one.window.desk.words
    one.press("Alt+0")
    one.rest()
    one.tab_to(tr("enterprise.bin"))
    one.number(BIN[:-1] + "1")  # a slip of the last digit
    one.press("Tab")
    one.rest()
    assert one.window.current.fields["bin"].note.isVisible()  # type: ignore[attr-defined]
    one.press("Shift+Tab", "End", "Backspace")
    one.number(BIN[-1])
    one.tab_to(tr("enterprise.contract"))
    one.write(CONTRACT)
    one.press("Tab")
    one.number("01.04.2026")
    one.press("Tab")
    one.number("06.04.2026")
    one.press("Tab")
    one.number("30.04.2026")
    one.tab_to(tr("enterprise.commission"))
    for role, (name, position) in zip(("chairman", "member", "secretary"), PEOPLE, strict=True):
        one.press("Home")
        one.write(tr(f"enterprise.role_{role}")[:3])
        one.press("Tab")
        one.write(name)
        one.press("Tab")
        first, second = ("kk", "ru") if one.window.desk.look.language == "kk" else ("ru", "kk")
        one.write(position[first])
        one.press("Tab")
        one.write(position[second])
        one.press("Enter")
    one.rest()


def structure(one: Person) -> None:
    """Two sections are typed line by line, the third is pasted."""
    one.press("Alt+2")
    one.rest()
    one.press("Ctrl+2")
    one.rest()
    for name, lines in SECTIONS:
        _section(one, name)
        for line in lines:
            _line(one, line)
    _section(one, LABORATORY)
    first = _names(one)[0]
    one.press("Down")
    one.paste("".join(f"{line.name[first]}\t{line.headcount}\n" for line in PASTED))
    one.rest()
    for line in PASTED:
        one.row_of(first, line.name[first])
        one.column_to(_names(one)[1])
        one.write(line.name[_names(one)[1]])
        one.press("Enter")


def _names(one: Person) -> tuple[str, str]:
    return ("kk", "ru") if one.window.desk.look.language == "kk" else ("ru", "kk")


def _section(one: Person, name: Words) -> None:
    one.press("Ctrl+Shift+Ins")
    one.rest()
    first, second = _names(one)
    one.write(name[first])
    one.press("Tab")
    one.write(name[second])
    one.press("Enter")
    one.rest()


def _line(one: Person, line: Line) -> None:
    """Typed into the blank row, as in Excel; then divided by headcount."""
    first, second = _names(one)
    one.press("Ctrl+End", "Home", "Right")
    one.write(line.name[first])
    one.press("Tab")
    one.write(line.name[second])
    one.press("Tab")
    one.number(str(line.headcount))
    one.press("Tab")
    if line.men:
        one.number(str(line.men))
    one.press("Tab")
    if line.women:
        one.number(str(line.women))
    one.press("Enter")
    one.rest()
    if line.headcount > 1:
        one.row_of(first, line.name[first])
        one.press("F7")
        one.rest()


def groups(one: Person) -> None:
    """The millers are alike: a group, two of them drawn to be measured."""
    tr, first = one.window.desk.words, _names(one)[0]
    one.row_of(first, MILLER.name[first])
    one.select_down(MILLER.headcount - 1)
    one.press("F9")
    one.rest()
    one.tab_to(tr("group.count"))
    one.press("Ctrl+A")
    one.number(str(DRAWN))
    one.press("Tab")
    one.number(SEED)
    one.tab_to(tr("group.draw"))
    one.press("Space")
    one.rest()
    one.press("Ctrl+Enter")
    one.rest()
