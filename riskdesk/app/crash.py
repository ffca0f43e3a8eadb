"""A local report of a program fault: where it happened, never whose data it was."""

import sys
import traceback
from pathlib import Path

from riskdesk import __version__
from riskdesk.domain.values import LocalizedText
from riskdesk.services.ports import Clock

KEPT = 20

FAULT = LocalizedText(
    kk="Бағдарлама қатесі. Деректер өзгерген жоқ; есеп: ",
    ru="Ошибка программы. Данные не изменены; отчёт: ",
    en="A fault of the program. No data were changed; report: ",
)
"""Stands here and not with the other messages: their file may be what is at fault."""


def keep_report(error: BaseException, folder: Path, clock: Clock) -> str:
    """Write the report and return its path; the path of nothing ("–") if even that fails.

    Holds the kinds of errors and the places in the code. Their messages and the values of
    variables are left out: they may be a worker's name or an enterprise's data.
    """
    now = clock.now()
    target = folder / f"fault-{now:%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        target.write_text(report_text(error, now.isoformat()), encoding="utf-8")
        for old in sorted(folder.glob("fault-*.txt"))[:-KEPT]:
            old.unlink()
    except OSError:
        return "–"
    return str(target)


def report_text(error: BaseException, moment: str) -> str:
    """The report's lines."""
    import platform  # noqa: PLC0415 - no start waits for what only a fault needs

    lines = [
        f"RiskDesk {__version__}, {moment}",
        f"Python {platform.python_version()}, {system_name()}",
    ]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        lines.extend(
            f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(seen.__traceback__)
        )
        seen = seen.__cause__ or (None if seen.__suppress_context__ else seen.__context__)
    return "\n".join(lines) + "\n"


def system_name() -> str:
    """System, release, processor; ``platform.platform`` would start a program to find them."""
    import platform  # noqa: PLC0415 - no start waits for what only a fault needs

    return f"{platform.system()} {platform.release()} {platform.machine()}"


def install_hook(folder: Path, clock: Clock) -> None:
    """Faults outside every command (threads, Qt slots) end in a report as well."""

    def report(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        sys.stderr.write(f"riskdesk: {keep_report(error, folder, clock)}\n")

    sys.excepthook = report
