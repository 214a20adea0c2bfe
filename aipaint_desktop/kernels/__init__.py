"""What is computed pixel by pixel in C, several times as fast as by numpy; arrays in, arrays out, nothing else known.

`native` is None where it was not built, or from other sources than these: everything works then, by numpy, and large
brushes lag."""

from types import ModuleType

_EDITION = 5  # as in _kernels.c

try:
    from aipaint_desktop.kernels import _kernels
except ImportError:
    native: ModuleType | None = None
else:
    native = _kernels if getattr(_kernels, "EDITION", 1) == _EDITION else None
