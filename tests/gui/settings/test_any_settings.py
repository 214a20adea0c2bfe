"""The settings file may say anything: the window starts."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.ui.settings.settings_dialog import SettingsDialog
from aipaint_desktop.ui.window.main_window import MainWindow


@pytest.mark.parametrize(
    "value", ["nonsense", "-1e300", ["a", "b"], "99999999999999999999", "nan", "-inf", "1,5"]
)
def test_no_value_in_the_settings_stops_the_start(
    make_window: Callable[[], MainWindow], settings: QSettings, value: object
) -> None:
    first = make_window()
    first.set_pressure_curve(PressureCurve(gamma=2))
    first.workspace.set_history_megabytes(100)
    for change, choice in (
        (first.workspace.set_device, "cpu"),
        (first.workspace.set_precision, "fp32"),
    ):
        change(choice)
    first.preferences.theme = "light"  # written and not worn: to dress all widgets twice tells nothing more
    first.set_language("en")
    first.close()
    keys = [*settings.allKeys(), "paint/memory_limit", "shortcuts/undo", "welcome/seen", "export/folder"]
    assert len(keys) > 20
    for key in keys:
        settings.setValue(key, value)
    second = make_window()
    assert second.docks.paint.isVisible()
    assert second.tool_options.brush.brush.size >= 1
    SettingsDialog(second, second).deleteLater()


def test_a_settings_file_that_is_none_stops_no_start(
    make_window: Callable[[], MainWindow], settings: QSettings
) -> None:
    Path(settings.fileName()).write_bytes(bytes(range(256)) * 50)
    settings.sync()
    assert make_window().theme.name == "dark"


def test_the_settings_file_can_be_read(make_window: Callable[[], MainWindow], settings: QSettings) -> None:
    make_window().close()
    settings.sync()
    text = Path(settings.fileName()).read_text(encoding="utf-8")
    assert "\nkeep=" in text
    assert "\\made=" in text  # of a brush
