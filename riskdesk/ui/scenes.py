"""Every screen and dialog with the way to it: pictures, sweep and help are made of this list.

A screen of the rail is here by itself, with the ``places`` that its ``SCREEN`` names. A dialog is
here by itself if it is made of (desk, parent); another one offers ``scene(window, bundle)``
in its module.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from riskdesk.ui import dialogs
from riskdesk.ui.bundle import Bundle
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.choose_ruleset import ChooseRulesetDialog
from riskdesk.ui.dialogs.fault import FaultDialog
from riskdesk.ui.dialogs.import_file import ImportFileDialog
from riskdesk.ui.dialogs.import_staff import ImportStaffDialog
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.dialogs.ruleset_fields import RulesetFields
from riskdesk.ui.dialogs.settings import Chosen, SettingsDialog
from riskdesk.ui.kit.dialog import Dialog
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens import SCREENS
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.session import Session

_HARMFUL = 9
"""The chief mechanic of the sample: noise beyond its norm, instruments out of verification."""

_RULESET = "KZ1.04.001.2000"

Show = Callable[[MainWindow, Bundle], QWidget]
"""Shows something in a window on the sample."""
Scene = tuple[str, Show]


def scenes() -> tuple[Scene, ...]:
    """Every screen and dialog with how one gets there, by name."""
    return (*_screens(), *_over(), *_dialogs())


def dialog_classes() -> tuple[type[Dialog], ...]:
    """Every dialog of the program."""
    found: dict[str, type[Dialog]] = {}
    for module in pkgutil.iter_modules(dialogs.__path__, f"{dialogs.__name__}."):
        loaded = importlib.import_module(module.name)
        found |= {
            name: kind
            for name, kind in inspect.getmembers(loaded, inspect.isclass)
            if issubclass(kind, Dialog) and kind.__module__ == module.name
        }
    bases = {base for kind in found.values() for base in kind.__mro__[1:]}
    return tuple(kind for kind in found.values() if kind not in bases)


def settle(app: QApplication, window: MainWindow) -> None:
    """Until the worker has answered everything and the window has drawn it."""
    app.processEvents()
    while window.jobs.busy:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()


def leave(window: MainWindow, shown: QWidget) -> None:
    """Take away what a scene has put over the window."""
    if isinstance(shown, QDialog):
        shown.done(0)
        shown.deleteLater()
    if window.guide.palette is not None:
        window.guide.palette.close_search()


def _screens() -> Iterator[Scene]:
    """The first view of each screen, then its other places."""
    for listed in SCREENS:
        yield listed.id, partial(_go, place=Place(listed.id))
        for name, place in listed.screen().places.items():
            yield f"{listed.id}-{name}", partial(_go, place=place)
        if listed.id == "structure":
            for tab, row in (
                ("factors", "noise_leq"),
                ("heaviness", "heaviness/2.1"),
                ("tension", "tension/3.1"),
                ("safety", ""),
                ("measures", ""),
                ("guarantees", ""),
                ("total", ""),
                ("history", ""),
            ):
                yield f"workplace-{tab}", partial(_workplace, tab=tab, row=row)
        if listed.id == "criteria":
            yield "criteria-tried", _tried
            yield "criteria-norm", partial(_go, place=Place("criteria", "norms/noise-dsm-15"))


def _over() -> Iterator[Scene]:
    yield "first-run", _first_run
    yield "search", _search
    yield "help", _help


def _dialogs() -> Iterator[Scene]:
    own: dict[type[Dialog], tuple[Scene, ...]] = {
        NewCertificationDialog: (("new-certification", _new_certification),),
        ChooseRulesetDialog: (("choose-ruleset", _choose_ruleset),),
        ImportStaffDialog: (("import-staff", _import_staff),),
        ImportFileDialog: (("import-file", _import_file), ("import-problems", _import_problems)),
        FaultDialog: (("fault", _fault),),
        SettingsDialog: (("settings", _settings),),
    }
    for kind in dialog_classes():
        module = importlib.import_module(kind.__module__)
        name = kind.help_page().replace("_", "-")
        if kind in own:
            for known, show in own[kind]:
                yield f"dialog-{known}", show
        elif hasattr(module, "scene"):
            yield f"dialog-{name}", module.scene
        elif _is_plain(kind):
            yield f"dialog-{name}", partial(_plain, kind=kind)


def _is_plain(kind: type[Dialog]) -> bool:
    """Whether (desk, parent) is all it asks for."""
    given = list(inspect.signature(kind).parameters.values())
    rest = given[2:]
    return [each.name for each in given[:2]] == ["desk", "parent"] and all(
        each.default is not inspect.Parameter.empty for each in rest
    )


def _plain(window: MainWindow, _: Bundle, kind: Callable[..., Dialog]) -> QWidget:
    return _opened(kind(window.desk, window))


def _go(window: MainWindow, _: Bundle, place: Place) -> QWidget:
    window.show_place(place)
    return window


def _workplace(window: MainWindow, bundle: Bundle, tab: str, row: str) -> QWidget:
    certification, found = window.desk.certification_id, list[str]()

    def read(session: Session, _: object) -> str:
        workplaces = session.snapshot(certification).dossier.workplaces
        return next(each.id for each in workplaces if each.number == _HARMFUL)

    window.jobs.ask(read).on_done(found.append).start()
    settle(_application(), window)
    return _go(window, bundle, Place("structure", found[0], tab, row))


def _tried(window: MainWindow, bundle: Bundle) -> QWidget:
    """The noise of the chief mechanic, tried in every rule set."""
    window.desk.drafts.of("try/rule/noise").update(leq_dba="56,3", limit_dba="50")
    return _go(window, bundle, Place("criteria", "rule/noise"))


def _first_run(window: MainWindow, _: Bundle) -> QWidget:
    window.show_place(Place("home"))
    settle(_application(), window)
    if isinstance(window.current, HomeScreen):
        window.current.show_first()
    return window


def _search(window: MainWindow, _: Bundle) -> QWidget:
    window.show_search()
    settle(_application(), window)
    if window.guide.palette is not None:
        window.guide.palette.line.setText("слесарь")
    return window


def _help(window: MainWindow, _: Bundle) -> QWidget:
    window.show_help("keys")
    viewer = window.guide.viewer
    return viewer if viewer is not None else window


def _new_certification(window: MainWindow, _: Bundle) -> QWidget:
    dialog = NewCertificationDialog(window.desk, window)
    return _with_ruleset(window, dialog, dialog.fields)


def _choose_ruleset(window: MainWindow, _: Bundle) -> QWidget:
    dialog = ChooseRulesetDialog(window.desk, window)
    return _with_ruleset(window, dialog, dialog.fields)


def _import_staff(window: MainWindow, bundle: Bundle) -> QWidget:
    dialog = ImportStaffDialog(window.desk, window, bundle.sample / "staff-list.xlsx")
    return _with_ruleset(window, dialog, dialog.fields)


def _import_file(window: MainWindow, bundle: Bundle) -> QWidget:
    path, identity = bundle.sample / "field-journal.csv", window.desk.certification_id
    return _opened(ImportFileDialog(window.desk, window, path, "journal", identity))


def _import_problems(window: MainWindow, bundle: Bundle) -> QWidget:
    """The journal with two values that are no numbers: nothing is taken."""
    text = (bundle.sample / "field-journal.csv").read_text(encoding="utf-8-sig")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "field-journal.csv"
        path.write_text(text.replace(";461;", ";много;").replace(";23,5;", ";?;"), "utf-8")
        dialog = ImportFileDialog(
            window.desk, window, path, "journal", window.desk.certification_id
        )
        dialog.open()
        dialog.act.click()
        settle(_application(), window)
    return dialog


def _fault(window: MainWindow, _: Bundle) -> QWidget:
    dialog = FaultDialog(window.desk.look, window, "RiskDesk\nValueError\n  edit.py:1 run\n")
    dialog.details.setChecked(True)
    return _opened(dialog)


def _settings(window: MainWindow, _: Bundle) -> QWidget:
    dress = window.dress
    chosen = Chosen(dress.language, dress.kept.get("theme", ""), dress.scale)
    return _opened(SettingsDialog(window.desk.look, window, chosen, lambda *_: None))


def _opened(dialog: Dialog) -> Dialog:
    dialog.open()
    return dialog


def _with_ruleset(window: MainWindow, dialog: Dialog, fields: RulesetFields) -> Dialog:
    """The dialog with a rule set chosen: its options are what makes it high."""
    dialog.open()
    settle(_application(), window)
    fields.choose(_RULESET)
    return dialog


def _application() -> QApplication:
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        raise TypeError("no QApplication")
    return app
