"""What the lessons are trained on: the digits that ship, or a folder of pictures made as small and grey as they are."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from aipaint_desktop import paths
from aipaint_desktop.training.lab.picture_folder import PictureFolder, read_folder
from aipaint_desktop.training.lessons.snapshot import SIDE

_STORED = 8  # px: side of a digit on the sheet
_WHITE = 240  # its lightest grey there
_BORDER = 1  # px around it, before it is enlarged
_CONTRAST = 1.3  # which makes strokes solid again that enlarging has blurred


def read_digits() -> tuple[Tensor, NDArray[np.int64]]:
    """Read 1797 handwritten digits (N, 1, 28, 28) in −1..1, white on black, and which each is (N,).

    Of the UCI set *Optical Recognition of Handwritten Digits* (Alpaydin & Kaynak 1998), enlarged from 8×8 px.
    """
    folder = paths.resources() / "lessons"
    written = "".join((folder / "digits.txt").read_text(encoding="ascii").split())
    labels = np.array([int(digit) for digit in written])
    with Image.open(folder / "digits.png") as image:
        sheet = np.asarray(image)
    rows, columns = (length // _STORED for length in sheet.shape)
    cells = sheet.reshape(rows, _STORED, columns, _STORED).swapaxes(1, 2).reshape(-1, _STORED, _STORED)
    return _to_tensor(np.stack([_enlarged(cell) for cell in cells[: len(labels)]])), labels


def read_small_pictures(
    folder: Path,
    check: Callable[[], None] = lambda: None,
    tell: Callable[[PictureFolder], None] = lambda _found: None,
) -> Tensor:
    """Read squares of a folder's pictures (N, 1, 28, 28) in −1..1, in grey.

    check: called before each file, may raise. tell: called with what was found, and what was left out.
    Raises `BadInput` where there are no pictures that can be used.
    """
    found = read_folder(folder, SIDE, check=check)
    tell(found)
    grey = [Image.fromarray(square).convert("L").resize((SIDE, SIDE)) for square in found.squares]
    return _to_tensor(np.stack([np.asarray(picture) for picture in grey]))


def _enlarged(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    bordered = Image.fromarray(np.pad(digit, _BORDER))
    large = np.asarray(bordered.resize((SIDE, SIDE), Image.Resampling.LANCZOS), np.float32) / _WHITE
    contrasted = 0.5 + _CONTRAST * (large - 0.5)
    return np.round(255 * contrasted.clip(0, 1)).astype(np.uint8)


def _to_tensor(pictures: NDArray[np.uint8]) -> Tensor:
    """(N, 28, 28) -> (N, 1, 28, 28) in −1..1."""
    return torch.from_numpy(pictures)[:, None].float() / 127.5 - 1
