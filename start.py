#!/usr/bin/env python3
"""Start AIPaint from its source folder; the first time, make everything that it needs.

    python3 start.py                    open the window
    python3 start.py test [...]         check everything; what follows goes to pytest
    python3 start.py COMMAND [...]      any command of aipaint, such as: paint sketch.png --like sea.png -o out.png
    python3 start.py --checkpoints      before any of these: also what Stable Diffusion models are run with

It makes a virtual environment in `.venv` and installs into it what `pyproject.toml` names. A stamp in it says
that this is done, so every later start goes straight to work.
"""

from __future__ import annotations  # so that an older Python gets as far as being told

import ctypes
import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path
from typing import NoReturn

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "aipaint-stamp"
WINDOWS = sys.platform == "win32"
VENV_PYTHON = VENV / ("Scripts/python.exe" if WINDOWS else "bin/python")
OLDEST_PYTHON = (3, 11)

# what is installed, each level with all before it
LEVELS = ("commands", "window", "test")
# the switch for the extra of this name; what was installed with it once stays so
CHECKPOINTS = "--checkpoints"

# the libraries that Qt loads from the system on Linux, and the Debian packages that hold them
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}

CHECKS = (
    ("ruff", "check", "."),
    ("ruff", "format", "--check", "."),
    ("mypy",),
    ("lint-imports",),
)
# tests in as many processes as there are cores, four at most: a window and the models take a gigabyte each
BESIDE_ONE_ANOTHER = ("-n", "auto", "--maxprocesses", "4", "--dist", "loadfile")


def main() -> None:
    arguments = sys.argv[1:]
    if sys.version_info < OLDEST_PYTHON:
        wanted = ".".join(map(str, OLDEST_PYTHON))
        fail(f"AIPaint needs Python {wanted} or newer, this is {sys.version.split()[0]}.")
    checkpoints = arguments[:1] == [CHECKPOINTS]
    arguments = arguments[1:] if checkpoints else arguments
    if arguments[:1] == ["test"]:
        prepare("test", checkpoints)
        sys.exit(test(arguments[1:]))
    prepare("window" if arguments[:1] in ([], ["open"], ["self-test"]) else "commands", checkpoints)
    command = [str(VENV_PYTHON), "-m", "aipaint_desktop", *arguments]
    if WINDOWS:  # where exec would give the terminal back at once
        sys.exit(subprocess.call(command))
    os.execv(command[0], command)


def say(sentence: str) -> None:
    print(f"start.py: {sentence}", file=sys.stderr, flush=True)


def fail(sentence: str) -> NoReturn:
    say(sentence)
    sys.exit(1)


def prepare(level: str, checkpoints: bool) -> None:
    """Make the environment ready for a level, unless its stamp says that it is."""
    named = b"".join((ROOT / name).read_bytes() for name in ("pyproject.toml", "setup.py"))
    digest = hashlib.sha256(named + sys.version.encode() + bytes(ROOT)).hexdigest()
    stamp = STAMP.read_text() if STAMP.exists() else ""
    checkpoints = checkpoints or stamp.endswith(CHECKPOINTS)
    extra = f" {CHECKPOINTS}" if checkpoints else ""
    # the tests' level has the extra anyway
    sufficient = [f"{digest} {name}{extra}" for name in LEVELS[LEVELS.index(level) :]]
    if VENV_PYTHON.exists() and stamp in (*sufficient, f"{digest} test"):
        return
    if level != "commands" and sys.platform == "linux":
        provide_system_packages(level)
    STAMP.unlink(missing_ok=True)
    made = not is_sound()
    if made:
        make_venv()
    if not install(level, checkpoints):
        if made:
            fail("The installation failed; the lines above say why. Start again to go on from here.")
        say("The old environment could not be completed: making it anew.")
        make_venv()
        if not install(level, checkpoints):
            fail("The installation failed; the lines above say why. Start again to go on from here.")
    STAMP.write_text(sufficient[0])
    say("Everything is installed.")


def is_sound() -> bool:
    """Whether there is an environment of this Python, made in this place, with a pip that runs."""
    configuration = VENV / "pyvenv.cfg"
    if not (VENV_PYTHON.exists() and configuration.exists()):
        return False
    if str(VENV) not in configuration.read_text():  # moved: its programs would start the old place's Python
        return False
    code = "import sys, pip; print(*sys.version_info[:2])"
    asked = subprocess.run([VENV_PYTHON, "-c", code], capture_output=True, text=True, check=False)
    return asked.stdout.split() == [str(number) for number in sys.version_info[:2]]


def make_venv() -> None:
    say(f"Making a virtual environment in {VENV} …")
    shutil.rmtree(VENV, ignore_errors=True)
    made = subprocess.run([sys.executable, "-m", "venv", VENV], check=False)
    if made.returncode != 0:
        shutil.rmtree(VENV, ignore_errors=True)
        fail(
            "Python's venv module does not work here; on Debian and Ubuntu install the package python3-venv."
        )


def install(level: str, checkpoints: bool) -> bool:
    """Install the program, editable, with what it needs; pip shows its own progress."""
    extra = "[dev]" if level == "test" else "[checkpoints]" if checkpoints else ""
    target = f"{ROOT}{extra}"
    say("Installing what AIPaint needs. This happens once; PyTorch alone may be gigabytes …")
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "--editable", target]
    return subprocess.run(pip, check=False).returncode == 0


def provide_system_packages(level: str) -> None:
    """Install the system's packages that Qt needs, or say which they are."""
    packages = [package for library, package in QT_LIBRARIES.items() if not is_loadable(library)]
    needed = bool(packages)
    wanted = wanted_packages(level)
    packages += wanted
    if not packages:
        return
    names = " ".join(packages)
    if os.geteuid() == 0 and shutil.which("apt-get"):
        say(f"Installing the system packages {names} …")
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        for action in (["update"], ["install", "--yes", "--no-install-recommends", *packages]):
            done = subprocess.run(["apt-get", "--quiet", *action], env=environment, check=False)
        if done.returncode == 0:
            return
    if needed:
        fail(
            f"The window needs libraries of the system that are missing. "
            f"On Debian and Ubuntu: sudo apt-get install {names}"
        )
    for package, without in wanted.items():
        say(f"{without}; the package is {package}.")


def wanted_packages(level: str) -> dict[str, str]:
    """Find the packages that the program can do without, and say how that is."""
    wanted = {}
    if level == "test" and shutil.which("Xvfb") is None:
        wanted["xvfb"] = "Xvfb is missing, so tests that need a window server will be skipped"
    slower = "so numpy computes what is painted, and large brushes lag"
    if shutil.which("cc") is None and shutil.which("gcc") is None:
        wanted["gcc"] = f"A C compiler is missing, {slower}"
    if not Path(sysconfig.get_path("include"), "Python.h").exists():
        wanted["python3-dev"] = f"Python's headers are missing, {slower}"
    return wanted


def is_loadable(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def test(arguments: list[str]) -> int:
    """Run every check and the tests, which come last; 0 when all of them pass."""
    os.chdir(ROOT)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    failed = []
    checks: list[tuple[str, ...]] = [*CHECKS, ("pytest", *BESIDE_ONE_ANOTHER, *arguments)]
    for check in checks:
        name = " ".join(check)
        say(name)
        program = VENV_PYTHON.with_name(check[0] + VENV_PYTHON.suffix)
        if subprocess.call([program, *check[1:]]) != 0:
            failed.append(name)
    if failed:
        say(f"failed: {', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    main()
