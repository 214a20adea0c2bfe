"""How fast the packaged app stands, and how much memory it takes until then.

    python tests/bench/packaged_app.py build/out/cpu/AIPaint.AppDir/AppRun [starts]

The window counts as usable when the self-test could have taken its first picture of it, half a second of which
is its own pause. Memory is what the process holds at that moment, shared libraries included.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PAUSE = 0.5
GIVE_UP = 120.0


def start(program: Path, home: Path) -> tuple[float, float]:
    """Seconds from the start to the window, and megabytes."""
    pictures = home / "pictures"
    environment = {"HOME": str(home), "PATH": "/nonexistent", "LANG": "C.UTF-8"}
    environment |= {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY") if name in os.environ}
    options = [] if "DISPLAY" in environment else ["--headless"]
    began = time.perf_counter()
    with subprocess.Popen(
        [program, "self-test", pictures, *options], env=environment, stderr=subprocess.DEVNULL
    ) as app:
        try:
            while not (pictures / "1-start.png").exists():
                if app.poll() is not None or time.perf_counter() - began > GIVE_UP:
                    sys.exit("The window did not open.")
                time.sleep(0.002)
            seconds = time.perf_counter() - began - PAUSE
            status = Path(f"/proc/{app.pid}/status").read_text(encoding="utf-8")
        finally:
            app.kill()
    kilobytes = next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS"))
    return seconds, kilobytes / 1024


def main() -> None:
    program, starts = Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 5
    figures = []
    for number in range(starts + 1):
        with tempfile.TemporaryDirectory() as home:
            figures.append(start(program, Path(home)))
        print(f"{number}: {figures[-1][0]:.2f} s, {figures[-1][1]:.0f} MB")
    seconds, megabytes = (statistics.median(column) for column in zip(*figures[1:], strict=True))
    print(f"warm, median of {starts}: {seconds:.2f} s, {megabytes:.0f} MB")


if __name__ == "__main__":
    main()
