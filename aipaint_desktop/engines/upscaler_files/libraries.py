"""spandrel, which knows the architectures of upscalers, imported without what it hardly needs."""

import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from aipaint_desktop.engines.computing import devices
from aipaint_desktop.engines.computing.torchvision import hide_broken_torchvision
from aipaint_desktop.garbage import uncollected
from aipaint_desktop.values.refusal import BadInput, Sentence

HOW_TO_GET = Sentence(
    "Your own upscalers need the extra 'checkpoints': start once with python3 start.py --checkpoints, "
    "or install aipaint-desktop[checkpoints]."
)
_LIBRARY = "spandrel"
_LACKING = "torchvision.transforms.functional"


def spandrel_present() -> bool:
    """Tell whether it is installed, without importing it."""
    return importlib.util.find_spec(_LIBRARY) is not None


def check_spandrel() -> None:
    """Raise `BadInput` with how to get it where it is not installed."""
    if not spandrel_present():
        raise BadInput.saying(HOW_TO_GET)


def load_spandrel() -> None:
    """Import it. Raises `BadInput` where it is not there."""
    check_spandrel()
    if _LIBRARY in sys.modules:
        return
    devices.load()
    hide_broken_torchvision()
    with uncollected(), _without_torchvision():
        import spandrel  # noqa: F401


@contextmanager
def _without_torchvision() -> Iterator[None]:
    """Let two architectures that are not used here import what torchvision has, which need not fit the torch that is
    there; nothing of it stays."""
    parts = [_LACKING.rsplit(".", back)[0] for back in (2, 1)] + [_LACKING]
    hidden = parts[0] in sys.modules and sys.modules[parts[0]] is None
    if parts[0] in sys.modules and not hidden:
        yield
        return
    for name in parts:
        sys.modules[name] = _StandIn(name)
    try:
        yield
    finally:
        for name in parts:
            sys.modules.pop(name, None)
        if hidden:
            sys.modules[parts[0]] = None  # type: ignore[assignment]


class _StandIn(ModuleType):
    __path__: list[str] = []  # noqa: RUF012 - it is a package as Python sees it

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        return self
