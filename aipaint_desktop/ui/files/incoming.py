"""Pictures on their way in from other programs: what a drag or the clipboard carries."""

import base64
import binascii
import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote_to_bytes

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QColorSpace, QDropEvent, QImage

from aipaint_desktop.files.opened_picture import OpenedPicture, open_picture
from aipaint_desktop.files.pictures.reading import read_picture
from aipaint_desktop.jobs.images import pixels_of
from aipaint_desktop.values.limits import READ
from aipaint_desktop.values.picture import Picture
from aipaint_desktop.values.refusal import BadInput
from aipaint_desktop.values.text import as_text

# the kinds of picture that programs offer side by side, the most faithful first
_ENCODED = {
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/avif": ".avif",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/bmp": ".bmp",
    "image/x-bmp": ".bmp",
}
_NAMELESS = "picture"
_LONGEST_NAME = 60
_NOT_IN_NAMES = re.compile(r"[/\\\x00-\x1f]")
_DATA_URL = re.compile(r"(?P<kind>image/[\w.+-]+)?(;[^;,]*)*;base64,(?P<data>.*)", re.DOTALL)


@dataclass(frozen=True, eq=False)
class Encoded:
    """Holds a picture as the bytes of a file. suffix: what its name would end in."""

    data: bytes
    suffix: str


@dataclass(frozen=True, eq=False)
class Incoming:
    """Holds one picture that arrives. name: without a suffix, "" where it has none."""

    name: str
    content: Path | Encoded | QImage

    @property
    def file(self) -> Path | None:
        """Give the file that it is, if it is one."""
        return self.content if isinstance(self.content, Path) else None

    def read(self) -> Picture:
        """Read the pixels, like those of `read_picture`; takes its time. Raises `BadInput`."""
        if isinstance(self.content, Path):
            return read_picture(self.content)
        if isinstance(self.content, QImage):
            return Picture(_pixels(self.content), self.name)
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return Picture(read_picture(self.save_into(Path(folder))).pixels, self.name)

    def open(self) -> OpenedPicture:
        """Read the pixels with what painted them, where it is a file that says so."""
        if isinstance(self.content, QImage):
            return OpenedPicture(self.read())
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            return open_picture(self.save_into(Path(folder)))

    def save_into(self, folder: Path) -> Path:
        """Give the file that it is, or write it into one in the folder. Raises `OSError`."""
        if isinstance(self.content, Path):
            return self.content
        name = self.name or _NAMELESS
        if isinstance(self.content, Encoded):
            path = folder / f"{name}{self.content.suffix}"
            path.write_bytes(self.content.data)
            return path
        path = folder / f"{name}.png"
        if not self.content.save(str(path)):
            raise OSError(None, "it cannot be written", str(path))
        return path


def incoming(data: QMimeData) -> list[Incoming]:
    """List the pictures that a drag or the clipboard carries: files that are there, or else pixels.

    A browser gives a picture as pixels, as a file that may be gone already, or as an address alone.
    Raises `BadInput` where there are addresses alone: nothing is fetched from the network.
    """
    files = local_files(data)
    named = [Incoming(as_text(path.stem), path) for path in files]
    if any(path.exists() for path in files):
        return named
    pixels = _pixels_of(data)
    if pixels is not None:
        return [Incoming(_name_of(data), pixels)]
    if not named and carries_addresses(data):
        raise BadInput(
            "Only the address of the picture came, and nothing is fetched from the network here: "
            "copy the picture itself and paste it, or save it as a file first."
        )
    return named


def carries_pictures(data: QMimeData) -> bool:
    """Tell whether `incoming` will find any, without taking them out."""
    kinds = data.formats()
    return (
        data.hasImage() or any(kind in _ENCODED for kind in kinds) or bool(local_files(data) or _inline(data))
    )


def carries_addresses(data: QMimeData) -> bool:
    """Tell whether there is something from the network that would have to be fetched."""
    return any(url.scheme() in ("http", "https", "ftp") for url in data.urls())


def local_files(data: QMimeData) -> list[Path]:
    """List the files of this machine that a drag or the clipboard carries, there or not."""
    return [_path(url) for url in data.urls() if url.isLocalFile()]


def accept_as_copy(event: QDropEvent) -> None:
    """Take a drag without the giver deleting what it gave, as it may after a move."""
    if event.possibleActions() & Qt.DropAction.CopyAction:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
    else:
        event.acceptProposedAction()


def _path(url: QUrl) -> Path:
    if os.name == "nt":
        return Path(url.toLocalFile())
    # Qt takes names that are not UTF-8 for text
    return Path(os.fsdecode(unquote_to_bytes(url.path(QUrl.ComponentFormattingOption.FullyEncoded))))


def _pixels_of(data: QMimeData) -> Encoded | QImage | None:
    inline = _inline(data)
    if inline is not None:
        return inline
    kinds = data.formats()
    for kind, suffix in _ENCODED.items():
        if kind in kinds and (content := bytes(data.data(kind).data())):
            return Encoded(content, suffix)
    image = data.imageData() if data.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def _inline(data: QMimeData) -> Encoded | None:
    """A picture that stands in its own address."""
    for url in data.urls():
        if url.scheme() != "data":
            continue
        said = _DATA_URL.fullmatch(url.path(QUrl.ComponentFormattingOption.FullyDecoded))
        if said is not None:
            try:
                content = base64.b64decode(said["data"])
            except binascii.Error:
                continue
            return Encoded(content, _ENCODED.get(said["kind"] or "", ".png"))
    return None


def _name_of(data: QMimeData) -> str:
    """After the picture's address, where it has one."""
    names: Sequence[str] = [url.fileName() for url in data.urls() if url.scheme() != "data"]
    stem = Path(_NOT_IN_NAMES.sub("_", names[0])).stem if names else ""
    return stem[:_LONGEST_NAME].strip(". ")


def _pixels(image: QImage) -> NDArray[np.uint8]:
    """(H, W, 3), or (H, W, 4) where it has transparency, in sRGB."""
    if image.width() * image.height() > READ.pixels:
        raise BadInput(
            "The picture is {0}×{1}, too large: at most {2} megapixels.",
            image.width(),
            image.height(),
            READ.megapixels,
        )
    if image.colorSpace().isValid():
        image = image.convertedToColorSpace(QColorSpace(QColorSpace.NamedColorSpace.SRgb))
    return pixels_of(image, image.width(), image.height())
