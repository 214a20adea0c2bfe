"""How smoothly the window runs: gaps in its event loop, and the time from a pen's event to the painted dab."""

import math
import time
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QWidget

_TICK_MS = 5


def percentile(values: Sequence[float], share: float) -> float:
    """Find the smallest value that at least `share` (0 to 1) of the values do not exceed; 0 where there are none."""
    if not values:
        return 0.0
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]


class StallMeter(QObject):
    """Measures stalls: it ticks every 5 ms, and what a tick comes late is one of the window. stalls: seconds, in
    order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.stalls: list[float] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._last = 0.0

    def start(self) -> None:
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> None:
        self._timer.stop()

    def _tick(self) -> None:
        now = time.perf_counter()
        self.stalls.append(max(0.0, now - self._last - _TICK_MS / 1000))
        self._last = now


class DabMeter(QObject):
    """Times from `sent` to the end of the canvas's next repaint. latencies: seconds, in order."""

    def __init__(self, canvas: QWidget) -> None:
        super().__init__(canvas)
        self.latencies: list[float] = []
        self._sent: float | None = None
        canvas.installEventFilter(self)

    def sent(self) -> None:
        """Note that an event of the pen is about to be sent."""
        if self._sent is None:
            self._sent = time.perf_counter()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and self._sent is not None:
            # The filter sees the event before it is painted; the loop comes here again just after.
            QTimer.singleShot(0, self, self._painted)
        return super().eventFilter(watched, event)

    def _painted(self) -> None:
        if self._sent is not None:
            self.latencies.append(time.perf_counter() - self._sent)
            self._sent = None
