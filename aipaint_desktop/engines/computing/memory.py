"""How much memory is free where networks compute."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aipaint_desktop.engines.base.engine import Device

_TOLD_BY_LINUX = Path("/proc/meminfo")
_GROUP = Path("/sys/fs/cgroup")  # what a container may take, version 2


def free_memory(device: "Device") -> int | None:
    """Tell how many bytes a run on the device could take now; None where that is not told."""
    import torch

    match device.kind:
        case "cuda":
            free, _all = torch.cuda.mem_get_info()
            kept = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
            return int(free) + int(kept)
        case "mps":
            return int(torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory())
        case "cpu":
            return _free_of_machine() if sys.platform == "linux" else None


def _free_of_machine() -> int | None:
    try:
        told = dict(line.split(":", 1) for line in _TOLD_BY_LINUX.read_text().splitlines())
        free = int(told["MemAvailable"].split()[0]) * 1024
    except (OSError, ValueError, KeyError, IndexError):
        return None
    try:
        most = int((_GROUP / "memory.max").read_text())
        return min(free, max(0, most - int((_GROUP / "memory.current").read_text())))
    except (OSError, ValueError):  # no container, or one without a limit
        return free
