"""What every test gets: a home of its own, no real screen, and a look at what it leaves running."""

import os
import threading
import weakref
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, QThread

from aipaint_desktop.engines.computing import devices

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before there is an application
devices.let_idle_threads_sleep()  # before a test imports torch


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
def no_thread_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test after which a thread that it started still runs."""
    qthreads: weakref.WeakSet[QThread] = weakref.WeakSet()
    start = QThread.start

    def noted_start(thread: QThread, *arguments: QThread.Priority) -> None:
        qthreads.add(thread)
        start(thread, *arguments)

    monkeypatch.setattr(QThread, "start", noted_start)
    before = set(threading.enumerate())
    yield
    # Python makes a dummy for every foreign thread that once called it, and keeps it after its end
    left: list[object] = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    left += [thread for thread in qthreads if shiboken6.isValid(thread) and thread.isRunning()]
    assert not left, f"still running: {left}"
