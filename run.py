#!/usr/bin/env python3
"""Start script of RiskDesk: sets the program up on first use, then hands everything over to it.

Standard library only. ``run.py`` opens the window; ``run.py test [ARGS]`` runs the tests;
``run.py bench [NAME …] [--json]`` the benches; anything else goes to ``python -m riskdesk``
unchanged, streams and exit code included. Set-up speaks on standard error only.
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - the sentence is for exactly those
    sys.stderr.write("RiskDesk needs Python 3.11 or newer: start run.py with a newer Python.\n")
    sys.exit(2)

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

# Modules that only the set-up needs are imported inside its functions: together they cost
# more than the whole second start (measured: 12 ms without them, 45 ms with them).
# ruff: noqa: PLC0415

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCKS = {"run": ROOT / "requirements.lock", "dev": ROOT / "requirements-dev.lock"}

QT_LIBRARIES = {  # what the Qt wheel loads, and the Debian package that has it
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
WINDOW_LIBRARIES = {  # further, for a window on an X display
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetupFailed(Exception):
    """Set-up cannot go on: the message says what is wrong and what to do."""


def main(arguments: list[str]) -> int:
    """Set up what the command needs and run it; returns its exit code (2: set-up failed)."""
    command = arguments[0] if arguments else ""
    try:
        prepare("dev" if command in ("test", "bench") else "run")
        prepare_libraries(needs_window=opens_window(arguments))
    except SetupFailed as failure:
        say(str(failure))
        return 2
    except KeyboardInterrupt:
        say("set-up stopped; the next start begins it again.")
        return 130
    if command == "test":
        return start("pytest", test_arguments(arguments[1:]), ROOT)
    if command == "bench":
        return start("tests.bench", arguments[1:], ROOT)
    return start("riskdesk", arguments, None)


def test_arguments(arguments: list[str]) -> list[str]:
    """What pytest gets: ``faults`` stands for the folder of the fault tests alone."""
    if arguments and arguments[0] == "faults":
        return ["tests/faults", *arguments[1:]]
    return arguments


def opens_window(arguments: list[str]) -> bool:
    """Whether no command is named: nothing, or only the database's file."""
    rest = list(arguments)
    while rest and rest[0].startswith("--database"):
        del rest[: 1 if "=" in rest[0] else 2]
    return not rest


def start(module: str, arguments: list[str], folder: Path | None) -> int:  # noqa: RET503 - exec never returns
    """Run ``module`` in the virtual environment in place of this process."""
    command = [str(PYTHON), "-X", "utf8", "-P", "-m", module, *arguments]
    # Compiled files of the program are its own cache in its own tree; without them every start
    # would compile some hundred modules.
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    environment["RISKDESK_CALLED"] = called()
    if folder is not None:
        os.chdir(folder)
    if sys.platform == "win32":
        return attend(command, environment)
    os.execve(command[0], command, environment)


def called() -> str:
    """How this script was started, for the advice in the program's messages."""
    python = "py" if sys.platform == "win32" else Path(sys.orig_argv[0]).name
    script = sys.argv[0]
    return f'{python} "{script}"' if " " in script else f"{python} {script}"


def attend(command: list[str], environment: Mapping[str, str]) -> int:
    """Wait for the program where there is no exec (Windows); Ctrl+C reaches it by itself."""
    import subprocess

    process = subprocess.Popen(command, env=environment)
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def say(text: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"RiskDesk: {text}\n")
    sys.stderr.flush()


# --- The virtual environment -------------------------------------------------------------------


def prepare(name: str) -> None:
    """Make sure that the locked set ``run`` or ``dev`` is installed; quick when it is."""
    if installed(name):
        return
    with one_at_a_time():
        if not installed(name):  # another start may have done it meanwhile
            install(name)


def installed(name: str) -> bool:
    """Whether the mark of a finished set-up fits this lock, this folder and this Python."""
    try:
        return PYTHON.exists() and mark_of(name).read_bytes() == fingerprint(name)
    except OSError:
        return False


def mark_of(name: str) -> Path:
    """The file that is written last of all, when the set ``name`` is installed."""
    return VENV / f"riskdesk-{name}.installed"


def fingerprint(name: str) -> bytes:
    """What the mark holds: the lock itself, where the folder lies, which Python it uses."""
    where = f"# {ROOT} {os.path.realpath(PYTHON)}\n"
    return LOCKS[name].read_bytes() + where.encode("utf-8", "surrogateescape")


