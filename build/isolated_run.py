"""Running the built app as on a machine without Python, network, settings and this source tree."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_UNSHARE = ("unshare", "--map-root-user", "--net", "--mount")
_HIDE_AND_RUN = 'while [ "$1" != -- ]; do mount -t tmpfs none "$1"; shift; done; shift; exec "$@"'


def can_isolate() -> bool:
    """Whether this system allows namespaces of one's own, with no network and other mounts in them."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    return subprocess.run([*_UNSHARE, "true"], capture_output=True, check=False).returncode == 0


def run(
    command: Sequence[str | Path], hidden: Sequence[Path], display: str | None = None, seconds: float = 1200
) -> str:
    """Run a command with an empty home and an empty PATH; returns what it printed.

    hidden: folders that appear empty to it, as the network is gone, where the system allows that.
    display: the X server's name, such as ":99"; None for none.
    Raises `CalledProcessError` where it fails and `TimeoutExpired` where it takes longer.
    """
    words = [str(word) for word in command]
    with tempfile.TemporaryDirectory() as home:
        environment = _environment(Path(home), display)
        if can_isolate():
            # the tools that isolate are found by our PATH, the command gets its own
            bare = ["env", "-i", *(f"{name}={value}" for name, value in environment.items())]
            words = [*_UNSHARE, "sh", "-c", _HIDE_AND_RUN, "sh", *map(str, hidden), "--", *bare, *words]
            environment = dict(os.environ)
        done = subprocess.run(
            words,
            env=environment,
            cwd=tempfile.gettempdir(),
            stdout=subprocess.PIPE,
            text=True,
            timeout=seconds,
            check=False,
        )
    if done.returncode != 0:
        raise subprocess.CalledProcessError(done.returncode, [str(word) for word in command])
    return done.stdout


def _environment(home: Path, display: str | None) -> dict[str, str]:
    nothing = home / "nothing"
    nothing.mkdir()
    environment = {"PATH": str(nothing), "LANG": "C.UTF-8"}
    environment |= dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), str(home))
    if "SYSTEMROOT" in os.environ:  # without it no program starts on Windows
        environment["SYSTEMROOT"] = os.environ["SYSTEMROOT"]
    if display:
        environment["DISPLAY"] = display
    return environment


@contextmanager
def x_server() -> Iterator[str | None]:
    """The name of an X server that draws into memory, or None where Xvfb is not installed."""
    program = shutil.which("Xvfb")
    if program is None:
        yield None
        return
    receiving, sending = os.pipe()
    command = [program, "-displayfd", str(sending), "-screen", "0", "1600x1000x24", "-nolisten", "tcp"]
    with (
        os.fdopen(receiving) as number,
        subprocess.Popen(command, pass_fds=[sending], stderr=subprocess.DEVNULL) as server,
    ):
        os.close(sending)
        try:
            yield f":{number.readline().strip()}"
        finally:
            server.terminate()
