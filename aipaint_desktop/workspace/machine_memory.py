"""How much memory this machine has."""

import ctypes
import os
import sys


class _Status(ctypes.Structure):
    """MEMORYSTATUSEX of the Windows API."""

    _fields_ = [
        ("length", ctypes.c_uint32),
        ("load", ctypes.c_uint32),
        *[(name, ctypes.c_uint64) for name in ("total", "free", "b", "c", "d", "e", "f")],
    ]


def machine_megabytes() -> int:
    """Ask the system how much memory is built in, in units of 2^20 bytes; 0 where it does not tell."""
    try:
        if sys.platform == "win32":
            status = _Status(length=ctypes.sizeof(_Status))
            told = ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status))
            return status.total // 2**20 if told else 0
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 2**20
    except (OSError, ValueError):
        return 0
