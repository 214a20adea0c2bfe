"""The ZIP archive of an OpenRaster file, read with care: whoever made it may have meant harm, and disks have faults."""

import io
import logging
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import IO, Self

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from aipaint_desktop.files.ora import png, png_rows
from aipaint_desktop.files.pictures.reading import check_file, shown_name
from aipaint_desktop.files.pictures.slim_png import open_png
from aipaint_desktop.values.limits import CANVAS
from aipaint_desktop.values.refusal import BadInput

_log = logging.getLogger(__name__)

_MOST_TEXT = 8 * 2**20  # bytes of stack.xml and of aipaint.json
# Bytes of decoded pixels in all: some, and more for a file that is large itself; `png` packs a blank sheet 690 : 1
_MOST_DECODED, _DECODED_FOR_A_BYTE = 2**30, 700
# Bytes of a PNG: those of its pixels at 16 bits a channel, and its texts and profile
_BYTES_FOR_A_PIXEL, _OTHER_BYTES = 9, 32 * 2**20
_ENCRYPTED = 1
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class DamagedEntry(Exception):
    """Says that one of the entries cannot be read; others may be whole."""


class Archive:
    """Reads the entries of an archive with care. Use it as a context. Raises `BadInput` where the file is no archive,
    locked, or too large for this program. What has been measured may be decoded by several threads."""

    def __init__(self, path: Path, content: bytes | None = None) -> None:
        """content: of the archive, where it is only a part of the file."""
        check_file(path)
        self.name = shown_name(path)
        self._lock = Lock()
        self._sizes: dict[str, tuple[int, int]] = {}
        self._room = _MOST_DECODED + _DECODED_FOR_A_BYTE * path.stat().st_size
        try:
            self._file = zipfile.ZipFile(path if content is None else io.BytesIO(content))
        except MemoryError:
            raise
        except PermissionError:
            raise BadInput("{0} may not be read: permission denied.", self.name) from None
        except Exception as error:  # the module raises whatever it stumbles over
            raise self.damaged(error) from None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def __contains__(self, entry: str) -> bool:
        return entry in self._file.NameToInfo

    def damaged(self, error: Exception) -> BadInput:
        """Give the refusal of the whole file."""
        _log.debug("%s cannot be read", self.name, exc_info=error)
        return BadInput("{0} is damaged or incomplete.", self.name)

    def text(self, entry: str) -> bytes:
        """Read an entry that is not a picture. Raises `DamagedEntry`."""
        return self.read(entry, _MOST_TEXT)

    def measure(self, entry: str) -> tuple[int, int]:
        """Measure a PNG that is going to be decoded once: its width and height.

        Raises `DamagedEntry`, and `BadInput` where it is too large, alone or with all that were measured before.
        """
        with self._open(entry) as file:
            width, height = png.measure(file.read(png.HEAD))
        self._room -= 4 * width * height
        if width * height > CANVAS.pixels or self._room < 0:
            raise self._too_large()
        self._sizes[entry] = width, height
        return width, height

    def profile(self, entry: str) -> bytes:
        """Read the ICC profile of a PNG, b"" where it has none. Raises `DamagedEntry`."""
        with self._open(entry) as file:
            return png.read_profile(file)

    def picture(self, entry: str) -> Image.Image:
        """Open a PNG that has been measured, its pixels not decoded yet. Raises `DamagedEntry`."""
        return _opened(entry, self.read(entry, self._most(entry)))

    def rows(self, entry: str) -> NDArray[np.uint8] | None:
        """Decode a PNG that has been measured as it was written: (H, W), (H, W, 3) or (H, W, 4); None where it is not
        simple. Raises `DamagedEntry`."""
        most = self._most(entry)
        with self._open(entry) as file:
            return png_rows.decode(file, most)

    def pixels(self, entry: str, size: tuple[int, int] | None = None) -> NDArray[np.uint8]:
        """Decode a PNG as it was written: (H, W), (H, W, 3) or (H, W, 4).

        size: width and height that it must have. Raises `DamagedEntry`, `BadInput`.
        """
        if self.measure(entry) != size and size is not None:
            raise DamagedEntry(entry)
        rows = self.rows(entry)
        if rows is not None:
            return rows
        image = self.picture(entry)
        load(image)
        if image.mode not in ("L", "RGB", "RGBA"):
            raise DamagedEntry(entry)
        return np.array(image)

    def size(self, entry: str) -> int:
        """Tell how many bytes an entry says it has, unpacked. Raises `KeyError` where it is missing."""
        return self._file.NameToInfo[entry].file_size

    def crc(self, entry: str) -> int | None:
        """Tell the checksum that the archive has of an entry, unpacked; None where it is missing."""
        info = self._file.NameToInfo.get(entry)
        return None if info is None else info.CRC

    @property
    def entries(self) -> Sequence[str]:
        """List the entries that are files, in their order."""
        return [name for name in self._file.NameToInfo if not name.endswith("/")]

    def read(self, entry: str, most: int) -> bytes:
        """Read all of an entry. Raises `DamagedEntry`, and `BadInput` where it has more bytes than `most`."""
        with self._open(entry) as file:
            data = file.read(most + 1)
        if len(data) > most:
            raise self._too_large()
        return data

    def _too_large(self) -> BadInput:
        return BadInput("{0} is too large for this machine's memory.", self.name)

    def _most(self, entry: str) -> int:
        """How many bytes the PNG may have, as it was measured. Raises `DamagedEntry` where it was not."""
        if entry not in self._sizes:
            raise DamagedEntry(entry)
        width, height = self._sizes[entry]
        return _BYTES_FOR_A_PIXEL * width * height + _OTHER_BYTES

    @contextmanager
    def _open(self, entry: str) -> Iterator[IO[bytes]]:
        """Whatever reading raises is a `DamagedEntry`."""
        info = self._file.NameToInfo.get(entry)
        if info is None:
            raise DamagedEntry(entry)
        if info.flag_bits & _ENCRYPTED:
            raise BadInput("{0} is locked with a password and cannot be opened.", self.name)
        if info.compress_type not in _METHODS:
            raise DamagedEntry(entry)
        try:
            with self._lock:  # the module counts what is open, and not for several threads
                file = self._file.open(info)
            try:
                yield file
            finally:
                with self._lock:
                    file.close()
        except (BadInput, DamagedEntry, MemoryError):
            raise
        except Exception as error:
            raise _damaged(entry, error) from None


def load(image: Image.Image) -> None:
    """Decode the pixels. Raises `DamagedEntry`."""
    try:
        image.load()
    except MemoryError:
        raise
    except Exception as error:  # on broken files the decoder raises whatever it stumbles over
        raise _damaged("a PNG", error) from None


def _opened(entry: str, encoded: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; they have been measured
            return open_png(io.BytesIO(encoded))
    except MemoryError:
        raise
    except Exception as error:
        raise _damaged(entry, error) from None


def _damaged(entry: str, error: Exception) -> DamagedEntry:
    _log.debug("%s cannot be read", entry, exc_info=error)
    return DamagedEntry(entry)


def is_archive(path: Path) -> bool:
    """Tell whether the file begins as an archive does or is called .ora: a document, or what is left of one."""
    if path.suffix.lower() == ".ora":
        return True
    try:
        with path.open("rb") as file:
            return file.read(4) == b"PK\x03\x04"
    except (OSError, ValueError):
        return False
