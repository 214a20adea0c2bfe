"""PyInstaller's hook for QtGui: without the plugins that the window does not use, nor the libraries they need."""

from pathlib import PurePath

from PyInstaller.utils.hooks.qt import add_qt6_dependencies

from contents import is_needed

hiddenimports, binaries, datas = add_qt6_dependencies(__file__)
binaries = [(file, folder) for file, folder in binaries if is_needed(f"{folder}/{PurePath(file).name}")]
