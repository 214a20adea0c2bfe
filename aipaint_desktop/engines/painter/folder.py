"""An artist's folder as one reference: which of its pictures a sketch is painted from."""

from collections.abc import Sequence

import torch

from aipaint_desktop.engines.pictures.pixels import to_tensor
from aipaint_desktop.nn.patches.folder import fitting
from aipaint_desktop.values.picture import Picture


@torch.inference_mode()
def fitting_pictures(sketch: Picture, pictures: Sequence[Picture], most: int, seed: int) -> list[int]:
    """Choose up to `most` of many pictures for a sketch: their indices, ascending."""
    device = torch.device("cpu")  # a few thousand px each
    tensors = (to_tensor(picture.pixels, device) for picture in pictures)
    return fitting(to_tensor(sketch.pixels, device), list(tensors), most, torch.Generator().manual_seed(seed))
