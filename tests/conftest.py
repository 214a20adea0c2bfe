"""What every test gets: a home of its own, no real screen, and a look at what it leaves running."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings
from PySide6.QtCore import QSettings

from aipaint_desktop.engines.computing import devices
from tests.left_running import LeftRunning

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before there is an application
devices.let_idle_threads_sleep()  # before a test imports torch
# The same examples each time, so that a test that fails was broken by the change it is run for. New ones are looked for
# with `--hypothesis-profile explore`.
settings.register_profile("repeatable", derandomize=True, deadline=None)
settings.register_profile("explore", max_examples=1000, deadline=None)
settings.load_profile("repeatable")


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder: no test reads or writes the settings and pictures of whoever runs it."""
    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "settings"))
    return home


@pytest.fixture(autouse=True)
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test after which a thread, a pool, a timer or a process that it made is still at work.

    It is set up before the fixtures that make windows, so it looks when they have been closed.
    """
    watch = LeftRunning(monkeypatch)
    yield
    left = watch.found()
    assert not left, f"still running: {left}"
