"""A picture of every screen and dialog on the sample, and a page that shows them all."""

import sys
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from PySide6.QtCore import QEventLoop, QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from riskdesk.domain.values import Language
from riskdesk.ui.bundle import Bundle, StartOptions
from riskdesk.ui.desk import Place
from riskdesk.ui.dialogs.choose_ruleset import ChooseRulesetDialog
from riskdesk.ui.dialogs.edit_names import EditNamesDialog
from riskdesk.ui.dialogs.import_file import ImportFileDialog
from riskdesk.ui.dialogs.import_staff import ImportStaffDialog
from riskdesk.ui.dialogs.new_certification import NewCertificationDialog
from riskdesk.ui.dialogs.ruleset_fields import RulesetFields
from riskdesk.ui.main_window import MainWindow
from riskdesk.ui.screens.home import HomeScreen
from riskdesk.ui.session import Session
from riskdesk.ui.start import make_application, make_window
from riskdesk.ui.theme import ThemeName

_SIZE = (1366, 768)
_HARMFUL = 9
"""The chief mechanic of the sample: noise beyond its norm, instruments out of verification."""

_RULESET = "KZ1.04.001.2000"

Scene = tuple[str, Callable[[MainWindow, Bundle], QWidget]]


def take(
    bundle: Bundle,
    out: Path,
    *,
    languages: tuple[Language, ...] = ("kk", "ru", "en"),
    themes: tuple[ThemeName, ...] = ("light", "dark"),
) -> list[Path]:
    """Write ``<screen>-<language>-<theme>.png`` and ``index.html``; returns the files."""
    before = qInstallMessageHandler(_message)
    app = make_application(bundle)
    taken: list[Path] = []
    for theme in themes:
        for language in languages:
            window = make_window(bundle, StartOptions(language=language, theme=theme, scale=1.0))
            try:
                for name, path in _pictures(app, window, bundle, out):
                    taken.append(path.rename(out / f"{name}-{language}-{theme}.png"))
            finally:
                window.close()
                window.deleteLater()
                app.processEvents()
    qInstallMessageHandler(before)
    index = out / "index.html"
    index.write_text(_index(taken), encoding="utf-8")
    return [*taken, index]


def scenes() -> tuple[Scene, ...]:
    """Every screen and dialog with how one gets there."""
    return (
        ("home", lambda window, _: _go(window, Place("home"))),
        ("first-run", _first_run),
        ("workplace-factors", lambda window, _: _workplace(window, "factors", "noise_leq")),
        ("workplace-heaviness", lambda window, _: _workplace(window, "heaviness", "heaviness/2.1")),
        ("workplace-tension", lambda window, _: _workplace(window, "tension", "tension/3.1")),
        ("workplace-total", lambda window, _: _workplace(window, "total", "")),
        ("check", lambda window, _: _go(window, Place("check"))),
        ("risk", lambda window, _: _go(window, Place("risk"))),
        ("documents", lambda window, _: _go(window, Place("documents"))),
        ("criteria", lambda window, _: _go(window, Place("criteria", "rule/noise"))),
        ("criteria-tried", _tried),
        ("criteria-norm", lambda window, _: _go(window, Place("criteria", "norms/noise-dsm-15"))),
        ("dialog-new-certification", _new_certification),
        ("dialog-choose-ruleset", _choose_ruleset),
        ("dialog-import-staff", _import_staff),
        ("dialog-import-file", _import_file),
        ("dialog-import-problems", _import_problems),
        ("dialog-names", _edit_names),
    )


def settle(app: QApplication, window: MainWindow) -> None:
    """Until the worker has answered everything and the window has drawn it."""
    app.processEvents()
    while window.jobs.busy:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    app.processEvents()


def _pictures(
    app: QApplication, window: MainWindow, bundle: Bundle, out: Path
) -> Iterator[tuple[str, Path]]:
    window.resize(*_SIZE)
    window.show()
    settle(app, window)
    for name, show in scenes():
        shown = show(window, bundle)
        settle(app, window)
        settle(app, window)
        path = out / f"{name}.png"
        shown.grab().save(str(path))
        if isinstance(shown, QDialog):
            shown.done(0)
            shown.deleteLater()
        yield name, path


def _go(window: MainWindow, place: Place) -> QWidget:
    window.show_place(place)
    return window


def _workplace(window: MainWindow, tab: str, row: str) -> QWidget:
    certification, found = window.desk.certification_id, list[str]()

    def read(session: Session, _: object) -> str:
        workplaces = session.snapshot(certification).dossier.workplaces
        return next(each.id for each in workplaces if each.number == _HARMFUL)

    window.jobs.ask(read).on_done(found.append).start()
    settle(_application(), window)
    return _go(window, Place("structure", found[0], tab, row))


def _tried(window: MainWindow, _: Bundle) -> QWidget:
    """The noise of the chief mechanic, tried in every rule set."""
    window.desk.drafts.of("try/rule/noise").update(leq_dba="56,3", limit_dba="50")
    return _go(window, Place("criteria", "rule/noise"))


def _first_run(window: MainWindow, _: Bundle) -> QWidget:
    window.show_place(Place("home"))
    if isinstance(window.current, HomeScreen):
        window.current.show_first()
    return window


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
    dialog = ImportFileDialog(window.desk, window, path, "journal", identity)
    dialog.open()
    return dialog


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


def _edit_names(window: MainWindow, _: Bundle) -> QWidget:
    dialog = EditNamesDialog(window.desk, window)
    dialog.open()
    return dialog


def _with_ruleset(window: MainWindow, dialog: QDialog, fields: RulesetFields) -> QDialog:
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


def _message(_kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """The offscreen platform says of every window that it has no size hints: no news."""
    if "propagateSizeHints" not in text:
        sys.stderr.write(f"{text}\n")


def _index(taken: list[Path]) -> str:
    rows = "\n".join(
        f'<figure><a href="{escape(path.name)}"><img src="{escape(path.name)}" width="680" alt="">'
        f"</a><figcaption>{escape(path.stem)}</figcaption></figure>"
        for path in taken
    )
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><title>RiskDesk</title>\n{rows}\n'
