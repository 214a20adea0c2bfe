"""Asking for model files, and for folders with them, wherever they lie."""

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from aipaint_desktop.modelstore.model_files.identifying import SUFFIXES


def ask_for_files(parent: QWidget) -> list[Path]:
    """Ask for model files; none where the artist thinks better of it."""
    title = QCoreApplication.translate("models", "Add models")
    kinds = QCoreApplication.translate("models", "Model files")
    suffixes = " ".join(f"*{suffix}" for suffix in SUFFIXES)
    names, _kind = QFileDialog.getOpenFileNames(parent, title, str(Path.home()), f"{kinds} ({suffixes})")
    return [Path(name) for name in names]


def ask_for_folder(parent: QWidget) -> Path | None:
    """Ask for a folder with models, or one of diffusers."""
    title = QCoreApplication.translate("models", "Add a folder with models")
    name = QFileDialog.getExistingDirectory(parent, title, str(Path.home()))
    return Path(name) if name else None