def install(name: str) -> None:
    """Build the environment, or add the development set to a good one."""
    try:
        if name != "dev" or mark_of("dev").exists() or not installed("run"):
            build()
        mark = mark_of(name)
        say(f"installing the locked {'libraries' if name == 'run' else 'libraries and tools'} …")
        options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-input", "-qq"]
        run(
            [str(PYTHON), "-m", "pip", "install", *options, "-r", str(LOCKS[name])],
            "the libraries could not be installed (the lines above say why). The first start "
            "needs a network; start again when there is one.",
        )
        run([str(PYTHON), "-m", "compileall", "-q", str(ROOT / "riskdesk")], "compiling failed.")
        for done in {"run", name}:
            mark_of(done).write_bytes(fingerprint(done))
    except OSError as error:
        raise SetupFailed(f"{error.filename or VENV}: {error.strerror}. Set-up stopped.") from error
    say(f"ready ({mark.parent}).")


def build() -> None:
    """Make ``.venv`` from nothing; what an interrupted set-up left there goes first."""
    import shutil
    from importlib.util import find_spec

    if find_spec("ensurepip") is None or find_spec("venv") is None:
        package = f"python3.{sys.version_info.minor}-venv"
        if not install_packages([package]):
            raise SetupFailed(
                f"this Python cannot make virtual environments: the package {package} is "
                f"missing. Install it (Debian: sudo apt-get install {package}) and start again."
            )
    say(f"setting up in {VENV} (once) …")
    if VENV.exists():
        shutil.rmtree(VENV)
    run([sys.executable, "-m", "venv", str(VENV)], f"no virtual environment in {VENV}.")
    library = "Lib" if sys.platform == "win32" else f"lib/python3.{sys.version_info.minor}"
    path_file = VENV / library / "site-packages" / "riskdesk.pth"
    path_file.write_text(f"{ROOT}\n", encoding="utf-8", errors="surrogateescape")


def run(command: list[str], failure: str) -> None:
    """Run one step of the set-up, its output on standard error."""
    import subprocess

    if subprocess.run(command, stdin=subprocess.DEVNULL, stdout=sys.stderr, check=False).returncode:
        raise SetupFailed(failure)


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Hold the set-up's lock: of two starts at once the second waits for the first."""
    try:
        file = (ROOT / ".venv.lock").open("a+b")
    except OSError as error:
        raise SetupFailed(f"{ROOT} cannot be written ({error.strerror}).") from error
    with file:
        if sys.platform == "win32":
            import msvcrt
            import time

            while True:
                try:
                    file.seek(0)
                    msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
                    break
                except OSError:  # gives up after ten tries of a second each
                    time.sleep(1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield


# --- System libraries (Linux) ------------------------------------------------------------------


def prepare_libraries(*, needs_window: bool) -> None:
    """Check what the Qt wheel needs from the system; install it when root on Debian.

    Commands without a window go on without it: they do not use Qt.
    """
    if sys.platform != "linux":
        return
    on_display = needs_window and bool(os.environ.get("DISPLAY"))
    needed = {**QT_LIBRARIES, **(WINDOW_LIBRARIES if on_display else {})}
    mark = VENV / f"riskdesk-libraries-{'window' if on_display else 'qt'}.present"
    if mark.exists():
        return
    missing = missing_libraries(needed)
    if missing and install_packages(sorted(set(missing.values()))):
        missing = missing_libraries(needed)
    if not missing:
        mark.touch()
        return
    sentence = (
        f"the window needs system libraries that are missing: {', '.join(missing)}. "
        f"Debian: sudo apt-get install {' '.join(missing.values())}"
    )
    if needs_window or sys.argv[1:2] == ["test"]:
        raise SetupFailed(sentence)
    say(sentence)


def missing_libraries(needed: Mapping[str, str]) -> dict[str, str]:
    """Those of ``needed`` that the loader does not find, with their packages."""
    import ctypes

    missing = {}
    for name, package in needed.items():
        try:
            ctypes.CDLL(name)
        except OSError:
            missing[name] = package
    return missing


def install_packages(packages: list[str]) -> bool:
    """Install Debian packages; ``False`` when this is no Debian, not root, or apt refuses."""
    import shutil
    import subprocess

    if sys.platform == "win32" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return False
    say(f"installing system packages: {' '.join(packages)} …")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    steps = (
        ["apt-get", "-qq", "update"],
        ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages],
    )
    codes = [
        subprocess.run(
            step, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=quiet, check=False
        ).returncode
        for step in steps
    ]
    return codes[-1] == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
