"""The clean environment that the app is built in: nothing but the program, what it needs, and PyInstaller."""

import hashlib
import subprocess
import sys
import venv
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

# one release for every edition; the same range of others stands in pyproject.toml
TORCH = "2.13.0"
EDITIONS = ("cpu", "full")
# extras of the program that an edition brings along; what it is made with is one of its own
EXTRAS: Mapping[str, tuple[str, ...]] = {"cpu": (), "full": ("checkpoints",)}


def torch_requirement(edition: str, platform: str = sys.platform) -> str:
    """Which build of torch an edition is made with.

    On Linux there is one for the CPU alone, a tenth of the size of the one with CUDA. Elsewhere the common one
    is that already. `===` takes the release as it is, never a build with a label.
    """
    if edition == "cpu" and platform == "linux":
        return f"torch=={TORCH}+cpu"
    return f"torch==={TORCH}"


@dataclass(frozen=True)
class Environment:
    """folder: of the virtual environment; project: of the source tree."""

    folder: Path
    project: Path
    edition: str

    @property
    def python(self) -> Path:
        windows = sys.platform == "win32"
        return self.folder / ("Scripts/python.exe" if windows else "bin/python")

    def is_ready(self) -> bool:
        """Whether it was completed for these requirements, this Python and this place."""
        return self._stamp.exists() and self._stamp.read_text(encoding="utf-8") == self._digest()

    def make(self) -> None:
        """Make it anew. Raises `CalledProcessError` where pip fails; it says itself why."""
        venv.create(self.folder, clear=True, with_pip=True)
        pip = (self.python, "-m", "pip", "install", "--disable-pip-version-check")
        extras = ",".join((*EXTRAS[self.edition], "package"))
        requirements = (torch_requirement(self.edition), "--editable", f"{self.project}[{extras}]")
        subprocess.run([*pip, *requirements], check=True)
        self._stamp.write_text(self._digest(), encoding="utf-8")

    @property
    def _stamp(self) -> Path:
        return self.folder / "aipaint-stamp"

    def _digest(self) -> str:
        named = [(self.project / name).read_text(encoding="utf-8") for name in ("pyproject.toml", "setup.py")]
        wanted = (torch_requirement(self.edition), *EXTRAS[self.edition])
        parts = (*named, *wanted, sys.version, str(self.folder), str(self.project))
        return hashlib.sha256("\n".join(parts).encode()).hexdigest()
