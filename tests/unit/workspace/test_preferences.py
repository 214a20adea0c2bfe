"""Preferences read from a settings file that may say anything."""

from pathlib import Path

import pytest
from PySide6.QtCore import QSettings

from aipaint_desktop.brushes.pressure import PressureCurve
from aipaint_desktop.engines.base.engine import Estimate
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.workspace import stored
from aipaint_desktop.workspace.machine_memory import machine_megabytes
from aipaint_desktop.workspace.preferences import (
    GIGABYTE,
    LEAST_HISTORY,
    Preferences,
    check_memory,
    usual_history,
)


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def test_what_was_never_set_has_its_default(settings: QSettings) -> None:
    assert Preferences(settings).memory_limit == 0
    assert Preferences(settings).history_megabytes == usual_history()
    assert Preferences(settings).pressure_curve == PressureCurve()


@pytest.mark.parametrize(("megabytes", "history"), [(0, 512), (2048, 512), (16384, 2048), (10**6, 4096)])
def test_the_history_is_as_long_as_suits_the_machine(
    megabytes: int, history: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("aipaint_desktop.workspace.preferences.machine_megabytes", lambda: megabytes)
    assert usual_history() == history


def test_the_machine_tells_how_much_memory_it_has() -> None:
    assert machine_megabytes() > LEAST_HISTORY


def test_a_pressure_curve_comes_back_as_it_was(settings: QSettings) -> None:
    curve = PressureCurve(0.1, 0.8, 0.5)
    Preferences(settings).pressure_curve = curve
    assert Preferences(settings).pressure_curve == curve


@pytest.mark.parametrize("garbage", ["", "nan", "inf", "-1e300", "many", "@Invalid()", ["1", "2"], None])
def test_garbage_is_held_within_what_is_possible(settings: QSettings, garbage: object) -> None:
    for key in (
        "paint/memory_limit",
        "history/megabytes",
        "tablet/gamma",
        "tablet/lightest",
        "tablet/firmest",
    ):
        settings.setValue(key, garbage)
    assert Preferences(settings).memory_limit == 0
    assert 64 <= Preferences(settings).history_megabytes <= 8192
    assert 0 <= Preferences(settings).pressure_curve(0.5) <= 1


def test_flags_are_read_as_words_or_digits(settings: QSettings) -> None:
    for value, read in (("true", True), ("1", True), (0, False), ("False", False), ("perhaps", True)):
        settings.setValue("flag", value)
        assert stored.flag(settings, "flag", True) is read


def test_a_painting_beyond_the_limit_is_refused() -> None:
    check_memory(Estimate(1.0, 5 * GIGABYTE), 0)
    check_memory(Estimate(1.0, 5 * GIGABYTE), 8)
    with pytest.raises(BadInput, match=r"about 5\.0 GB of memory, but the settings allow 4 GB"):
        check_memory(Estimate(1.0, 5 * GIGABYTE), 4)
