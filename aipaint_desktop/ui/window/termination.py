"""Being asked by the system to end, as at logging out: that comes as a signal, at any time."""

import signal
import socket
from collections.abc import Callable
from types import FrameType

from PySide6.QtCore import QObject, QSocketNotifier

_NAMES = ("SIGTERM", "SIGHUP", "SIGINT")  # what asks politely


class Termination(QObject):
    """Has such signals call `end` on the thread of the window, once, from its making to `close`; the next one kills.

    Signals that whoever started the program has it ignore, as `nohup` does, stay ignored. Made on the main thread.
    """

    def __init__(self, end: Callable[[], object], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._end = end
        self._happened = False
        # Python looks for signals between two of its own steps, and Qt's loop makes none while nothing happens:
        # a byte through a socket wakes it.
        self._read, self._write = socket.socketpair()
        for end_ in (self._read, self._write):
            end_.setblocking(False)
        self._notifier = QSocketNotifier(self._read.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._wake)
        self._woken_before = signal.set_wakeup_fd(self._write.fileno(), warn_on_full_buffer=False)
        numbers = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
        self._before = {
            number: signal.signal(number, self._note)
            for number in numbers
            if signal.getsignal(number) is not signal.SIG_IGN
        }

    def close(self) -> None:
        """Let signals do again what they did before. Safe to call twice."""
        if self._read.fileno() < 0:
            return
        self._restore()
        signal.set_wakeup_fd(self._woken_before)
        self._notifier.setEnabled(False)
        self._read.close()
        self._write.close()

    def _restore(self) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def _note(self, _number: int, _frame: FrameType | None) -> None:
        self._happened = True

    def _wake(self) -> None:
        self._read.recv(64)
        if self._happened and self._before:  # other signals wake as well
            self._restore()
            self._end()
