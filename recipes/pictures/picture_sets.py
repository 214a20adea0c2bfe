"""Pictures for training: read once into memory, split by name, cropped and varied at random."""

import hashlib
import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from aipaint_desktop.engines.pictures.pixels import flattened
from aipaint_desktop.files.pictures.reading import check_file, read_picture
from aipaint_desktop.values.refusal import BadInput

_log = logging.getLogger(__name__)

HELD_OUT_SHARE = 16  # one picture in so many is never trained on


def held_out(name: str) -> bool:
    """Whether the picture with this file name is kept for measuring, by the hash of the name alone."""
    return (
        int.from_bytes(hashlib.sha256(name.encode(errors="surrogateescape")).digest()[:4]) % HELD_OUT_SHARE
        == 0
    )


def picture_files(folder: Path) -> list[Path]:
    """Every JPEG and PNG in the folder, sorted by name; what is called so and is no file is named and left out."""
    found = []
    for path in sorted(folder.iterdir()):
        if path.suffix.lower() in (".jpg", ".jpeg", ".png"):
            try:
                check_file(path)
            except BadInput as error:
                _log.warning("Left out: %s", error)
            else:
                found.append(path)
    return found


def read_colours(path: Path) -> Image.Image:
    """The picture in RGB, transparent parts on white. Raises `BadInput`."""
    return Image.fromarray(flattened(read_picture(path).pixels))


def read_at(path: Path, long_side: int, only_down: bool = False) -> Tensor:
    """The picture (1, 3, H, W) in −1..1, its long side resized to `long_side` px."""
    picture = read_colours(path)
    factor = long_side / max(picture.size)
    if not (only_down and factor >= 1):
        size = (max(1, round(picture.width * factor)), max(1, round(picture.height * factor)))
        picture = picture.resize(size, Image.Resampling.LANCZOS)
    return as_tensor(picture)


def as_tensor(picture: Image.Image) -> Tensor:
    """(1, 3, H, W) in −1..1."""
    return torch.from_numpy(np.array(picture)).permute(2, 0, 1)[None].float() / 127.5 - 1


@dataclass(frozen=True)
class PictureSet:
    """Decoded pictures and how they are read.

    smallest, largest: range of the short side in px that a picture is resized to, drawn log-uniformly; never
    more than `enlargement` times its own.
    """

    pictures: Sequence[Image.Image]
    smallest: int
    largest: int
    enlargement: float = 1.0

    @classmethod
    def read(
        cls, files: Iterable[Path], longest: int, smallest: int, largest: int, enlargement: float = 1.0
    ) -> "PictureSet":
        """The pictures that are not held out, at most `longest` px on the long side."""
        pictures = []
        for path in files:
            if not held_out(path.name):
                picture = read_colours(path)
                picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
                pictures.append(picture)
        if not pictures:
            raise ValueError("There is no picture to train on.")
        return cls(pictures, smallest, largest, enlargement)

    def crop(self, side: int, random: np.random.Generator) -> Tensor:
        """A random square (1, 3, side, side) of a random picture, mirrored half of the time."""
        return self.crop_of(int(random.integers(len(self.pictures))), side, random)

    def crop_of(self, index: int, side: int, random: np.random.Generator) -> Tensor:
        """As `crop`, of one picture."""
        picture = self.pictures[index]
        short = min(picture.size)
        largest = max(side, min(self.largest, int(short * self.enlargement)))
        smallest = min(max(side, self.smallest), largest)
        factor = short / np.exp(random.uniform(np.log(smallest), np.log(largest)))
        extent = min(side * factor, short)
        left = random.uniform(0, picture.width - extent)
        top = random.uniform(0, picture.height - extent)
        square = picture.resize(
            (side, side), Image.Resampling.BICUBIC, (left, top, left + extent, top + extent)
        )
        if random.random() < 0.5:
            square = square.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
        return as_tensor(square)

    def whole(self, index: int, long_side: int) -> Tensor:
        """A picture (1, 3, H, W), whole, with this long side."""
        picture = self.pictures[index]
        factor = long_side / max(picture.size)
        size = (round(picture.width * factor), round(picture.height * factor))
        return as_tensor(picture.resize(size, Image.Resampling.BICUBIC))


def vary_colours(reference: Tensor, random: np.random.Generator) -> Tensor:
    """Other palettes for a reference (1, 3, H, W): channels exchanged, and each bent by its own gamma."""
    if random.random() < 0.3:
        reference = reference[:, torch.from_numpy(random.permutation(3))]
    if random.random() < 0.3:
        gamma = torch.from_numpy(np.exp(random.normal(0, 0.25, 3))).float().view(1, 3, 1, 1)
        reference = ((reference + 1) / 2).clamp(0, 1) ** gamma * 2 - 1
    return reference
