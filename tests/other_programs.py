"""Krita and GIMP, where they are installed: what they make of a file, as a picture or another file."""

import os
import shutil
import subprocess
from pathlib import Path

_PATIENCE = 300  # seconds

KRITA, GIMP = "krita", "gimp"


def installed(program: str) -> bool:
    """Krita needs a screen, too, if only a virtual one."""
    return bool(shutil.which(program)) and (program != KRITA or bool(shutil.which("xvfb-run")))


def convert(program: str, source: Path, target: Path) -> None:
    """Have the program open a file and write it as another; as a .png, how all of it looks."""
    home = target.parent / f"home of {program}"
    home.mkdir(exist_ok=True, mode=0o700)
    if program == KRITA:
        command = ["xvfb-run", "-a", "krita", "--export", "--export-filename", str(target), str(source)]
    else:
        command = ["gimp", "-i", "-d", "-f", "-s", "-b", _script(source, target), "-b", "(gimp-quit 0)"]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("QT_")}
    environment |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home)}
    subprocess.run(command, env=environment, check=True, timeout=_PATIENCE, capture_output=True)


def _script(source: Path, target: Path) -> str:
    load = f'(image (car (gimp-file-load RUN-NONINTERACTIVE "{source}" "{source}")))'
    if target.suffix == ".png":
        merged = "(layer (car (gimp-image-merge-visible-layers image CLIP-TO-IMAGE)))"
        save = f'(file-png-save RUN-NONINTERACTIVE image layer "{target}" "{target}" 0 9 0 0 0 0 0)'
    else:
        merged = "(layer (car (gimp-image-get-active-drawable image)))"
        save = f'(gimp-file-save RUN-NONINTERACTIVE image layer "{target}" "{target}")'
    return f"(let* ({load} {merged}) {save})"
