"""The app's layout on Linux: an AppDir, which runs from wherever it lies."""

import shutil
from pathlib import Path

NAME = "aipaint"
_HERE = Path(__file__).resolve().parent


def lay_out(app: Path, icons: Path, drawing: Path, folder: Path) -> None:
    """Move the built one-folder app into an AppDir and add its starter, menu entry and icons.

    icons: folder of `<size>.png`; drawing: the icon as SVG; folder: the AppDir, made anew.
    """
    shutil.rmtree(folder, ignore_errors=True)
    share = folder / "usr/share"
    for made in (folder / "usr/bin", folder / "usr/lib", share / "applications", documents(folder)):
        made.mkdir(parents=True)
    app.rename(folder / "usr/lib" / NAME)
    (folder / "usr/bin" / NAME).symlink_to(f"../lib/{NAME}/{NAME}")
    (folder / "AppRun").symlink_to(f"usr/bin/{NAME}")
    entry = f"{NAME}.desktop"
    shutil.copy(_HERE / "linux" / entry, share / "applications")
    (folder / entry).symlink_to(f"usr/share/applications/{entry}")
    hicolor = share / "icons/hicolor"
    for icon in icons.glob("*.png"):
        _copy(icon, hicolor / f"{icon.stem}x{icon.stem}/apps/{NAME}.png")
    _copy(drawing, hicolor / f"scalable/apps/{NAME}.svg")
    (folder / f"{NAME}.svg").symlink_to(f"usr/share/icons/hicolor/scalable/apps/{NAME}.svg")
    (folder / ".DirIcon").symlink_to(f"usr/share/icons/hicolor/256x256/apps/{NAME}.png")


def documents(folder: Path) -> Path:
    """Where an AppDir has the program's documents."""
    return folder / "usr/share/doc" / NAME


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True)
    shutil.copy(source, target)
