"""Planes as large as the canvas of which a stroke takes only the memory that it touches."""

import mmap
import sys

import numpy as np
from numpy.typing import NDArray


def untouched(height: int, width: int) -> NDArray[np.float32]:
    """Make a plane of zeros, (height, width), that is in memory page by page as it is written to.

    Not by numpy, which asks for huge pages: one pixel touched would be two megabytes zeroed, before the first dab is
    seen.
    """
    if sys.platform == "win32":  # where there are none
        return np.zeros((height, width), np.float32)
    memory = mmap.mmap(-1, 4 * height * width, flags=mmap.MAP_PRIVATE | mmap.MAP_ANON)
    if hasattr(mmap, "MADV_NOHUGEPAGE"):
        memory.madvise(mmap.MADV_NOHUGEPAGE)
    return np.frombuffer(memory, np.float32).reshape(height, width)
