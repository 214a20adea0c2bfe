"""The colour profile of a JPEG 2000 file, which Pillow passes over."""

import struct
from typing import IO

_SIGNATURE = b"\0\0\0\x0cjP  \r\n\x87\n"
_HEAD = 8
_MAX_PROFILE = 16 * 1024 * 1024
_MOST_BOXES = 1000
_RESTRICTED_ICC, _ANY_ICC = 2, 3


def jp2_profile(file: IO[bytes]) -> bytes:
    """Read the ICC profile in the file's header; b"" where there is none."""
    if file.read(len(_SIGNATURE)) != _SIGNATURE:
        return b""
    for _ in range(_MOST_BOXES):
        head = file.read(_HEAD)
        if len(head) < _HEAD:
            break
        length, kind = struct.unpack(">I4s", head)
        if kind == b"jp2h":
            continue  # the boxes inside it come next
        if length < _HEAD or kind == b"jp2c":
            break
        if kind == b"colr" and length > _HEAD + 3:
            method, _precedence, _approximation = file.read(3)
            if method in (_RESTRICTED_ICC, _ANY_ICC):
                return file.read(min(length - _HEAD - 3, _MAX_PROFILE))
            file.seek(length - _HEAD - 3, 1)
        else:
            file.seek(length - _HEAD, 1)
    return b""
