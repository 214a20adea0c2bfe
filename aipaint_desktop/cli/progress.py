"""Progress of a run for whoever watches the terminal."""

import sys
from typing import TextIO

from aipaint_desktop.engines.base.engine import Frame


class Progress:
    """One line on stderr that keeps changing; a line for every tenth where stderr goes into a file."""

    def __init__(self, stream: TextIO | None = None) -> None:
        self._stream = stream or sys.stderr
        self._tenths = 0

    def show(self, frame: Frame) -> None:
        text = f"step {frame.step} of {frame.steps}"
        if not frame.last:
            text += f", {frame.seconds_left:.0f} s left"
        if self._stream.isatty():
            self._stream.write(f"\r{text}\033[K" + ("\n" if frame.last else ""))
        elif frame.last or 10 * frame.step // frame.steps > self._tenths:
            self._tenths = 10 * frame.step // frame.steps
            self._stream.write(text + "\n")
        self._stream.flush()
