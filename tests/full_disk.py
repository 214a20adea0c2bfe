"""A disk without room: what a test writes ends after so many bytes of a file."""

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

resource = pytest.importorskip("resource", reason="only POSIX can limit the size of files")

REASON = os.strerror(errno.EFBIG)  # what the system says then


@contextmanager
def full_disk(room: int) -> Iterator[None]:
    """room: bytes that a file may have."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
