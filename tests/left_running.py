"""What a test leaves at work: threads, pools, timers and processes that it made."""

import gc
import multiprocessing
import subprocess
import sys
import threading
import weakref
from collections.abc import Callable, Iterator
from types import CodeType
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QProcess, QThread, QThreadPool, QTimer

_AT_WORK: dict[type, Callable[[Any], bool]] = {
    QThread: lambda thread: thread.isRunning(),
    QThreadPool: lambda pool: pool.activeThreadCount() > 0,
    QTimer: lambda timer: timer.isActive(),
    QProcess: lambda process: process.state() != QProcess.ProcessState.NotRunning,
    subprocess.Popen: lambda process: process.returncode is None and process.poll() is None,
}


class LeftRunning:
    """Notes from now on what is made in Python, until the patches are undone.

    That has to be done where things are made: `QTimer.singleShot` with a function makes a timer that is nobody's child
    and that nothing else leads to. Pools of `concurrent.futures` are seen by their threads and processes.
    """

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._made: weakref.WeakKeyDictionary[Any, str] = weakref.WeakKeyDictionary()
        self._threads = set(threading.enumerate())
        self._children = set(multiprocessing.active_children())
        for kind in _AT_WORK:
            patch.setattr(kind, "__init__", self._noting(kind.__init__))  # type: ignore[misc]

    def found(self) -> list[str]:
        """Say what is still at work, and where it was made; what is only waiting to be deleted is not."""
        left = list(self._at_work())
        if left and QCoreApplication.instance() is not None:
            QCoreApplication.processEvents()  # what was put off until now, and what has been closed
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            gc.collect()
            left = list(self._at_work())
        return left

    def _at_work(self) -> Iterator[str]:
        for thread in threading.enumerate():
            # Python makes a dummy for every foreign thread that once called it, and keeps it after its end
            if thread not in self._threads and not isinstance(thread, threading._DummyThread):
                yield f"{thread}"
        for child in multiprocessing.active_children():
            if child not in self._children:
                yield f"{child}"
        if QThreadPool.globalInstance().activeThreadCount():
            yield "the global QThreadPool"
        for one, where in list(self._made.items()):
            if isinstance(one, shiboken6.Object) and not shiboken6.isValid(one):
                continue
            if any(at_work(one) for kind, at_work in _AT_WORK.items() if isinstance(one, kind)):
                yield f"{one} made at {where}"

    def _noting(self, init: Callable[..., None]) -> Callable[..., None]:
        def noted_init(one: Any, *arguments: Any, **named: Any) -> None:
            init(one, *arguments, **named)
            self._made[one] = _caller(noted_init.__code__)

        return noted_init


def _caller(but: CodeType) -> str:
    """File and line that is being run, outside of functions of this code."""
    frame = sys._getframe(1)
    while frame.f_code is but and frame.f_back is not None:
        frame = frame.f_back
    return f"{frame.f_code.co_filename}:{frame.f_lineno}"
