"""What every test gets: a home of its own, no real screen, and a look at what it leaves running."""

import os
import threading
import weakref
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QSettings, QThread, QThreadPool, QTimer

from aipaint_desktop.engines import devices

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
def nothing_left_running(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Fail a test after which a thread, a pool or a timer that it made is still at work.

    It is set up before the fixtures of windows, so it looks when they have been closed.
    """
    made: weakref.WeakSet[QThread | QThreadPool | QTimer] = weakref.WeakSet()
    for kind in (QThread, QThreadPool, QTimer):
        monkeypatch.setattr(kind, "__init__", _noting(kind.__init__, made))
    before = set(threading.enumerate())
    yield
    # Python makes a dummy for every foreign thread that once called it, and keeps it after its end
    left: list[object] = [
        thread
        for thread in threading.enumerate()
        if thread not in before and not isinstance(thread, threading._DummyThread)
    ]
    left += [_told(one) for one in made if shiboken6.isValid(one) and _at_work(one)]
    assert not left, f"still running: {left}"


def _noting(
    init: Callable[..., None], made: weakref.WeakSet[QThread | QThreadPool | QTimer]
) -> Callable[..., None]:
    """`init`, and what it has made is noted. Not `start`: a signal gives a function more than it gives a slot."""

    def noted_init(one: QThread | QThreadPool | QTimer, *arguments: object, **named: object) -> None:
        init(one, *arguments, **named)
        made.add(one)

    return noted_init


def _at_work(one: QThread | QThreadPool | QTimer) -> bool:
    match one:
        case QThread():
            return one.isRunning()
        case QThreadPool():
            return one.activeThreadCount() > 0
    return one.isActive()


def _told(one: QThread | QThreadPool | QTimer) -> str:
    """What it is and whose: a timer alone has no name."""
    return f"{one} of {one.parent()}"
