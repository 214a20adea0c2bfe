"""What every test gets: a home of its own, no real screen, and a look at what it leaves running."""

import gc
import os
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # before Qt is imported by anything


@pytest.fixture(autouse=True)
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home folder: no test reads or writes the settings and pictures of whoever runs it."""
    from PySide6.QtCore import QSettings

    home = tmp_path_factory.mktemp("home")
    for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, str(home / name.lower()))
    for form in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(form, QSettings.Scope.UserScope, str(home / "settings"))
    return home


@pytest.fixture(autouse=True)
def no_thread_left_running() -> Iterator[None]:
    """Fail a test after which a thread that it started still runs."""
    before = {id(thread) for thread in _running_threads()}
    yield
    left = [thread for thread in _running_threads() if id(thread) not in before]
    assert not left, f"still running: {left}"


def _running_threads() -> list[object]:
    # Python makes a dummy for every foreign thread that once called it, and keeps it after its end
    python = [t for t in threading.enumerate() if not isinstance(t, threading._DummyThread)]
    return [*python, *_running_qthreads()]


def _running_qthreads() -> list[object]:
    if "PySide6.QtCore" not in sys.modules:
        return []
    import shiboken6
    from PySide6.QtCore import QCoreApplication, QThread

    application = QCoreApplication.instance()
    own = application.thread() if application is not None else None
    known = [thing for thing in gc.get_objects() if issubclass(type(thing), QThread)]
    return [thread for thread in known if shiboken6.isValid(thread) and thread.isRunning() and thread != own]
