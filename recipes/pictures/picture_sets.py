"""Pictures for training: read once into memory, split by name, cropped and varied at random."""

import hashlib
import io
import logging
import zipfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn.functional import interpolate

from aipaint_desktop.engines.pictures.pixels import flattened
from aipaint_desktop.files.pictures.reading import check_file, read_picture
from aipaint_desktop.values.refusal import BadInput

_log = logging.getLogger(__name__)

Place = Path | zipfile.Path
"""A folder or a file, on disk or in a data pack."""
Stored = Image.Image | Tensor
"""A decoded picture: (3, H, W) uint8 where it is a tensor."""

HELD_OUT_SHARE = 16  # one picture in so many is never trained on


def held_out(name: str) -> bool:
    """Whether the picture with this file name is kept for measuring, by the hash of the name alone."""
    return (
        int.from_bytes(hashlib.sha256(name.encode(errors="surrogateescape")).digest()[:4]) % HELD_OUT_SHARE
        == 0
    )


def picture_files(folder: Place) -> list[Place]:
    """Every JPEG and PNG in the folder, sorted by name; what is called so and is no file is named and left out."""
    found: list[Place] = []
    inside: list[Place] = [*folder.iterdir()]
    for path in sorted(inside, key=lambda path: path.name):
        if path.name.lower().endswith((".jpg", ".jpeg", ".png")):
            try:
                if isinstance(path, Path):
                    check_file(path)
            except BadInput as error:
                _log.warning("Left out: %s", error)
            else:
                found.append(path)
    return found


def read_colours(path: Place) -> Image.Image:
    """The picture in RGB, transparent parts on white. Raises `BadInput`."""
    if isinstance(path, zipfile.Path):
        return Image.open(io.BytesIO(path.read_bytes())).convert("RGB")
    return Image.fromarray(flattened(read_picture(path).pixels))


def read_at(path: Place, long_side: int, only_down: bool = False) -> Tensor:
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


def read_smaller(files: Iterable[Place], longest: int) -> list[Image.Image]:
    """The pictures, at most `longest` px on the long side; read by several threads."""

    def read(path: Place) -> Image.Image:
        picture = read_colours(path)
        picture.thumbnail((longest, longest), Image.Resampling.LANCZOS)
        return picture

    with ThreadPoolExecutor() as pool:
        return list(pool.map(read, files))


def stored_on(place: torch.device, pictures: Sequence[Stored]) -> list[Stored]:
    """The pictures as uint8 on an accelerator, from then on cut there. They stay as they are on the CPU, and where they
    would take more than half of what is free."""
    if place.type == "cpu":
        return list(pictures)
    needed = sum(3 * width * height for width, height in map(size_of, pictures))
    if place.type == "cuda" and needed > torch.cuda.mem_get_info()[0] / 2:
        return list(pictures)
    return [torch.from_numpy(np.array(one)).permute(2, 0, 1).contiguous().to(place) for one in pictures]


def size_of(picture: Stored) -> tuple[int, int]:
    """Width and height in px."""
    return picture.size if isinstance(picture, Image.Image) else (picture.shape[2], picture.shape[1])


def cut(
    picture: Stored, box: tuple[float, float, float, float], size: tuple[int, int], *, mirrored: bool = False
) -> Tensor:
    """What is in a box (left, top, right, bottom) of a picture, (1, 3, height, width) in −1..1, where the picture is.

    size: width and height, px. Where the picture is on an accelerator, the box is of whole px.
    """
    if isinstance(picture, Image.Image):
        part = picture.resize(size, Image.Resampling.BICUBIC, box)
        return as_tensor(part.transpose(Image.Transpose.FLIP_LEFT_RIGHT) if mirrored else part)
    left, top, right, bottom = map(round, box)
    inside = picture[None, :, top : max(bottom, top + 1), left : max(right, left + 1)].float()
    resized = interpolate(inside, size[::-1], mode="bicubic", antialias=True).clamp(0, 255) / 127.5 - 1
    return resized.flip(3) if mirrored else resized


@dataclass(frozen=True)
class PictureSet:
    """Decoded pictures and how they are read.

    smallest, largest: range of the short side in px that a picture is resized to, drawn log-uniformly; never
    more than `enlargement` times its own.
    """

    pictures: Sequence[Stored]
    smallest: int
    largest: int
    enlargement: float = 1.0

    @classmethod
    def read(
        cls, files: Iterable[Place], longest: int, smallest: int, largest: int, enlargement: float = 1.0
    ) -> "PictureSet":
        """The pictures that are not held out, at most `longest` px on the long side."""
        pictures = read_smaller((path for path in files if not held_out(path.name)), longest)
        if not pictures:
            raise ValueError("There is no picture to train on.")
        return cls(pictures, smallest, largest, enlargement)

    def on(self, place: torch.device) -> "PictureSet":
        """The same, with the pictures on this device as far as they fit."""
        return replace(self, pictures=stored_on(place, self.pictures))

    def crop(self, side: int, random: np.random.Generator) -> Tensor:
        """A random square (1, 3, side, side) of a random picture, mirrored half of the time."""
        return self.crop_of(int(random.integers(len(self.pictures))), side, random)

    def crop_of(self, index: int, side: int, random: np.random.Generator) -> Tensor:
        """As `crop`, of one picture."""
        picture = self.pictures[index]
        width, height = size_of(picture)
        short = min(width, height)
        largest = max(side, min(self.largest, int(short * self.enlargement)))
        smallest = min(max(side, self.smallest), largest)
        factor = short / np.exp(random.uniform(np.log(smallest), np.log(largest)))
        extent = min(side * factor, short)
        left = random.uniform(0, width - extent)
        top = random.uniform(0, height - extent)
        box = (left, top, left + extent, top + extent)
        return cut(picture, box, (side, side), mirrored=random.random() < 0.5)

    def whole(self, index: int, long_side: int) -> Tensor:
        """A picture (1, 3, H, W), whole, with this long side."""
        picture = self.pictures[index]
        width, height = size_of(picture)
        factor = long_side / max(width, height)
        return cut(picture, (0, 0, width, height), (round(width * factor), round(height * factor)))


def vary_colours(reference: Tensor, random: np.random.Generator) -> Tensor:
    """Other palettes for a reference (1, 3, H, W): channels exchanged, and each bent by its own gamma."""
    if random.random() < 0.3:
        reference = reference[:, torch.from_numpy(random.permutation(3))]
    if random.random() < 0.3:
        gamma = torch.from_numpy(np.exp(random.normal(0, 0.25, 3))).float().view(1, 3, 1, 1).to(reference)
        reference = ((reference + 1) / 2).clamp(0, 1) ** gamma * 2 - 1
    return reference
