"""When the app has to be built and proven again."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import proof

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A small source tree that was proven."""
    files = {
        "build/package.py": "steps = 3",
        "build/linux/app.desktop": "[Desktop Entry]",
        "aipaint_desktop/painter.py": "import math\nfrom pathlib import Path\nfrom PySide6.QtCore import QObject\n",
        "resources/icons/brush.svg": "<svg/>",
        "models/style/style.safetensors": "weights",
        "models/style/train.py": "import torch",
    }
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)
    for name in ("pyproject.toml", "setup.py"):
        shutil.copy(ROOT / name, tmp_path)
    proof.record(tmp_path, "cpu", {"packed_mb": 200})
    return tmp_path


def replace(name: str, old: str, new: str) -> Callable[[Path], object]:
    def edit(tree: Path) -> None:
        text = (tree / name).read_text(encoding="utf-8")
        assert old in text
        (tree / name).write_text(text.replace(old, new), encoding="utf-8")

    return edit


def add(name: str, content: str = "") -> Callable[[Path], object]:
    def edit(tree: Path) -> None:
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(content)

    return edit


PAINTER = "aipaint_desktop/painter.py"


@pytest.mark.parametrize(
    "edit",
    [
        replace(PAINTER, "import math", "import math\n\n\ndef paint() -> float:\n    return math.pi"),
        replace(PAINTER, "import QObject", "import QObject, QTimer"),
        replace(PAINTER, "import Path", "import Path, PurePath"),
        add("aipaint_desktop/brush.py", "from aipaint_desktop import painter\nimport math\n"),
        replace("models/style/style.safetensors", "weights", "better weights"),
        add("build/out/cpu/AIPaint.tar.zst"),
        add("build/__pycache__/package.pyc"),
        replace("pyproject.toml", "line-length = 110", "line-length = 100"),
    ],
)
def test_ordinary_edits_leave_it_proven(tree: Path, edit: Callable[[Path], object]) -> None:
    edit(tree)
    assert proof.is_proven(tree, "cpu")


@pytest.mark.parametrize(
    "edit",
    [
        replace("build/package.py", "3", "4"),
        replace("build/linux/app.desktop", "Entry", "Entries"),
        add("build/hooks/hook-torch.py"),
        add("aipaint_desktop/brush.py", "def late() -> None:\n    import sqlite3\n"),
        add("aipaint_desktop/brush.py", "from PySide6 import QtNetwork\n"),
        add("aipaint_desktop/brush.py", "import torch.nn.functional as F\n"),
        replace(PAINTER, "PySide6.QtCore", "PySide6.QtSvg"),
        add("resources/icons/eraser.svg"),
        replace("pyproject.toml", '"numpy>=2.0', '"numpy>=2.1'),
        replace("setup.py", "resources", "pictures"),
        replace("pyproject.toml", '"pyinstaller>=6.15', '"pyinstaller>=6.16'),
    ],
)
def test_what_the_making_depends_on_does_not(tree: Path, edit: Callable[[Path], object]) -> None:
    edit(tree)
    assert not proof.is_proven(tree, "cpu")


def test_every_edition_is_proven_by_itself(tree: Path) -> None:
    assert not proof.is_proven(tree, "full")
    proof.record(tree, "full", {})
    assert proof.is_proven(tree, "full")
    assert proof.is_proven(tree, "cpu")


def test_without_a_record_nothing_is_proven(tree: Path) -> None:
    (tree / "build" / "packaged.json").unlink()
    assert not proof.is_proven(tree, "cpu")


def test_the_programs_own_imports_are_found() -> None:
    found = set(proof.imported_modules(ROOT / "aipaint_desktop"))
    assert {"torch", "numpy", "PySide6.QtWidgets", "PIL.Image", "safetensors.torch", "json"} <= found
    assert not any(name.startswith("aipaint_desktop") for name in found)
