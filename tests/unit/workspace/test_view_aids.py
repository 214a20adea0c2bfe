"""Rulers, grid and guides as the artist wants them, from one start to the next."""

from pathlib import Path

from PySide6.QtCore import QSettings

from aipaint_desktop.values.snapping import Grid
from aipaint_desktop.workspace.view_aids import ViewAids, read_view_aids, write_view_aids


def settings(path: Path) -> QSettings:
    return QSettings(str(path / "settings.ini"), QSettings.Format.IniFormat)


def test_what_was_kept_is_read_again(tmp_path: Path) -> None:
    aids = ViewAids(
        rulers=True,
        guides=False,
        guides_locked=True,
        grid=True,
        lines=Grid(7, 9, 3, 4),
        colour="#102030",
        snap_to_grid=True,
        snap_to_guides=False,
        snap_to_canvas=True,
    )
    kept = settings(tmp_path)
    write_view_aids(aids, kept)
    kept.sync()
    assert read_view_aids(settings(tmp_path)) == aids


def test_whatever_stands_there_can_be_worked_with(tmp_path: Path) -> None:
    broken = settings(tmp_path)
    for key in ("rulers", "grid", "grid_across", "grid_colour", "grid_left"):
        broken.setValue(f"view/{key}", "-17 nonsense")
    assert read_view_aids(broken) == ViewAids()
    broken.setValue("view/grid_across", 0)
    broken.setValue("view/grid_top", -4)
    lines = read_view_aids(broken).lines
    assert (lines.across, lines.top) == (1, 0)
