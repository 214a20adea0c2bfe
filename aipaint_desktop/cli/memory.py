"""How much memory this process has held at most."""

import sys
from pathlib import Path


def peak_megabytes() -> float | None:
    """Measure the largest resident size so far, in units of 10^6 bytes; None where the system does not tell."""
    peak: float | None = None
    if sys.platform == "linux":  # getrusage would count what the parent held before this program began
        status = Path("/proc/self/status").read_text()
        kilobytes = next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:"))
        peak = int(kilobytes) * 1024 / 1e6
    elif sys.platform == "darwin":
        import resource

        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6  # bytes, on Linux it would be kB
    return peak
